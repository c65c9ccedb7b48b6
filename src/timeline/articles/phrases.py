"""The set phrases of `furniture.tsv` and the agencies of `agencies.txt`, ready to match lines."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from timeline.articles.calendar_date import FULL_DATE, MONTH_DAY
from timeline.articles.lines import LOOK
from timeline.records import BlockKind

_LONGEST_LINE = 300  # characters of a line that "line" rows look at
_BULLET = re.compile(r"(?:[•*·]\s*)?")


class Phrase(NamedTuple):
    """A row of `furniture.tsv`."""

    kind: BlockKind
    scope: str
    pattern: str
    example: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """The rows of `furniture.tsv`, in order."""
    return tuple(Phrase(*cast(Phrase, row.split("\t"))) for row in _rows("furniture.tsv"))


def phrase_kind(string: str) -> BlockKind | None:
    """What a set phrase makes of a line; `string` is the line, or its first characters."""
    if len(string) <= _LONGEST_LINE:
        for kind, pattern in _compiled("line"):
            if pattern.fullmatch(string):
                return kind
        if agency_patterns().alone.fullmatch(string):
            return "furniture"
    bullet = _BULLET.match(string)
    for kind, pattern in _compiled("start"):
        if pattern.match(string, bullet.end() if bullet else 0):
            return kind
    return None


def phrase_at_foot(string: str) -> BlockKind | None:
    """What a set phrase makes of one of the last lines of a text: "Lund covers shipping for us"."""
    if len(string) <= _LONGEST_LINE:
        for kind, pattern in _compiled("foot"):
            if pattern.fullmatch(string):
                return kind
    return None


def phrase_at_end(string: str) -> tuple[int, BlockKind] | None:
    """Where a set phrase at the end of a line starts, counted in `string`, and what it is."""
    for kind, pattern in _compiled("end"):
        if match := pattern.search(string, max(0, len(string) - LOOK)):
            return match.start(), kind
    return None


class AgencyPatterns(NamedTuple):
    """How agencies show in a text.

    `dateline`: "OSLO, May 4, 2018 (Agency) —", "OSLO —", "(Agency) -", before a sentence.
    `credit`: "Getty Images The bridge", "SWNS • PA The bridge". `credit_end`: "The bridge (AFP)",
    "The bridge. (O. Nordmann/AP)", "The bridge. REUTERS/O. Nordmann"; a lone agency behind a full
    stop is none of these, it signs the text: that is `mark`, as in "by the EU./REL". `alone`: a
    line that is nothing but agencies.
    """

    dateline: re.Pattern[str]
    credit: re.Pattern[str]
    credit_end: re.Pattern[str]
    mark: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def agency_patterns() -> AgencyPatterns:
    """The patterns for the agencies of `agencies.txt`."""
    agency = "(?:" + "|".join(map(re.escape, sorted(_rows("agencies.txt"), key=len)[::-1])) + ")"
    names = rf"{agency}(?:\s?[/,•]\s?{agency})*+"
    region = r"(?:, [A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2}){0,2}"
    capitals = rf"[A-Z][A-Z.'’-]*[A-Z.](?:[ /-][A-Z][A-Z.'’-]*+){{0,4}}{region}"
    place = rf"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{region}"
    day = rf"(?:{FULL_DATE}|{MONTH_DAY})"
    by = r"(?: ?\([^()]{2,60}\))?"
    dash = r"\s?(?:--|[-–—])\s*"
    return AgencyPatterns(
        dateline=re.compile(
            rf"(?:{capitals}(?:,? {day})?{by}{dash}|{place},? {day}{by}{dash}"
            rf"|(?:{place}(?:,? {day})? ?)?\({names}\)(?:{dash}|\s*))(?=[A-Z\d“\"‘'(])"
        ),
        credit=re.compile(rf"(?:[A-Z][A-Z .&]{{2,40}}\s?•\s?)?{names}\s(?=[A-Z‘“'\"])"),
        credit_end=re.compile(
            rf"(?:[^.!?…\"”]\s[(\[]{names}|[(\[][^()\[\]]{{2,80}}(?:/\s?| via ){names})[)\]]$"
            rf"|\b{agency}/[A-Z][\w.'’ -]{{2,40}}$"
        ),
        mark=re.compile(
            r"(?<=[.!?…”\"’»)])\s{0,3}(?:/\s?[A-Z][A-Za-z]{1,8}(?:/[A-Z][A-Za-z]{1,8})*/?"
            rf"|[(\[]{names}[)\]]|[—–-]{{1,2}}\s?{names})\.?$"
        ),
        alone=re.compile(rf"[\[(]?{names}[\])]?"),
    )


def _rows(name: str) -> list[str]:
    lines = (files("timeline.articles") / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@cache
def _compiled(scope: str) -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    """The rows of a scope, neighbours of one kind in one pattern."""
    merged: list[tuple[BlockKind, list[str]]] = []
    for row in phrases():
        if row.scope == scope:
            if not merged or merged[-1][0] != row.kind:
                merged.append((row.kind, []))
            merged[-1][1].append(f"(?:{row.pattern})")
    anchor = "$" if scope == "end" else ""
    return tuple((kind, re.compile(f"(?:{'|'.join(rows)}){anchor}")) for kind, rows in merged)
