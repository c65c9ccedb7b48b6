"""The two ends of an EDTF date, for formats that have a field for each."""

from __future__ import annotations

import datetime
import re

from timeline.records import EventDate

_SIDE = re.compile(r"(\d{4}(?:-\d\d){0,2})[~?%]?")


def sides(date: EventDate) -> tuple[str | None, str | None]:
    """First and last day, month or year as ISO 8601 has them; None where the end is open.

    "2023-09" gives ("2023-09", "2023-09"), "2023-09-24/.." gives ("2023-09-24", None). Marks of
    doubt ("2008~") are left out. EDTF that has more than this gives the limits of the date.
    """
    left, slash, right = date.edtf.partition("/")
    ends = [_SIDE.fullmatch(side) for side in (left, right if slash else left)]
    if any(ends):
        first, last = (end[1] if end else None for end in ends)
        return first, last
    return _iso(date.earliest), _iso(date.latest)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
