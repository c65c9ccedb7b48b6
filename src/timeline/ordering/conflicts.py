"""Where the sources of an event differ: a ledger of what each of them says.

Sources differ where what they say can't be true together: 12 killed and 14 killed, but not "at
least 12" and 14. It was revised if the articles can be put in the order of their days so that each
says the same as those before it or something new, and none goes back; else it is contradicted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby
from math import inf

from timeline.ordering.titles import Told
from timeline.records import (
    AnnotatedArticle,
    Claim,
    Conflict,
    Mention,
    Quantity,
    QuantityKind,
    Verdict,
)

_OF_PEOPLE: frozenset[QuantityKind] = frozenset(
    ("killed", "injured", "arrested", "missing", "displaced", "deployed")
)
_ANYONE = frozenset(("people", "person", "persons", "victims", "lives", "dead", "others"))
"""Units that say no more than that people are counted."""

_ABOUT = 0.1
"""How far from it the true number may lie where a text says "about"."""

FACTOR = 100
"""Numbers that differ by more than this are of different things."""

_ROUND = frozenset(
    ("about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to")
)
_FRESH = re.compile(r"\b(?:now|so far|rose|risen|climbed|updated|revised|corrected)\b", re.I)
"""Words of a report that puts an earlier number right: "the toll has risen to 14"."""

_GIVEN = frozenset(("stated", "resolved"))


Interval = tuple[float, float]
Entry = tuple[Claim, Interval, bool]
"""A claim, what can be true by it, and whether its sentence says that it is new."""


def conflicts(
    told: Sequence[Told], originals: Mapping[str, str] | None = None
) -> tuple[Conflict, ...]:
    """The conflicts among the mentions of an event; `originals` maps copies to their originals."""
    real = [one for one in told if one[0].status in ("happened", "ongoing")]
    published = {article.article.id: article.article.published for _, article in told}
    origins = {name: (originals or {}).get(name, name) for name in published}
    found = []
    for (about, unit, _), entries in sorted(_counted(real).items()):
        for alike in _of_one_size(entries):
            found += _judged(about, unit or None, alike, published, origins)
    found += _judged("date", None, list(_days(real)), published, origins)
    found += _places(real, published, origins)
    return tuple(found)


def _counted(told: Sequence[Told]) -> dict[tuple[QuantityKind, str, str], list[Entry]]:
    """What is said of each number that an event is told with, by what must be equal for numbers to
    be of the same thing: kind, unit, and what was done."""
    found: dict[tuple[QuantityKind, str, str], list[Entry]] = {}
    for mention, article in told:
        for quantity in mention.quantities:
            found.setdefault((quantity.kind, *_unit(mention, quantity)), []).append(
                (
                    _claim(mention, article, quantity, quantity.low, quantity.high),
                    _interval(quantity),
                    _is_fresh(mention, article),
                )
            )
    return found


def _unit(mention: Mention, quantity: Quantity) -> tuple[str, str]:
    """The unit of a number and, where it matters, what was done.

    "Four gunmen and an officer were killed" says nothing against "an officer was killed". Of what
    is neither people nor done to them, the same must have been done: a fine of $5 million is not a
    damage of $9 million.
    """
    words = (quantity.unit or "").lower().split()
    if quantity.kind in _OF_PEOPLE:
        return "" if not words or words[-1] in _ANYONE else words[-1], ""
    return " ".join(words), mention.lemma


def _of_one_size(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Numbers of about one size: $70 is the price of a share, $121 billion that of the firm."""
    alike: list[Entry] = []
    for entry in sorted(entries, key=lambda one: one[1]):
        if alike and not _comparable(alike[-1][1], entry[1]):
            yield alike
            alike = []
        alike.append(entry)
    yield alike


def _interval(quantity: Quantity) -> Interval:
    low = float(0 if quantity.low is None else quantity.low)
    high = float(inf if quantity.high is None else quantity.high)
    if quantity.modifier in _ROUND:
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def _is_fresh(mention: Mention, article: AnnotatedArticle) -> bool:
    sentence = article.sentences[mention.sentence]
    return _FRESH.search(article.text, sentence.start, sentence.end) is not None


def _days(told: Sequence[Told]) -> Iterator[Entry]:
    """The days that sources give of themselves, without help from the others."""
    for mention, article in told:
        date = mention.date
        if date is None or mention.time is None or date.basis not in _GIVEN:
            continue
        if date.earliest is not None and date.latest is not None:
            days = (float(date.earliest.toordinal()), float(date.latest.toordinal()))
            first, last = date.earliest.isoformat(), date.latest.isoformat()
            time = article.times[mention.time]
            claim = _claim(mention, article, time, first, last)
            yield claim, days, _is_fresh(mention, article)


