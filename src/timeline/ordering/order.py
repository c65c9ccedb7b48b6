"""Clusters to events in the one order of a timeline."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from timeline.ordering.conflicts import conflicts
from timeline.ordering.dating import event_date
from timeline.ordering.independence import Independence
from timeline.ordering.salience import raised, scored, story_of, without_repetition
from timeline.ordering.titles import Told, summary, title
from timeline.records import (
    AnnotatedArticle,
    Cluster,
    Event,
    Mention,
    Participant,
    Source,
    SourceTime,
    SourceTrigger,
    Span,
    Status,
)

_SUREST_STATUS: tuple[Status, ...] = ("happened", "ongoing", "denied", "planned", "possible")


def order(
    clusters: Iterable[Cluster],
    collection: Sequence[AnnotatedArticle],
    story: str | None = None,
    originals: Mapping[str, str] | None = None,
    copied: Mapping[tuple[str, int], tuple[str, int]] | None = None,
    followed: Collection[str] = (),
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Make events of the clusters of a story: those with a date in order, and those without one.

    `originals` maps the ids of articles that are copies to those of their originals, `copied` the
    sentences (article and number) that are copies to theirs.

    Events of the names that are `followed` are raised. The order is that of `sort_key`.
    """
    told = {
        mention.id: (mention, article) for article in collection for mention in article.mentions
    }
    sources = Independence(collection, originals or {}, copied or {})
    made = [
        (_event(cluster, [told[name] for name in cluster.mentions], story, sources), cluster)
        for cluster in clusters
    ]
    whole = story_of([event for event, _ in made], collection)
    alone = (
        scored(event, [told[name][0] for name in cluster.mentions], whole)
        for event, cluster in made
    )
    told_by = {event.id: [told[name] for name in cluster.mentions] for event, cluster in made}
    events = _distinct(without_repetition(raised(alone, followed)), told_by)
    dated = in_order(event for event in events if event.date is not None)
    return dated, in_order(event for event in events if event.date is None)


def _distinct(events: Iterable[Event], told: Mapping[str, Sequence[Told]]) -> list[Event]:
    """The events with another title where a better event has theirs: two sides of one sentence."""
    taken: set[str] = set()
    named = []
    for event in sorted(events, key=lambda event: (-event.score, event.id)):
        if event.title in taken:
            event = msgspec.structs.replace(event, title=title(told[event.id], taken, event.date))
        taken.add(event.title)
        named.append(event)
    return named


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in the order of a timeline."""
    return tuple(sorted(events, key=sort_key))


def sort_key(event: Event) -> tuple[datetime.date, datetime.date, int, str, int, int, str]:
    """Where an event stands in a timeline, the one key of every format: by its earliest day, then
    its latest (a day before the month that begins with it), then its precision (a day that is told
    before "about" that day, and before limits of an unknown day), then in the order in which its
    first article tells it.
    """
    earliest = event.date.earliest if event.date else None
    latest = event.date.latest if event.date else None
    first = event.sources[0]
    return (
        earliest or latest or datetime.date.max,
        latest or datetime.date.max,
        _vagueness(event),
        first.article,
        first.sentence.start,
        first.trigger.start,
        event.id,
    )


def _vagueness(event: Event) -> int:
    """0 for dates that are told, 1 for approximate ones, 2 for limits of an unknown day."""
    if event.date is None:
        return 0
    if event.date.basis == "bounded":
        return 2
    return int(any(sign in event.date.edtf for sign in "~?%"))


def _event(
    cluster: Cluster, told: Sequence[Told], story: str | None, sources: Independence
) -> Event:
    mentions = [mention for mention, _ in told]
    places = {place.name: place for mention in reversed(mentions) for place in mention.places}
    date = event_date(mentions)
    return Event(
        id="e" + min(mention.id for mention in mentions),
        date=date,
        title=title(told, date=date),
        summary=summary(told),
        type=_commonest([mention.type for mention in mentions if mention.type != "OTHER"]),
        status=min((mention.status for mention in mentions), key=_SUREST_STATUS.index),
        score=0.0,
        background=all(mention.background for mention in mentions),
        participants=_participants(mentions),
        places=tuple(places[name] for name in sorted(places)),
        sources=tuple(_source(mention, article) for mention, article in told),
        links=cluster.links,
        nearest=cluster.nearest,
        story=story,
        independent=sources.count(told),
        first_report=sources.first(told),
        latest_update=sources.latest(told),
        conflicts=conflicts(told, sources.originals),
    )


def _commonest(types: Sequence[str]) -> str:
    counts = Counter(types)
    return min(counts, key=lambda kind: (-counts[kind], kind), default="OTHER")


def _participants(mentions: Iterable[Mention]) -> tuple[Participant, ...]:
    """Each who takes part once, those named by most mentions first."""
    every = [one for mention in mentions for one in mention.participants]
    counts = Counter(one.name for one in every)
    first = {one.name: one for one in reversed(every)}
    return tuple(first[name] for name in sorted(first, key=lambda name: (-counts[name], name)))


def _source(mention: Mention, article: AnnotatedArticle) -> Source:
    sentence = article.sentences[mention.sentence]
    time = None if mention.time is None else article.times[mention.time]
    return Source(
        article=article.article.id,
        mention=mention.id,
        sentence=Span(start=sentence.start, end=sentence.end),
        quote=article.text[sentence.start : sentence.end],
        trigger=SourceTrigger(start=mention.start, end=mention.end, text=mention.text),
        time=None
        if time is None
        else SourceTime(
            start=time.start,
            end=time.end,
            text=time.text,
            value=time.value,
            rule=time.rule,
            anchor=time.anchor,
        ),
        date=mention.date,
        status=mention.status,
        participants=mention.participants,
    )
