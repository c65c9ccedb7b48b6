"""Which events matter: a score in 0..1 from named signals, one function and one row each.

The weights are set by judgement on development stories. The score says how well an event stands for
the story, not how sure it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import log2

import msgspec

from timeline.records import AnnotatedArticle, Event, EventDate, Mention, TitleForm

_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds)\b", re.I)
_FORMS: dict[TitleForm, float] = {"statement": 1.0, "setting": 0.5, "reference": 0.3, "phrase": 0.0}


class Story(msgspec.Struct, frozen=True):
    """What the events of a timeline are measured against.

    `articles` is their number; `named` counts in how many articles each name takes part in events;
    `told` counts the mentions that each date has; `headlined` counts in how many headlines a word
    stands; `limiting` are the mentions by which the texts date other events ("after the attack").
    """

    articles: int
    named: Mapping[str, int]
    told: Mapping[str, int]
    headlined: Mapping[str, int]
    limiting: frozenset[str]


def story_of(events: Sequence[Event], collection: Sequence[AnnotatedArticle]) -> Story:
    """Count names, dates and headline words over all events and articles of a collection."""
    named: dict[str, set[str]] = {}
    told: Counter[str] = Counter()
    for event in events:
        for source in event.sources:
            for one in source.participants:
                if one.label is not None:
                    named.setdefault(one.name, set()).add(source.article)
        if event.date is not None:
            told[event.date.edtf] += len(event.sources)
    headlined = Counter(
        word for article in collection for word in words(article.article.title or "")
    )
    limiting = {
        relation.mention
        for article in collection
        for mention in article.mentions
        for relation in mention.relations
        if relation.mention is not None
    }
    return Story(
        articles=len(collection),
        named={name: len(where) for name, where in named.items()},
        told=told,
        headlined=headlined,
        limiting=frozenset(limiting),
    )


def words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut so that "killed" is like "killing"."""
    return frozenset(word.lower()[:5] for word in _WORD.findall(text))


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


def told_itself(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """A sentence states it, and not only as a side of something else or by a mere noun."""
    return max(_FORMS[mention.title.form] for mention in mentions)


def agreement(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """How many mentions tell it, for events that articles come back to."""
    return min(1.0, log2(len(mentions)) / 4)


def participants(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Someone acts and someone is acted upon, best by name."""
    roles = {one.role: 0.0 for one in event.participants}
    for one in event.participants:
        roles[one.role] = max(roles[one.role], 1.0 if one.label is not None else 0.5)
    return (roles.get("agent", 0.0) + roles.get("patient", 0.0)) / 2


def headlined(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """The words of its title stand in headlines."""
    own = words(event.title)
    if not own or not story.headlined:
        return 0.0
    most = max(story.headlined.values())
    return sum(story.headlined.get(word, 0) / most for word in own) / max(len(own), 5)


def limiting(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Texts date other events by it: "after the attack"."""
    return float(any(mention.id in story.limiting for mention in mentions))


def numbers(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Its title counts something."""
    return float(bool(_NUMBER.search(event.title)))


def assumed_date(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """No text says when: it is dated as news of the day."""
    return float(event.date is not None and event.date.basis == "published")


def speech(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """An act of speaking."""
    return float(event.type == "STATEMENT")


def planned(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Still to come."""
    return float(event.status in ("planned", "ongoing"))


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
    told_itself: 0.0,
    agreement: 0.0,
    participants: 0.0,
    headlined: 0.0,
    limiting: 0.0,
    numbers: 0.0,
    assumed_date: 0.0,
    speech: 0.0,
    planned: 0.0,
}

SAID_ALREADY = 0.5
"""What is left of the score of an event that only sentences of better events tell."""

ALIKE = 0.5
"""What is left of the score of an event that is told in the words of a better one."""


def score(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """The score of an event by itself."""
    total = sum(signal(event, mentions, story) * weight for signal, weight in WEIGHTS.items())
    return round(min(1.0, max(0.0, total)), 4)


FOREMOST = 200
"""An event is held against so many better ones for repetition: more are in no short timeline."""


def without_repetition(events: Iterable[Event]) -> list[Event]:
    """Lower the scores of events that repeat better ones, so that each line of a short timeline
    tells something new (maximal marginal relevance: Carbonell and Goldstein 1998, SIGIR).

    An event repeats another if only sentences of better events tell it, or if its title says the
    same about the same time. The order given does not matter.
    """
    seen: set[tuple[str, int]] = set()
    foremost: list[tuple[frozenset[str], Event]] = []
    weighed = []
    for event in sorted(events, key=lambda event: (-event.score, event.id)):
        told = {(source.article, source.sentence.start) for source in event.sources}
        own = words(event.title)
        alike = max((_likeness(own, event, *other) for other in foremost), default=0.0)
        left = 1.0 - (1.0 - ALIKE) * alike
        if not told - seen:
            left = min(left, SAID_ALREADY)
        weighed.append(msgspec.structs.replace(event, score=round(event.score * left, 4)))
        seen |= told
        if len(foremost) < FOREMOST:
            foremost.append((own, event))
    return weighed


def _likeness(own: frozenset[str], event: Event, words: frozenset[str], other: Event) -> float:
    """How much of a title another event's title says, 0 where their dates exclude each other."""
    if not own or not words or not _may_coincide(event.date, other.date):
        return 0.0
    return len(own & words) / min(len(own), len(words))


def _may_coincide(one: EventDate | None, other: EventDate | None) -> bool:
    if one is None or other is None:
        return True
    return (one.earliest or date.min) <= (other.latest or date.max) and (
        other.earliest or date.min
    ) <= (one.latest or date.max)
