"""Finding: which rule matches where. Looks at the text alone, in time linear in its length.

Every time expression holds a trigger word (a month, a unit, a figure, *now*) and begins with an
opener (*the*, *last*, *early*, or a trigger). Rules are tried only at openers that stand a few
words before a trigger, one word in ten. No pattern repeats without a bound, so no place costs more
than a constant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.dates import lexicon
from timeline.dates.grammar import fold
from timeline.dates.rule import Match, Rule
from timeline.dates.rules import RULES

_WORD = re.compile(r"[a-z]+|\d+")
_LEAD = 6
"""How many words of an expression may stand before its first trigger: "at least the first half"."""

TRIGGERS: frozenset[str] = frozenset(
    {*lexicon.MONTHS, *lexicon.WEEKDAYS, *lexicon.SEASONS, *lexicon.DAY_PARTS, *lexicon.UNITS}
    | {f"{day}s" for day in lexicon.WEEKDAYS}
    | {*lexicon.DECADES}
    | {
        word
        for name in lexicon.HOLIDAYS
        for word in name.replace("'", " ").split()
        if len(word) > 3
    }
    | {"nineteen", "eighteen", "seventeen", "thousand"}
    | {
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "overnight",
        "noon",
        "midnight",
        "midday",
        "clock",
    }
    | {"weekend", "half", "period", "fiscal", "financial", "daily", "weekly", "monthly", "yearly"}
    | {f"{unit}long" for unit in ("hour", "day", "week", "month", "year", "decade", "century")}
    | {"hourly", "nightly", "quarterly", "annually", "biweekly", "fortnightly", "semiannually"}
    | {"bimonthly", "mornings", "afternoons", "evenings", "nights"}
    | {
        "recently",
        "recent",
        "past",
        "previously",
        "formerly",
        "ago",
        "now",
        "currently",
        "nowadays",
    }
    | {"while", "possible", "date", "stage"}
    | {"q", "fy", "present", "presently", "moment", "current", "future", "soon", "term", "shortly"}
)
"""Words of which every time expression has at least one; a figure is one too."""


_TABLES = (
    *(lexicon.MONTHS, lexicon.WEEKDAYS, lexicon.SEASONS, lexicon.DAY_PARTS, lexicon.UNITS),
    *(lexicon.ONES, lexicon.TENS, lexicon.ORDINALS, lexicon.DECADES, lexicon.HOLIDAYS),
    *(lexicon.INDEFINITE, lexicon.EDGES, lexicon.AMOUNTS),
)
OPENERS: frozenset[str] = frozenset(
    {found[0] for table in _TABLES for entry in table if (found := _WORD.match(entry))}
    | TRIGGERS
    | {"a", "an", "the", "this", "that", "these", "those", "each", "every", "per", "in", "at"}
    | {"last", "latest", "next", "coming", "upcoming", "previous", "preceding", "prior"}
    | {"another", "couple", "calendar", "comparable", "corresponding"}
    | {"more", "most", "very", "right", "just", "long", "not", "q", "fy"}
)
"""The words with which a time expression may begin, besides figures."""


def _places(folded: str, start: int, end: int) -> Iterator[int]:
    """The word starts where an expression may begin: openers shortly before a trigger."""
    waiting: list[tuple[int, bool]] = []
    for word in _WORD.finditer(folded, start, end):
        text = word[0]
        figure = text[0].isdigit()
        waiting.append((word.start(), figure or text in OPENERS))
        if figure or text in TRIGGERS:
            yield from (place for place, opens in waiting if opens)
            waiting.clear()
        elif len(waiting) > _LEAD:
            del waiting[0]


def scan(text: str, spans: Iterable[tuple[int, int]] | None = None) -> Iterator[tuple[Rule, Match]]:
    """Every expression of the text with the rule that found it, in order, without overlap."""
    folded = fold(text)
    for start, end in [(0, len(text))] if spans is None else spans:
        done = start
        for place in _places(folded, start, end):
            if place < done or (place and _INSIDE_WORD.match(folded, place - 1)):
                continue
            for rule, match in _candidates(text, folded, place, end):
                if rule.accept is None or rule.accept(match):
                    done = match.end
                    yield rule, match
                    break


_INSIDE_WORD = re.compile(r"\w")


def _candidates(text: str, folded: str, place: int, end: int) -> list[tuple[Rule, Match]]:
    """All rules that match here, the longest match first."""
    found = [
        (rule, Match(hit, text))
        for rule in RULES
        if (hit := rule.compiled.match(folded, place, end)) is not None
    ]
    found.sort(key=lambda pair: -pair[1].end)
    return found
