"""Turn corpora of names to what their network learns from: `rows.py CORPUS OUT`.

The pipeline's own tokenizer cuts the texts, and the labels of the corpus are put on its words,
those that it cuts otherwise missing: the network learns from the words that it will be given.
Each corpus comes in as many copies as `COPIES` says, the first as it is, the others altered anew
(`recipe.augmented`). The features of each different word are worked out once. One NumPy archive
holds it all, so that `learn.py` needs no spaCy.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import recipe
from timeline.model.words import describe

COPIES = {
    "gmb_mended": 3,
    "gum_train": 4,
    "re3d_train": 4,
    "wikigold_train": 4,
    "uner_train": 4,
    "ewt_named": 4,
    "own_train": 4,
}
HELD_OUT = ("gmb_dev",)
LONGEST = 300  # words of a text: a longer one, as web text has them, is cut between sentences
MISSING = -1
FIRST = 4  # code of a text's first word, see `spacing`


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    args = parser.parse_args()
    nlp = recipe.tokenizing_pipeline()
    rows = Rows()
    for name, copies in COPIES.items():
        docs = load(args.corpus, name, nlp)
        for copy in range(copies):
            rng = random.Random(f"{name} names {copy}")
            rows.add(f"{name}-{copy}", examples(nlp, docs, rng if copy else None))
    for name in HELD_OUT:
        rows.add(f"{name}-0", examples(nlp, load(args.corpus, name, nlp), None))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    rows.save(args.out)


def load(corpus: Path, name: str, nlp: Language) -> list[Doc]:
    docs = DocBin().from_disk(corpus / f"{name}.spacy").get_docs(nlp.vocab)
    return [part for doc in docs for part in parts(doc)]


def parts(doc: Doc) -> Iterator[Doc]:
    """Yield a doc whole, or cut between sentences into as few parts as are short enough."""
    if len(doc) <= LONGEST or not doc.has_annotation("SENT_START"):
        yield doc
        return
    start = end = 0
    for sent in doc.sents:
        if sent.end - start > LONGEST and end > start:
            yield doc[start:end].as_doc()
            start = end
        end = sent.end
    yield doc[start:].as_doc()


def examples(nlp: Language, docs: list[Doc], rng: random.Random | None) -> Iterator[Example]:
    """Cut texts to words, with `rng` as altered."""
    for doc in docs:
        reference = recipe.augmented(doc, rng) if rng else doc
        yield Example(nlp.make_doc(reference.text), reference)


class Rows:
    """Corpora as columns of numbers, and what they stand for."""

    def __init__(self) -> None:
        self.words: dict[tuple[str, str], int] = {}
        self.labels: dict[str, int] = {}
        self.sets: dict[str, dict[str, list[int]]] = {}

    def add(self, name: str, examples: Iterator[Example]) -> None:
        """Add a corpus, or a copy of it."""
        columns: dict[str, list[int]] = defaultdict(list)
        for example in examples:
            doc = example.predicted
            if not len(doc):
                continue
            columns["lens"].append(len(doc))
            for token in doc:
                word = (token.text, token.norm_)
                columns["word"].append(self.words.setdefault(word, len(self.words)))
            columns["space"] += spacing(doc)
            columns["label"] += map(self.number, example.get_aligned_ner())
        self.sets[name] = dict(columns)
        print(f"{name}: {len(columns['lens'])} texts, {sum(columns['lens'])} words", flush=True)

    def number(self, label: str | None) -> int:
        """Number labels in the order of first sight; what the corpus does not tell is missing."""
        if not label or label == "-":
            return MISSING
        return self.labels.setdefault(label, len(self.labels))

    def save(self, path: Path) -> None:
        """Write all of it, with the features of the words."""
        described = describe(list(self.words))
        there = described.runs != 0
        arrays: dict[str, Any] = {
            "hashes": described.hashes,
            "runs": described.runs[there],
            "run_lens": there.sum(1),
            "vectors": described.vectors,
            "labels": json.dumps(list(self.labels)),
        }
        for name, columns in self.sets.items():
            for key, values in columns.items():
                kind = "int32" if key == "word" else "int16"
                arrays[f"{name}/{key}"] = numpy.array(values, dtype=kind)
        numpy.savez_compressed(path, **arrays)


def spacing(doc: Doc) -> list[int]:
    """As `timeline.model.reader` sees it: is there a space before and after, is it the first."""
    after = [bool(token.whitespace_) for token in doc]
    return [FIRST + after[0]] + [2 * a + b for a, b in pairwise(after)]


if __name__ == "__main__":
    main()
