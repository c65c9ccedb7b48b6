"""What merging compares: a mention seen with its article, its names, its words and its dates."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import log

import msgspec

from timeline.merging.stories import Story, added, stories, unit
from timeline.records import AnnotatedArticle, Mention, Participant

DAY = datetime.timedelta(days=1)


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A mention prepared for comparison.

    `agents` and `patients` are names, and head nouns where there is no name. `clause` and `words`
    map the stems of the clause and of the sentence to weights of unit length.
    `earliest` and `latest` are the inclusive limits that the text or the publication date put on
    the event; `dated` says that they are the event's own date and not mere limits.
    `definite` marks a trigger that points back ("the attack", "this incident").
    """

    id: str
    article: str
    sentence: int
    position: int
    lemmas: frozenset[str]
    families: frozenset[str]
    type: str
    group: str
    status: str
    earliest: datetime.date | None
    latest: datetime.date | None
    dated: bool
    published: datetime.date | None
    agents: frozenset[str]
    patients: frozenset[str]
    names: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    ordinals: frozenset[str]
    clause: dict[str, float]
    words: dict[str, float]
    story: Story
    definite: bool
    background: bool


def profiles(collection: Iterable[AnnotatedArticle]) -> list[Profile]:
    """Prepare every mention of a collection, in the order of the collection.

    Word weights are term frequency times inverse document frequency over the sentences of the
    collection (Salton and Buckley 1988), so that the words that every sentence of the story holds
    ("Kosovo") say little about which of its events is meant.
    """
    articles = list(collection)
    sentences = _rarity(
        stems(article.text[sentence.start : sentence.end])
        for article in articles
        for sentence in article.sentences
    )
    told = stories([article.text for article in articles], _stem_of)
    found = []
    for article, story in zip(articles, told, strict=True):
        found += [_profile(mention, article, sentences, story) for mention in article.mentions]
    return found


def _rarity(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """The inverse document frequency of each stem; what is in every text weighs next to nothing."""
    frequency: Counter[str] = Counter()
    count = 0
    for text in texts:
        frequency.update(set(text))
        count += 1
    return {stem: log((1 + count) / (0.5 + having)) for stem, having in frequency.items()}


def _profile(
    mention: Mention,
    article: AnnotatedArticle,
    rarity: Mapping[str, float],
    story: Story,
) -> Profile:
    sentence = article.sentences[mention.sentence]
    told = article.text[sentence.start : sentence.end]
    clause = article.text[mention.clause.start : mention.clause.end]
    earliest, latest = _limits(mention, article)
    named = [one for one in mention.participants if one.label is not None]
    return Profile(
        id=mention.id,
        article=article.article.id,
        sentence=mention.sentence,
        position=mention.start,
        lemmas=frozenset((mention.lemma,)),
        families=_families().get(mention.lemma, frozenset()) | {_stem(mention.lemma)},
        type=mention.type,
        group=group_of(mention.type, mention.lemma),
        status=mention.status,
        earliest=earliest,
        latest=latest,
        dated=mention.date is not None and mention.date.basis != "bounded",
        published=article.article.published,
        agents=frozenset(_acting(one) for one in mention.participants if one.role == "agent"),
        patients=frozenset(_called(one) for one in mention.participants if one.role == "patient"),
        names=frozenset(one.name for one in named),
        places=frozenset(place.name for place in mention.places),
        numbers=frozenset(_numbers(clause)),
        ordinals=frozenset(_ORDINAL.findall(clause.lower())),
        clause=_weighted(stems(clause), rarity),
        words=_weighted(stems(told), rarity),
        story=story,
        definite=_points_back(article.text, mention.start),
        background=mention.background,
    )


_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b")
_TAIL = re.compile(r"\s+(?:of|in|on|at|from|for|with|to|by)\s.*", re.DOTALL)


def _called(one: Participant) -> str:
    """A name, or the stem of the head of a common noun with the names before it: "the 21 girls" is
    girl, "Danish forces" is Danish force.
    """
    if one.label is not None:
        return one.name
    words = _WORD.findall(_TAIL.sub("", one.name))
    if not words:
        return one.name
    names = [word for word in words[:-1] if word[0].isupper()]
    return " ".join([*names, _stem(words[-1].lower())])


def _acting(one: Participant) -> str:
    """Who acts, the state for its seat of government ("the White House urged restraint")."""
    name = _called(one)
    return _metonyms().get(name, name)


@cache
def _metonyms() -> dict[str, str]:
    rows = (line.split("\t") for line in _table_lines("metonyms.tsv"))
    return {seat: state for state, seats in rows for seat in seats.split("|")}


def united(found: Sequence[Profile]) -> Profile:
    """One profile of several mentions of an event: what any of them tells.

    The whole stands in no article and no sentence; it goes by the id of its first mention.
    """
    if len(found) == 1:
        return found[0]
    kinds = Counter(one.type for one in found)
    kind = min(kinds, key=lambda kind: (kind == "OTHER", -kinds[kind], kind))
    return Profile(
        id=found[0].id,
        article=found[0].id,
        sentence=-1,
        position=-1,
        lemmas=frozenset().union(*(one.lemmas for one in found)),
        families=frozenset().union(*(one.families for one in found)),
        type=kind,
        group=next(one.group for one in found if one.type == kind),
        status=next((one.status for one in found if one.status == "happened"), found[0].status),
        earliest=max((one.earliest for one in found if one.earliest), default=None),
        latest=min((one.latest for one in found if one.latest), default=None),
        dated=any(one.dated for one in found),
        published=min((one.published for one in found if one.published), default=None),
        agents=frozenset().union(*(one.agents for one in found)),
        patients=frozenset().union(*(one.patients for one in found)),
        names=frozenset().union(*(one.names for one in found)),
        places=frozenset().union(*(one.places for one in found)),
        numbers=frozenset().union(*(one.numbers for one in found)),
        ordinals=frozenset().union(*(one.ordinals for one in found)),
        clause=added(one.clause for one in found),
        words=added(one.words for one in found),
        story=Story(added(one.story.words for one in found)),
        definite=False,
        background=all(one.background for one in found),
    )


def _limits(
    mention: Mention, article: AnnotatedArticle
) -> tuple[datetime.date | None, datetime.date | None]:
    earliest = mention.date.earliest if mention.date else None
    latest = mention.date.latest if mention.date else None
    if mention.status == "happened" and latest is None:
        # What an article tells as done was done by the day it was published.
        latest = article.article.published or article.article.published_latest
    if earliest and latest and earliest > latest:
        latest = None
    return earliest, latest


_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?!\w)|(?<![\w.,-])\d{1,3}(?![\w,-])")
_POINTS_BACK = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)


