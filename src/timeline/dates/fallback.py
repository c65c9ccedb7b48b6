"""The only door to dateparser: dates that a rule has seen to be dates but can't read itself.

News quotes documents in other languages ("dated 24. Oktober 2023"). A rule checks that such a span
has a day, a month word and a year; dateparser, which knows the month names of these languages, is
asked for that span alone, never for running text, where it dates *may*, *we* and *A+ A*.
"""

from __future__ import annotations

import warnings
from datetime import date, datetime
from functools import lru_cache

LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "pl", "sv")

_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "PREFER_DATES_FROM": "current_period",
    "RELATIVE_BASE": datetime(2000, 1, 1),  # never today: the same text must give the same date
}


@lru_cache(maxsize=1024)
def day_in_words(words: str) -> date | None:
    """The day that a full date in one of `LANGUAGES` names, or None.

    Only for text that holds day, month and year; nothing is filled in.
    """
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(words, languages=list(LANGUAGES), settings=_SETTINGS)
    return None if found is None else found.date()
