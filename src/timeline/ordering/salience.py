"""Which events matter: a score in 0..1 from named signals, one function and one row each.

The weights are set by judgement on development stories. The score says how well an event stands for
the story, not how sure it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log2

import msgspec

from timeline.ordering.bystanders import bystanders
from timeline.ordering.dating import may_coincide
from timeline.records import AnnotatedArticle, Event, Mention, TitleForm

_WORD = re.compile(r"[^\W\d_]{4,}")
_SPECIFIC = re.compile(r"\d|\s[A-Z]")
_FORMS: dict[TitleForm, float] = {"statement": 1.0, "setting": 0.7, "reference": 0.3, "phrase": 0.0}


_TOLD = frozenset(("STATEMENT", "REQUEST"))
"""Types of what a bystander says; what bystanders do counts as what others do."""

_TELLER = re.compile(
    r"(?P<name>[^,]+?)(?:,[^,]*,)? (?:said|says|told|recalled|described|recounted)\b"
)

BEGINNING = 3
"""So many sentences are the beginning of an article."""

YEAR = 365

FEW = 4
"""Of fewer articles, none may name those whom another does."""


class Story(msgspec.Struct, frozen=True):
    """What the events of a timeline are measured against.

    `articles` is their number; `named` counts in how many articles each name takes part in events,
    `days` in how many each day is told, by a time expression, `most` for the day that most tell.
    `published` is the day on which each article appeared, by its id, where it is known, and
    `stretch` the number of days from the first to the last. `bystanders` are those who only saw it.
    """

    articles: int
    named: Mapping[str, int]
    days: Mapping[date, int]
    most: int
    published: Mapping[str, date]
    stretch: int
    bystanders: frozenset[str]


def story_of(events: Sequence[Event], collection: Sequence[AnnotatedArticle]) -> Story:
    """Count names over all events of a collection, and the days that its articles tell."""
    named: dict[str, set[str]] = {}
    for event in events:
        for source in event.sources:
            for one in source.participants:
                if one.label is not None:
                    named.setdefault(one.name, set()).add(source.article)
    days = Counter(day for one in collection for day in _days_told(one))
    published = {
        one.article.id: one.article.published for one in collection if one.article.published
    }
    appeared = published.values()
    return Story(
        articles=len(collection),
        named={name: len(where) for name, where in named.items()},
        days=days,
        most=max(days.values(), default=0),
        published=published,
        stretch=(max(appeared) - min(appeared)).days if appeared else 0,
        bystanders=bystanders(collection),
    )


def _days_told(article: AnnotatedArticle) -> set[date]:
    return {
        time.earliest for time in article.times if time.earliest and time.earliest == time.latest
    }


def words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, cut so that "killed" is like "killing"."""
    return frozenset(word.lower()[:5] for word in _WORD.findall(text))


