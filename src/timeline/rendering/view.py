"""Which events to show: the one place where the view's limits are applied."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from timeline.records import Event, Timeline
from timeline.rendering.wording import fold
from timeline.settings import View

LINES_PER_ROOT = 9
"""Events shown of a single article, and times the square root of their number of several."""

MANY = 20
"""So many articles tell most of what there is to tell of a story."""

GROWTH = 0.25
"""The power with which the lines of a story of more articles grow: 500 give its main dates."""

LEAST = 0.25
"""The score that an event needs to be shown where there is room for it: below, it repeats others or
little speaks for it."""

FEWEST = 5
"""So many events of a story are shown, whatever their score."""

_STATEMENTS = frozenset(
    ("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE")
)
"""Types of events that are only said."""


class UnknownStoryError(LookupError):
    """No story has the number that was given; the text says which there are."""


def lines_for(articles: int) -> int:
    """How many events a reader wants of a story told by so many articles: 20 of 5, 90 of 500.

    More articles tell the same events more often than they tell new ones, so the number grows with
    the square root, and beyond twenty articles more slowly still.
    """
    few = min(articles, MANY)
    growth = math.pow(max(articles, 1) / max(few, 1), GROWTH)
    return round(LINES_PER_ROOT * math.sqrt(few) * growth)


def select(timeline: Timeline, view: View) -> Timeline:
    """The timeline with only the events that the view asks for, in the same order.

    Dates keep every event that may have happened inside them: "after 24 September" stays when the
    view begins in October. An event without a date can't be placed, so limits of time leave it
    out. `entity` is looked for as whole words in participants, places and the title, without case
    and diacritics. `limit` keeps the events with the highest score; of equals, the earlier. Raises
    `UnknownStoryError`.
    """
    timeline = _of_story(timeline, view.story)
    named = _entity_pattern(view.entity)
    limited = view.earliest is not None or view.latest is not None
    events = [one for one in timeline.events if _within(one, view)]
    undated = [] if limited else list(timeline.undated)
    candidates = [one for one in (*events, *undated) if _names(one, named) and _told(one, view)]
    ranked = sorted(candidates, key=lambda one: -one.score)
    if view.salient:
        ranked = _salient(ranked, timeline)
    if view.limit is not None:
        ranked = ranked[: view.limit]
    kept = {one.id for one in ranked}
    return msgspec.structs.replace(
        timeline,
        events=tuple(one for one in events if one.id in kept),
        undated=tuple(one for one in undated if one.id in kept),
    )


def _of_story(timeline: Timeline, number: int | None) -> Timeline:
    if number is None:
        return timeline
    if not 1 <= number <= len(timeline.stories):
        count = len(timeline.stories)
        known = f"the articles tell {count}" if count else "the timeline has none"
        raise UnknownStoryError(f"no story {number}: {known}")
    story = timeline.stories[number - 1]
    return msgspec.structs.replace(
        timeline,
        events=tuple(one for one in timeline.events if one.story == story.id),
        undated=tuple(one for one in timeline.undated if one.story == story.id),
        stories=(story,),
    )


def _told(event: Event, view: View) -> bool:
    return event.independent >= view.min_sources and (
        view.statements or event.type not in _STATEMENTS
    )


def _salient(ranked: Sequence[Event], timeline: Timeline) -> list[Event]:
    """The best events of each story, as many as suit its number of articles, none that is poor."""
    articles = {story.id: len(story.articles) for story in timeline.stories}
    shown: Counter[str | None] = Counter()
    kept = []
    for event in ranked:
        shown[event.story] += 1
        of = articles.get(event.story or "", len(timeline.articles))
        most = lines_for(of) if event.score >= LEAST else min(FEWEST, lines_for(of))
        if shown[event.story] <= most:
            kept.append(event)
    return kept


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
