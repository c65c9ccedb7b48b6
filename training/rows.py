"""Turn corpora to what the networks learn from: `rows.py syntax|names CORPUS OUT [--develop]`.

The pipeline's own tokenizer cuts the texts, and the labels of the corpus are put on its words,
those that it cuts otherwise missing: the networks learn from the words that they will be given.
Each corpus comes in as many copies as `COPIES` says, the first as it is, the others altered anew
(`recipe.augmented`). With `--develop` the development parts of the treebanks are kept apart, to
choose by; what is shipped has learned from them too. The features of each different word are
worked out once. One NumPy archive holds it all, so that `learn.py` needs no spaCy.
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
from headlines import make_headlines
from timeline.model.words import describe
from tokenizer import tokenizing_pipeline

COPIES = {
    "syntax": {
        "ewt_train": 4,
        "ewt_dev": 4,
        "gum_train": 4,
        "gum_dev": 4,
        "gmb_parsed": 1,
        "own_parsed": 1,
        "wikigold_parsed": 1,
        "re3d_parsed": 1,
    },
    "names": {
        "gmb_mended": 3,
        "gum_train": 4,
        "re3d_train": 4,
        "wikigold_train": 4,
        "uner_train": 4,
        "ewt_named": 4,
        "own_train": 4,
    },
}
HELD_OUT = {"syntax": (), "names": ("gmb_dev",)}
DEVELOP = {"syntax": ("ewt_dev", "gum_dev"), "names": ("gmb_dev",)}
COLUMNS = {"syntax": ("tag", "morph", "dep"), "names": ("ner",)}
SHARED = {"other_dep": "dep"}  # a column with the labels of another one
LONGEST = 300  # words of a text: a longer one, as web text has them, is cut between sentences
MISSING = -1
FIRST = 4  # code of a text's first word, see `spacing`


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=tuple(COPIES))
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    parser.add_argument("--develop", action="store_true", help="keep the development parts apart")
    args = parser.parse_args()
    nlp = tokenizing_pipeline()
    rows = Rows(args.kind)
    held_out = (DEVELOP if args.develop else HELD_OUT)[args.kind]
    for name, copies in COPIES[args.kind].items():
        if name in held_out:
            continue
        docs = load(args.corpus, name, nlp)
        for copy in range(copies):
            rng = random.Random(f"{name} {args.kind} {copy}")
            rows.add(f"{name}-{copy}", examples(nlp, docs, rng if copy else None, args.kind))
    for name in held_out:
        rows.add(f"{name}-held", examples(nlp, load(args.corpus, name, nlp), None, args.kind))
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


def examples(
    nlp: Language, docs: list[Doc], rng: random.Random | None, kind: str
) -> Iterator[Example]:
    """Cut texts to words; with `rng`, altered, and plain statements once more as headlines."""
    for doc in docs:
        reference = recipe.augmented(doc, rng) if rng else doc
        yield Example(nlp.make_doc(reference.text), reference)
        # The present of a verb is made of its lemma, which the teacher's trees lack.
        if rng and kind == "syntax" and doc.has_annotation("LEMMA"):
            for made in make_headlines(doc, rng):
                yield Example(nlp.make_doc(made.text), made)


class Rows:
    """Corpora as columns of numbers, and what they stand for."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.words: dict[tuple[str, str], int] = {}
        self.labels: dict[str, dict[str, int]] = {key: {} for key in COLUMNS[kind]}
        self.sets: dict[str, dict[str, list[int]]] = {}

    def add(self, name: str, examples: Iterator[Example]) -> None:
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
            labels = syntax(example) if self.kind == "syntax" else {"ner": names(example)}
            for key, values in labels.items():
                columns[key] += [self.number(key, value) for value in values]
        self.sets[name] = dict(columns)
        print(f"{name}: {len(columns['lens'])} texts, {sum(columns['lens'])} words", flush=True)

    def number(self, key: str, value: Any) -> int:
        """Number a label in the order of first sight; heads, starts and shares are numbers."""
        if value is None:
            return MISSING
        if (of := SHARED.get(key, key)) not in self.labels:
            return int(value)
        return self.labels[of].setdefault(value, len(self.labels[of]))

    def save(self, path: Path) -> None:
        described = describe(list(self.words))
        there = described.runs != 0
        arrays: dict[str, Any] = {
            "hashes": described.hashes,
            "runs": described.runs[there],
            "run_lens": there.sum(1),
            "vectors": described.vectors,
            "labels": json.dumps({key: list(found) for key, found in self.labels.items()}),
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


def syntax(example: Example) -> dict[str, list[Any]]:
    """Return labels of each word of the pipeline's, None where the corpus cuts it otherwise."""
    tags = example.get_aligned("TAG", as_string=True)
    parts = example.get_aligned("POS", as_string=True)
    features = example.get_aligned("MORPH", as_string=True)
    heads, deps = example.get_aligned_parse(projectivize=False)
    starts = example.get_aligned_sent_starts()
    normal = example.predicted.vocab.morphology.normalize_features
    return {
        "tag": [tag or None for tag in tags],
        "morph": [
            normal("|".join(filter(None, ((feats or "").strip("_"), f"POS={part}"))))
            if part
            else None
            for part, feats in zip(parts, features, strict=True)
        ],
        "head": list(heads),
        "dep": [dep or None for dep in deps],
        "start": [
            True if place == 0 else None if start is None else start in (1, True)
            for place, start in enumerate(starts)
        ],
    } | second_choices(example)


def second_choices(example: Example) -> dict[str, list[Any]]:
    """Return the other heads and relations of which a teacher thought (`silver.SECOND`).

    None where there are none, as everywhere in a treebank; shares are percent.
    """
    count = len(example.predicted)
    found: dict[str, list[Any]] = {"other": [None] * count, "other_dep": [None] * count}
    found |= {"share": [100] * count, "dep_share": [100] * count}
    told = example.reference.user_data
    if "other" not in told:
        return found
    to_reference, to_words = example.alignment.x2y, example.alignment.y2x
    word_of = {
        int(to_reference[word][0]): word
        for word in range(count)
        if to_reference.lengths[word] == 1 and to_words.lengths[int(to_reference[word][0])] == 1
    }
    for place, word in word_of.items():
        if told["other"][place] in word_of:
            found["other"][word] = word_of[told["other"][place]]
            found["share"][word] = round(100 * told["share"][place])
        if told["other_dep"][place]:
            found["other_dep"][word] = told["other_dep"][place]
            found["dep_share"][word] = round(100 * told["dep_share"][place])
    return found


def names(example: Example) -> list[str | None]:
    """Return BILUO labels, None where the corpus does not tell."""
    return [label if label and label != "-" else None for label in example.get_aligned_ner()]


if __name__ == "__main__":
    main()