def _places(
    told: Sequence[Told],
    published: Mapping[str, datetime.date | None],
    origins: Mapping[str, str],
) -> list[Conflict]:
    """Places where no source names that of the other anywhere: a village and its country are both
    named by those who know the village."""
    claims: dict[str, list[Claim]] = {}
    named: dict[str, frozenset[str]] = {}
    for mention, article in told:
        for place in mention.places:
            claim = _claim(mention, article, place, None, None)
            claims.setdefault(article.article.id, []).append(claim)
        if mention.places and article.article.id not in named:
            named[article.article.id] = frozenset(
                name for one in article.entities for name in (one.name, one.text)
            )

    def strange(one: str, other: str) -> bool:
        return origins[one] != origins[other] and not any(
            _known(claim.text, named[reader])
            for teller, reader in ((one, other), (other, one))
            for claim in claims[teller]
        )

    involved: set[str] = set()
    for one, other in combinations(sorted(claims), 2):
        if not (one in involved and other in involved) and strange(one, other):
            involved |= {one, other}
    if not involved:
        return []
    entries = [claim for name in sorted(involved) for claim in claims[name]]
    ordered = sorted(entries, key=_by_day(published))
    return [
        Conflict(
            about="place",
            unit=None,
            verdict="contradicted",
            low=None,
            high=None,
            claims=tuple(ordered),
        )
    ]


def _known(place: str, names: Iterable[str]) -> bool:
    return any(place in name or name in place for name in names)


def _judged(
    about: QuantityKind | str,
    unit: str | None,
    entries: Sequence[Entry],
    published: Mapping[str, datetime.date | None],
    origins: Mapping[str, str],
) -> list[Conflict]:
    """The conflict among claims about one thing, if there is one."""
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        by_source.setdefault(origins[entry[0].article], []).append(entry)
    if not any(_differ(one, other) for one, other in combinations(by_source.values(), 2)):
        return []
    ordered = sorted(entries, key=lambda entry: _by_day(published)(entry[0]))
    ends = [end for claim, _, _ in ordered for end in (claim.low, claim.high) if end is not None]
    return [
        Conflict(
            about=about,  # type: ignore[arg-type]
            unit=unit,
            verdict=_verdict(ordered, published),
            low=min(ends),
            high=max(ends),
            claims=tuple(entry[0] for entry in ordered),
        )
    ]


def _differ(one: Sequence[Entry], other: Sequence[Entry]) -> bool:
    """Whether nothing that one source says can be true together with what the other says, though
    both speak of the same: no two reports of one attack count 8 dead and 20,000."""
    pairs = [(mine[1], theirs[1]) for mine in one for theirs in other]
    return not any(_meet(*pair) for pair in pairs) and any(_comparable(*pair) for pair in pairs)


def _comparable(one: Interval, other: Interval) -> bool:
    (smaller, _), (larger, _) = sorted((one, other))
    return larger <= FACTOR * max(smaller, 1)


def _meet(one: Interval, other: Interval) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


def _verdict(ordered: Sequence[Entry], published: Mapping[str, datetime.date | None]) -> Verdict:
    """Whether each day says one thing, and no day goes back to what an earlier one had replaced."""
    if any(published[claim.article] is None for claim, _, _ in ordered):
        return "contradicted"
    past: list[Interval] = []
    current: Interval | None = None
    for _, same_day in groupby(ordered, key=lambda entry: published[entry[0].article]):
        of_day = list(same_day)
        fresh = [entry for entry in of_day if entry[2]] or of_day
        meaning = fresh[0][1]
        for _, interval, _ in fresh[1:]:
            meaning = max(meaning[0], interval[0]), min(meaning[1], interval[1])
        if meaning[0] > meaning[1]:
            return "contradicted"
        if current is not None and not _meet(current, meaning):
            past.append(current)
            if any(_meet(old, meaning) for old in past[:-1]):
                return "contradicted"
            current = meaning
        elif current is None:
            current = meaning
    return "revised"


def _by_day(
    published: Mapping[str, datetime.date | None],
) -> Callable[[Claim], tuple[datetime.date, str, int]]:
    return lambda claim: (
        published[claim.article] or datetime.date.max,
        claim.article,
        claim.start,
    )


def _claim(
    mention: Mention,
    article: AnnotatedArticle,
    words: object,
    low: int | float | str | None,
    high: int | float | str | None,
) -> Claim:
    """A claim in the words that a quantity, a time expression or a place spans."""
    start, end = words.start, words.end  # type: ignore[attr-defined]
    return Claim(
        article=article.article.id,
        mention=mention.id,
        start=start,
        end=end,
        text=article.text[start:end],
        low=low,
        high=high,
    )
