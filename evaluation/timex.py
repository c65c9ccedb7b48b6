"""Scores the time expressions against gold TimeML, as in TempEval-3.

    python evaluation/timex.py GOLD_DIR [--output DIR] [--scorer PATH] [--errors N]

Every gold file (*.tml, subfolders included) is stripped to its bare text and creation time, read by
`timeline.dates.find`, and compared. `--output` keeps the predictions as TimeML under the same file
names; `--scorer` runs another scorer, a Python script, on the gold folder and them.

Spans are compared without white space and matched one to one: equal spans first, then overlapping
ones from left to right. An interval such as "November 28 and 29" counts as its two ends, since
TIMEX3 has no interval values. As there, "value" is a relaxed match with an equal value.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from timeline.dates import find
from timeline.records import TimeExpression
from timeline.rendering.timeml import document, timexes

_TAG = re.compile(r"<[!?/]?[A-Za-z_!?-](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BODY = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<DCT>.*?<TIMEX3\b([^>]*)>", re.DOTALL)


@dataclass(frozen=True, order=True)
class Timex:
    """A time expression of a TimeML text, at offsets of the bare text."""

    start: int
    end: int
    type: str
    value: str
    mod: str
    text: str


@dataclass(frozen=True)
class Document:
    """The bare text of a TimeML file, its creation day, and its time expressions."""

    name: str
    text: str
    created: date | None
    timexes: tuple[Timex, ...]


def read_timeml(path: Path) -> Document:
    """A TimeML file without its markup. ValueError where it has no TEXT element."""
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    body = _BODY.search(source)
    if body is None:
        raise ValueError(f"{path}: no TEXT element")
    created = _CREATED.search(source)
    stamp = _attributes(created[1]).get("value", "") if created else ""
    parts: list[str] = []
    length = 0
    opened: list[tuple[int, dict[str, str]]] = []
    timexes = []

    def keep(chunk: str) -> None:
        nonlocal length
        plain = html.unescape(chunk)
        parts.append(plain)
        length += len(plain)

    last = 0
    for tag in _TAG.finditer(body[1]):
        keep(body[1][last : tag.start()])
        last = tag.end()
        if tag[0].startswith("<TIMEX3") and not tag[0].endswith("/>"):
            opened.append((length, _attributes(tag[0])))
        elif tag[0].startswith("</TIMEX3") and opened:
            start, found = opened.pop()
            timexes.append(
                Timex(
                    start=start,
                    end=length,
                    type=found.get("type", ""),
                    value=found.get("value", ""),
                    mod=found.get("mod", ""),
                    text="",
                )
            )
    keep(body[1][last:])
    text = "".join(parts)
    named = [
        Timex(t.start, t.end, t.type, t.value, t.mod, text[t.start : t.end])
        for t in sorted(timexes)
        if t.end > t.start
    ]
    day = re.match(r"\d{4}-\d\d-\d\d", stamp)
    return Document(path.name, text, date.fromisoformat(day[0]) if day else None, tuple(named))


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(a or b) for name, a, b in _ATTRIBUTE.findall(tag)}


def as_timexes(text: str, expressions: Iterable[TimeExpression]) -> list[Timex]:
    """Our expressions as the TIMEX3 tags that the TimeML output has."""
    return [
        Timex(one.start, one.end, one.type, one.value, one.mod or "", text[one.start : one.end])
        for one in timexes(expressions)
    ]


def _squeezed(document: Document, timexes: Iterable[Timex]) -> list[Timex]:
    """Spans counted without white space, so that a space inside a tag makes no difference."""
    solid = [0]
    for letter in document.text:
        solid.append(solid[-1] + (not letter.isspace()))
    return [Timex(solid[t.start], solid[t.end], t.type, t.value, t.mod, t.text) for t in timexes]


def align(gold: Sequence[Timex], ours: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of overlapping expressions, one to one; equal spans first, then from left to right."""
    options = sorted(
        ((g.start, g.end) != (o.start, o.end), g.start, o.start, i, j)
        for i, g in enumerate(gold)
        for j, o in enumerate(ours)
        if min(g.end, o.end) > max(g.start, o.start)
    )
    used_gold: set[int] = set()
    used_ours: set[int] = set()
    pairs = []
    for _, _, _, i, j in options:
        if i not in used_gold and j not in used_ours:
            used_gold.add(i)
            used_ours.add(j)
            pairs.append((gold[i], ours[j]))
    return pairs


