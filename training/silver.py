"""What the teacher reads and what it made of it: `silver.py write|read CORPUS FOLDER`.

`write` makes JSON lines of what it learns from, is watched on and labels:

- `treebanks`: once as they are, once altered, with headlines;
- `mix`: the names, as often as the small pipeline reads them, once as they are, once altered;
- `syntax_dev`, `names_dev`: development parts;
- `raw`: the texts of the corpora of names, to parse; `web`: that of EWT, to find names in.

`read` makes `gmb_parsed.spacy` and its like of the trees, with what the teacher would have chosen
next, and `ewt_named.spacy` of the names. Both need the corpora that `write` read.
"""

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import recipe
from headlines import make_headlines
from names import Name, set_names

TREEBANKS = ("ewt_train", "gum_train")
RAW = "gmb_train"
# Corpora to parse, and what comes of them. Sentences of our own are found by the teacher: the
# corpus has paragraphs.
PARSED = {
    RAW: "gmb_parsed",
    "own_train": "own_parsed",
    "wikigold_train": "wikigold_parsed",
    "re3d_train": "re3d_parsed",
}
UNCUT = "own_train"
# As in learn.py, but for web text, which is to be named.
MIX = {
    "gmb_mended": 1,
    "gum_train": 3,
    "re3d_train": 6,
    "wikigold_train": 3,
    "uner_train": 4,
    "own_train": 8,
}
WEB, NAMED = "ewt_train", "ewt_named"
DEV = {"syntax": ("ewt_dev", "gum_dev"), "names": ("gmb_dev",)}
LONG = 250  # words; the teacher reads no more than 480 pieces of them at once
LEAST = 0.7  # mean probability of the heads of a text
SECOND = ("other", "share", "other_dep", "dep_share")  # as `teacher.parse` says them
LEAST_NAME, LEAST_OUTSIDE = 0.85, 0.8  # of a word that is taken for one of a name, for none

Row = dict[str, Any]


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
        write(args.corpus, args.folder, vocab, random.Random(args.seed))
        return
    trees = list(read_rows(args.folder / "parsed.jsonl.gz"))
    for corpus, target in PARSED.items():
        counts = [len(doc) for doc in load(args.corpus, corpus, vocab)]
        rows = list(whole(row for row in trees if row["corpus"] == corpus))
        sound = [row for row in rows if is_sound(row) and len(row["words"]) == counts[row["doc"]]]
        docs = [parsed(vocab, row) for row in sound]
        print(f"{corpus}: {len(docs)} of {len(counts)} texts have sound trees")
        keep(args.corpus, target, docs)
    found = read_rows(args.folder / "names.jsonl.gz")
    keep(args.corpus, NAMED, list(named(list(load(args.corpus, WEB, vocab)), found)))


def write(corpus: Path, folder: Path, vocab: Vocab, rng: random.Random) -> None:
    save(folder / "treebanks.jsonl.gz", treebanks(corpus, vocab, rng))
    save(folder / "mix.jsonl.gz", mix(corpus, vocab, rng))
    for task, names in DEV.items():
        save(folder / f"{task}_dev.jsonl.gz", records(corpus, names, vocab))
    texts = records(corpus, PARSED, vocab)
    save(
        folder / "raw.jsonl.gz",
        (row | {"starts": None} if row["corpus"] == UNCUT else row for row in map(text, texts)),
    )
    save(folder / "web.jsonl.gz", map(text, records(corpus, (WEB,), vocab)))


def load(corpus: Path, name: str, vocab: Vocab) -> Iterator[Doc]:
    return DocBin().from_disk(corpus / f"{name}.spacy").get_docs(vocab)


def keep(corpus: Path, name: str, docs: list[Doc]) -> None:
    DocBin(docs=docs, store_user_data=True).to_disk(corpus / f"{name}.spacy")
    names = sum(len(doc.ents) for doc in docs)
    print(f"{name}.spacy: {len(docs)} docs, {sum(map(len, docs))} words, {names} names")


