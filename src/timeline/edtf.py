"""Days to EDTF level 1 (Extended Date/Time Format, ISO 8601-2:2019), and back."""

from __future__ import annotations

import calendar
import re
from datetime import date

_SIDE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
# EDTF level 1 numbers the seasons 21 (spring) to 24 (winter); these are their first months, as our
# dates have them (meteorological, winter begins in December).
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


def edtf(earliest: date | None, latest: date | None, mod: str | None = None) -> str:
    """Two inclusive limits as one EDTF level 1 string.

    A day, a whole month and a whole year get their short form ("2023-09-24", "2023-09", "2023");
    other limits give an interval "2023-11-28/2023-11-29" and an unknown limit an open one
    ("2023-09-24/..", after that day or on it). The TIMEX3 mod APPROX adds "~"; both limits
    unknown is "XXXX".

    Raises ValueError where earliest is after latest.
    """
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f"earliest {earliest} is after latest {latest}")
    about = "~" if mod == "APPROX" else ""
    if earliest is None and latest is None:
        return "XXXX"
    if earliest is None or latest is None:
        left = "" if earliest is None else earliest.isoformat() + about
        right = "" if latest is None else latest.isoformat() + about
        return f"{left or '..'}/{right or '..'}"
    if earliest == latest:
        return earliest.isoformat() + about
    starts_month = earliest.day == 1
    if starts_month and latest == _month_end(earliest):
        return f"{earliest.year:04}-{earliest.month:02}{about}"
    whole_years = starts_month and earliest.month == 1 and (latest.month, latest.day) == (12, 31)
    if whole_years and earliest.year == latest.year:
        return f"{earliest.year:04}{about}"
    if whole_years:
        return f"{earliest.year:04}{about}/{latest.year:04}{about}"
    return f"{earliest.isoformat()}{about}/{latest.isoformat()}{about}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def limits(text: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date or interval: "2008/.." begins on 1 January 2008.

    Raises ValueError for text that is neither a year, season, month or day nor an interval of them.
    """
    left, slash, right = text.partition("/")
    first, last = _days(left, text), _days(right if slash else left, text)
    return (first and first[0], last and last[1])


def _days(side: str, text: str) -> tuple[date, date] | None:
    if side == "..":
        return None
    found = _SIDE.fullmatch(side)
    if found is None:
        raise ValueError(f"{text!r} is no year, season, month or day in EDTF, nor an interval")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day is not None:
            return (date(year or 0, month or 0, day),) * 2
        months = 12 if month is None else 1
        if month in _SEASONS:
            month, months = _SEASONS[month], 3
        first = date(year or 0, month or 1, 1)
        last_month = first.month - 1 + months - 1
        last = first.replace(year=first.year + last_month // 12, month=last_month % 12 + 1)
        return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])
    except ValueError as error:
        raise ValueError(f"{text!r} is no date of the calendar") from error