def score(counts: Counter[str], key: str) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of a kind of hit."""
    hits, ours, gold = counts[key], counts["ours"], counts["gold"]
    precision, recall = (100 * hits / n if n else 0.0 for n in (ours, gold))
    return precision, recall, 200 * hits / (ours + gold) if ours + gold else 0.0


def write_predictions(
    gold: Path, output: Path, predictions: Sequence[tuple[Path, Document, Sequence[TimeExpression]]]
) -> None:
    """Write each prediction under the name its gold file has."""
    for path, bare, times in predictions:
        target = output / path.relative_to(gold)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = document(bare.text, name=path.stem, created=bare.created, times=times)
        target.write_text(written, encoding="utf-8")


def count_hits(gold: Sequence[Timex], ours: Sequence[Timex]) -> Counter[str]:
    """How many expressions there are, and how many agree in span, type and value."""
    pairs = align(gold, ours)
    counts = Counter(gold=len(gold), ours=len(ours), relaxed=len(pairs))
    for g, o in pairs:
        counts["strict"] += (g.start, g.end) == (o.start, o.end)
        counts["type"] += g.type == o.type
        counts["value"] += g.value == o.value
    return counts


def print_scores(folders: dict[str, Counter[str]]) -> None:
    """Precision, recall and F1 for each folder, and for all of them."""
    if len(folders) > 1:
        folders = {**folders, "all": sum(folders.values(), Counter())}
    print(f"{'':12} {'gold':>6} {'ours':>6}   {'strict':^20} {'relaxed':^20} {'value':^20}")
    for name, counts in folders.items():
        figures = " ".join(
            "{:6.2f} {:6.2f} {:6.2f}".format(*score(counts, key))
            for key in ("strict", "relaxed", "value")
        )
        print(f"{name:12} {counts['gold']:6} {counts['ours']:6}   {figures}")


def main() -> int:
    """Run, score, print. Exit status 2 where there is nothing to score."""
    parser = argparse.ArgumentParser(description="Score time expressions against gold TimeML")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--output", type=Path, help="keep the predictions here as TimeML")
    parser.add_argument("--scorer", type=Path, help="a script to run on GOLD and the predictions")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    files = sorted(options.gold.rglob("*.tml"))
    if not files:
        print(f"{options.gold}: no *.tml files", file=sys.stderr)
        return 2
    documents = [(path, read_timeml(path)) for path in files]
    find("on 1 May")  # compiling the patterns is no part of the speed
    began = time.perf_counter()
    predictions = [
        (path, bare, find(bare.text, published=bare.created)) for path, bare in documents
    ]
    seconds = time.perf_counter() - began
    folders: dict[str, Counter[str]] = defaultdict(Counter)
    errors: dict[str, list[str]] = defaultdict(list)
    for path, bare, times in predictions:
        gold = _squeezed(bare, bare.timexes)
        ours = _squeezed(bare, as_timexes(bare.text, times))
        folders[path.parent.name] += count_hits(gold, ours)
        _collect(errors, path.stem, gold, ours, align(gold, ours))
    print_scores(folders)
    words = sum(len(re.findall(r"\w+|[^\w\s]", bare.text)) for _, bare in documents)
    print(f"{words} tokens in {seconds:.2f} s: {words / seconds:,.0f} tokens/s")
    for kind in ("missed", "spurious", "span", "value") if options.errors else ():
        print(f"\n{kind}: {len(errors[kind])}")
        print("\n".join(errors[kind][: options.errors]))
    if options.output is not None:
        write_predictions(options.gold, options.output, predictions)
    if options.scorer is not None:
        with tempfile.TemporaryDirectory() as folder:
            write_predictions(options.gold, Path(folder), predictions)
            command = [sys.executable, options.scorer, options.gold, folder]
            sys.stdout.flush()
            return subprocess.run(command, check=False).returncode
    return 0


def _collect(
    errors: dict[str, list[str]],
    name: str,
    gold: Sequence[Timex],
    ours: Sequence[Timex],
    pairs: Sequence[tuple[Timex, Timex]],
) -> None:
    """Add a document's errors to the lists, one line each."""

    def show(timex: Timex) -> str:
        return f"{' '.join(timex.text.split())!r} {timex.value}"

    matched_gold, matched_ours = {g for g, _ in pairs}, {o for _, o in pairs}
    errors["missed"] += [f"  {name} {show(g)}" for g in gold if g not in matched_gold]
    errors["spurious"] += [f"  {name} {show(o)}" for o in ours if o not in matched_ours]
    for g, o in pairs:
        if (g.start, g.end) != (o.start, o.end):
            errors["span"].append(f"  {name} gold {show(g)} ours {show(o)}")
        if g.value != o.value:
            errors["value"].append(f"  {name} gold {show(g)} ours {show(o)}")


if __name__ == "__main__":
    sys.exit(main())
