"""Write the Brown clusters of frequent words: `clusters.py OUT` (`src/timeline/model/vectors`).

They come from spacy-lookups-data, most frequent words first.
"""

import argparse
from pathlib import Path

import numpy
from spacy.lookups import load_lookups

from pack import write_hashes

WORDS = 150_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    table = load_lookups("en", ["lexeme_cluster"]).get_table("lexeme_cluster")
    frequent = [(key, path) for key, path in table.items() if path][:WORDS]
    keys = numpy.array([key for key, _ in frequent], dtype="uint64")
    paths = numpy.array([path for _, path in frequent], dtype="uint32")
    order = numpy.argsort(keys)
    numpy.savez_compressed(args.out / "clusters.npz", keys=keys[order], paths=paths[order])
    write_hashes(args.out)


if __name__ == "__main__":
    main()