def sources(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """How many independent articles tell it, on a scale where each further one adds less."""
    count = event.independent
    return log2(1 + count) / log2(1 + max(story.articles, 2))


def spread(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """It is still told when the first news is over: articles of several days tell it.

    What all tell on one day may be colour, what is told again a week later is what the story was
    about. Each doubling of the days from the first report to the last counts the same.
    """
    days = {story.published[s.article] for s in event.sources if s.article in story.published}
    if len(days) < 2:
        return 0.0
    return log2(1 + (max(days) - min(days)).days) / log2(1 + story.stretch)


def dates(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Articles name its day: what matters has a date that is told again and again.

    The number of times that a day is named is the best single sign of the days that timelines made
    by journalists have (Chieu and Lee 2004, SIGIR; Tran et al. 2013, WWW Companion).
    """
    day = event.date.earliest if event.date and event.date.earliest == event.date.latest else None
    if day is None or not story.most or event.date is None or event.date.basis == "published":
        return 0.0
    return log2(1 + story.days.get(day, 0)) / log2(1 + story.most)


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


def open_date(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """The part of a year that its date leaves open: what is only of some year is seldom of the
    story, and often of another year."""
    if event.date is None or event.date.earliest is None or event.date.latest is None:
        return 1.0
    return min(1.0, (event.date.latest - event.date.earliest).days / YEAR)


def known_names(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Those who take part are central to the story: the share of articles that name the best."""
    names = [one.name for one in event.participants if one.label is not None]
    return max((story.named.get(name, 0) for name in names), default=0) / max(story.articles, 1)


def early(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """An article begins with it: what its first sentences tell is what it was written for."""
    return float(any(mention.sentence < BEGINNING for mention in mentions))


def aside(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """One article alone tells it, of nobody whom another names: in a digest, another story."""
    names = [one.name for one in event.participants if one.label is not None]
    return float(
        event.independent == 1
        and bool(names)
        and story.articles >= FEW
        and all(story.named.get(name, 0) <= 1 for name in names)
    )


def told_itself(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """A sentence states it, and not only as a side of something else or by a mere noun."""
    return max(_FORMS[mention.title.form] for mention in mentions)


def participants(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Someone acts and someone is acted upon, best by name."""
    roles = {one.role: 0.0 for one in event.participants}
    for one in event.participants:
        roles[one.role] = max(roles[one.role], 1.0 if one.label is not None else 0.5)
    return (roles.get("agent", 0.0) + roles.get("patient", 0.0)) / 2


def assumed_date(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """No text says when: it is dated as news of the day."""
    return float(event.date is not None and event.date.basis == "published")


def unfinished(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Still to come, or going on."""
    return float(event.status in ("planned", "ongoing"))


def under_way(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """What was going on when something happened: "was travelling on the tram when it derailed"."""
    return float(all(one.text.endswith("ing") and not one.nominal for one in mentions))


def general(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """What is so at any time, in the simple present: "the tunnel carries trains to Queens". An
    event that happened but has such a title counts half."""
    if event.status == "ongoing" and all(map(is_general, mentions)):
        return 1.0
    titled = [mention for mention in mentions if mention.title.text == event.title]
    return 0.5 * (bool(titled) and all(map(is_general, titled)))


def is_general(mention: Mention) -> bool:
    """Whether a mention is told in the simple present, as what is always so."""
    ongoing = mention.status == "ongoing" and mention.tense == "present"
    return ongoing and not mention.text.endswith("ing")


def background(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """History told in passing."""
    return float(event.background)


def unrealised(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Only possible, or said not to be; or what its title says is only wished: "must watch"."""
    titled = [mention.status for mention in mentions if mention.title.text == event.title]
    wished = bool(titled) and all(status == "possible" for status in titled)
    return float(wished or event.status in ("possible", "denied"))


def untyped(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Of no type that news lexicons know."""
    return float(event.type == "OTHER")


SOLE_VOICE = 2.0
"""How much more what one source alone has somebody say counts as merely said."""


def said(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Someone said something: what was done matters more, and what one source alone has somebody
    say, an eyewitness or an expert, least."""
    return (1.0 if event.independent > 1 else SOLE_VOICE) * (event.type == "STATEMENT")


def witnessed(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """A bystander says or asks it, or is said to: "Tom Vale recalled people screaming"."""
    agents = _agents(event)
    if event.type in _TOLD and agents and agents <= story.bystanders:
        return 1.0
    told = _TELLER.match(event.title)
    return float(told is not None and told["name"] in story.bystanders)


def quoted(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """The share of its mentions that are in the words of a speaker, who tells what he saw of it."""
    return sum(mention.quoted for mention in mentions) / len(mentions)


def unspecific(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Neither its title nor those who take part have a name or a number: "Legal fees are paid"."""
    named = any(one.label is not None for one in event.participants)
    return float(not named and not _SPECIFIC.search(event.title))


def untold(event: Event, mentions: Sequence[Mention], story: Story) -> float:
    """Its title is no statement that stands alone."""
    return float(
        all(
            mention.title.form in ("phrase", "reference")
            for mention in mentions
            if mention.title.text == event.title
        )
    )


WEIGHTS: dict[Callable[[Event, Sequence[Mention], Story], float], float] = {
    sources: 0.33,
    spread: 0.05,
    dates: 0.11,
    prominence: 0.16,
    early: 0.04,
    aside: -0.12,
    told_itself: 0.15,
    precision: 0.09,
    open_date: -0.20,
    known_names: 0.04,
    participants: 0.03,
    unrealised: -0.15,
    assumed_date: -0.11,
    background: -0.06,
    untyped: -0.09,
    unfinished: -0.03,
    under_way: -0.06,
    general: -0.16,
    said: -0.11,
    witnessed: -0.14,
    quoted: -0.06,
    unspecific: -0.10,
    untold: -0.32,
}
"""What counts, and how much; what counts for an event adds up to 1."""

SAID_ALREADY = 0.3
"""What is left of the score of an event that only sentences of better events tell."""

ALIKE = 0.3
"""What is left of the score of an event that is told in the words of a better one."""


def signals(event: Event, mentions: Sequence[Mention], story: Story) -> dict[str, float]:
    """What each signal adds to the score of an event, by name; what adds nothing is left out."""
    parts = {
        signal.__name__: round(signal(event, mentions, story) * weight, 4)
        for signal, weight in WEIGHTS.items()
    }
    return {name: part for name, part in parts.items() if part}


def scored(event: Event, mentions: Sequence[Mention], story: Story) -> Event:
    """The event with its score by itself, and what made it."""
    parts = signals(event, mentions, story)
    total = round(min(1.0, max(0.0, sum(parts.values()))), 4)
    return msgspec.structs.replace(event, score=total, salience=parts)


def raised(events: Iterable[Event], followed: Collection[str]) -> Iterator[Event]:
    """The events, the score of those that a followed name takes part in raised half-way to 1."""
    for event in events:
        if names_of(event).isdisjoint(followed):
            yield event
        else:
            score = round((1.0 + event.score) / 2, 4)
            parts = {**event.salience, "followed": round(score - event.score, 4)}
            yield msgspec.structs.replace(event, score=score, salience=parts)


def names_of(event: Event) -> set[str]:
    """The names of those who take part in an event, and of its places."""
    return {one.name for one in event.participants} | {one.name for one in event.places}


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
    having: dict[str, list[int]] = {}  # the foremost with each word in their titles
    weighed = []
    for event in sorted(events, key=lambda event: (-event.score, event.id)):
        told = {(source.article, source.sentence.start) for source in event.sources}
        own = words(event.title)
        alike = _likeness_to_best(own, event, foremost, having)
        left = 1.0 - (1.0 - ALIKE) * alike
        if not told - seen:
            # "Police say two trains collided" adds nothing to the line of the collision.
            left = left * SAID_ALREADY if event.type == "STATEMENT" else min(left, SAID_ALREADY)
        less = round(event.score * left, 4)
        parts = event.salience
        if less != event.score:
            parts = {**parts, "repetition": round(less - event.score, 4)}
        weighed.append(msgspec.structs.replace(event, score=less, salience=parts))
        seen |= told
        if len(foremost) < FOREMOST:
            for word in own:
                having.setdefault(word, []).append(len(foremost))
            foremost.append((own, event))
    return weighed


def _likeness_to_best(
    own: frozenset[str],
    event: Event,
    foremost: Sequence[tuple[frozenset[str], Event]],
    having: Mapping[str, Sequence[int]],
) -> float:
    """How much of a title that of another event says: the most that any says."""
    shared: Counter[int] = Counter()
    for word in own:
        shared.update(having.get(word, ()))
    said = sorted(
        (
            (count / min(len(own), len(foremost[index][0])), index)
            for index, count in shared.items()
        ),
        reverse=True,
    )
    # Most are looked at no further than the first.
    return next((most for most, index in said if _likeness(own, event, *foremost[index])), 0.0)


def _likeness(own: frozenset[str], event: Event, words: frozenset[str], other: Event) -> float:
    """How much of a title another event's title says; 0 where the dates exclude each other, or
    others act: "Oslo urged restraint", "Paris urged restraint"."""
    if (
        not own
        or not words
        or not (event.date is None or other.date is None or may_coincide(event.date, other.date))
    ):
        return 0.0
    agents, others = _agents(event), _agents(other)
    if agents and others and not agents & others:
        return 0.0
    return len(own & words) / min(len(own), len(words))


def _agents(event: Event) -> set[str]:
    """Those by name who act in an event."""
    return {one.name for one in event.participants if one.role == "agent" and one.label is not None}
