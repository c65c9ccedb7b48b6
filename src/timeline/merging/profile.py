"""What merging compares: a mention seen with its article, its names, its words and its dates.

All mentions of a collection are held in columns, a number for each name, word, or type, so that
millions of pairs are compared at once (see features.py).
"""

from __future__ import annotations

import datetime
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from timeline.merging.meaning import Vectors, coarse, means, vectors_of
from timeline.merging.rows import Ints, Rows, portions, rows_of
from timeline.merging.stories import stories
from timeline.merging.words import Words, letters, stem, table_lines, words_of
from timeline.model.word_vectors import word_vectors
from timeline.records import AnnotatedArticle, Mention, Participant, Sentence, Span, Status

BEGIN, END = 0, 4_000_000
"""The days before and after all days, as ordinals: no limit."""

FOLLOWING = 4
"""Of so many words after a verb, short ones left out, one may say what is meant by it."""

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "possible", "denied")

Facts = Mapping[str, NDArray[Any]]
"""A column for each fact."""

_FACTS: dict[str, type[np.generic]] = {
    "article": np.int32,
    "story": np.int32,
    "sentence": np.int32,
    "position": np.int32,
    "lemma": np.int32,
    "rank": np.int32,
    "type": np.int16,
    "group": np.int16,
    "status": np.int8,
    "earliest": np.int32,
    "latest": np.int32,
    "published": np.int32,
    "day": np.int32,
    "dated": np.bool_,
    "definite": np.bool_,
    "new": np.bool_,
    "own": np.bool_,
    "background": np.bool_,
}


@dataclass(frozen=True, slots=True)
class Profiles:
    """Mentions prepared for comparison, a row for each, in the order of the collection.

    `facts` has what is one value, a column each: `type`, `group` and `status` by their place in
    `types`, `groups` and `STATUSES`; `earliest` and `latest`, the inclusive limits that the text or
    the publication date put on the event, as ordinals of days; `dated` says that they are the
    event's own date and not mere limits; `day`, on which it was probably told to have happened, or
    `BEGIN`; `definite` marks a trigger that points back ("the attack", "this incident"), `new` a
    noun that does not ("an incident"), `own` one that a speaker calls their own ("our talks");
    `rank` is the place of its lemma among all words, the most frequent first. The others have what
    is many: `agents` and `patients` are names, and head nouns where there is no name; `names` are
    those that are no `places`, `people` those of persons. `clause` and `words` hold the words of
    the clause, but for the trigger, and of the sentence, weighted; `stories` those of each article,
    of which `story` is one. `triggers` says what each lemma means, of which `lemma` is one,
    `settings` what the clause is about.
    """

    ids: Sequence[str]
    types: Sequence[str]
    groups: Sequence[str]
    facts: Facts
    lemmas: Rows
    families: Rows
    agents: Rows
    patients: Rows
    names: Rows
    people: Rows
    places: Rows
    numbers: Rows
    ordinals: Rows
    clause: Rows
    words: Rows
    stories: Rows
    triggers: Vectors
    settings: Vectors

    @property
    def count(self) -> int:
        """How many mentions there are."""
        return len(self.ids)


SETS = (
    "lemmas",
    "families",
    "agents",
    "patients",
    "names",
    "people",
    "places",
    "numbers",
    "ordinals",
)
"""The columns that hold sets."""


def profiles(
    collection: Iterable[AnnotatedArticle], days: Mapping[str, datetime.date] | None = None
) -> Profiles:
    """Prepare every mention of a collection, in the order of the collection.

    Word weights are term frequency times inverse document frequency over the sentences of the
    collection (Salton and Buckley 1988), so that the words that every sentence of the story holds
    ("Kosovo") say little about which of its events is meant. `days` are those of `cluster`.
    """
    articles = list(collection)
    read = _Reader(days or {})
    for number, article in enumerate(articles):
        read.article(number, article)
    words = words_of(articles)
    rarity = _rarity(articles, words)
    mentions = [one for article in articles for one in article.mentions]
    clauses = _spans(articles, words, ([one.clause for one in a.mentions] for a in articles))
    triggers = _spans(articles, words, (a.mentions for a in articles))
    told = _spans(
        articles, words, ([a.sentences[one.sentence] for one in a.mentions] for a in articles)
    )
    clause = _weighted(words, *clauses, rarity, without=triggers)
    return Profiles(
        ids=[one.id for one in mentions],
        types=list(read.types),
        groups=list(read.groups),
        facts=read.columns(),
        **_without_places({name: read.sets[name].rows() for name in SETS}),
        clause=clause,
        words=_weighted(words, *told, rarity),
        stories=stories(words),
        triggers=coarse(vectors_of(list(read.sets["lemmas"].numbers))),
        settings=means(clause, vectors_of(words.forms)),
    )


