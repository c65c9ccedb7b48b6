"""Finding: which rule matches where. Looks at the text alone, in time linear in its length.

Every time expression has at least one trigger word: a month, a unit, a figure, *now*. Rules are
tried only at the few words before a trigger, with one alternation of all patterns to turn most of
those places away. No pattern repeats without a bound, so no place costs more than a constant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from timeline.dates import lexicon
from timeline.dates.grammar import anonymous, fold
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
    | {"present", "presently", "moment", "current", "future", "soon", "term", "shortly"}
)
"""Words of which every time expression has at least one; a figure is one too."""


@lru_cache(maxsize=1)
def _any_rule() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{anonymous(rule.regex)})" for rule in RULES))


def _places(folded: str, start: int, end: int) -> Iterator[int]:
    """The word starts where an expression may begin: up to `_LEAD` words before a trigger."""
    waiting: list[int] = []
    for word in _WORD.finditer(folded, start, end):
        waiting.append(word.start())
        text = word[0]
        if text in TRIGGERS or text[0].isdigit() or (text[0] == "q" and len(text) == 1):
            yield from waiting
            waiting.clear()
        elif len(waiting) > _LEAD:
            del waiting[0]


def scan(text: str, spans: Iterable[tuple[int, int]] | None = None) -> Iterator[tuple[Rule, Match]]:
    """Every expression of the text with the rule that found it, in order, without overlap."""
    folded = fold(text)
    any_rule = _any_rule()
    for start, end in [(0, len(text))] if spans is None else spans:
        done = start
        for place in _places(folded, start, end):
            if place < done or not any_rule.match(folded, place, end):
                continue
            if place and (folded[place - 1].isalnum() or folded[place - 1] == "_"):
                continue
            for rule, match in _candidates(text, folded, place, end):
                if rule.accept is None or rule.accept(match):
                    done = match.end
                    yield rule, match
                    break


def _candidates(text: str, folded: str, place: int, end: int) -> list[tuple[Rule, Match]]:
    """All rules that match here, the longest match first."""
    found = [
        (rule, Match(hit, text))
        for rule in RULES
        if (hit := rule.compiled.match(folded, place, end)) is not None
    ]
    found.sort(key=lambda pair: -pair[1].end)
    return found
