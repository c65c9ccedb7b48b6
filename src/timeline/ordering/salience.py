"""Which events matter: a score in 0..1 from named signals, one function and one row each.

The weights are set by judgement on development stories. The score says how well an event stands for
the story, not how sure it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log2

import msgspec

from timeline.records import Event, Mention


class Story(msgspec.Struct, frozen=True):
    """What the events of a timeline are measured against.

    `articles` is their number; `named` counts in how many articles each name takes part in events;
    `told` counts the mentions that each date has.
    """

    articles: int
    named: Mapping[str, int]
    told: Mapping[str, int]


def story_of(events: Sequence[Event], articles: int) -> Story:
    """Count names and dates over all events of a collection of so many articles."""
    named: dict[str, set[str]] = {}
    told: Counter[str] = Counter()
    for event in events:
        for source in event.sources:
            for one in source.participants:
                if one.label is not None:
                    named.setdefault(one.name, set()).add(source.article)
        if event.date is not None:
            told[event.date.edtf] += len(event.sources)
    return Story(articles, {name: len(where) for name, where in named.items()}, told)


def sources(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """How many of the articles tell it, on a scale where each further one adds less."""
    count = len({source.article for source in event.sources})
    return log2(1 + count) / log2(1 + max(story.articles, 2))


def prominence(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """How prominently its best mention is told: in the lead, as main clause."""
    return max(mention.salience for mention in mentions)


def precision(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """A text gives its date, best to the day."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return 0.0
    if event.date.basis == "bounded":
        return 0.3
    days = (event.date.latest - event.date.earliest).days
    return 1.0 if days <= 1 else 0.7 if days <= 31 else 0.4


def known_names(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Those who take part are central to the story: the share of articles that name the best."""
    names = [one.name for one in event.participants if one.label is not None]
    return max((story.named.get(name, 0) for name in names), default=0) / max(story.articles, 1)


def busy_day(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """It falls on the day that the articles tell most of."""
    if event.date is None or not story.told:
        return 0.0
    return story.told.get(event.date.edtf, 0) / max(story.told.values())


def background(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """History told in passing."""
    return float(event.background)


def unrealised(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Only possible, or said not to be."""
    return float(event.status in ("possible", "denied"))


def untyped(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Of no type that news lexicons know."""
    return float(event.type == "OTHER")


WEIGHTS: dict[Callable[[Event, Sequence[Mention], Story], float], float] = {
    sources: 0.45,
    prominence: 0.35,
    precision: 0.15,
    known_names: 0.10,
    busy_day: 0.05,
    background: -0.15,
    unrealised: -0.25,
    untyped: -0.10,
}

SAID_ALREADY = 0.5
"""What is left of the score of an event that only sentences of better events tell."""


def score(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """The score of an event by itself."""
    total = sum(signal(event, mentions, story) * weight for signal, weight in WEIGHTS.items())
    return round(min(1.0, max(0.0, total)), 4)


def without_repetition(events: Iterable[Event]) -> list[Event]:
    """Lower the scores of events that only repeat sentences of better ones, so that each line of a
    short timeline tells something new. The order given does not matter.
    """
    seen: set[tuple[str, int]] = set()
    weighed = []
    for event in sorted(events, key=lambda event: (-event.score, event.id)):
        told = {(source.article, source.sentence.start) for source in event.sources}
        kept = event.score if told - seen else round(event.score * SAID_ALREADY, 4)
        weighed.append(msgspec.structs.replace(event, score=kept))
        seen |= told
    return weighed
