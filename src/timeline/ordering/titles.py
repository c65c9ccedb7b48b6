"""What to call an event: the title of the source that tells it best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from heapq import nlargest
from math import fsum

from timeline.ordering.dating import may_coincide
from timeline.ordering.salience import is_general
from timeline.records import AnnotatedArticle, EventDate, Mention, TitleForm

_WORD = re.compile(r"[^\W_]{4,}|\d+")
_FORMS: dict[TitleForm, float] = {"statement": 3.0, "setting": 2.0, "reference": 1.0, "phrase": 0.5}
_POINTING = re.compile(r"(?:This|That|These|Those|It|They|There)\b")
"""The beginning of a title that leans on what came before: "This was an important part"."""

_SHORT_WORDS = frozenset(
    "ad ah am an as at be by do eh ex go he hi id if in is it kg km lb me mm mr ms my no of oh ok"  # noqa: SIM905
    " on op or ox pm pi re so to tv uk un up us vs we".split()
)
"""All English words of two small letters that news has."""

_SHORT = 25
"""Fewer characters than these seldom say what happened: "He was arrested"."""

_SHORT_UNNAMED = 30
"""The same, of a title without a name or a number: "People were trapped inside"."""

_LONG = 300
"""More characters than these are too many for a summary."""

SENTENCES = 3
"""A summary has no more sentences than these."""

ADDED = 2
"""A further sentence adds so many names or numbers, or it is left out."""

DATED = 0.35
"""What it adds to a title that its own sentence gives the date of the event."""

ELSEWHEN = 1.5
"""What a title loses whose sentence tells something of another time: of an abduction of 2014, "the
pupils abducted by rebels have been released"."""

UNREAL = 1.5
"""What a title loses that tells of a plan or of what is only possible: "customers may find"."""

_CORE = 6
"""So many words that sources have in common make the core of what they tell."""

_CUT = re.compile(r"(?:…|\s\d+)$")
"""The end of a title that leaves something out: "... and more than 50"."""


_PIECE = re.compile(r"(?<![\w'’.&/-])[a-z]{2}(?![\w'’.&/-])")

_SPEECH = re.compile(r":\s[\"“‘']|^[\"“‘']")
"""Someone's own words: what happened is better told than quoted."""

_COUNT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d")
"""A number that is no year, which the timeline gives beside the title."""

_SPECIFIC = re.compile(r"\d|\s[A-Z]")
"""A number or a name: not in "People were trapped inside"."""

_UNNAMED = re.compile(r"(?:The|A|An|His|Her|Its|Their|Some|One)\b[^A-Z]*$")
"""A title without a name in it: "The group freed the girls"."""


Told = tuple[Mention, AnnotatedArticle]


def title(told: Sequence[Told], taken: Container[str] = (), date: EventDate | None = None) -> str:
    """The title of an event told by these mentions, which is that of one of them: one that stands
    alone, says what the sources have in common, and names those who take part.

    `taken` are the titles of better events; where every title is taken the best is given again.
    `date` is the event's: the words of one who dates it so go better with it than those of others.
    """
    if len(told) == 1:
        return told[0][0].title.text  # as most events are told: there is nothing to choose
    shared = _shared_words(told)
    most = sum(nlargest(_CORE, shared.values()))
    lemmas = Counter(mention.lemma for mention, _ in told)
    usual = {lemma: count / len(told) for lemma, count in lemmas.items()}
    ranked = sorted(
        told,
        key=lambda one: (
            _fitness(one[0], shared, most, usual)
            + DATED * _dates(one[0], date)
            - ELSEWHEN * _tells_another_time(one[0], one[1], date),
            one[0].title.text,
            one[0].id,
        ),
        reverse=True,
    )
    best = ranked[0][0].title
    free = (mention.title for mention, _ in ranked if mention.title.text not in taken)
    return next((one.text for one in free if one.form == best.form), best.text)


def _dates(mention: Mention, date: EventDate | None) -> bool:
    """Whether a mention has a time of its own that agrees with the event's date."""
    own = mention.date
    if date is None or own is None or mention.time is None:
        return False
    return may_coincide(own, date)


def _tells_another_time(
    mention: Mention, article: AnnotatedArticle, date: EventDate | None
) -> bool:
    """Whether a title has an event only as the setting of another, which cannot be of its date."""
    return (
        mention.title.form == "setting"
        and date is not None
        and any(
            other.sentence == mention.sentence
            and other.date is not None
            and other.text in mention.title.text
            and not may_coincide(date, other.date)
            for other in article.mentions
        )
    )


