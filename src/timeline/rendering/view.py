"""Which events to show: the one place where the view's limits are applied."""

from __future__ import annotations

import math
import re

import msgspec

from timeline.records import Event, Timeline
from timeline.rendering.wording import fold
from timeline.settings import View

LINES_PER_ROOT = 9
"""Events shown of a single article, and times the square root of their number of several."""


def lines_for(articles: int) -> int:
    """How many events a reader wants of a story told by so many articles: 20 of 5, 200 of 500.

    More articles tell the same events more often than they tell new ones, so the number grows with
    the square root.
    """
    return round(LINES_PER_ROOT * math.sqrt(articles))


def select(timeline: Timeline, view: View) -> Timeline:
    """The timeline with only the events that the view asks for, in the same order.

    Dates keep every event that may have happened inside them: "after 24 September" stays when the
    view begins in October. An event without a date can't be placed, so limits of time leave it
    out. `entity` is looked for as whole words in participants, places and the title, without case
    and diacritics. `limit` keeps the events with the highest score; of equals, the earlier.
    """
    named = _entity_pattern(view.entity)
    events = [one for one in timeline.events if _within(one, view) and _names(one, named)]
    limited = view.earliest is not None or view.latest is not None
    undated = [] if limited else [one for one in timeline.undated if _names(one, named)]
    if view.limit is not None:
        ranked = sorted([*events, *undated], key=lambda one: -one.score)
        kept = {one.id for one in ranked[: view.limit]}
        events = [one for one in events if one.id in kept]
        undated = [one for one in undated if one.id in kept]
    return msgspec.structs.replace(timeline, events=tuple(events), undated=tuple(undated))


def _within(event: Event, view: View) -> bool:
    date = event.date
    if date is None:
        return view.earliest is None and view.latest is None
    too_early = view.earliest and date.latest and date.latest < view.earliest
    too_late = view.latest and date.earliest and date.earliest > view.latest
    return not (too_early or too_late)


def _entity_pattern(entity: str | None) -> re.Pattern[str] | None:
    """Whole words, so that "Iran" does not find Tirana."""
    if entity is None:
        return None
    words = r"\s+".join(re.escape(word) for word in fold(entity).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _names(event: Event, named: re.Pattern[str] | None) -> bool:
    if named is None:
        return True
    texts = [event.title]
    texts += [participant.name for participant in event.participants]
    texts += [place.name for place in event.places]
    return any(named.search(fold(text)) for text in texts)