def save(path: Path, rows: Iterable[Row]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_rows(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def treebanks(corpus: Path, vocab: Vocab, rng: random.Random) -> Iterator[Row]:
    for altered in (False, True):
        for name in TREEBANKS:
            for doc in load(corpus, name, vocab):
                yield from parts(record(recipe.augmented(doc, rng) if altered else doc))
                yield from map(record, make_headlines(doc, rng))


def mix(corpus: Path, vocab: Vocab, rng: random.Random) -> Iterator[Row]:
    """Yield the names of each corpus; `times` says how often the teacher reads a row.

    What is altered is so anew every time.
    """
    for name, times in MIX.items():
        for doc in load(corpus, name, vocab):
            plain = text(record(doc)) | names_of(doc)
            yield from parts(plain | {"times": times})
            for _ in range(times):
                altered = recipe.augmented(doc, rng)
                # Long ones are cut where the plain one is; a final stop may be gone.
                starts = [start for start in plain["starts"] if start < len(altered)]
                yield from parts(text(record(altered)) | names_of(altered) | {"starts": starts})


def records(corpus: Path, names: Iterable[str], vocab: Vocab) -> Iterator[Row]:
    """Yield the docs of corpora, with where they stand: corpus, number, first word."""
    for name in names:
        for number, doc in enumerate(load(corpus, name, vocab)):
            row = record(doc) | names_of(doc) | {"corpus": name, "doc": number}
            yield from parts(row)


def record(doc: Doc) -> Row:
    row: Row = {
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


def names_of(doc: Doc) -> Row:
    return {
        "names": [[name.start, name.end, name.label_] for name in doc.ents],
        "missing": [token.i for token in doc if not token.ent_iob],
    }


def text(row: Row) -> Row:
    """Return a row without what somebody labelled."""
    kept = ("corpus", "doc", "at", "words", "spaces", "starts")
    return {key: row[key] for key in kept if key in row}


def parts(row: Row) -> Iterator[Row]:
    """Cut a long paragraph between sentences into rows; `at` is the first word of each.

    A sentence that is too long alone stays as it is.
    """
    count = len(row["words"])
    if count <= LONG:
        yield row | {"at": 0}
        return
    first = 0
    for start, end in zip(row["starts"], [*row["starts"][1:], count], strict=True):
        if end - first > LONG and start > first:
            yield part(row, first, start)
            first = start
    yield part(row, first, count)


def part(row: Row, start: int, end: int) -> Row:
    cut = dict(row) | {"at": start}
    for key in ("words", "spaces", "tag", "pos", "morph", "dep"):
        if key in row:
            cut[key] = row[key][start:end]
    for key in ("starts", "missing"):
        if key in row:
            cut[key] = [word - start for word in row[key] if start <= word < end]
    if "head" in row:
        cut["head"] = [head - start for head in row["head"][start:end]]
    if "names" in row:
        cut["names"] = [
            [first - start, last - start, label]
            for first, last, label in row["names"]
            if start <= first < last <= end
        ]
    return cut


def whole(rows: Iterable[Row]) -> Iterator[Row]:
    """Join the parts of each text, as far as the teacher read them."""
    for _, group in groupby(rows, lambda row: (row["corpus"], row["doc"])):
        joined: Row = {}
        for row in group:
            if not joined:
                joined = row
                continue
            at = row["at"]
            moved = {key: [word + at for word in row[key]] for key in ("starts", "head", "other")}
            joined = joined | {
                key: joined[key] + moved.get(key, value)
                for key, value in row.items()
                if isinstance(value, list | str) and key != "corpus"
            }
        yield joined


def named(docs: list[Doc], rows: Iterable[Row]) -> Iterator[Doc]:
    """Put the teacher's names on paragraphs. Words of which it is unsure are missing, and so are
    those that it did not read. Raises ValueError where a paragraph has other words than it read.
    """
    by_doc: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_doc[row["doc"]].append(row)
    for number, doc in enumerate(docs):
        known: list[Name] = []
        unsure = set(range(len(doc)))
        for row in by_doc[number]:
            at = row["at"]
            if [token.text for token in doc[at : at + len(row["words"])]] != row["words"]:
                raise ValueError(f"paragraph {number} has other words at {at}: {doc.text!r}")
            sure = {word for word, chance in enumerate(row["outside"]) if chance >= LEAST_OUTSIDE}
            for start, end, label, chance in row["names"]:
                sure -= set(range(start, end))
                if chance >= LEAST_NAME:
                    sure |= set(range(start, end))
                    known.append(Name(at + start, at + end, label))
            unsure -= {at + word for word in sure}
        yield set_names(doc, [*known, *(Name(word, word + 1, None) for word in unsure)])


def is_sound(row: Row) -> bool:
    """Is the teacher fairly sure of the trees?"""
    return sum(row["sure"]) >= LEAST * len(row["sure"])


def parsed(vocab: Vocab, row: Row) -> Doc:
    """Put trees on words; the second choices, if there are any, are the doc's user data."""
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
        user_data={key: row[key] for key in SECOND if key in row},
    )


if __name__ == "__main__":
    main()