def _without_places(sets: dict[str, Rows]) -> dict[str, Rows]:
    """Sets in which a name of a place is no name of someone who takes part."""
    return {**sets, "names": sets["names"].without(sets["places"])}


def _rarity(articles: Sequence[AnnotatedArticle], words: Words) -> NDArray[np.float64]:
    """The inverse document frequency of each word; what is in every sentence weighs nothing."""
    starts, ends = _spans(articles, words, [article.sentences for article in articles])
    sentence, at = words.within(starts, ends)
    each = Rows.of(sentence, words.terms[at], None, len(starts), words.count)
    having = np.bincount(each.ids, minlength=words.count)
    return np.asarray(np.log((1 + len(starts)) / (0.5 + having)))


def _spans(
    articles: Sequence[AnnotatedArticle],
    words: Words,
    spans: Iterable[Iterable[Span | Sentence | Mention]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where spans of each article begin and end in the texts laid end to end."""
    starts, ends = array("q"), array("q")
    for offset, those in zip(words.offsets.tolist(), spans, strict=True):
        for span in those:
            starts.append(offset + span.start)
            ends.append(offset + span.end)
    return np.asarray(starts, np.int64), np.asarray(ends, np.int64)


def _weighted(
    words: Words,
    starts: Ints,
    ends: Ints,
    rarity: NDArray[np.float64],
    *,
    without: tuple[Ints, Ints] | None = None,
) -> Rows:
    """The words of each span, by how often it has them and how rare they are; no figures.

    What is in the span `without` is left out: a trigger is compared by itself.
    """
    parts = []
    for some in portions(ends - starts):
        span, at = words.within(starts[some], ends[some])
        kept = ~words.figure[at]
        if without is not None:
            place, left_out = words.places[at], (without[0][some], without[1][some])
            kept &= (place < left_out[0][span]) | (place >= left_out[1][span])
        terms = words.terms[at[kept]]
        count = some.stop - some.start
        parts.append(Rows.of(span[kept], terms, rarity[terms], count, words.count).unit())
    return Rows.stacked(parts, words.count)


class _Numbers(dict[str, int]):
    """Names, numbered as they are first looked up."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


class _Sets:
    """Sets of names, one after the other, as numbers."""

    def __init__(self) -> None:
        self.numbers = _Numbers()
        self.found, self.sizes = array("i"), array("i")

    def add(self, sets: Sequence[Sequence[str]]) -> None:
        numbers = self.numbers
        self.found.fromlist([numbers[name] for those in sets for name in those])
        self.sizes.fromlist([len(those) for those in sets])

    def rows(self) -> Rows:
        return rows_of(self.found, self.sizes, len(self.numbers))


class _Reader:
    """Reads articles into columns."""

    def __init__(self, days: Mapping[str, datetime.date]) -> None:
        self.days = days
        self.sets = {name: _Sets() for name in SETS}
        self.sets["places"].numbers = self.sets["names"].numbers  # so that they can be told apart
        self.types, self.groups = _Numbers(), _Numbers()
        self.facts = defaultdict[str, "array[int]"](lambda: array("i"))

    def article(self, number: int, article: AnnotatedArticle) -> None:
        about, text, mentions = article.article, article.text, article.mentions
        published = about.published.toordinal() if about.published else END
        clauses = [text[one.clause.start : one.clause.end] for one in mentions]
        lower = [clause.lower() for clause in clauses]
        involved = [one.participants for one in mentions]
        told = [_told(one, text) for one in mentions]
        sets: dict[str, list[Sequence[str]]] = {
            "lemmas": [(one.lemma,) for one in mentions],
            "families": [families for _, families in told],
            "agents": [[_acting(p) for p in ps if p.role == "agent"] for ps in involved],
            "patients": [[_called(p) for p in ps if p.role == "patient"] for ps in involved],
            "names": [[p.name for p in ps if p.label is not None] for ps in involved],
            "people": [[p.name for p in ps if p.label == "PERSON"] for ps in involved],
            "places": [[place.name for place in one.places] for one in mentions],
            "numbers": list(map(_numbers, clauses, lower)),
            "ordinals": [_all(_ORDINAL, ORDINALS, clause) for clause in lower],
        }
        for name, those in sets.items():
            self.sets[name].add(those)
        groups = [group_of(kind, one.lemma) for (kind, _), one in zip(told, mentions, strict=True)]
        limits = [_limits(one, article) for one in mentions]
        ranks = word_vectors().index
        days = [self.days.get(one.id) for one in mentions]
        facts: dict[str, list[int]] = {
            "article": [number] * len(mentions),
            "sentence": [one.sentence for one in mentions],
            "position": [one.start for one in mentions],
            "rank": [ranks.get(one.lemma.lower(), len(ranks)) for one in mentions],
            "type": [self.types[kind] for kind, _ in told],
            "group": [self.groups[group] for group in groups],
            "status": [STATUSES.index(one.status) for one in mentions],
            "earliest": [earliest for earliest, _ in limits],
            "latest": [latest for _, latest in limits],
            "published": [published] * len(mentions),
            "day": [day.toordinal() if day else BEGIN for day in days],
            "dated": [bool(one.date and one.date.basis != "bounded") for one in mentions],
            "definite": [_points_back(text, one.start) for one in mentions],
            "new": [one.nominal and _is_new(text, one.start) for one in mentions],
            "own": [one.quoted and _is_own(text, one.start) for one in mentions],
            "background": [one.background for one in mentions],
        }
        for name, values in facts.items():
            self.facts[name].fromlist(values)

    def columns(self) -> Facts:
        """The facts of all articles read."""
        found = {
            **self.facts,
            "story": self.facts["article"],
            "lemma": self.sets["lemmas"].found,  # of which each mention has one
        }
        return {name: np.array(found[name], kind) for name, kind in _FACTS.items()}


def united(found: Profiles, group: Ints, count: int) -> Profiles:
    """The profiles of events: what any of the mentions of each tells, by the event of each mention.

    An event of several mentions stands in no article and no sentence; it goes by the id, the story
    and what its words mean of the first of them.
    """
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group, minlength=count)
    starts = np.cumsum(sizes) - sizes
    ordered = {name: column[order] for name, column in found.facts.items()}
    facts = {name: column[starts] for name, column in ordered.items()}
    many = sizes > 1
    facts["article"] = np.where(many, -1 - np.arange(count), facts["article"])
    facts["sentence"] = np.where(many, -1, facts["sentence"])
    facts["position"] = np.where(many, -1, facts["position"])
    facts["definite"] &= ~many
    facts["new"] &= ~many
    facts["own"] &= ~many
    for name, reduce in _REDUCED.items():
        facts[name] = reduce.reduceat(ordered[name], starts)
    known = np.where(ordered["day"] == BEGIN, END, ordered["day"])
    latest = np.maximum.reduceat(ordered["day"], starts)
    facts["day"] = np.where(np.minimum.reduceat(known, starts) == latest, latest, BEGIN)
    happened = np.logical_or.reduceat(ordered["status"] == 0, starts)
    facts["status"] = np.where(happened, 0, facts["status"])
    kind = _commonest(found, group, count)
    facts["type"] = kind
    of_kind = np.flatnonzero(ordered["type"] == np.repeat(kind, sizes))
    owners, first = np.unique(np.repeat(np.arange(count), sizes)[of_kind], return_index=True)
    facts["group"][owners] = ordered["group"][of_kind[first]]
    sets = {name: getattr(found, name).united(group, count, weighted=False) for name in SETS}
    return Profiles(
        ids=[found.ids[index] for index in order[starts]],
        types=found.types,
        groups=found.groups,
        facts=facts,
        **_without_places(sets),
        clause=found.clause.united(group, count, weighted=True).unit(),
        words=found.words.united(group, count, weighted=True).unit(),
        stories=found.stories,
        triggers=found.triggers,
        settings=found.settings[order[starts]],
    )


_REDUCED: dict[str, np.ufunc] = {
    "earliest": np.maximum,
    "latest": np.minimum,
    "published": np.minimum,
    "dated": np.logical_or,
    "background": np.logical_and,
}


def _commonest(found: Profiles, group: Ints, count: int) -> NDArray[np.int64]:
    """The type that most mentions of each event have, of those that say something."""
    names = np.argsort(np.argsort(found.types))  # types in the order of their names
    other = np.asarray([name == "OTHER" for name in found.types])
    each, times = np.unique(
        group.astype(np.int64) * len(names) + found.facts["type"], return_counts=True
    )
    owner, kind = np.divmod(each, len(names))
    order = np.lexsort((names[kind], -times, other[kind], owner))
    first = np.searchsorted(owner[order], np.arange(count))
    return np.asarray(kind[order][first])


ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NAMES = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
NUMBERS = {name: str(number) for number, name in enumerate((*_NAMES, "twelve"), start=2)}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b")
_NUMBER_WORD = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(NUMBERS)})(?![^\W\d_])")
_TAIL = re.compile(r"\s+(?:of|in|on|at|from|for|with|to|by)\s.*", re.DOTALL)
_NUMBER = re.compile(r"\d(?<![\w.,-]\d)(?:\d{0,2}(?:,\d{3})+(?!\w)|\d{0,2}(?![\w,-]))")
_OWN = re.compile(r"\b(?:our|my)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_NEW = re.compile(r"\b(?:an?|another)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)


