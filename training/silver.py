"""What the teacher reads and what it parsed: `silver.py write|read CORPUS FOLDER`.

`write` makes JSON lines of the treebanks (once as they are, once altered, with headlines) and of
the news of the Groningen Meaning Bank; `read` makes `gmb_parsed.spacy` of the teacher's trees.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import recipe
from headlines import make_headlines

TREEBANKS = ("ewt_train", "gum_train")
RAW = "gmb_train"
LEAST = 0.85  # mean probability of a sentence's arcs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "read"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    vocab = spacy.blank("en").vocab
    if args.what == "write":
        args.folder.mkdir(parents=True, exist_ok=True)
        rng = random.Random(args.seed)
        save(args.folder / "treebanks.jsonl.gz", treebanks(args.corpus, vocab, rng))
        save(args.folder / "raw.jsonl.gz", map(record, load(args.corpus, RAW, vocab)))
        return
    with gzip.open(args.folder / "parsed.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    docs = [parsed(vocab, row) for row in rows if is_sound(row)]
    DocBin(docs=docs, store_user_data=False).to_disk(args.corpus / "gmb_parsed.spacy")
    print(f"{len(docs)} of {len(rows)} docs, {sum(map(len, docs))} words")


def load(corpus: Path, name: str, vocab: Vocab) -> Iterator[Doc]:
    return DocBin().from_disk(corpus / f"{name}.spacy").get_docs(vocab)


def save(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def treebanks(corpus: Path, vocab: Vocab, rng: random.Random) -> Iterator[dict[str, Any]]:
    for altered in (False, True):
        for name in TREEBANKS:
            for doc in load(corpus, name, vocab):
                yield record(recipe.augmented(doc, rng) if altered else doc)
                yield from map(record, make_headlines(doc, rng))


def record(doc: Doc) -> dict[str, Any]:
    row: dict[str, Any] = {
        "words": [token.text for token in doc],
        "spaces": "".join("1" if token.whitespace_ else "0" for token in doc),
        "starts": [token.i for token in doc if token.i == 0 or token.is_sent_start == 1],
    }
    if doc.has_annotation("DEP"):
        row |= {
            "tag": [token.tag_ for token in doc],
            "pos": [token.pos_ for token in doc],
            "morph": [str(token.morph) for token in doc],
            "head": [token.head.i for token in doc],
            "dep": [token.dep_ for token in doc],
        }
    return row


def is_sound(row: dict[str, Any]) -> bool:
    """Is each sentence one tree, of arcs that the teacher is fairly sure of?"""
    ends = [*row["starts"][1:], len(row["words"])]
    heads = row["head"]
    for start, end in zip(row["starts"], ends, strict=True):
        words = range(start, end)
        if sum(heads[word] == word for word in words) != 1:
            return False
        if sum(row["sure"][start:end]) < LEAST * len(words):
            return False
        reached = {word for word in words if heads[word] == word}
        for _ in words:
            reached |= {word for word in words if heads[word] in reached}
        if len(reached) < len(words):
            return False
    return True


def parsed(vocab: Vocab, row: dict[str, Any]) -> Doc:
    starts = set(row["starts"])
    return Doc(
        vocab,
        words=row["words"],
        spaces=[space == "1" for space in row["spaces"]],
        tags=row["tag"],
        pos=row["pos"],
        morphs=row["morph"],
        heads=row["head"],
        deps=row["dep"],
        sent_starts=[word in starts for word in range(len(row["words"]))],
    )


if __name__ == "__main__":
    main()
