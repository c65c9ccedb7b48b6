"""The publication date: from the field, else the header, else the dateline, else the option.

The date of the file is never taken (it says when a copy was made), nor is today's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from timeline.articles.calendar_date import FULL_DATE, find_full_date
from timeline.records import PublishedBasis

# Header keys that give the day an article came out, best first.
_HEADER_KEYS = ("published", "date", "updated")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|T\d{4,6}Z?)?")
_ASCTIME = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:")  # "Fri May 04 10:00:00 2018"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WRITTEN = re.compile(FULL_DATE)
# Seconds since 1970, from 1973 on, and the same in milliseconds: smaller numbers are years.
_SECONDS = (100_000_000, 10_000_000_000)


class Published(NamedTuple):
    """A publication date, where it was found, and what stood in the way of a better one."""

    day: datetime.date | None
    basis: PublishedBasis | None
    doubt: str | None = None


def find_published(
    *,
    field: object,
    headers: Mapping[str, str],
    dateline: str | None,
    option: datetime.date | None,
    field_basis: PublishedBasis = "field",
) -> Published:
    """The publication date and its basis; the first cue that gives a complete date wins.

    `headers` are the header lines of the text by their lower-case names ("published", "date").
    `field_basis` says where the field stood. `doubt` names a cue that was found and could not be
    used, such as a dateline without its year.
    """
    doubt: str | None = None
    if field not in (None, ""):
        if (day := read_field(field)) is not None:
            return Published(day, field_basis)
        doubt = f"the publication date {str(field)[:60]!r} is not a complete date that can be read"
    for key in _HEADER_KEYS:
        if key in headers:
            if (day := find_full_date(headers[key])) is not None:
                return Published(day, "header", doubt)
            doubt = doubt or f"the header {key!r} gives no complete date: {headers[key][:60]!r}"
    if dateline:
        if (day := find_full_date(dateline)) is not None:
            return Published(day, "dateline", doubt)
        if any(character.isdigit() for character in dateline):
            doubt = doubt or f"the dateline {dateline[:60]!r} gives no year"
    if option is not None:
        return Published(option, "option", doubt)
    return Published(None, None, doubt)


def read_field(value: object) -> datetime.date | None:
    """The day that a metadata value gives: ISO 8601, RFC 5322, a written date, or epoch seconds.

    A date with a time and a zone counts as the day it has in that zone, as its outlet printed it.
    An incomplete one ("2023-11") and an ambiguous one ("03/04/2023") are None.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        if isinstance(value, int | float):
            return _from_number(value)
        if isinstance(value, str):
            return _from_string(value.strip())
    except (ValueError, OverflowError, TypeError, IndexError):  # 2023-02-30, and what email.utils
        return None  # raises on strings that only look like RFC 5322
    return None


def _from_number(value: int | float) -> datetime.date | None:
    if value == int(value) and (match := _COMPACT.fullmatch(str(int(value)))):
        return _day(match)
    low, high = _SECONDS
    if low * 1000 <= value < high * 1000:
        value /= 1000
    if low <= value < high:
        return datetime.datetime.fromtimestamp(value, tz=datetime.UTC).date()
    return None


def _from_string(value: str) -> datetime.date | None:
    if match := _ISO.match(value):
        return _day(match)
    if re.fullmatch(r"\d+(?:\.\d+)?", value) and not _COMPACT.fullmatch(value):
        return _from_number(float(value))
    if match := _COMPACT.fullmatch(value):
        return _day(match)
    if _WRITTEN.search(value):
        return find_full_date(value)
    if _ASCTIME.match(value):
        return parsedate_to_datetime(value).date()
    return None


def _day(match: re.Match[str]) -> datetime.date:
    return datetime.date(int(match[1]), int(match[2]), int(match[3]))