def _called(one: Participant) -> str:
    """A name, or the stem of the head of a common noun with the names before it: "the 21 girls" is
    girl, "Danish forces" is Danish force.
    """
    return one.name if one.label is not None else _head(one.name)


@cache
def _head(noun: str) -> str:
    words = letters(_TAIL.sub("", noun))
    if not words:
        return noun
    names = [word for word in words[:-1] if word[0].isupper()]
    return " ".join([*names, stem(words[-1].lower())])


def _acting(one: Participant) -> str:
    """Who acts, the state for its seat of government ("the White House urged restraint")."""
    name = _called(one)
    return _metonyms().get(name, name)


@cache
def _metonyms() -> dict[str, str]:
    rows = (line.split("\t") for line in table_lines("metonyms.tsv"))
    return {seat: state for state, seats in rows for seat in seats.split("|")}


def _limits(mention: Mention, article: AnnotatedArticle) -> tuple[int, int]:
    earliest = mention.date.earliest if mention.date else None
    latest = mention.date.latest if mention.date else None
    if mention.status == "happened" and latest is None:
        # What an article tells as done was done by the day it was published.
        latest = article.article.published or article.article.published_latest
    if earliest and latest and earliest > latest:
        latest = None
    return (
        earliest.toordinal() if earliest else BEGIN,
        latest.toordinal() if latest else END,
    )


