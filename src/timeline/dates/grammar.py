"""How patterns are written: regular expressions with words like `<month>` for the tables.

A pattern is read against folded text (`fold`): in lower case, with straight apostrophes and dashes,
and with spaces for a line break. In it

    <month>   stands for the named group `month` with every month name; `<month2>` for a second one
    a space   stands for the gap between two words (spaces or one line break, never a blank line)
    _         stands for such a gap or a hyphen ("third_quarter": "third quarter", "third-quarter")

so that "<month> <day>(?:,? <year>)?" reads "Sept. 24, 2023". Every repetition is bounded: the
time a pattern takes does not depend on the length of the text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from functools import cache

from timeline.dates import lexicon

GAP = "(?: {1,32}+)"  # possessive: of a run of blanks there is one reading


def any_of(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first, shared beginnings factored out."""
    tree: dict[str, object] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, object]) -> str:
    parts = []
    for letter, below in sorted(node.items()):
        if letter:
            assert isinstance(below, dict)
            parts.append((GAP if letter == " " else re.escape(letter)) + _branches(below))
    if not parts:
        return ""
    if "" in node:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _abbreviable(names: Iterable[str]) -> str:
    """Names in full, or abbreviated with or without a full stop: "June", "Sept.", "Sept"."""
    full, short = set(names) & _FULL_NAMES, set(names) - _FULL_NAMES
    return f"(?:(?:{any_of(full)})(?![a-z])|(?:{any_of(short)})(?![a-z])\\.?)"


_FULL_NAMES = {*map(str.lower, (*calendar.month_name[1:], *calendar.day_name))}
_MONTH = _abbreviable(lexicon.MONTHS)
_ONES, _TENS = any_of(lexicon.ONES), any_of(lexicon.TENS)
_SPELLED = f"(?:{_TENS}(?:[ -](?:{_ONES}))?|{_ONES})"
_FIGURE = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,7}(?:\.\d{1,2})?"
_FRACTION = r"(?: (?:1/2|1/4|3/4|and a half|and a quarter)|-1/2|½|¼|¾)?"

MACROS: dict[str, str] = {
    "month": _MONTH,
    "weekday": _abbreviable(lexicon.WEEKDAYS),
    "weekdays": f"(?:{any_of(d + 's' for d in lexicon.WEEKDAYS if d.endswith('day'))})",
    "season": any_of(lexicon.SEASONS),
    "part": any_of(lexicon.DAY_PARTS),
    "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w])(?![.,:/]\d)(?! ?%| percent)",
    "ordinal": f"(?:{any_of(lexicon.ORDINALS)}|\\d{{1,2}}(?:st|nd|rd|th))",
    "foreignmonth": f"(?:{any_of(lexicon.FOREIGN_MONTH_STEMS)})[^\\W\\d_]{{0,8}}",
    "year": r"(?:1\d|20)\d\d(?!\d|[.,:]\d)",
    "yearwords": f"(?:(?:nineteen|eighteen|seventeen|twenty) (?:hundred|oh[ -](?:{_ONES})"
    f"|{_SPELLED})"
    f"|two thousand(?: (?:and )?{_SPELLED})?)",
    "unit": any_of(lexicon.UNITS),
    "number": f"(?:(?:{_FIGURE}){_FRACTION}|half an?|an? half|(?:a )?couple(?: of)?|a dozen"
    f"|(?:an?|{_SPELLED}|several) (?:hundred|thousand|million|billion)(?: (?:and )?{_SPELLED})?"
    f"|{_SPELLED}{_FRACTION}|another|an?)",
    "indefinite": any_of(lexicon.INDEFINITE - {"the", "these", "those"}),
    "holiday": any_of(lexicon.HOLIDAYS),
    "clock": r"(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(?! ?%)(?:_?(?:[ap]m\b|[ap]\.m\b\.?))?"
    r"|(?:1[0-2]|0?[1-9])_?(?:[ap]m\b|[ap]\.m\b\.?)"
    r"|(?:1[0-2]|[1-9]|" + _ONES + r") o'?clock|noon|midnight|midday)",
    "zone": f"(?:\\(?(?:{any_of(lexicon.ZONES.split('|'))})(?![a-z])\\)?)",
    "dash": r"(?: ?-{1,2} ?| to | through | until | till )",
    "edge": f"(?:(?:{any_of(lexicon.EDGES)})_(?:the (?:year )?(?=\\d))?)",
    "amount": f"(?:(?:{any_of(lexicon.AMOUNTS)}) )",
    "least": "(?:(?:at least|at most|about|around) )",
    "decade": r"(?:1\d|20)?'?\d0'?s|'\d0s|" + any_of(lexicon.DECADES),
}

