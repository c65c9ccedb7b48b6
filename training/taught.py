"""What a teacher made of news and of web text: `taught.py read|write CORPUS`.

`read` puts what the files in `taught/` say on the words of the corpora: of the trees it makes
`gmb_parsed.spacy`, `own_parsed.spacy` and so on, of the names `gmb_mended.spacy` and
`ewt_named.spacy`. `write` makes the files anew of these.
`taught/README.md` says how the files look and where they come from.
"""

import argparse
import hashlib
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin

from names import Name, set_names
from silver import NAMED, PARSED, RAW, WEB, load, parsed, record

FOLDER = Path(__file__).parent / "taught"
TREES = {source: FOLDER / f"{source.removesuffix('_train')}_trees.txt.xz" for source in PARSED}
NAMES = FOLDER / "gmb_names.tsv"
WEB_NAMES = FOLDER / "ewt_names.tsv"
MENDED = "gmb_mended"
NO_NAME, UNKNOWN = "-", "?"  # as in gmb_corrections.tsv
NOTHING = "_"
SURE = 96  # percent: of a first choice of more than that, the second one is not kept
COLUMNS = ("group", "word", "words", "corpus", "mended")


@dataclass(frozen=True)
class Tree:
    """Labels of a group of sentences, word by word; a head counts from its word, 0 is a root.

    `others` and `other_deps` are second choices with what percent of the probability of both the
    first has; None: there was hardly a doubt.
    """

    group: int
    mark: str
    pos: list[str]
    tags: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]
    others: list[tuple[int, int] | None]
    other_deps: list[tuple[str, int] | None]


@dataclass(frozen=True)
class Change:
    """Words of a group that the corpus labels so, and that are labelled so instead."""

    group: int
    start: int
    words: tuple[str, ...]
    corpus: str
    mended: str

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("read", "write"))
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    args = parser.parse_args()
    vocab = spacy.blank("en").vocab
    groups = list(load(args.corpus, RAW, vocab))
    web = [unnamed(doc) for doc in load(args.corpus, WEB, vocab)]
    if args.what == "read":
        for source, target in PARSED.items():
            docs = list(load(args.corpus, source, vocab))
            save(args.corpus, target, tree_docs(docs, read_trees(TREES[source])))
        save(args.corpus, MENDED, mended_docs(groups, read_changes(NAMES)))
        save(args.corpus, NAMED, mended_docs(web, read_changes(WEB_NAMES)))
    else:
        for source, target in PARSED.items():
            docs = list(load(args.corpus, source, vocab))
            write_trees(TREES[source], trees(docs, load(args.corpus, target, vocab)))
        write_changes(NAMES, changes(groups, load(args.corpus, MENDED, vocab)))
        write_changes(WEB_NAMES, changes(web, load(args.corpus, NAMED, vocab)))


def save(corpus: Path, name: str, docs: Iterable[Doc]) -> None:
    docs = list(docs)
    DocBin(docs=docs, store_user_data=True).to_disk(corpus / f"{name}.spacy")
    print(f"{name}.spacy: {len(docs)} docs, {sum(map(len, docs))} words")


def mark(doc: Doc) -> str:
    """Return what tells a text, cut into these words, from others."""
    text = "|".join(token.text_with_ws for token in doc)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def tree_docs(groups: list[Doc], trees: Iterable[Tree]) -> Iterator[Doc]:
    """Put trees on their groups. Raises ValueError where a group is another than was parsed."""
    for tree in trees:
        where = f"tree of group {tree.group}"
        if tree.group >= len(groups):
            raise ValueError(f"{where}: the corpus has {len(groups)} groups")
        group = groups[tree.group]
        heads = [word + head for word, head in enumerate(tree.heads)]
        if mark(group) != tree.mark or len(group) != len(tree.heads):
            raise ValueError(f"{where}: not the words that were parsed: {group.text!r}")
        yield parsed(
            group.vocab,
            record(group)
            | {
                "pos": tree.pos,
                "tag": tree.tags,
                "morph": tree.morphs,
                "head": heads,
                "dep": tree.deps,
                "starts": starts_of(heads),
                "other": [
                    word + other[0] if other else None for word, other in enumerate(tree.others)
                ],
                "share": [other[1] / 100 if other else 1.0 for other in tree.others],
                "other_dep": [other[0] if other else None for other in tree.other_deps],
                "dep_share": [other[1] / 100 if other else 1.0 for other in tree.other_deps],
            },
        )


