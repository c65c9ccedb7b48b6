"""Which events are parts of another: the shooting, the deaths, the arrests of one attack.

A part stays an event with its own sources. It is said of it which event it is part of, and why.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import msgspec

from timeline.records import Event, Membership

LONGEST = datetime.timedelta(days=3)
"""An episode with parts is over in so many days: a war or a trial is a story, not an event."""

Days = tuple[datetime.date, datetime.date]


def with_parts(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events in the same order, those that are parts of an episode with the event that a reader
    would name it by, and that event with its parts.

    A part happened within the days of the episode, its type is one that such episodes have
    (episodes.tsv), it is told by no more independent articles, and a sentence of some article tells
    both, or they share someone who takes part. Events at other places are no parts, and a part has
    no parts of its own.
    """
    events = tuple(events)
    on_day: dict[tuple[str | None, datetime.date], list[Event]] = defaultdict(list)
    member: dict[str, Membership] = {}
    for event in sorted(events, key=lambda one: (-one.independent, -one.score, one.id)):
        days = _days(event)
        if days is None or event.background or event.status != "happened":
            continue
        found = [
            (len(sentences), len(names), -place, head, sentences, names)
            for place, head in enumerate(on_day[event.story, days[0]])
            if event.type in _parts_of()[head.type] and _holds(head, days, event)
            for sentences, names in [_evidence(head, event)]
            if sentences or names
        ]
        if found:
            *_, head, sentences, names = max(found, key=lambda one: one[:3])
            member[event.id] = Membership(event=head.id, reason=_reason(sentences, names))
        elif event.type in _parts_of():
            for number in range((days[1] - days[0]).days + 1):
                on_day[event.story, days[0] + datetime.timedelta(days=number)].append(event)
    parts: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event.id in member:
            parts[member[event.id].event].append(event.id)
    return tuple(
        msgspec.structs.replace(
            event, part_of=member.get(event.id), parts=tuple(parts.get(event.id, ()))
        )
        if event.id in member or event.id in parts
        else event
        for event in events
    )


def _days(event: Event) -> Days | None:
    """The first and the last day of an event that is known to the day."""
    date = event.date
    if date is None or date.basis == "bounded" or not date.earliest or not date.latest:
        return None
    return (date.earliest, date.latest) if date.latest - date.earliest < LONGEST else None


def _holds(head: Event, days: Days, event: Event) -> bool:
    """Whether the event lies within the days of another, and no place speaks against it."""
    last = _days(head)
    here, there = {one.name for one in head.places}, {one.name for one in event.places}
    return (
        last is not None and days[1] <= last[1] and not (here and there and here.isdisjoint(there))
    )


def _evidence(head: Event, event: Event) -> tuple[list[str], list[str]]:
    """The articles of which a sentence tells both, and the names of those who take part in both."""
    told = {(one.article, one.sentence.start) for one in head.sources}
    sentences = {one.article for one in event.sources if (one.article, one.sentence.start) in told}
    who = {one.name for one in head.participants if one.label is not None}
    names = {one.name for one in event.participants if one.name in who}
    return sorted(sentences), sorted(names)


def _reason(sentences: list[str], names: list[str]) -> str:
    """In words what speaks for it: one sentence for a reader."""
    told = f"told in one sentence with it by {', '.join(sentences)}" if sentences else ""
    shared = f"{', '.join(names)} took part in both" if names else ""
    return "within its days; " + "; ".join(one for one in (told, shared) if one)


@cache
def _parts_of() -> Mapping[str, frozenset[str]]:
    """The types of parts that an episode of each type has."""
    table = resources.files(__package__).joinpath("episodes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return defaultdict(frozenset, {kind: frozenset(parts.split()) for kind, parts in rows})
