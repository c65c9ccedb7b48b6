"""Scores names against the news test: exact span and label.

    python evaluation/names.py FOLDER... [--part develop|report|all] [--model NAME] [--errors N]

The folders hold the articles (files or folders, as for `timeline annotate`); labels are looked up
by the hash of an article's text in `evaluation/news_names/labels.jsonl`, whose GUIDELINES.md says
what counts as a name. Articles without labels are passed over.

Two tables: names as the pipeline gives them, and names as they leave `annotate`, after
`entities.resolve`. What the layout of an article does not give to read (captions, page furniture)
is in neither; how many marked names are there is printed. GPE and LOC are joined as PLACE, since
which of the two a town or a region is seldom matters; FAC of other pipelines is PLACE, too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from timeline import articles, entities
from timeline.records import READ_KINDS, Entity, ParsedArticle, ReadArticle

LABELS = Path(__file__).parent / "news_names" / "labels.jsonl"
CLASSES = ("PERSON", "ORG", "PLACE", "NORP")
JOINED = {"GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}


class Name(NamedTuple):
    """A name at offsets of an article's text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Marked:
    """The names of one article as marked by readers; after `until` nothing is known."""

    article: str
    part: str
    until: int
    names: frozenset[Name]


@dataclass(frozen=True)
class Scored:
    """What is compared in one article: only names that lie in what was read."""

    article: str
    text: str
    gold: frozenset[Name]
    model: frozenset[Name]
    annotated: frozenset[Name]
    unread: int


def read_labels(path: Path) -> dict[str, Marked]:
    """Marked articles by the hash of their text."""
    marked = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        until = sys.maxsize if row["labelled_until"] is None else row["labelled_until"]
        names = frozenset(Name(start, end, label) for start, end, label in row["names"])
        marked[row["sha256"]] = Marked(row["article"], row["part"], until, names)
    return marked


def score(paths: Sequence[Path], marked: dict[str, Marked], model: str | None) -> Iterator[Scored]:
    """Read, parse and resolve the articles that have labels; each text once."""
    found: dict[str, ReadArticle] = {}
    for item in articles.read(paths):
        if isinstance(item, ReadArticle) and item.article.sha256 in marked:
            found.setdefault(item.article.sha256, item)
    if found:
        nlp = articles.load_model(model)
        for parsed in articles.parse(found.values(), nlp):
            yield compared(parsed, marked[parsed.article.sha256])


def compared(parsed: ParsedArticle, gold: Marked) -> Scored:
    """The names of one article in what was read and labelled."""
    read = [(block.start, block.end) for block in parsed.blocks if block.kind in READ_KINDS]

    def within(names: Iterable[Name]) -> frozenset[Name]:
        return frozenset(
            joined(name)
            for name in names
            if name.end <= gold.until
            and any(start <= name.start and name.end <= end for start, end in read)
        )

    known = within(gold.names)
    return Scored(
        article=gold.article,
        text=parsed.text,
        gold=known,
        model=within(map(as_name, parsed.entities)),
        annotated=within(map(as_name, entities.resolve(parsed))),
        unread=len(gold.names) - len(known),
    )


def as_name(entity: Entity) -> Name:
    """The name that an entity is."""
    return Name(entity.start, entity.end, entity.label)


def joined(name: Name) -> Name:
    """The name with its label as it is scored."""
    return name._replace(label=JOINED.get(name.label, name.label))


def print_scores(title: str, pairs: Iterable[tuple[frozenset[Name], frozenset[Name]]]) -> None:
    """Precision, recall and F1 in percent for each class and for all of them."""
    gold: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for known, found in pairs:
        for counter, names in ((gold, known), (ours, found), (right, known & found)):
            counter.update(name.label for name in names if name.label in CLASSES)
    print(f"{title:10} {'gold':>6} {'ours':>6} {'right':>6} {'P':>7} {'R':>6} {'F1':>6}")
    for row in (*CLASSES, "all"):
        chosen = CLASSES if row == "all" else (row,)
        known, found, hits = (sum(count[one] for one in chosen) for count in (gold, ours, right))
        precision, recall = (100 * hits / total if total else 0.0 for total in (found, known))
        f1 = 200 * hits / (known + found) if known + found else 0.0
        print(f"{row:10} {known:6} {found:6} {hits:6} {precision:7.1f} {recall:6.1f} {f1:6.1f}")