def starts_of(heads: list[int]) -> list[int]:
    """Return where sentences start: a word has another root than the one before."""
    roots = list(range(len(heads)))
    for word in roots:
        while heads[roots[word]] != roots[word]:
            roots[word] = heads[roots[word]]
    return [word for word, root in enumerate(roots) if not word or root != roots[word - 1]]


def trees(groups: list[Doc], docs: Iterable[Doc]) -> Iterator[Tree]:
    """Take the trees off docs, which are some of the groups in their order."""
    rest = enumerate(map(mark, groups))
    for doc in docs:
        wanted = mark(doc)
        number = next((number for number, found in rest if found == wanted), None)
        if number is None:
            raise ValueError(f"not a group of the corpus, or out of order: {doc.text!r}")
        yield Tree(
            number,
            wanted,
            pos=[token.pos_ for token in doc],
            tags=[token.tag_ for token in doc],
            morphs=[str(token.morph) for token in doc],
            heads=[token.head.i - token.i for token in doc],
            deps=[token.dep_ for token in doc],
            others=[
                two and (two[0] - word, two[1])
                for word, two in enumerate(doubts(doc, "other", "share"))
            ],
            other_deps=doubts(doc, "other_dep", "dep_share"),
        )


def doubts(doc: Doc, other: str, share: str) -> list[Any]:
    """Return second choices with what percent the first has, None where there is hardly a doubt."""
    found = doc.user_data
    percents = [round(100 * part) for part in found.get(share, [1.0] * len(doc))]
    return [
        None if percent > SURE else (found[other][word], percent)
        for word, percent in enumerate(percents)
    ]


def read_trees(path: Path) -> Iterator[Tree]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().rstrip("\n").split("\n\n"):
            head, *lines = block.split("\n")
            sign, group, mark = head.split(" ")
            if sign != "#":
                raise ValueError(f"{path.name}: not the head of a group: {head!r}")
            yield Tree(int(group), mark, *map(list, zip(*map(read_line, lines), strict=True)))


def read_line(line: str) -> tuple[Any, ...]:
    pos, tag, morph, head, dep, *second = line.split("\t")
    other, other_dep = second or (NOTHING, NOTHING)
    head_and_percent = other.split(":")
    dep_name, _, dep_percent = other_dep.rpartition(":")  # nsubj:pass:80
    return (
        pos,
        tag,
        "" if morph == NOTHING else morph,
        int(head),
        dep,
        None if other == NOTHING else (int(head_and_percent[0]), int(head_and_percent[1])),
        None if other_dep == NOTHING else (dep_name, int(dep_percent)),
    )


def write_trees(path: Path, trees: Iterable[Tree]) -> None:
    with lzma.open(path, "wt", preset=9 | lzma.PRESET_EXTREME, encoding="utf-8") as file:
        for tree in trees:
            file.write(f"# {tree.group} {tree.mark}\n")
            morphs = [morph or NOTHING for morph in tree.morphs]
            columns = (tree.pos, tree.tags, morphs, tree.heads, tree.deps)
            for *row, other, other_dep in zip(*columns, tree.others, tree.other_deps, strict=True):
                if other or other_dep:
                    row += [
                        NOTHING if two is None else f"{two[0]}:{two[1]}"
                        for two in (other, other_dep)
                    ]
                file.write("\t".join(map(str, row)) + "\n")
            file.write("\n")


def unnamed(doc: Doc) -> Doc:
    """Return a text that has no names: what the teacher found in it are changes to that."""
    return set_names(doc, [])