def summary(told: Sequence[Told]) -> str:
    """One to three sentences of the sources that together say what happened, to whom, where, and
    how many: the fullest, then those that name most that is not said yet."""
    if len(told) == 1:
        return _sentence(*told[0])
    best = max(told, key=lambda one: (_fullness(*one), one[1].article.id, -one[0].start))
    chosen = [_sentence(*best)]
    said = _facts(*best) | _words(chosen[0])
    ranked = sorted(told, key=lambda one: (-_fullness(*one), one[1].article.id, one[0].start))
    while len(chosen) < SENTENCES:
        news = [
            (len(_facts(*one) - said), -place)
            for place, one in enumerate(ranked)
            if _may_follow(*one)
        ]
        added, place = max(news, default=(0, 0))
        if added < ADDED:
            break
        following = ranked[-place]
        chosen.append(_sentence(*following))
        said |= _facts(*following) | _words(chosen[-1])
    return " ".join(chosen)


def _facts(mention: Mention, article: AnnotatedArticle) -> set[str]:
    """Who, where and how many: the names of those who take part, the places, the numbers."""
    named = [one.name for one in mention.participants if one.label is not None]
    named += [place.name for place in mention.places]
    counted = [quantity.text for quantity in mention.quantities]
    return {word for text in (*named, *counted) for word in _words(text)}


def _may_follow(mention: Mention, article: AnnotatedArticle) -> bool:
    """Whether a sentence can stand beside another: it states what happened, and is not too long."""
    return (
        mention.title.form in ("statement", "setting")
        and mention.status in ("happened", "ongoing")
        and len(_sentence(mention, article)) <= _LONG
        and not _POINTING.match(_sentence(mention, article))
    )


def _sentence(mention: Mention, article: AnnotatedArticle) -> str:
    sentence = article.sentences[mention.sentence]
    return " ".join(article.text[sentence.start : sentence.end].split())


def _fullness(mention: Mention, article: AnnotatedArticle) -> float:
    """How much of what, who, where and when a mention's sentence tells."""
    names = sum(one.label is not None for one in mention.participants)
    return (
        0.5 * _FORMS[mention.title.form]
        + 0.3 * min(names, 3)
        + 0.6 * (mention.time is not None)
        + 0.4 * bool(mention.places)
        + 1.0 * mention.salience
        - 0.8 * (len(_sentence(mention, article)) > _LONG)
    )


def _shared_words(told: Sequence[Told]) -> Mapping[str, float]:
    """The share of the event's articles that have each word in a title."""
    having: dict[str, set[str]] = {}
    for mention, article in told:
        for word in _words(mention.title.text):
            having.setdefault(word, set()).add(article.article.id)
    articles = len({article.article.id for _, article in told})
    return {word: len(where) / articles for word, where in having.items()}


def _words(title: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(title)}


def _fitness(
    mention: Mention, shared: Mapping[str, float], most: float, usual: Mapping[str, float]
) -> float:
    """How well a mention's title would do; `most` is the most that its words can have in common."""
    text = mention.title.text
    words = _words(text)
    said = fsum(shared[word] for word in words)  # exact, so that the order of a set is no matter
    typical = 0.5 * said / max(len(words), _CORE) + said / most if most else 0.0
    names = sum(one.label is not None for one in mention.participants)
    return (
        _FORMS[mention.title.form]
        - 2.0 * bool(_POINTING.match(text))
        + typical
        + 0.5 * usual[mention.lemma]
        + 0.1 * min(names, 3)
        + 0.2 * bool(_COUNT.search(text))
        + 0.5 * mention.salience
        - 0.5 * mention.nominal  # "declared independence", not "the declaration is disputed"
        - 0.8 * (len(text) < (_SHORT if _SPECIFIC.search(text) else _SHORT_UNNAMED))
        - UNREAL * (mention.status not in ("happened", "ongoing"))
        - 0.7 * is_general(mention)  # "a flight sells for $90 million" is no launch
        - 0.6 * bool(_CUT.search(text))
        - 0.7 * bool(_SPEECH.search(text))
        - 0.8 * _has_slip(text)
        - 0.3 * bool(_UNNAMED.match(text))
    )


def _has_slip(title: str) -> bool:
    """Whether a piece of a word stands in a title, as an outlet's typing leaves it: "ro und"."""
    return not _SHORT_WORDS.issuperset(_PIECE.findall(title))