def _told(mention: Mention, text: str) -> tuple[str, Sequence[str]]:
    """The type and the families of a trigger, seen with the words that follow it."""
    families = _families_of(mention.lemma)
    for phrase in _phrases().get(mention.lemma, ()):
        following = letters(text[mention.end : mention.clause.end].lower())[:FOLLOWING]
        if all(not group.isdisjoint(following) for group in phrase.words):
            return phrase.type, sorted({*families, *phrase.families})
    return mention.type, families


@cache
def _families_of(lemma: str) -> Sequence[str]:
    return sorted(_families().get(lemma, frozenset()) | {stem(lemma)})


class _Phrase(NamedTuple):
    """What a verb tells if of each group of words one follows."""

    type: str
    families: frozenset[str]
    words: Sequence[frozenset[str]]


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = {}
    for kind, like, verbs, words in (row.split("\t") for row in table_lines("phrases.tsv")):
        groups = [frozenset(group.split("|")) for group in words.split()]
        for verb in verbs.split():
            found.setdefault(verb, []).append(_Phrase(kind, _families()[like], groups))
    return found


@cache
def _families() -> dict[str, frozenset[str]]:
    """The families of each lemma, a family by the row that lists it."""
    found: dict[str, set[str]] = {}
    for row in table_lines("families.txt"):
        for lemma in row.split(", "):
            found.setdefault(lemma, set()).add(row)
    return {lemma: frozenset(rows) for lemma, rows in found.items()}


@cache
def _groups() -> dict[str, str]:
    rows = (line.split("\t", 1) for line in table_lines("groups.tsv"))
    return {word: group for group, words in rows for word in words.split()}


def group_of(kind: str, lemma: str) -> str:
    """The group of an event type, or of a general word; others are a group of their own."""
    return _groups().get(kind) or _groups().get(lemma, kind)


def _numbers(text: str, lower: str) -> list[str]:
    """The counts in a text, "seven" as 7; one is as often a pronoun and is left out."""
    figures = _NUMBER.findall(text)
    words = _all(_NUMBER_WORD, NUMBERS, lower)
    return [*(found.replace(",", "") for found in figures), *(NUMBERS[word] for word in words)]


def _all(pattern: re.Pattern[str], words: Iterable[str], text: str) -> Sequence[str]:
    """What a pattern finds that finds nothing but these words; as a rule the text has none."""
    for word in words:
        if word in text:
            return pattern.findall(text)
    return ()


def _is_own(text: str, start: int) -> bool:
    return _OWN.search(text[max(0, start - 40) : start]) is not None


def _points_back(text: str, start: int) -> bool:
    return _POINTS_BACK.search(text[max(0, start - 60) : start]) is not None


def _is_new(text: str, start: int) -> bool:
    return _NEW.search(text[max(0, start - 60) : start]) is not None
