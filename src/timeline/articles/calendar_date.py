"""Complete calendar dates as files write them: "2018-05-04", "May 4, 2018", "4 May 2018"."""

from __future__ import annotations

import datetime
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"

MONTH_DAY = rf"(?i:(?:{_MONTH}\.? \d{{1,2}}(?!\d)|\d{{1,2}} {_MONTH}\b\.?))"
"""Regular expression of a day without its year, as datelines have it: "May 4", "4 Dec."."""

FULL_DATE = (
    rf"(?i:(?:{_WEEKDAY}\.?,? )?(?:"
    r"\d{4}-\d{2}-\d{2}(?!\d)|\d{4}/\d{2}/\d{2}(?!\d)"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\.?,? \d{{4}}(?!\d)))"
)
"""Regular expression of a complete date, without groups. "03/04/2023" is none: it is two days."""

CLOCK = r"(?i:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?)(?: (?:UK time|[A-Z]{2,4}T?\b))?"
"""Regular expression of a clock time with its zone: "11:20 UK time", "6:15 pm EDT"."""

_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTH})\.?,? (\d{{4}})", re.IGNORECASE)
_FULL = re.compile(FULL_DATE)


def find_full_date(text: str) -> datetime.date | None:
    """The first complete date in `text`; None if there is none or the calendar has no such day."""
    found = _FULL.search(text)
    if not found:
        return None
    written = found.group()
    try:
        if match := _YEAR_FIRST.search(written):
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
        if match := _MONTH_FIRST.search(written):
            return datetime.date(int(match[3]), _month(match[1]), int(match[2]))
        if match := _DAY_FIRST.search(written):
            return datetime.date(int(match[3]), _month(match[2]), int(match[1]))
    except ValueError:  # 30 February
        return None
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
