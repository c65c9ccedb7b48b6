"""Rules for years, decades and centuries."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.calendar import year_of
from timeline.dates.rule import Context, Match, Reading, Rule


def _year(match: Match, context: Context) -> Reading | None:
    year = year_of(match["year"] or match["yearwords"])
    return None if year is None else Reading(f"{year:04}")


_YEAR_CUE = re.compile(
    r"(?:^|[\s(\"'-])(?:in|since|until|till|by|from|during|between|before|after|late|early|mid|circa"
    r"|year|fiscal|the|his|her|its|their|our|post|pre|season|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|summer|winter|spring|autumn|fall"
    r"|[a-z]+'s?)-?$"
)
"""Words that a year, but hardly a number, follows."""
_AMOUNT = re.compile(
    r"\b(?:some|about|around|nearly|almost|over|than|least|most|only|another|up to)$"
)
_PLURAL = re.compile(r" (?!(?:this|plus|versus|across|unless)\b)[a-z]{3,}s\b")
_OLD_YEAR_CUE = re.compile(
    r"\b(?:in|since|of|until|by|from|around|circa|during|before|after|early|late|to|and) $"
)
_LABELLED = (
    "no. ",
    "page ",
    "pages ",
    " p. ",
    " pp. ",
    "us$ ",
    "route ",
    "flight ",
    "highway ",
    "room ",
    "number ",
)
_COUNTED = re.compile(
    r"[- ]?(?:%|percent\b|per cent\b|people|persons|men|women|troops|soldiers|dollars|euros|pounds"
    r"|yen|marks|miles|kilomet|km\b|kg\b|met(?:er|re)s|feet|foot|ft\b|yards|inches|acres|hectares"
    r"|tons|tonnes|pages|points|jobs|workers|employees|homes|houses|votes|seats|shares|cases|deaths"
    r"|dead|times|hours|hrs|mph|rpm|mhz|million|billion|thousand|years|days|students|members"
    r"|families|refugees|passengers|cars|block of)"
)
"""What is counted in thousands: "the 2000 troops"."""


def _plain_year(match: Match) -> bool:
    """A four-digit number that is a year: "in 2008", not "2000 Serbs", "$1990" or "No. 1999"."""
    start, end = match.found.span("year")
    before, after = match.folded[max(0, start - 24) : start], match.folded[end : end + 24]
    if before.endswith((*"$£€#/.@&=+_\\", *_LABELLED)) or _JOINED_BEFORE.search(before):
        return False
    if _COUNTED.match(after) or _JOINED_AFTER.match(after):
        return False
    if "half" in match["edge"]:
        return False  # "the first half of 2023" has its own rule
    year = int(match["year"])
    if match["edge"] or match["word"]:
        return year < 2100
    if not 1900 <= year <= 2060:
        return year < 2100 and bool(_OLD_YEAR_CUE.search(before))
    if _YEAR_CUE.search(before.rstrip()):
        return True
    return not _AMOUNT.search(before.rstrip()) and not _PLURAL.match(after)


_JOINED_BEFORE = re.compile(
    r"\d[,.]$|\d/$|\d{3} $|\bpages \d{1,4}(?: to |-| and )$"
    r"|(?<!\d{4})(?<=\d)-$|(?<!mid)(?<!post)(?<!pre)(?<!late)(?<!early)(?<=[a-z])-$"
)
"""Part of another number or a name: "555-1990", "A-2000"; but "mid-1990", "1989-1990"."""
_JOINED_AFTER = re.compile(
    r"[/%°]|-\d|[\d,.]\d|-(?:[a-z]\b|mile|foot|page|member|seat|pound|point)"
)


def _spoken_year(match: Match) -> bool:
    """A spoken year and no number: "in nineteen ninety-six", not "two thousand men"."""
    words = match["yearwords"]
    if match["word"] or match["edge"] or re.match(r"(?:eighteen|nineteen).*ty", words):
        return True
    plain = "hundred" in words or words.startswith("two")
    return not plain and bool(re.search(r"\b(?:in|of|since|by|until|from|to|and)$", match.before()))


def _years(match: Match, context: Context) -> Reading | None:
    """ "1998-99", "1998 to 2001"."""
    first = int(match["year"])
    second = match["second"].strip("'")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first and len(second) == 2 and last + 100 - first <= 20:
        last += 100  # "1999-00"
    return Reading(f"{first:04}/{last:04}") if first < last else None


def _year_range(match: Match) -> bool:
    first = int(match["year"])
    second = match["second"].strip("'")
    if len(second) == 2 and ("-" not in match["join"] or match["join"] != "-"):
        return False
    if not (1000 <= first < 2100) or (len(second) == 2 and not second.isdigit()):
        return False
    if match["join"].strip() == "and" and not re.search(r"\bbetween$", match.before()):
        return False
    before = match.folded[max(0, match.start - 24) : match.start]
    if before.endswith((*"$£€#/-", *_LABELLED)):
        return False
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last <= first:
        last += 100
    return last - first <= 500 and last < 2100 and not _COUNTED.match(match.after())


def _decade(match: Match, context: Context) -> Reading | None:
    words = match["decade"]
    if words in lexicon.DECADES:
        return Reading(f"19{lexicon.DECADES[words]}")
    digits = re.sub(r"\D", "", words)
    if len(digits) == 2:
        return Reading(f"{'20' if int(digits) < 30 else '19'}{digits[0]}")
    if digits.endswith("00") and digits != "2000":
        return Reading(digits[:2])  # "the 1800s"
    return Reading(digits[:3])


_DECADE_CUE = re.compile(r"\b(?:the|early|late|mid)[- ]?$")


def _decade_named(match: Match) -> bool:
    """A decade: "the 1990s", "the nineties", "the '60s"; not "in her twenties", "a 30s film"."""
    words = match["decade"]
    if len(re.sub(r"\D", "", words)) == 4:
        return True
    start = match.found.start("decade")
    cued = bool(_DECADE_CUE.search(match.folded[max(0, start - 12) : start]))
    return cued and (words in lexicon.DECADES or words[0] == "'")


def _century(match: Match, context: Context) -> Reading | None:
    number = grammar.ordinal(match["ordinal"])
    if number is None or not 1 <= number <= 22:
        return None
    return Reading(f"{number - 1:02}")


RULES: tuple[Rule, ...] = (
    Rule(
        name="years",
        pattern=r"<year>(?P<join> ?(?:-{1,2}|to|through|until|and) ?)"
        r"(?P<second>(?:1[5-9]|20)\d\d|'?\d\d)(?![\d/-])(?!,\d)",
        resolve=_years,
        accept=_year_range,
        examples=(
            ("The [1998-99] season was short.", "1998/1999"),
            ("He ruled from [1998 to 2001].", "1998/2001"),
            ("Between [1998 and 2001] it grew.", "1998/2001"),
        ),
        without=("Call 1998-9912.", "It sold 1990 and 40 more."),
    ),
    Rule(
        name="year",
        pattern=r"(?P<word>(?:the )?(?:calendar )?year )?(?:<year>|<yearwords>)",
        resolve=_year,
        accept=lambda m: _plain_year(m) if m["year"] else _spoken_year(m),
        edge="edge",
        examples=(
            ("Independence came in [2008].", "2008"),
            ("It was [the year 2000].", "2000"),
            ("Kept since [1745].", "1745"),
            ("Prices rose in [nineteen ninety-six].", "1996"),
            ("Prices rose in [early 1990].", "1990"),
        ),
        without=(
            "It has 2000 pages.",
            "It cost $1990.",
            "Some 1,999 came.",
            "Dial 555-1990 now.",
            "No. 1999 won.",
        ),
    ),
    Rule(
        name="decade",
        pattern=r"(?:the )?<decade>",
        resolve=_decade,
        accept=_decade_named,
        edge="edge",
        examples=(
            ("It was built in [the 1990s].", "199"),
            ("It was built in [the early 1980s].", "198"),
            ("It was built in [the last half of the '80s].", "198"),
            ("Songs of [the '60s] play.", "196"),
            ("Songs of [the nineties] play.", "199"),
        ),
        without=("She is in her twenties.", "A 30s film."),
    ),
    Rule(
        name="century",
        pattern=r"(?:the )?<ordinal>_centur(?:y|ies)",
        resolve=_century,
        edge="edge",
        examples=(
            ("A temple of [the 11th century] burned.", "10"),
            ("An [eighteenth-century] house burned.", "17"),
        ),
    ),
)