_SPACE_OUTSIDE_CLASS = re.compile(r"\[[^\]]*\]|[ _]")
_MACRO = re.compile(r"<([a-z]+)(\d?)>")


def _gaps(pattern: str) -> str:
    def widen(found: re.Match[str]) -> str:
        return {" ": GAP, "_": f"(?:{GAP}|-)"}.get(found[0], found[0])

    return _SPACE_OUTSIDE_CLASS.sub(widen, pattern)


def expand(pattern: str) -> str:
    """A pattern in our notation as a plain regular expression with named groups."""

    def insert(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}{found[2]}>{_widened(found[1])})"

    return _MACRO.sub(insert, _gaps(pattern.replace("(?P<", "\0"))).replace("\0", "(?P<")


@cache
def _widened(name: str) -> str:
    return _gaps(MACROS[name])


_STRAIGHT = {
    **dict.fromkeys(map(ord, "‘’ʼ´`"), "'"),
    **dict.fromkeys(map(ord, "–‑−‐"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " "),
    ord("İ"): "I",  # the one letter whose lower case is longer than itself
}


_WHITE = re.compile(r"(?<![ \t\r])[ \t\r]*[\t\n][ \t\r\n]*")


def fold(text: str) -> str:
    """Lower-case text of the same length, with straight apostrophes, dashes and spaces.

    A line break within a paragraph is spaces, too: 1,000 gaps in the patterns need not look for it.
    """
    straight = text.translate(_STRAIGHT).lower()
    return _WHITE.sub(lambda run: run[0] if run[0].count("\n") > 1 else " " * len(run[0]), straight)


def number(words: str) -> float | None:
    """A number as written: "12", "1,000", "2 1/2", "twenty-four", "a couple of", "a".

    None where the words hold no number ("several").
    """
    text = " ".join(words.replace("-", " ").split())
    if text in ("half a", "half an", "a half"):
        return 0.5
    if text in ("another", "a", "an"):
        return 1
    if text.startswith(("a couple", "couple")):
        return 2
    if text == "a dozen":
        return 12
    total = 0.0
    current = 0.0
    known = False
    for mark, amount in (("½", 0.5), ("¼", 0.25), ("¾", 0.75)):
        if mark in text:
            text, total = text.replace(mark, " "), amount
    for word in text.split():
        if word in lexicon.ONES or word in lexicon.TENS:
            current += lexicon.ONES.get(word) or lexicon.TENS[word]
        elif word in ("hundred", "thousand", "million", "billion"):
            scale = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}[word]
            current = (current or 1) * scale
        elif word in ("1/2", "half"):
            current += 0.5
        elif word in ("1/4", "quarter"):
            current += 0.25
        elif word == "3/4":
            current += 0.75
        elif re.fullmatch(r"[\d,]+(\.\d+)?", word):
            current += float(word.replace(",", ""))
        elif word in ("and", "a", "an"):
            continue
        else:
            return None
        known = True
    return total + current if known or total else None


def year_in_words(words: str) -> int | None:
    """A spoken year: "nineteen ninety-six" is 1996, "two thousand three" is 2003."""
    parts = [p for p in words.replace("-", " ").split() if p != "and"]
    if parts[:2] == ["two", "thousand"]:
        rest = number(" ".join(parts[2:])) if parts[2:] else 0
        return None if rest is None else 2000 + int(rest)
    century = number(parts[0]) if parts else None
    if century is None or len(parts) < 2:
        return None
    if parts[1] == "hundred":
        return int(century) * 100
    rest = number(" ".join(p for p in parts[1:] if p != "oh"))
    return None if rest is None else int(century) * 100 + int(rest)


def ordinal(word: str) -> int | None:
    """An ordinal as written: "third", "24th"."""
    word = word.replace(" ", "-")
    if word in lexicon.ORDINALS:
        return lexicon.ORDINALS[word]
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else None


def month(word: str) -> int:
    """A month name as matched by `<month>`."""
    return lexicon.MONTHS[word.rstrip(".")]


def weekday(word: str) -> int:
    """A weekday name as matched by `<weekday>` or `<weekdays>`: 1 is Monday."""
    word = word.rstrip(".")
    return lexicon.WEEKDAYS[word] if word in lexicon.WEEKDAYS else lexicon.WEEKDAYS[word[:-1]]
