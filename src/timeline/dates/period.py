"""Calendar arithmetic on TIMEX3 values: what days a value covers, what comes before and after.

A value is a string such as "2023-09-24", "2023-W39", "2023-Q3" or "202" (the 2020s). `bounds` is
the one place that turns it into days, so that value, earliest and latest can't disagree.

Weeks are ISO weeks, Monday to Sunday. Seasons are the meteorological ones: spring begins on
1 March; the winter of 2023 begins on 1 December 2023.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

Bounds = tuple[date, date]
"""First and last day, both included."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CLOCK = re.compile(r"T.*$")


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_days(day: date, days: int) -> date | None:
    """The day so many days later, or None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def add_months(day: date, months: int) -> date | None:
    """The same day of the month so many months later; the 31st becomes the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, amount: int, unit: str) -> date | None:
    """A day moved by an amount of units (D, W, 2W, WE, M, Q, Y, E, C, L)."""
    if unit in ("D", "W", "2W", "WE"):
        return add_days(day, amount * {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit])
    return add_months(
        day, amount * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]
    )


def containing(day: date, unit: str) -> str:
    """The value of the period of that unit which the day lies in."""
    match unit:
        case "W" | "2W":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "WE":
            return containing(day, "W") + "-WE"
        case "M":
            return f"{day:%Y-%m}".rjust(7, "0")
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "H":
            return f"{day.year:04}-H{(day.month + 5) // 6}"
        case "Y":
            return f"{day.year:04}"
        case "E":
            return f"{day.year // 10:03}"
        case "C" | "L":
            return f"{day.year // 100:02}"
        case _:
            return day.isoformat()


def season(year: int, code: str) -> str:
    """The value of a season (SP, SU, FA, WI); winter counts to the year it begins in."""
    return f"{year:04}-{code}"


def _from(first: date | None, months: int = 0, days: int = 0) -> Bounds | None:
    """The bounds of a period by its first day and its length."""
    if first is None:
        return None
    if months:
        last = add_months(first, months - 1)
        return None if last is None else (first, month_end(last.year, last.month))
    end = add_days(first, days - 1)
    return None if end is None else (first, end)


def _week(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def bounds(value: str) -> Bounds | None:
    """The first and the last day of a complete TIMEX3 value; None for any other value.

    Partial values ("XXXX-09-24"), durations, sets and PAST_REF have no bounds. An interval
    "2023-11-28/2023-11-29" runs from the beginning of the first to the end of the second.
    """
    if "/" in value:
        left, right = (bounds(part) for part in value.split("/", 1))
        return (left[0], right[1]) if left and right and left[0] <= right[1] else None
    value = _CLOCK.sub("", value)
    if re.fullmatch(r"\d{2,4}", value):
        scale = 10 ** (4 - len(value))
        year = int(value) * scale
        return _from(day_of(year, 1, 1), months=12 * scale)
    year_text, _, rest = value.partition("-")
    if not (re.fullmatch(r"\d{4}", year_text) and rest):
        return None
    year = int(year_text)
    if found := re.fullmatch(r"W(\d\d)(-WE|-\d)?", rest):
        monday = _week(year, int(found[1]))
        if monday is None:
            return None
        if found[2] is None:
            return _from(monday, days=7)
        if found[2] == "-WE":
            return _from(add_days(monday, 5), days=2)
        return _from(add_days(monday, int(found[2][1:]) - 1), days=1)
    if found := re.fullmatch(r"Q([1-4])", rest):
        return _from(day_of(year, 3 * int(found[1]) - 2, 1), months=3)
    if found := re.fullmatch(r"H([12])", rest):
        return _from(day_of(year, 6 * int(found[1]) - 5, 1), months=6)
    if rest in _SEASON_START:
        return _from(day_of(year, _SEASON_START[rest], 1), months=3)
    if found := re.fullmatch(r"(\d\d)", rest):
        month = int(found[1])
        return _from(day_of(year, month, 1), months=1)
    if found := re.fullmatch(r"(\d\d)-(\d\d)", rest):
        return _from(day_of(year, int(found[1]), int(found[2])), days=1)
    return None


_COMMON_YEAR = 2001
"""A year to reckon in where the year isn't known; none that begins or ends in a leap February."""


def move_day(value: str, days: int) -> str:
    """A day's value so many days later, as far as it is known: "XXXX-09-24" and -1, "XXXX-09-23".

    "XXXX-XX-XX" where the day before 1 March or beyond the year's end can't be told.
    """
    if found := re.fullmatch(r"XXXX-WXX-(\d)", value):
        return f"XXXX-WXX-{(int(found[1]) - 1 + days) % 7 + 1}"
    if found := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value):
        day = day_of(_COMMON_YEAR, int(found[1]), int(found[2]))
        moved = None if day is None else add_days(day, days)
        if days == 0:
            return value
        if day is None or moved is None or moved.year != _COMMON_YEAR:
            return "XXXX-XX-XX"
        leap_between = (day.month <= 2) != (moved.month <= 2)
        return "XXXX-XX-XX" if leap_between else f"XXXX-{moved:%m-%d}"
    stated = bounds(value)
    moved = None if stated is None or stated[0] != stated[1] else add_days(stated[0], days)
    return "XXXX-XX-XX" if moved is None else moved.isoformat()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th such weekday (ISO number) of a month; -1 is the last."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = month_end(year, month)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)
