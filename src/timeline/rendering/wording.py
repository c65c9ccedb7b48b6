"""Dates, names and quotes as a reader sees them: one line, plain words, nothing hidden.

Every format that people read takes its words from here, so that a date reads the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from timeline.records import Article, Conflict, Copy, Event, EventDate

UNDATED = "Without a date"
"""Heading of the events that no source dates."""

_SIDE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?)?(?P<doubt>[~?%])?"
)
# The calendar module's names change with the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DOUBT = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_OPEN = ("", "..")

# Left and right isolates, embeddings and marks turn a line around on a terminal or a page.
_UNSEEN = re.compile(r"[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# Latin letters with a stroke have no decomposition: "Đinđić", "Wałęsa", "Ørsted".
_STROKED = str.maketrans({"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"})


def one_line(text: str) -> str:
    """Text on one line: runs of white space and control characters become one space.

    Articles come from anywhere; an escape sequence in one must not reach the reader's terminal.
    """
    visible = _UNSEEN.sub("", text)
    return " ".join("".join(c if c.isprintable() else " " for c in visible).split())


def fold(text: str) -> str:
    """Text for comparison: without case and diacritics ("Vučić", "VUCIC": "vucic")."""
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKED)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def date_words(date: EventDate, *, short: bool = False) -> str:
    """A date in words: "24 September 2023", "28–29 November 2023", "after 24 September 2023".

    Limits of an unknown day (basis bounded) read as limits: "between 24 and 29 November 2023".
    Limits of something that lasted read as a stretch: "since 2022", "24 September – 1 October
    2023". `short` takes months in three letters. EDTF without words here is given as it is.
    """
    left, slash, right = date.edtf.partition("/")
    bounded = date.basis == "bounded"
    if not slash:
        return _side_words(left, short) or _unparsed(date)
    if left in _OPEN and right in _OPEN:
        return _unparsed(date)
    if left in _OPEN or right in _OPEN:
        known = _side_words(right if left in _OPEN else left, short)
        preposition = {
            (True, True): "before",
            (True, False): "after",
            (False, True): "until",
            (False, False): "since",
        }[bounded, left in _OPEN]
        return f"{preposition} {known}" if known else _unparsed(date)
    return _stretch_words(left, right, bounded, short) or _unparsed(date)


def group_words(date: EventDate) -> str:
    """The heading under which a date stands: "September 2023" for a day, a month, and what begins
    and ends in it; "2023" for what is wider, or has one limit."""
    days = [day for day in (date.earliest, date.latest) if day is not None]
    if not days:
        return "date unknown"
    first = days[0]
    if len(days) == 2 and (days[0].year, days[0].month) == (days[1].year, days[1].month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return str(first.year)


def article_words(article: Article) -> str:
    """An article as a reference: title (else its path), outlet, day of publication."""
    return ", ".join([one_line(article.title or article.path), *article_facts(article)])


def article_facts(article: Article) -> list[str]:
    """What follows the title in a reference: the outlet and the day of publication, if known."""
    facts = [one_line(article.outlet)] if article.outlet else []
    if article.published:
        day = article.published
        facts.append(f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
    return facts


def sources_words(event: Event) -> str:
    """How many articles tell an event, where some copy others: "5 articles, 3 independent"."""
    count = len({source.article for source in event.sources})
    if not 0 < event.independent < count:
        return ""
    return f"{count} articles, {event.independent} independent"


def copy_words(copy: Copy, articles: Mapping[str, Article], numbers: Mapping[str, int]) -> str:
    """What a copy is: "copy of 3", or with a reference where the original has no number."""
    number, article = numbers.get(copy.original), articles.get(copy.original)
    name = article_words(article) if article else one_line(copy.original)
    verb = "copy of" if copy.kind == "copy" else "rewritten from"
    return f"{verb} {number if number else name}"


def status_words(event: Event) -> str:
    """How sure the sources are, where it is not simply that it happened: " (planned)"."""
    return "" if event.status == "happened" else f" ({event.status})"


BACKGROUND = "†"
"""The mark of history that the articles tell in passing: "the deadliest since 1959"."""


PART = "↳"
"""The mark of a part of the event above it: the deaths of an attack."""


def background_words(event: Event) -> str:
    """The mark of background history: " †"."""
    return f" {BACKGROUND}" if event.background else ""


_VERDICTS = {"contradicted": "≠", "revised": "↻"}
VERDICT_WORDS = {"contradicted": "sources contradict each other", "revised": "revised later"}


def conflict_words(event: Event) -> str:
    """Marks for what the sources differ on: " [≠ 12–14 killed] [≠ place]"."""
    return "".join(
        f" [{_VERDICTS[one.verdict]} {' '.join(filter(None, (limits(one), subject(one))))}]"
        for one in event.conflicts
    )


def conflict_legend(events: Iterable[Event]) -> str:
    """What the marks of these events mean, empty where there is none."""
    used = {one.verdict for event in events for one in event.conflicts}
    return ", ".join(
        f"{_VERDICTS[verdict]} {words}"
        for verdict, words in VERDICT_WORDS.items()
        if verdict in used
    )


def subject(conflict: Conflict) -> str:
    """What a conflict is about: "officers killed", "launches", "date"; nothing where the limits say
    it, as those of money do."""
    if conflict.about == "money":
        return ""
    if conflict.about == "other":
        return one_line(conflict.unit or "")
    return " ".join(filter(None, (conflict.unit and one_line(conflict.unit), conflict.about)))


_CURRENCIES = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥", "rupee": "₹"}
_SCALES = (("billion", 1_000_000_000), ("million", 1_000_000))


def limits(conflict: Conflict) -> str:
    """The least and the most that sources say: "12–14", "$5–9 million"; nothing of days and
    places."""
    low, high = conflict.low, conflict.high
    if isinstance(low, str) or isinstance(high, str) or low is None or high is None:
        return ""
    money = conflict.about == "money"
    unit = one_line(conflict.unit or "") if money else ""
    (least, least_scale), (most, most_scale) = _scaled(low), _scaled(high)
    if low == high:
        told = f"{least} {least_scale}"
    elif least_scale == most_scale:
        told = f"{least}–{most} {most_scale}"
    else:
        told = f"{least} {least_scale}".rstrip() + f"–{most} {most_scale}"
    symbol = _CURRENCIES.get(unit)
    return symbol + told.rstrip() if symbol else f"{told} {unit}".replace("  ", " ").rstrip()


def _scaled(number: float) -> tuple[str, str]:
    """A number and the scale that news gives it with: ("1.5", "million")."""
    for word, scale in _SCALES:
        if abs(number) >= scale:
            return f"{number / scale:,.4g}", word
    return f"{number:,}", ""


def _unparsed(date: EventDate) -> str:
    return "date unknown" if date.edtf in ("", "XXXX", "../..") else date.edtf


def _parts(side: str, short: bool) -> tuple[str, list[str]] | None:
    """Doubt, and day, month, year from the smallest on: ("about ", ["24", "September", "2023"])."""
    found = _SIDE.fullmatch(side)
    if found is None:
        return None
    parts = [found["year"].lstrip("0") or "0"]
    if found["month"]:
        month = _MONTHS[int(found["month"]) - 1]
        parts.insert(0, month[:3] if short else month)
    if found["day"]:
        parts.insert(0, str(int(found["day"])))
    return _DOUBT.get(found["doubt"] or "", ""), parts


def _side_words(side: str, short: bool) -> str | None:
    found = _parts(side, short)
    return found[0] + " ".join(found[1]) if found else None


def _stretch_words(left: str, right: str, bounded: bool, short: bool) -> str | None:
    """Two limits, with what they share said once: "28–29 November 2023"."""
    first, last = _parts(left, short), _parts(right, short)
    if first is None or last is None:
        return None
    doubt = first[0] or last[0]
    begin, end = first[1], last[1]
    last_words = end
    while len(begin) > 1 and len(begin) == len(end) and begin[-1] == end[-1]:
        begin, end = begin[:-1], end[:-1]
    if bounded:
        return f"between {doubt}{' '.join(begin)} and {' '.join(last_words)}"
    dash = "–" if len(begin) == 1 and begin[0].isdigit() else " – "
    return f"{doubt}{' '.join(begin)}{dash}{' '.join(last_words)}"
