"""Rules for holidays with a fixed or computable date."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates import grammar, lexicon
from timeline.dates.grammar import expand
from timeline.dates.period import add_days, containing, easter, nth_weekday, shift
from timeline.dates.rule import Context, Match, Reading, Rule


def holiday(name: str, year: int) -> date:
    """The day of a holiday of the table in a year."""
    when = lexicon.HOLIDAYS[name]
    if isinstance(when, int):
        return add_days(easter(year), when) or easter(year)
    if len(when) == 2:
        return date(year, *when)
    month, weekday, nth, *later = when
    day = nth_weekday(year, month, weekday, nth)
    return (later and add_days(day, later[0])) or day


def _partial(name: str) -> str:
    when = lexicon.HOLIDAYS[name]
    return (
        f"XXXX-{when[0]:02}-{when[1]:02}"
        if isinstance(when, tuple) and len(when) == 2
        else "XXXX-XX-XX"
    )


_AT_HAND = 10
"""Days before a holiday on which it is the one meant: "they prayed as Easter week began"."""


_YEARS_BEFORE = re.compile(
    expand(r"\b(?:<number>|(?P<one>an?)) years? (?:ago\b|(?:after|since)\b[^,]*$)")
)
_YEARS_AFTER = re.compile(expand(r"[^,]{0,40}?\b(?:<number>|(?P<one>an?)) years? ago\b"))
_SENTENCE_END = re.compile(r"[.!?\n]\s")


def _years_back(match: Match) -> int | None:
    """How many years ago its sentence says that a holiday was.

    "two years after women were robbed during New Year's Eve", "on New Year's Eve two years ago"
    """
    before = _SENTENCE_END.split(match.before(200))[-1]
    after = _SENTENCE_END.split(match.after(80))[0]
    found = _YEARS_BEFORE.search(before) or _YEARS_AFTER.match(after)
    if found is None:
        return None
    amount = 1 if found["one"] else grammar.number(found["number"])
    return int(amount) if amount is not None and amount == int(amount) else None


def _holiday(match: Match, context: Context) -> Reading:
    name = " ".join(match["holiday"].split())
    unit = "W" if match["week"] == "week" else "WE" if match["week"] == "weekend" else "D"
    if match["year"]:
        return Reading(containing(holiday(name, int(match["year"])), unit))
    published = context.published
    if published is None:
        return Reading(_partial(name))
    which = match["which"]
    if which in ("last", "this past"):
        direction = -1
    elif which in ("next", "this coming"):
        direction = 1
    else:
        direction = context.direction(match)
    back = _years_back(match)
    if back is not None and not match["which"]:
        published = shift(published, -back, "Y") or published
        direction = 0
    days = [holiday(name, published.year + step) for step in (-1, 0, 1)]
    if direction < 0 and (which or not any(0 < (d - published).days <= _AT_HAND for d in days)):
        day = max((d for d in days if d <= published), default=days[0])
    elif direction > 0:
        day = min((d for d in days if d >= published), default=days[-1])
    else:
        day = min(days, key=lambda d: (abs((d - published).days), d))
    return Reading(containing(day, unit), anchor="published")


RULES: tuple[Rule, ...] = (
    Rule(
        name="holiday",
        pattern=r"(?:(?P<which>last|this past|this coming|this"
        r"|next) )?<holiday>(?: (?P<week>weekend|week|day))?(?:,? (?:of )?<year>)?",
        resolve=_holiday,
        accept=lambda m: (
            m.capital("holiday")
            and not re.match(
                r" (?:tree|card|shopping|gift|present|eve|island|party|dinner|parade)", m.after()
            )
        ),
        examples=(
            ("Shops shut on [Christmas Day].", "2023-12-25"),
            ("It snowed on [Easter Sunday 2024].", "2024-03-31"),
            ("It will close on [Thanksgiving].", "2024-11-28"),
            ("It fell on [Labor Day 2023].", "2023-09-04"),
            ("Two years ago, women were robbed on [Christmas Eve].", "2021-12-24"),
            ("He spoke two years after riots during [Easter Sunday] services.", "2022-04-17"),
            ("They met at the [Christmas Day] swim a year ago.", "2022-12-25"),
            ("Two years after the war, they met on [Christmas Day].", "2023-12-25"),
        ),
        without=("They lit a Christmas tree.",),
    ),
)
