"""Timelines of one person, firm or product each, scored as in SemEval-2015 Task 4.

    python evaluation/semeval.py CORPUS --scorer score_semeval.py [--output DIR] [--model NAME]

CORPUS is a folder in the neutral layout: articles/DOC.json (id, title, published, text),
tokens/DOC.json (the tokens that the gold names events by, with their sentence and offsets), and
timelines/ENTITY.txt. Of the gold only the first line of each timeline is read: the name. All
articles become one timeline, made with default options; an entity's timeline has those mentions in
which it acts or is acted upon. DIR keeps the timelines, one file an entity; the scorer is then
called as `score_semeval.py CORPUS/timelines DIR`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import timeline
from timeline.entities.names import fold
from timeline.records import Event, EventDate, Problem, Source, Timeline

UNKNOWN = "XXXX-XX-XX"


class Row(NamedTuple):
    """An event in an entity's timeline: what it is ordered by, its date, its mentions."""

    key: tuple[str, str]
    date: str
    mentions: tuple[str, ...]


def entity_names(corpus: Path) -> dict[str, str]:
    """The file name of each gold timeline and the entity that its first line names."""
    names = {}
    for path in sorted((corpus / "timelines").glob("*.txt")):
        with path.open(encoding="utf-8") as lines:
            names[path.name] = next(lines).strip()
    return names


def concerns(source: Source, entity: str) -> bool:
    """Whether the entity acts or is acted upon: by its name, or by a noun phrase with its name."""
    wanted = fold(entity)
    return any(
        f" {wanted} " in f" {fold(one.name)} "
        for one in source.participants
        if one.role in ("agent", "patient")
    )


def shown(date: EventDate | None) -> str:
    """A date as the task writes it: a day, a month, or a year; unknown where only limits are."""
    if date is None or date.earliest is None or date.latest is None:
        return UNKNOWN
    first, last = date.earliest.isoformat(), date.latest.isoformat()
    for length, rest in ((10, ""), (7, "-XX"), (4, "-XX-XX")):
        if first[:length] == last[:length]:
            return first[:length] + rest
    return UNKNOWN


def name_of(source: Source, lemma: str, tokens: Sequence[Mapping[str, Any]]) -> str | None:
    """A mention as the task names it, "DOC-SENTENCE-word": with the particle of its verb."""
    trigger = source.trigger
    touched = [t for t in tokens if t["start"] < trigger.end and trigger.start < t["end"]]
    if not touched:
        return None
    _, _, particle = lemma.partition(" ")
    after = tokens.index(touched[-1]) + 1
    if particle and after < len(tokens) and tokens[after]["string"].lower() == particle:
        touched.append(tokens[after])
    return f"{source.article}-{touched[0]['sentence']}-{'_'.join(t['string'] for t in touched)}"


def rows(
    events: Iterable[Event],
    entity: str,
    tokens: Mapping[str, Sequence[Mapping[str, Any]]],
    lemmas: Mapping[str, str],
) -> Iterator[Row]:
    """The events of an entity, in no order."""
    for event in events:
        mentions = [
            name
            for source in event.sources
            if concerns(source, entity)
            and (name := name_of(source, lemmas[source.mention], tokens[source.article]))
        ]
        if mentions:
            date = event.date
            first = str(date.earliest) if date and date.earliest else ""
            last = str(date.latest) if date and date.latest else ""
            yield Row((first, last), shown(date), tuple(dict.fromkeys(mentions)))


def write(entity: str, found: Iterable[Row]) -> str:
    """A timeline as the task has it: events of one date share a number, undated ones have 0."""
    lines = [entity]
    number, last = 0, ""
    for row in sorted(found):
        if row.date == UNKNOWN:
            lines.append("\t".join(("0", row.date, *row.mentions)))
            continue
        number += row.date != last
        last = row.date
        lines.append("\t".join((str(number), row.date, *row.mentions)))
    return "\n".join(lines) + "\n"


def make(corpus: Path, output: Path, settings: timeline.Settings) -> Timeline:
    """Write the timeline of every entity into a folder."""
    annotated = list(timeline.annotate([corpus / "articles"], settings))
    lemmas = {
        mention.id: mention.lemma
        for one in annotated
        if not isinstance(one, Problem)
        for mention in one.mentions
    }
    story = timeline.merge(annotated, settings)
    tokens = {
        article.id: json.loads((corpus / "tokens" / f"{article.id}.json").read_text())
        for article in story.articles
    }
    for file, entity in entity_names(corpus).items():
        found = rows((*story.events, *story.undated), entity, tokens, lemmas)
        (output / file).write_text(write(entity, found), encoding="utf-8")
    return story


def main() -> int:
    """Make the timelines, then let the scorer compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--model", help="name or path of a spaCy pipeline")
    options, more = parser.parse_known_args()
    if not entity_names(options.corpus):
        print(f"{options.corpus}: no timelines/*.txt", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        output = options.output or Path(scratch)
        output.mkdir(parents=True, exist_ok=True)
        make(options.corpus, output, timeline.Settings(model=options.model))
        command = [sys.executable, options.scorer, options.corpus / "timelines", output, *more]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