def mended_docs(groups: list[Doc], changes: Iterable[Change]) -> Iterator[Doc]:
    """Yield every group with its changes. Raises ValueError where the corpus has other names."""
    by_group: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        by_group[change.group].append(change)
    if by_group and max(by_group) >= len(groups):
        raise ValueError(f"change in group {max(by_group)}: the corpus has {len(groups)} groups")
    for number, group in enumerate(groups):
        yield mended_doc(group, by_group[number])


def mended_doc(group: Doc, changes: list[Change]) -> Doc:
    names = {(ent.start, ent.end): ent.label_ for ent in group.ents}
    unknown = [Name(token.i, token.i + 1, None) for token in group if not token.ent_iob]
    for change in changes:
        where = f"change in group {change.group} at word {change.start}"
        words = tuple(token.text for token in group[change.start : change.end])
        if words != change.words:
            raise ValueError(f"{where}: the corpus has {words} for {change.words}")
        label = names.pop((change.start, change.end), NO_NAME)
        if label != change.corpus:
            raise ValueError(f"{where}: {words} is {label} in the corpus, not {change.corpus}")
        if change.mended == UNKNOWN:
            unknown.append(Name(change.start, change.end, None))
        elif change.mended != NO_NAME:
            names[change.start, change.end] = change.mended
    starts = set(record(group)["starts"])
    doc = Doc(
        group.vocab,
        words=[token.text for token in group],
        spaces=[bool(token.whitespace_) for token in group],
        sent_starts=[word in starts for word in range(len(group))],
    )
    return set_names(doc, [*(Name(*span, label) for span, label in names.items()), *unknown])


def changes(groups: Iterable[Doc], docs: Iterable[Doc]) -> Iterator[Change]:
    """Compare the names of every group with those of its mended doc."""
    for number, (group, doc) in enumerate(zip(groups, docs, strict=True)):
        if mark(group) != mark(doc):
            raise ValueError(f"group {number} has other words: {doc.text!r}")
        for (start, end), (corpus, mended) in sorted(changed_spans(group, doc).items()):
            words = tuple(token.text for token in group[start:end])
            yield Change(number, start, words, corpus, mended)


def changed_spans(group: Doc, doc: Doc) -> dict[tuple[int, int], tuple[str, str]]:
    """Return the label in the corpus and the mended one of each span where they differ."""
    names = {(ent.start, ent.end): ent.label_ for ent in group.ents}
    mended = {(ent.start, ent.end): ent.label_ for ent in doc.ents}
    named = {word for span in mended for word in range(*span)}
    lost = {token.i for token in doc if not token.ent_iob and group[token.i].ent_iob}
    spans = {
        span: (names.get(span, NO_NAME), mended.get(span, NO_NAME))
        for span in names.keys() | mended.keys()
        if names.get(span) != mended.get(span)
    }
    left = set(lost)
    for span, (label, instead) in spans.items():
        words = set(range(*span))
        # Words of another name may stand in one whose other words are unlabelled now.
        if instead == NO_NAME and words & lost and words <= lost | named:
            spans[span] = (label, UNKNOWN)
            left -= words
    # Neighbours differ by the same from their places in the row.
    for _, run in groupby(enumerate(sorted(left)), lambda place: place[1] - place[0]):
        words = {word for _, word in run}
        spans[min(words), max(words) + 1] = (NO_NAME, UNKNOWN)
    return spans


def read_changes(path: Path) -> Iterator[Change]:
    head, *lines = path.read_text("utf-8").splitlines()
    if tuple(head.split("\t")) != COLUMNS:
        raise ValueError(f"{path.name}: its columns are not {', '.join(COLUMNS)}")
    for line in lines:
        group, start, words, corpus, mended = line.split("\t")
        yield Change(int(group), int(start), tuple(words.split(" ")), corpus, mended)


def write_changes(path: Path, changes: Iterable[Change]) -> None:
    rows = [
        (str(change.group), str(change.start), " ".join(change.words), change.corpus, change.mended)
        for change in changes
    ]
    path.write_text("".join("\t".join(row) + "\n" for row in (COLUMNS, *rows)), "utf-8")


if __name__ == "__main__":
    main()
