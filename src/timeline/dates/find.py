"""Resolving: what each found expression means, given the publication day and the narrative."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec

from timeline.dates.rule import Context, Match, Rule, modifier
from timeline.dates.scan import scan
from timeline.dates.tense import direction
from timeline.records import TimeExpression


def find(
    text: str,
    *,
    published: date | tuple[date, date] | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, resolved as far as `published` allows.

    `published` is the day of publication, or a pair: the first and last day on which the article
    can have appeared. What is the same for every day of such a window is resolved; the rest stays
    partial, with the limits that hold for the whole window. Without it, "24 September" stays
    XXXX-09-24; expressions that lean on other dates of the text are resolved all the same.

    `spans` are the ranges of the text to read (body and headlines), None is all of it; narrative
    order runs through them. Types and values follow TIMEX3 (TimeML 1.2.1).
    """
    found = list(scan(text, spans))
    directions: dict[int, int] = {}

    def look(match: Match) -> int:
        if match.start not in directions:
            directions[match.start] = direction(match.folded, match.start, match.end)
        return directions[match.start]

    if not isinstance(published, tuple):
        return _resolve(found, published, look)
    readings = [_resolve(found, day, look) for day in _days_of(*published)]
    if len(readings) == 1:
        return readings[0]
    return _within(_resolve(found, None, look), readings)


_LOOKS = 8
"""On how many days of a window an article is read, the first and the last among them."""


def _days_of(first: date, last: date) -> list[date]:
    if first > last:
        raise ValueError(f"the window ends on {last}, before it begins on {first}")
    days = (last - first).days
    return sorted({first + timedelta(days=days * look // (_LOOKS - 1)) for look in range(_LOOKS)})


_SINCE = ("AFTER", "ON_OR_AFTER")
"""The mods of "less than two weeks ago": from that week to the day of publication."""


def _resolve(
    found: Sequence[tuple[Rule, Match]], published: date | None, look: Callable[[Match], int]
) -> tuple[TimeExpression, ...]:
    context = Context(published=published, direction=look)
    for rule, match in found:
        reading = rule.resolve(match, context)
        if reading is None:
            continue
        days = reading.bounds
        mod = reading.mod or modifier(match, reading.type)
        if days and mod in _SINCE and published is not None and reading.anchor == "published":
            days = days[0], published
        context.narrative.append(
            TimeExpression(
                start=match.start,
                end=match.end,
                text=match.text[match.start : match.end],
                type=reading.type,
                value=reading.value,
                mod=mod,
                earliest=days[0] if days else None,
                latest=days[1] if days else None,
                rule=rule.name,
                anchor=reading.anchor,
                alternative=reading.alternative,
            )
        )
    return tuple(context.narrative)


def _within(
    unknown: Sequence[TimeExpression], readings: Sequence[Sequence[TimeExpression]]
) -> tuple[TimeExpression, ...]:
    """The readings on several days of a window as one.

    What they agree on is resolved. The rest is as partial as without a day, between the earliest
    and the latest that any of them gives: readings move forward with the day of publication.
    """
    by_place = [{(t.start, t.end): t for t in reading} for reading in readings]
    merged = []
    for partial in unknown:
        place = (partial.start, partial.end)
        seen = [reading[place] for reading in by_place if place in reading]
        if len(seen) < len(readings):
            merged.append(partial)
        elif len({(t.value, t.earliest, t.latest) for t in seen}) == 1:
            merged.append(seen[0])
        else:
            earliest = [t.earliest for t in seen if t.earliest is not None]
            latest = [t.latest for t in seen if t.latest is not None]
            placed = len(earliest) == len(seen)
            merged.append(
                msgspec.structs.replace(
                    partial,
                    earliest=min(earliest) if placed else None,
                    latest=max(latest) if placed else None,
                    anchor=seen[0].anchor,
                )
            )
    return tuple(merged)
