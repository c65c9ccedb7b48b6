"""What a reader set right by hand: events merged, split, redated, retitled, dropped.

A corrections file is TOML. Each correction names events by an id or by a quote, and is applied on
every run:

    [[redate]]
    event = { quote = "gunmen stormed the village", article = "01-gunmen" }
    date = "2023-09-24"

    [[merge]]
    events = ["e0a1b2c3d4e5f", { quote = "the raid on Lemberk" }]

An event's id is "e" and the id of one of its mentions, and an id here stands for the event that has
this mention now. So it holds as long as the article's text does, whatever other articles are read.
A quote also outlives changes of its article elsewhere. A correction that no longer applies is told
as a problem, and the others are applied all the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

import msgspec

from timeline.edtf import limits
from timeline.records import (
    AnnotatedArticle,
    Cluster,
    Correction,
    Event,
    EventDate,
    Link,
    Mention,
    Problem,
    Record,
)

Text = Annotated[str, msgspec.Meta(pattern=r"\S")]


class Quote(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of a sentence, verbatim but for white space, around the trigger of one event.

    `article` is the id of the article; without it the words may stand in any.
    """

    quote: Text
    article: str | None = None


Told = str | Quote
"""An event or a mention: by its id, or by words that tell it."""


class Merge(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """These events are one."""

    events: Annotated[tuple[Told, ...], msgspec.Meta(min_length=2)]
    why: str | None = None


class Split(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """These mentions are an event of their own, apart from the one that they were held to be."""

    apart: Annotated[tuple[Told, ...], msgspec.Meta(min_length=1)]
    why: str | None = None


class Redate(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """This event happened then: a date in EDTF, "XXXX" where it is not known."""

    event: Told
    date: Text
    why: str | None = None


class Retitle(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """This event is to be called so."""

    event: Told
    title: Text
    why: str | None = None


class Drop(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """This event is to be left out."""

    event: Told
    why: str | None = None


class Corrections(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A corrections file. Its parts are applied in this order, each from top to bottom."""

    schema: Literal["timeline-corrections/1"] = "timeline-corrections/1"
    split: tuple[Split, ...] = ()
    merge: tuple[Merge, ...] = ()
    drop: tuple[Drop, ...] = ()
    redate: tuple[Redate, ...] = ()
    retitle: tuple[Retitle, ...] = ()


class NoCorrectionsError(ValueError):
    """What was read is no corrections file; the text says why."""


UNKNOWN = "XXXX"
"""The date of an event that is not known."""


def read(data: bytes) -> Corrections:
    """Corrections from TOML. Raises NoCorrectionsError where they are not."""
    try:
        given = msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), Corrections)
        for number, one in enumerate(given.redate, start=1):
            try:
                _ = None if one.date == UNKNOWN else limits(one.date)
            except ValueError as error:
                raise NoCorrectionsError(f"redate {number}: {error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise NoCorrectionsError(str(error)) from error
    return given


class Action(NamedTuple):
    """A correction with the mentions that each of its events or quotes stands for."""

    name: str
    given: Split | Merge | Drop | Redate | Retitle
    told: tuple[tuple[str, ...], ...]


Plan = Sequence[Action]


def plan(given: Corrections, collection: Sequence[AnnotatedArticle]) -> tuple[Plan, list[Problem]]:
    """Find what each correction is about. Those that name what no article tells are problems."""
    index = _Index(collection)
    actions, problems = [], []
    for kind in ("split", "merge", "drop", "redate", "retitle"):
        for number, one in enumerate(getattr(given, kind), start=1):
            name = f"{kind} {number}"
            try:
                told = tuple(index.find(selector) for selector in _selectors(one))
            except LookupError as error:
                problems.append(_problem(name, str(error.args[0])))
            else:
                actions.append(Action(name, one, told))
    return actions, problems


class Regrouped(NamedTuple):
    """Clusters after the corrections, the names of those that changed them, and problems."""

    clusters: tuple[Cluster, ...]
    applied: tuple[str, ...]
    problems: tuple[Problem, ...]


def regroup(clusters: Iterable[Cluster], actions: Plan) -> Regrouped:
    """Split, merge and drop clusters. The reasons of a merge by hand are a link that says so.

    The clusters may be those of one story of several: what is about other stories is passed over.
    """
    groups = _Groups(clusters)
    applied, problems = [], []
    for action in actions:
        if isinstance(action.given, Redate | Retitle) or not groups.have(action.told):
            continue
        try:
            match action.given:
                case Split():
                    groups.split([mention for told in action.told for mention in told])
                case Merge():
                    groups.merge([groups.one(told) for told in action.told])
                case Drop():
                    groups.drop(groups.one(action.told[0]))
        except _NeedlessError as error:
            problems.append(_problem(action.name, str(error.args[0]), "note"))
        except LookupError as error:
            problems.append(_problem(action.name, str(error.args[0])))
        else:
            applied.append(action.name)
    return Regrouped(groups.clusters(), tuple(applied), tuple(problems))


def amend(
    events: Iterable[Event], actions: Plan, applied: Iterable[str] = ()
) -> tuple[tuple[Event, ...], list[Problem]]:
    """Give events their dates and titles, and mark what was corrected by hand; order unchanged.

    `applied` are the names of corrections that changed what the events are made of.
    """
    amended = {event.id: event for event in events}
    event_of = {source.mention: event.id for event in amended.values() for source in event.sources}
    problems = []
    for action in actions:
        ids = sorted({event_of[m] for told in action.told for m in told if m in event_of})
        match action.given:
            case Merge() if action.name in applied:
                kind: Correction = "merge"
                changed: dict[str, object] = {}
            case Split() if action.name in applied:
                kind, changed = "split", {}
            case Redate(date=edtf):
                kind, changed = "redate", {"date": _date(edtf)}
            case Retitle(title=title):
                kind, changed = "retitle", {"title": " ".join(title.split())}
            case _:
                continue
        if len(ids) != 1:
            problems.append(_problem(action.name, _not_one(len(ids))))
            continue
        event = amended[ids[0]]
        done = tuple(dict.fromkeys((*event.corrected, kind)))
        amended[event.id] = msgspec.structs.replace(event, corrected=done, **changed)
    return tuple(amended.values()), problems


def redated(
    known: Mapping[str, EventDate], clusters: Iterable[Cluster], actions: Plan
) -> dict[str, EventDate]:
    """The dates of events by their mentions, with those set by hand in the place of others."""
    dates = dict(known)
    cluster_of = {mention: one for one in clusters for mention in one.mentions}
    for action in actions:
        if isinstance(action.given, Redate):
            date = _date(action.given.date)
            for told in action.told[0]:
                for mention in cluster_of[told].mentions if told in cluster_of else ():
                    dates.pop(mention, None)
                    if date is not None:
                        dates[mention] = date
    return dates


def _selectors(one: Split | Merge | Drop | Redate | Retitle) -> tuple[Told, ...]:
    match one:
        case Split(apart=told) | Merge(events=told):
            return told
        case _:
            return (one.event,)


class _NeedlessError(LookupError):
    """A correction that changes nothing, since what it asks for is so already."""


def _problem(name: str, message: str, severity: Literal["warning", "note"] = "warning") -> Problem:
    return Problem(
        step="corrections",
        where="corrections",
        message=f"{name} was not applied: {message}",
        severity=severity,
    )


def _not_one(events: int) -> str:
    if not events:
        return "its event was dropped"
    return f"it names {events} events: give the article, or fewer words around one trigger"


def _date(edtf: str) -> EventDate | None:
    if edtf == UNKNOWN:
        return None
    earliest, latest = limits(edtf)
    return EventDate(
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        basis="corrected",
        reason="set by hand in the corrections",
    )


class _Index:
    """The mentions of a collection, by id and by the words of their sentences."""

    def __init__(self, collection: Sequence[AnnotatedArticle]) -> None:
        self.collection = collection
        self.ids = {mention.id for article in collection for mention in article.mentions}

    def find(self, told: Told) -> tuple[str, ...]:
        """The mentions that an id or a quote stands for. LookupError where there is none."""
        if isinstance(told, Quote):
            return self._quoted(told)
        for name in (told, told.removeprefix("e")):
            if name in self.ids:
                return (name,)
        raise LookupError(f"no article tells {told!r} any more")

    def _quoted(self, told: Quote) -> tuple[str, ...]:
        pattern = re.compile(r"\s+".join(re.escape(word) for word in told.quote.split()))
        found, seen = [], False
        for article in self.collection:
            if told.article not in (None, article.article.id):
                continue
            for match in pattern.finditer(article.text):
                seen = True
                found += [m.id for m in article.mentions if _within(m, match)]
        if found:
            return tuple(found)
        place = f"article {told.article!r}" if told.article else "any article"
        if seen:
            raise LookupError(f"“{told.quote}” holds no word that tells an event")
        raise LookupError(f"“{told.quote}” is not in {place}")


def _within(mention: Mention, match: re.Match[str]) -> bool:
    return match.start() <= mention.start and mention.end <= match.end()


class _Groups:
    """Clusters while they change, in their order; each goes by its first mention."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._clusters: dict[str, Cluster] = {}
        self._key_of: dict[str, str] = {}
        self._put(clusters)
        self._order = {mention: place for place, mention in enumerate(self._key_of)}

    def clusters(self) -> tuple[Cluster, ...]:
        return tuple(self._clusters.values())

    def have(self, told: Iterable[Iterable[str]]) -> bool:
        """Whether any of these mentions was ever among the clusters."""
        return any(mention in self._order for mentions in told for mention in mentions)

    def one(self, told: Sequence[str]) -> str:
        """The cluster that these mentions are of. LookupError where it is none, or several."""
        keys = {self._key_of[mention] for mention in told if mention in self._key_of}
        if not keys and not self.have([told]):
            raise LookupError("its events are of different stories")
        if len(keys) != 1:
            raise LookupError(_not_one(len(keys)))
        return keys.pop()

    def split(self, apart: Sequence[str]) -> None:
        """Make these mentions a cluster of their own."""
        key = self.one(apart)
        whole = self._clusters[key]
        rest = [mention for mention in whole.mentions if mention not in apart]
        if not rest:
            raise _NeedlessError("it is an event of its own already")
        own = [mention for mention in whole.mentions if mention in apart]
        self._replace([key], [_part(whole, rest), _part(whole, own)])

    def merge(self, keys: Sequence[str]) -> None:
        """Make one of these clusters."""
        chosen = list(dict.fromkeys(keys))
        if len(chosen) < 2:
            raise _NeedlessError("it is one event already")
        parts = [self._clusters[key] for key in chosen]
        mentions = sorted((m for part in parts for m in part.mentions), key=self._order.__getitem__)
        by_hand = [
            Link(left=chosen[0], right=other, score=1.0, features={"corrections": 1.0})
            for other in chosen[1:]
        ]
        links = (*(link for part in parts for link in part.links), *by_hand)
        self._replace(chosen, [Cluster(mentions=tuple(mentions), links=links)])

    def drop(self, key: str) -> None:
        """Leave a cluster out."""
        self._replace([key], [])

    def _replace(self, keys: Sequence[str], parts: Sequence[Cluster]) -> None:
        """Put clusters in the place of the first of some others."""
        before = list(self._clusters.items())
        self._clusters, self._key_of = {}, {}
        for key, cluster in before:
            if key == keys[0]:
                self._put(parts)
            elif key not in keys:
                self._put([cluster])

    def _put(self, clusters: Iterable[Cluster]) -> None:
        for one in clusters:
            self._clusters[one.mentions[0]] = one
            self._key_of.update(dict.fromkeys(one.mentions, one.mentions[0]))


def _part(whole: Cluster, mentions: Sequence[str]) -> Cluster:
    """Some mentions of a cluster with the links among them."""
    links = (one for one in whole.links if one.left in mentions and one.right in mentions)
    return Cluster(mentions=tuple(mentions), links=tuple(links))
