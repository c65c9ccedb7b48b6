"""Rules for expressions that lean on a time already told: a day earlier, that year."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.period import containing, move_day, shift
from timeline.dates.rule import UNKNOWN, Context, Match, Reading, Rule
from timeline.records import TimeExpression

_REACH = 700
"""How far back, in characters, "a day earlier" may find its day; further off it is a guess."""


def _placed(unit: str) -> re.Pattern[str]:
    """The values fine enough to count units from: days for days, months for months."""
    return {
        "W": re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d)"),
        "M": re.compile(r"\d{4}-(?:\d\d|Q\d|W\d\d)"),
        "Q": re.compile(r"\d{4}-(?:\d\d|Q\d|W\d\d)"),
    }.get(unit, re.compile(r"\d{4}"))


def _told(match: Match, context: Context, unit: str) -> tuple[TimeExpression, str] | None:
    pattern = _placed(unit)
    return context.last(
        lambda t: (
            t.earliest is not None
            and t.type in ("DATE", "TIME")
            and bool(pattern.match(t.value))
            and match.start - t.end < _REACH
        )
    )


def _days_from(match: Match, context: Context, steps: int, mod: str | None = None) -> Reading:
    """So many days from the day last spoken of."""
    told = context.last_day(match, _REACH, onward=steps > 0)
    if told is None:
        return Reading(UNKNOWN["D"], mod=mod)
    return Reading(move_day(told[0], steps), mod=mod, anchor=told[1])


def _offset(match: Match, context: Context) -> Reading | None:
    """ "a day earlier", "two weeks later", "three months after"."""
    unit = lexicon.UNITS[match["unit"]]
    amount = grammar.number(match["number"]) if match["number"] else None
    before = match["way"] in ("earlier", "before", "previously", "prior")
    if amount is None or amount != int(amount):
        return Reading(UNKNOWN[unit])  # "a few days later"
    if unit == "D":
        steps = int(-amount if before else amount)
        return _days_from(match, context, steps)
    told = _told(match, context, unit)
    if told is None:
        return Reading(UNKNOWN[unit])
    start = told[0].earliest if before else told[0].latest
    assert start is not None
    if unit == "Y" and re.fullmatch(r"\d{4}-(?:Q\d|\d\d|H\d)", told[0].value):
        year = int(told[0].value[:4]) + int(-amount if before else amount)
        return Reading(f"{year:04}{told[0].value[4:]}", anchor=told[1])
    day = shift(start, int(-amount if before else amount), unit)
    if day is None:
        return None
    fine = unit == "W" and re.fullmatch(r"\d{4}-\d\d-\d\d.*", told[0].value)
    return Reading(containing(day, "D" if fine else unit), anchor=told[1])


_STEPS = {
    **{"that": 0, "that same": 0, "the same": 0, "the very same": 0},
    **{"the previous": -1, "the preceding": -1, "the prior": -1, "the": -1},
    **{"the following": 1, "the next": 1, "the ensuing": 1},
}


def _same(match: Match, context: Context) -> Reading:
    """ "that day", "the same month", "the previous year", "the following week"."""
    unit = lexicon.UNITS[match["unit"]]
    mod = lexicon.EDGES.get(match["when"].strip()) if match["when"] else None
    if unit == "D":
        return _days_from(match, context, _STEPS[match["which"] or "the"], mod)
    told = _told(match, context, unit)
    if told is None or told[0].earliest is None:
        return Reading(UNKNOWN[unit], mod=mod)
    day = shift(told[0].earliest, _STEPS[match["which"] or "the"], unit)
    if day is None:
        return Reading(UNKNOWN[unit], mod=mod)
    return Reading(containing(day, unit), mod=mod, anchor=told[1])


def _plain_offset(match: Match) -> bool:
    """A point counted from another: not "two weeks after the vote"; "a year earlier" is fiscal."""
    if lexicon.UNITS[match["unit"]].startswith("T"):
        return False  # "an hour later" is on the same day, and tells little
    if match["way"] == "earlier" and match["unit"] == "year" and match["number"] == "a":
        return False
    return match["way"] not in ("before", "after") or not re.match(r" (?:[a-z]|\d)", match.after())


_PLAIN_UNIT = ("day", "week", "month", "year", "decade", "century", "weekend")

RULES: tuple[Rule, ...] = (
    Rule(
        name="offset",
        pattern=r"(?:<number>|<indefinite>)_<unit> (?P<way>earlier|later|before|after|previously"
        r"|afterwards?|prior)(?! than)(?: that)?",
        resolve=_offset,
        accept=_plain_offset,
        edge="amount",
        examples=(
            ("They met on 24 September 2023. [A day earlier] he left.", "2023-09-23"),
            ("They met on 24 September 2023. [Two weeks later] he left.", "2023-10-08"),
            (
                "They met on 24 September 2023. He had left the day before."
                " [Two days later] he was back.",
                "2023-09-26",
            ),
            ("[A day earlier] he left.", "XXXX-XX-XX"),
            ("It opened in 1994. [Two years later] it closed.", "1996"),
        ),
    ),
    Rule(
        name="same_period",
        pattern=r"(?:(?P<when>early|earlier|late|later) )?(?P<which>that same|that|the same"
        r"|the very same|the previous|the preceding|the prior|the following|the next"
        r"|the ensuing) <unit>",
        resolve=_same,
        accept=lambda m: m["unit"] in _PLAIN_UNIT,
        examples=(
            ("They met on 24 September 2023. [The same day] he left.", "2023-09-24"),
            ("They met on 24 September 2023. [The previous day] he left.", "2023-09-23"),
            ("It opened in May 1994. It closed [that year].", "1994"),
            ("It opened in May 1994. It closed [the following month].", "1994-06"),
        ),
    ),
    Rule(
        name="day_before",
        pattern=r"the (?P<unit>day|week|month|year) before(?=[.,;])",
        resolve=_same,
        examples=(("He came on 3 May 2021. She came [the day before].", "2021-05-02"),),
    ),
)
