"""Resolving: what each found expression means, given the publication day and the narrative."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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
    if not isinstance(published, tuple):
        return _resolve(found, published)
    first, last = published
    if first == last:
        return _resolve(found, first)
    return _within(
        _resolve(found, first),
        _resolve(found, last),
        _resolve(found, None),
    )


def _resolve(
    found: Sequence[tuple[Rule, Match]], published: date | None
) -> tuple[TimeExpression, ...]:
    def look(match: Match) -> int:
        return direction(match.folded, match.start, match.end)

    context = Context(published=published, direction=look)
    for rule, match in found:
        reading = rule.resolve(match, context)
        if reading is None:
            continue
        days = reading.bounds
        context.narrative.append(
            TimeExpression(
                start=match.start,
                end=match.end,
                text=match.text[match.start : match.end],
                type=reading.type,
                value=reading.value,
                mod=reading.mod or modifier(match),
                earliest=days[0] if days else None,
                latest=days[1] if days else None,
                rule=rule.name,
                anchor=reading.anchor,
                alternative=reading.alternative,
            )
        )
    return tuple(context.narrative)


def _within(
    early: Sequence[TimeExpression],
    late: Sequence[TimeExpression],
    open_: Sequence[TimeExpression],
) -> tuple[TimeExpression, ...]:
    """Readings against the window's first day, its last, and none, as one.

    Readings move forward with the day of publication, so what is the same at both ends holds
    throughout, and what differs lies between the two.
    """
    ends = {(t.start, t.end): t for t in late}
    starts = {(t.start, t.end): t for t in early}
    merged = []
    for partial in open_:
        first, last = (
            starts.get((partial.start, partial.end)),
            ends.get((partial.start, partial.end)),
        )
        if first is None or last is None:
            merged.append(partial)
        elif first.value == last.value and (first.earliest, first.latest) == (
            last.earliest,
            last.latest,
        ):
            merged.append(first)
        else:
            merged.append(
                msgspec.structs.replace(
                    partial, earliest=first.earliest, latest=last.latest, anchor=first.anchor
                )
            )
    return tuple(merged)
