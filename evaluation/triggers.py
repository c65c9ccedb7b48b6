"""Scores the words that we take for events against those that annotators marked.

    python evaluation/triggers.py CORPUS [--topics 2 5] [--model NAME] [--errors N] [--json]

CORPUS is a folder in the neutral layout: articles/DOC.json, tokens/DOC.json (tokens with their
sentence and offsets), gold/DOC.json (events with offsets, `validated_sentences`: those annotated in
full). Only validated sentences count. `--topics` keeps the documents whose name begins with one of
these and "_". A trigger is right if it touches a gold event, each gold event being found by one
trigger at most; "verbs" and "nouns" are our triggers by part of speech.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import timeline
from timeline.records import AnnotatedArticle, Mention


class Compared(NamedTuple):
    """What one document's validated sentences hold: pairs, and what stands alone on either side."""

    right: list[tuple[dict[str, Any], Mention]]
    missed: list[dict[str, Any]]
    spurious: list[Mention]


def compare(
    gold: dict[str, Any], tokens: Sequence[dict[str, Any]], mentions: Sequence[Mention]
) -> Compared:
    """Match our mentions with the gold events of the validated sentences, left to right."""
    validated = set(gold["validated_sentences"])
    inside = {
        index for token in tokens if token["sentence"] in validated for index in _letters(token)
    }
    events = sorted(
        (one for one in gold["events"] if one["validated"] and one.get("start") is not None),
        key=lambda one: (one["start"], one["end"]),
    )
    ours = [one for one in mentions if one.start in inside]
    taken: set[str] = set()
    right, missed = [], []
    for event in events:
        found = next(
            (
                one
                for one in ours
                if one.id not in taken and one.start < event["end"] and event["start"] < one.end
            ),
            None,
        )
        if found is None:
            missed.append(event)
        else:
            taken.add(found.id)
            right.append((event, found))
    return Compared(right, missed, [one for one in ours if one.id not in taken])


def _letters(token: dict[str, Any]) -> range:
    return range(token["start"], token["end"])


def documents(corpus: Path, topics: Sequence[str] | None) -> list[Path]:
    """The articles of some topics, or all, in order."""
    paths = sorted((corpus / "articles").glob("*.json"))
    return [path for path in paths if topics is None or path.stem.split("_")[0] in topics]


def read(path: Path) -> Any:
    """A file of JSON."""
    return json.loads(path.read_text(encoding="utf-8"))


def compared(
    corpus: Path, paths: Sequence[Path], settings: timeline.Settings
) -> Iterator[tuple[AnnotatedArticle, Compared]]:
    """Annotate and compare each document."""
    for article in timeline.annotate(paths, settings):
        if isinstance(article, AnnotatedArticle):
            file = f"{article.article.id}.json"
            gold, tokens = read(corpus / "gold" / file), read(corpus / "tokens" / file)
            yield article, compare(gold, tokens, article.mentions)


def count(one: Compared) -> Counter[str]:
    """The sizes of a comparison, and of its parts by the kind of our trigger."""
    counts = Counter(right=len(one.right), gold=len(one.right) + len(one.missed))
    for kind, mentions in (("right", [m for _, m in one.right]), ("spurious", one.spurious)):
        for mention in mentions:
            counts[f"{kind} {'nouns' if mention.nominal else 'verbs'}"] += 1
    counts["ours"] = len(one.right) + len(one.spurious)
    return counts


def figures(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 in percent, and the precision of verbs and of nouns."""

    def percent(part: int, whole: int) -> float:
        return round(100 * part / whole, 2) if whole else 0.0

    found = {
        "precision": percent(counts["right"], counts["ours"]),
        "recall": percent(counts["right"], counts["gold"]),
        "f1": percent(2 * counts["right"], counts["ours"] + counts["gold"]),
    }
    for kind in ("verbs", "nouns"):
        right = counts[f"right {kind}"]
        found[f"precision of {kind}"] = percent(right, right + counts[f"spurious {kind}"])
    return found


def main() -> int:
    """Compare, print. Exit status 2 where there is nothing to compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--topics", nargs="+")
    parser.add_argument("--model", help="name or path of a spaCy pipeline")
    parser.add_argument("--errors", type=int, default=0, help="print so many words of each kind")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = documents(options.corpus, options.topics)
    if not paths:
        print(f"{options.corpus}: no articles/*.json of these topics", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    for _, one in compared(options.corpus, paths, timeline.Settings(model=options.model)):
        counts += count(one)
        missed.update(event["string"].lower() for event in one.missed)
        spurious.update(f"{m.lemma}/{'noun' if m.nominal else 'verb'}" for m in one.spurious)
    if options.json:
        print(json.dumps({**counts, **figures(counts)}, indent=1))
        return 0
    print(f"{len(paths)} articles, {counts['gold']} gold events, {counts['ours']} ours")
    print("  ".join(f"{name} {value:.2f}" for name, value in figures(counts).items()))
    for name, words in (("missed", missed), ("spurious", spurious)):
        if options.errors:
            listed = sorted(words.items(), key=lambda item: (-item[1], item[0]))
            print(f"\n{name}: " + ", ".join(f"{w} {n}" for w, n in listed[: options.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
