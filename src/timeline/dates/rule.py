"""What a rule is: a row with a name, a pattern, a resolver, and examples that are run as tests.

Finding and resolving are apart. A rule's pattern and `accept` look at the text alone; its `resolve`
turns what was found into a value, given when the article was published and what it has said so far.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from timeline.dates.grammar import expand
from timeline.dates.lexicon import AMOUNTS, BEFORE_OR_AFTER, EDGES
from timeline.dates.period import Bounds, bounds, containing, shift
from timeline.records import TimeExpression, TimexType

UNKNOWN = {
    **{"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE"},
    **{"M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX", "Y": "XXXX", "E": "XXX", "C": "XX"},
    "L": "XX",
}
"""The value of a period of which only the unit is known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of an expression. `days` is set only where the value itself has no days."""

    value: str
    type: TimexType = "DATE"
    mod: str | None = None
    anchor: str | None = None
    alternative: str | None = None
    days: Bounds | None = None

    @property
    def bounds(self) -> Bounds | None:
        """The first and last day, where the expression can be placed."""
        return bounds(self.value) if self.type in ("DATE", "TIME") else self.days


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern's hit: group contents in folded text, and the text around."""

    found: re.Match[str]
    text: str

    def __getitem__(self, group: str) -> str:
        """A group's folded text, "" where it took no part."""
        try:
            return self.found[group] or ""
        except IndexError:
            return ""

    @property
    def folded(self) -> str:
        """The whole folded text."""
        return self.found.string

    @property
    def start(self) -> int:
        """Where the expression starts."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Where the expression ends."""
        return self.found.end()

    def capital(self, group: str) -> bool:
        """Whether a group begins with a capital letter in the text."""
        return self.text[self.found.start(group)].isupper()

    def before(self, length: int = 24) -> str:
        """The folded text just before the expression, without the last gap."""
        return self.folded[max(0, self.start - length) : self.start].rstrip()

    def after(self, length: int = 24) -> str:
        """The folded text just after the expression."""
        return self.folded[self.end : self.end + length]


@dataclass(slots=True)
class Context:
    """What a resolver may look at besides its match: the publication day, what was said before.

    `narrative` holds the expressions read so far in this article. `direction` tells from the words
    around the expression whether it looks back (-1), ahead (1), or neither (0); 2 and -2 stand for
    a verb right beside it.
    """

    published: date | None
    direction: Callable[[Match], int]
    narrative: list[TimeExpression] = field(default_factory=list)

    def deictic(self, unit: str, steps: int = 0, mod: str | None = None) -> Reading:
        """The period of that unit so many steps from the one of publication ("last month": -1)."""
        day = None if self.published is None else shift(self.published, steps, unit)
        if day is None:
            return Reading(UNKNOWN[unit], mod=mod)
        return Reading(containing(day, unit), mod=mod, anchor="published")

    def last(self, accepts: Callable[[TimeExpression], bool]) -> tuple[TimeExpression, str] | None:
        """The last expression of the narrative that the test accepts, with its anchor name."""
        for index in range(len(self.narrative) - 1, max(-1, len(self.narrative) - 13), -1):
            expression = self.narrative[index]
            if accepts(expression):
                return expression, f"time:{index}"
        return None

    def last_day(
        self, match: Match, reach: int = 5000, *, onward: bool = False
    ) -> tuple[str, str] | None:
        """The value of the day last spoken of and its anchor name, if nothing came in between.

        The day may be partial ("XXXX-09-24"). After "on 24 September ... earlier this year ..." no
        day is at hand any more: "a day earlier" would be a guess. What goes `onward` ("two days
        later") goes on from where the story stood, not from where it looked back to ("the day
        before").
        """
        told = self.last(lambda t: t.type in ("DATE", "TIME") and not t.value.endswith("_REF"))
        if told is None or match.start - told[0].end > reach:
            return None
        while onward and _LOOKING_BACK.search(told[0].text) and told[0].anchor:
            kind, _, number = told[0].anchor.partition(":")
            if kind != "time":
                break
            told = self.narrative[int(number)], told[0].anchor
        day = DAY_VALUE.match(told[0].value)
        return None if day is None or "/" in told[0].value else (day[0], told[1])


_LOOKING_BACK = re.compile(r"(?i)\b(?:before|earlier|previous|preceding|prior|previously)\b")

DAY_VALUE = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d-\d\d|WXX-\d)")
"""The value of a day, known or partial, without its time."""

Resolver = Callable[[Match, Context], Reading | None]


@dataclass(frozen=True)
class Rule:
    """One way in which English writes a time.

    `edge` names what may stand before it: "edge" (early, the end of), "amount" (more than), or
    nothing. `accept` turns false friends away. Each example marks its expression with brackets and
    gives the value, for an article published on 6 March 2024, a Wednesday, unless it says
    otherwise; in none of the texts of `without` may the rule find anything.
    """

    name: str
    pattern: str
    resolve: Resolver
    examples: tuple[tuple[str, str] | tuple[str, str, str | None], ...]
    without: tuple[str, ...] = ()
    edge: str = ""
    accept: Callable[[Match], bool] | None = None

    @cached_property
    def regex(self) -> str:
        """The pattern as a plain regular expression."""
        edges = {"edge": "<edge>?", "amount": "<amount>?", "least": "<least>?", "": ""}[self.edge]
        return f"{expand(edges + '(?:' + self.pattern + ')')}(?![a-z0-9])"

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.regex)


def modifier(match: Match, type_: TimexType) -> str | None:
    """The TIMEX3 mod of the words before an expression ("early", "more than")."""
    if words := " ".join(match["edge"].replace("-", " ").split()):
        return EDGES.get(words)
    mod = AMOUNTS.get(" ".join((match["amount"] or match["least"]).split()))
    return BEFORE_OR_AFTER.get(mod, mod) if mod and type_ == "DATE" else mod