def stems(text: str) -> Iterator[str]:
    """The stems of a text's words, without the words that say nothing (Porter 1980, Snowball)."""
    for word in _WORD.findall(text.lower()):
        if (stem := _stem_of(word)) is not None:
            yield stem


def _stem_of(word: str) -> str | None:
    return None if word in _stop_words() else _stem(word)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_table_lines("stop_words.txt"))


@cache
def _stem(word: str) -> str:
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


@cache
def _families() -> dict[str, frozenset[str]]:
    """The families of each lemma, a family by the row that lists it."""
    found: dict[str, set[str]] = {}
    for row in _table_lines("families.txt"):
        for lemma in row.split(", "):
            found.setdefault(lemma, set()).add(row)
    return {lemma: frozenset(rows) for lemma, rows in found.items()}


@cache
def _groups() -> dict[str, str]:
    rows = (line.split("\t", 1) for line in _table_lines("groups.tsv"))
    return {word: group for group, words in rows for word in words.split()}


def group_of(kind: str, lemma: str) -> str:
    """The group of an event type, or of a general word; others are a group of their own."""
    return _groups().get(kind) or _groups().get(lemma, kind)


def _table_lines(name: str) -> Iterator[str]:
    table = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return (line for line in table.splitlines() if line and not line.startswith("#"))


def _numbers(text: str) -> Iterator[str]:
    """The counts in a text, "seven" as 7; one is as often a pronoun and is left out."""
    yield from (found.replace(",", "") for found in _NUMBER.findall(text))
    words = _number_words()
    yield from (words[word] for word in _WORD.findall(text.lower()) if word in words)


@cache
def _number_words() -> dict[str, str]:
    names = (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    )
    return {name: str(number) for number, name in enumerate(names, start=2)}


def _points_back(text: str, start: int) -> bool:
    return _POINTS_BACK.search(text[max(0, start - 60) : start]) is not None


def _weighted(found: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    counts = Counter(found)
    return unit({stem: count * rarity.get(stem, 0.0) for stem, count in sorted(counts.items())})