def errors(scored: Scored, found: frozenset[Name]) -> dict[str, list[str]]:
    """The errors in one article by kind, one line each, in the order of the text."""

    def show(name: Name) -> str:
        return f"{shown(scored.text, name)!r} {name.label}"

    def where(name: Name) -> str:
        around = scored.text[max(0, name.start - 30) : name.end + 30]
        return f"  {scored.article}:{name.start}  … {' '.join(around.split())} …"

    kinds: dict[str, list[str]] = defaultdict(list)
    paired: set[Name] = set()
    for name in sorted(scored.gold - found):
        over = [one for one in sorted(found - scored.gold) if overlaps(one, name)]
        if not over:
            kinds["missed"].append(f"{where(name)}  {show(name)}")
            continue
        paired.update(over)
        kind = "label" if any(one[:2] == name[:2] for one in over) else "span"
        ours = ", ".join(map(show, over))
        kinds[kind].append(f"{where(name)}  gold {show(name)} ours {ours}")
    for name in sorted(found - scored.gold - paired):
        kinds["spurious"].append(f"{where(name)}  {show(name)}")
    return kinds


def overlaps(one: Name, other: Name) -> bool:
    """Whether two names share a character."""
    return one.start < other.end and other.start < one.end


def shown(text: str, name: Name) -> str:
    """The words of a name."""
    return " ".join(text[name.start : name.end].split())


def print_watched(path: Path, scored: Sequence[Scored]) -> None:
    """How often each watched name is found as marked, and where no name may be found."""
    wanted = missed = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, kind = line.split("\t")
        if kind == "no name":
            wrong = [
                f"{one.article}:{name.start} {shown(one.text, name)!r}"
                for one in scored
                for name in sorted(one.annotated)
                if holds(shown(one.text, name), words)
            ]
            print(f"{words:16} no name: {'found at ' + ', '.join(wrong) if wrong else 'none'}")
            continue
        gold = [(one, name) for one in scored for name in sorted(one.gold)]
        named = [(one, name) for one, name in gold if holds(shown(one.text, name), words)]
        lost = [
            f"{one.article}:{name.start} {shown(one.text, name)!r}"
            for one, name in named
            if name not in one.annotated
        ]
        wanted, missed = wanted + len(named), missed + len(lost)
        print(f"{words:16} {len(named) - len(lost)} of {len(named)}", *lost, sep="  ")
    print(f"{'all':16} {wanted - missed} of {wanted}")


def holds(name: str, words: str) -> bool:
    """Whether a name holds these words, in capitals or not."""
    return f" {words} ".casefold() in f" {name} ".casefold()


def main() -> int:
    """Score, print. Exit status 2 where there is nothing to score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--part", choices=("develop", "report", "all"), default="develop")
    parser.add_argument("--model", help="a spaCy pipeline, by name or path; ours if not given")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    parser.add_argument("--of", choices=("model", "annotate"), default="annotate", help="whose")
    parser.add_argument("--watch", type=Path, help="a table of names to count one by one")
    options = parser.parse_args()
    marked = {
        sha256: one
        for sha256, one in read_labels(options.labels).items()
        if options.part in (one.part, "all")
    }
    scored = list(score(options.folders, marked, options.model))
    if not scored:
        print(f"no article with labels of the part {options.part!r} there", file=sys.stderr)
        return 2
    unread = sum(one.unread for one in scored)
    print(
        f"part {options.part}: {len(scored)} of {len(marked)} labelled articles are there; "
        f"{unread} names stand in captions, page furniture and the like and are not scored\n"
    )
    print_scores("model", ((one.gold, one.model) for one in scored))
    print()
    print_scores("annotate", ((one.gold, one.annotated) for one in scored))
    if options.watch is not None:
        print()
        print_watched(options.watch, scored)
    kinds: dict[str, list[str]] = defaultdict(list)
    for one in scored:
        found = one.model if options.of == "model" else one.annotated
        for kind, lines in errors(one, found).items():
            kinds[kind] += lines
    for kind in ("missed", "spurious", "span", "label") if options.errors else ():
        print(f"\n{kind}: {len(kinds[kind])}")
        print("\n".join(kinds[kind][: options.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
