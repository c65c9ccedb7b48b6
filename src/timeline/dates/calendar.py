"""Rules for calendar dates: days, months, years, decades, centuries, and ranges of them."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates import grammar, lexicon
from timeline.dates.fallback import day_in_words
from timeline.dates.period import day_of
from timeline.dates.rule import UNKNOWN, Context, Match, Reading, Rule

# --- reading parts ------------------------------------------------------------------------------


def year_of(words: str) -> int | None:
    """A year as matched by `<year>` or `<yearwords>`, or a short one: "'89" is 1989."""
    digits = words.strip("'")
    if digits.isdigit():
        return _full_year(int(digits), len(digits))
    return grammar.year_in_words(words)


def _full_year(year: int, width: int) -> int:
    """Two-digit years as POSIX reads them: 69 to 99 are the 1900s."""
    if width > 2:
        return year
    return year + (1900 if year >= 69 else 2000)


def day_number(words: str) -> int:
    """The day of the month as matched by `<dom>` or `<ordinal>`."""
    return grammar.ordinal(words) or 0


def day_value(year: int | None, month: int, day: int) -> str | None:
    """The value of a day, "XXXX-09-24" without the year; None for a day that doesn't exist."""
    if day_of(2000 if year is None else year, month, day) is None:
        return None
    return f"{'XXXX' if year is None else f'{year:04}'}-{month:02}-{day:02}"


_AGAINST_TENSE = 150
"""Days that a date on the wrong side of the verb's tense counts as further away."""


def _year_near(context: Context, month: int, day: int, direction: int, weekday: int | None) -> int:
    """The year of a date without one: the nearest that agrees with tense and weekday."""
    published = context.published
    assert published is not None
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        found = day_of(year, month, day)
        if found is None:
            continue
        distance = (found - published).days
        wrong_weekday = weekday is not None and found.isoweekday() != weekday
        # The nearest day is nearly always meant, whatever the verb: "Aug. 7", written on 18 August,
        # is not next year's. Tense decides between days that are both months away.
        against = max(-1, direction) * (1 if distance < 0 else -1)
        cost = abs(distance) + _AGAINST_TENSE * max(0, against)
        candidates.append((wrong_weekday, cost + (distance > 0), year))
    return min(candidates)[2] if candidates else published.year


def day_reading(
    match: Match, context: Context, month: int, day: int, year: int | None, weekday: int | None
) -> Reading | None:
    """The reading of a day of a month, its year worked out from the publication day if missing."""
    if year is not None or context.published is None:
        value = day_value(year, month, day)
        return None if value is None else Reading(value)
    told = narrative_year(match, context, month, day)
    if told is not None and (value := day_value(told[0], month, day)):
        return Reading(value, anchor=told[1])
    direction = _WHICH_WAY[match["which"]] or context.direction(match)
    near = _year_near(context, month, day, direction, weekday)
    value = day_value(near, month, day)
    if value is None:
        return None
    other = day_value(
        near + (1 if date.fromisoformat(value) < context.published else -1), month, day
    )
    return Reading(value, anchor="published", alternative=other)


_WHICH_WAY = {"": 0, "this": 0, "last": -1, "this past": -1, "next": 1, "this coming": 1}
_FAR = 60
_STORY = 300


def narrative_year(match: Match, context: Context, month: int, day: int) -> tuple[int, str] | None:
    """The year that a story from the past is in: after "in March 1995", "April 5" is of 1995.

    Only just after a month or day of a year well before publication, and not for a day near the
    publication, which is news of now.
    """
    told = context.last(lambda t: t.type in ("DATE", "TIME") and t.value not in _NOT_PLACED)
    if told is None or context.published is None or match.start - told[0].end > _STORY:
        return None
    stated = re.match(r"(\d{4})-\d\d", told[0].value)
    if stated is None or context.published.year - int(stated[1]) < 2:
        return None
    this_year = day_of(context.published.year, month, day)
    if this_year is not None and abs((this_year - context.published).days) < _FAR:
        return None
    return None if context.direction(match) > 0 else (int(stated[1]), told[1])


_NOT_PLACED = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def _weekday_of(match: Match) -> int | None:
    return grammar.weekday(match["weekday"]) if match["weekday"] else None


# --- single days --------------------------------------------------------------------------------


def _iso(match: Match, context: Context) -> Reading | None:
    value = day_value(int(match["y"]), int(match["m"]), int(match["d"]))
    if value is None:
        return None
    if match["hour"]:
        return Reading(f"{value}T{match['hour']}:{match['minute']}", type="TIME")
    return Reading(value)


def _numeric(match: Match, context: Context) -> Reading | None:
    """ "09/24/2023" and "24.09.2023"; where both are possible, the month comes first."""
    first, second = int(match["a"]), int(match["b"])
    year = _full_year(int(match["y"]), len(match["y"]))
    month_first = day_value(year, first, second) if first <= 12 else None
    day_first = day_value(year, second, first) if second <= 12 else None
    if match["sep"] == ".":
        month_first, day_first = day_first, month_first
    value = month_first or day_first
    if value is None:
        return None
    other = day_first if value == month_first else None
    return Reading(value, alternative=other if other != value else None)


def _month_day(match: Match, context: Context) -> Reading | None:
    year = year_of(match["year"]) if match["year"] else None
    day = day_number(match["dom"] or match["ordinal"])
    return day_reading(match, context, grammar.month(match["month"]), day, year, _weekday_of(match))


def _foreign_day(match: Match, context: Context) -> Reading | None:
    """ "24. Oktober 2023": a full date in another language."""
    day = day_in_words(match.text[match.start : match.end])
    return None if day is None else Reading(day.isoformat())


def _days(match: Match, context: Context) -> Reading | None:
    """ "November 28 and 29", "3 to 5 March 2023": from the first day to the last."""
    year = year_of(match["year"]) if match["year"] else None
    month = grammar.month(match["month"])
    last_month = grammar.month(match["month2"]) if match["month2"] else month
    first = day_reading(match, context, month, day_number(match["dom"]), year, _weekday_of(match))
    if first is None:
        return None
    first_year = None if first.value.startswith("X") else int(first.value[:4])
    last_year = first_year
    if last_month < month and first_year is not None:
        first_year, last_year = (
            (first_year - 1, first_year) if year else (first_year, first_year + 1)
        )
    last_day = day_number(match["dom3"] or match["dom2"])
    start = day_value(first_year, month, day_number(match["dom"]))
    end = day_value(last_year, last_month, last_day)
    if start is None or end is None or (last_month == month and start >= end):
        return None
    return Reading(f"{start}/{end}", anchor=first.anchor)


def _capital_month(match: Match) -> bool:
    """The month is written as a name: not "may 10 people", "sun", or "march 5 miles"."""
    group = "month" if match["month"] else "weekday"
    if not match.capital(group):
        return False
    if match["month"].rstrip(".") in ("may", "march", "mar", "dec", "sep", "jan", "jun"):
        return not re.match(r" (?:percent|%|people|miles|points|men|women|other)", match.after())
    return not re.match(r" (?:percent|%)", match.after())


def _day_of_month(match: Match, context: Context) -> Reading | None:
    """ "the 24th": of the month last spoken of, else of the month of publication or one beside."""
    day = day_number(match["ordinal"])
    told = context.last(lambda t: bool(re.match(r"(?:\d{4}|XXXX)-\d\d(?:-\d\d)?$", t.value)))
    if told is not None:
        value = f"{told[0].value[:7]}-{day:02}"
        month = int(value[5:7])
        if day_of(2000, month, day) is None:
            return Reading(UNKNOWN["D"])
        return Reading(value, anchor=told[1])
    if (
        context.published is None
        or day_of(context.published.year, context.published.month, day) is None
    ):
        return Reading(f"XXXX-XX-{day:02}")
    return Reading(f"{context.published:%Y-%m}-{day:02}", anchor="published")


def _plain_day(match: Match) -> bool:
    word = match["ordinal"]
    after = match.after(20)
    if not word[0].isdigit() or not 1 <= (grammar.ordinal(word) or 0) <= 31:
        return False
    if not re.search(
        r"(?:\bon|\bby|\buntil|\bsince|\bbefore|\bafter|\bfrom|\bto|\band) the$",
        match.before()[-12:] + " the",
    ):
        return False
    return not re.match(r"(?: |-)[a-z]", after) or bool(
        re.match(
            r" (?:and|of (?:this|last|next|the) month|at|in|when|but|with|to|said|he|she|they|we|the)\b",
            after,
        )
    )


# --- months -------------------------------------------------------------------------------------


def month_value(year: int | None, month: int) -> str:
    """The value of a month, "XXXX-09" without the year."""
    return f"{'XXXX' if year is None else f'{year:04}'}-{month:02}"


def _relative_year(match: Match, context: Context) -> tuple[int | None, str | None]:
    """The year of "last year", "this year", "the same year" after a month."""
    steps = {
        "last": -1,
        "this": 0,
        "next": 1,
        "the same": 0,
        "that": 0,
        "the following": 1,
        "the previous": -1,
    }
    word = match["which"]
    if word in ("the same", "that", "the following", "the previous"):
        told = context.last(lambda t: bool(re.match(r"\d{4}\b", t.value)))
        if told is not None:
            return int(told[0].value[:4]) + steps[word], told[1]
    if context.published is None:
        return None, None
    return context.published.year + steps[word], "published"


def _month_year(match: Match, context: Context) -> Reading:
    month = grammar.month(match["month"])
    if match["which"]:
        year, anchor = _relative_year(match, context)
        return Reading(month_value(year, month), anchor=anchor)
    return Reading(month_value(year_of(match["year"] or match["yearwords"]), month))


_MONTHS_AGAINST_PAST, _MONTHS_AGAINST_FUTURE = 7, 5
"""Months that a month on the wrong side of the verb's tense counts as further away."""


def bare_month(match: Match, context: Context, month: int) -> Reading:
    """A month without a year: the tense and the publication month decide which."""
    published = context.published
    if published is None:
        return Reading(month_value(None, month))
    told = narrative_year(match, context, month, 1)
    if told is not None:
        return Reading(month_value(told[0], month), anchor=told[1])
    direction = context.direction(match)
    ahead = (month - published.month) % 12  # months until the next one, 0 is this month
    back = (published.month - month) % 12
    against_ahead = _MONTHS_AGAINST_PAST * max(0, -direction)
    against_back = _MONTHS_AGAINST_FUTURE * max(0, direction)
    future = ahead + against_ahead < back + against_back
    steps, other = (ahead, -back) if future else (-back, ahead)
    return Reading(
        _month_from(published, steps),
        anchor="published",
        alternative=None if ahead == 0 else _month_from(published, other),
    )


def _month_from(day: date, steps: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + steps, 12)
    return month_value(year, month + 1)


def _month_alone(match: Match, context: Context) -> Reading:
    return bare_month(match, context, grammar.month(match["month"]))


_AFTER_SENTENCE = re.compile(r"(?:^|[.!?:;\"'\u201d\n])$")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|during|between|before|after|late|early|mid|last"
    r"|next|and|or|end|throughout|for|this)-?$"
)
_MONTH_VERB_BEFORE = re.compile(r"\b(?:to|and|or|for|this)$")


def _month_name(match: Match) -> bool:
    """A month and not a word or a name: not "may", "march on", "June Carter", "Theresa May"."""
    word = match["month"].rstrip(".")
    if not match.capital("month"):
        return False
    start = match.found.start("month")
    before = match.folded[max(0, start - 24) : start].rstrip()
    following = match.text[match.end : match.end + 16]
    cued = bool(match["edge"]) or bool(_BEFORE_MONTH.search(before))
    short = word not in _MONTH_NAMES and not match["month"].endswith(".")
    if short and not cued:
        return False
    if _NAME_AFTER.match(following) and (short or not cued):
        return False
    if word not in ("may", "march", "august", "april", "june"):
        return True
    if cued:
        # "In May", but "to March" and "for May" may be a verb or a person in a headline.
        return (
            word != "march" or not _MONTH_VERB_BEFORE.search(before) or not following[:1].isalpha()
        )
    if word not in ("may", "march"):
        return not before.endswith(("mr.", "ms.", "mrs.", "miss"))
    # Inside a sentence, after a word without a capital: "the May election", "a March deadline".
    previous = re.search(r"([A-Za-z']+)\s*$", match.text[max(0, start - 24) : start])
    if previous is None or _AFTER_SENTENCE.search(before):
        return False
    return previous[1].islower() or previous[1] in ("The", "A", "This", "That", "Its", "Their")


_NAME_AFTER = re.compile(r" [A-Z][a-z]+")
_MONTH_NAMES = frozenset(
    name for name in lexicon.MONTHS if len(name) > 4 or name in ("may", "june", "july")
)


def _months(match: Match, context: Context) -> Reading | None:
    """ "May to July 2023", "between May and July": both months and what lies between."""
    first, last = grammar.month(match["month"]), grammar.month(match["month2"])
    if match["year"]:
        end_year = year_of(match["year"])
        anchor = None
    elif context.published is None:
        end_year, anchor = None, None
    else:
        reading = bare_month(match, context, last)
        end_year, anchor = int(reading.value[:4]), reading.anchor
    if end_year is None:
        return Reading(f"{month_value(None, first)}/{month_value(None, last)}")
    start_year = end_year - 1 if first > last else end_year
    return Reading(f"{month_value(start_year, first)}/{month_value(end_year, last)}", anchor=anchor)


def _months_named(match: Match) -> bool:
    if not (match.capital("month") and match.capital("month2")):
        return False
    between = match["join"]
    return "and" not in between or bool(re.search(r"\bbetween$", match.before()))


# --- years, decades, centuries --------------------------------------------------------------------


def _year(match: Match, context: Context) -> Reading | None:
    year = year_of(match["year"] or match["yearwords"])
    return None if year is None else Reading(f"{year:04}")


_YEAR_CUE = re.compile(
    r"(?:^|[\s(\"'-])(?:in|of|since|until|till|by|from|to|through|during|between|before|after|for|and|or"
    r"|late|early|mid|around|about|circa|year|fiscal|on|the|beyond|than|post|pre|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|summer|winter|spring|autumn|fall|season"
    r"|his|her|its|their|our|a|an|throughout|[a-z]+'s?|[a-z]+ed|as|with|at|is|was|that|any|all|into|most|some|over|when)-?$"
)
_COUNTED = re.compile(
    r"[- ]?(?:%|percent\b|per cent\b|people|persons|men|women|troops|soldiers|dollars|euros|pounds|yen|marks"
    r"|miles|kilomet|km\b|kg\b|met(?:er|re)s|feet|foot|ft\b|yards|inches|acres|hectares|tons|tonnes|pages|points"
    r"|jobs|workers|employees|homes|houses|votes|seats|shares|cases|deaths|dead|times|hours|hrs|mph|rpm|mhz"
    r"|million|billion|thousand|years|days|students|members|families|refugees|passengers|cars|block of)"
)


def _plain_year(match: Match) -> bool:
    """A four-digit number that is a year: "in 2008", not "2000 people", "$1990" or "No. 1999"."""
    start, end = match.found.span("year")
    before = match.folded[max(0, start - 24) : start]
    after = match.folded[end : end + 16]
    if (before[-1:] in "$£€#/.@&=+_\\" and before[-1:]) or before.endswith(
        ("no. ", "page ", "us$ ", "route ", "flight ", "highway ", "room ")
    ):
        return False
    if re.search(r"[\d][,.-]$|\d/$|[a-z]-$", before) and not re.search(
        r"(?:mid|post|pre|late|early|then|of|since)-$|\d{4}-$", before
    ):
        return False
    if _COUNTED.match(after) or re.match(
        r"[/%°]|-\d|[\d,.]\d|-(?:[a-z]\b|mile|foot|page|member|seat|pound|point)", after
    ):
        return False
    year = int(match["year"])
    if year >= 2100 or match["edge"] or match["word"]:
        return year < 2100
    cue = bool(_YEAR_CUE.search(before.rstrip()))
    if 1900 <= year <= 2060:
        return True
    return cue and bool(
        re.search(
            r"\b(?:in|since|of|until|by|from|around|circa|during|before|after|early|late|to|and) $",
            before,
        )
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
    if match.before()[-1:] in "$£€#/-" and match.before()[-1:]:
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
    if digits.endswith("00"):
        return Reading(digits[:2])
    return Reading(digits[:3])


def _decade_named(match: Match) -> bool:
    words = match["decade"]
    if words in lexicon.DECADES:  # "in her twenties" is an age
        return bool(
            re.search(
                r"\bthe(?: (?:early|late|mid))?[- ]?$",
                match.folded[max(0, match.start - 12) : match.found.start("decade")],
            )
        )
    if re.sub(r"\D", "", words).__len__() == 4:
        return True
    return words[0] == "'" and bool(
        re.search(
            r"\b(?:the|early|late|mid)[- ]?$",
            match.folded[max(0, match.found.start("decade") - 12) : match.found.start("decade")],
        )
    )


def _century(match: Match, context: Context) -> Reading | None:
    number = grammar.ordinal(match["ordinal"])
    if number is None or not 1 <= number <= 22:
        return None
    return Reading(f"{number - 1:02}")


_WHICH = r"(?P<which>last|this|next|the same|that|the following|the previous) year"

RULES: tuple[Rule, ...] = (
    Rule(
        name="iso_day",
        pattern=r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:(?:t| )(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?)?",
        resolve=_iso,
        examples=(
            ("Last updated [2023-11-11].", "2023-11-11"),
            ("Posted [2023-11-11T09:30:00Z] by staff", "2023-11-11T09:30"),
        ),
        without=("Call 2023-55-1234.", "Part 12023-11-11 is sold out."),
    ),
    Rule(
        name="numeric_day",
        pattern=r"(?<![\d.])(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?:/|\.)(?P<y>(?:19|20)\d\d|\d\d)(?![/.]?\d)",
        resolve=_numeric,
        examples=(
            ("Filed [09/24/2023] in court.", "2023-09-24"),
            ("Filed [24/09/2023] in court.", "2023-09-24"),
            ("Filed [24.9.2023] in court.", "2023-09-24"),
            ("Markets [10/30/89] at a glance", "1989-10-30"),
        ),
        without=(
            "It scored 13/30/40 overall.",
            "The address is 10.1.20.44.",
            "Version 3.14.159 is out.",
        ),
    ),
    Rule(
        name="month_days",
        pattern=r"(?:<weekday>,? )?<month> <dom>(?: ?(?P<join>-{1,2}|to|through|until|and|&|or|,) ?<dom2>)"
        r"(?:(?:,| and|, and| &) <dom3>)?(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        edge="edge",
        examples=(
            ("Ministers meet on [November 28 and 29].", "2023-11-28/2023-11-29", "2023-11-20"),
            ("The fair, [Sept. 3-5, 2021], drew crowds.", "2021-09-03/2021-09-05"),
            ("The talks of [May 3 to 5] ended well.", "2024-05-03/2024-05-05", "2024-05-20"),
        ),
        without=("In May 10 to 20 people died.",),
    ),
    Rule(
        name="days_month",
        pattern=r"(?:<weekday>,? )?(?:the )?<dom> ?(?:-{1,2}|to|through|until|and|&|or|,) ?(?:the )?<dom2>"
        r"(?:(?:,| and|, and| &) <dom3>)? (?:of )?<month>(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        edge="edge",
        examples=(
            ("It rained from [3 to 5 March].", "2024-03-03/2024-03-05", "2024-03-20"),
            ("A summit on [28-29 November 2023] is planned.", "2023-11-28/2023-11-29"),
        ),
    ),
    Rule(
        name="month_day_to_month_day",
        pattern=r"<month> <dom>(?P<dash>,? ?(?:-{1,2}|to|through|until) ?)<month2> <dom2>(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        examples=(
            ("Open from [June 28 to July 4, 2022].", "2022-06-28/2022-07-04"),
            ("Open [Dec. 30 - Jan. 2, 2022] only.", "2021-12-30/2022-01-02"),
        ),
    ),
    Rule(
        name="day_month_to_day_month",
        pattern=r"<dom> <month>(?P<dash> ?(?:-{1,2}|to|through|until) ?)<dom2> <month2>(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        examples=(("Open from [28 June to 4 July 2022].", "2022-06-28/2022-07-04"),),
    ),
    Rule(
        name="month_day",
        pattern=r"(?:(?:the |this coming |last |next )?<weekday>,? |(?P<which>last|this|next|this past|this coming) )?<month> (?:the )?(?:<dom>|<ordinal>)(?:,? <year>)?",
        resolve=_month_day,
        accept=lambda m: _capital_month(m) and 1 <= day_number(m["dom"] or m["ordinal"]) <= 31,
        edge="edge",
        examples=(
            ("They signed on [September 24].", "2023-09-24"),
            ("They signed on [Sept 24th, 2023].", "2023-09-24"),
            ("They signed on [Sunday, Sept. 24, 2023], at last.", "2023-09-24"),
            ("They signed on [September 24].", "XXXX-09-24", None),
            ("They will sign on [September 24].", "2024-09-24"),
            ("It began on [March third].", "2024-03-03"),
        ),
        without=("You may 10 times try.", "May 10 percent be enough?", "Troops march 20 miles."),
    ),
    Rule(
        name="day_month",
        pattern=r"(?:(?:the )?<weekday>,? )?(?:the )?(?:<dom>|<ordinal>)(?: day)?(?: of)? <month>(?:,? <year>)?",
        resolve=_month_day,
        accept=lambda m: _capital_month(m) and 1 <= day_number(m["dom"] or m["ordinal"]) <= 31,
        edge="edge",
        examples=(
            ("They signed on [24 Sept.]", "2023-09-24"),
            ("They signed on [the 24th of September].", "2023-09-24"),
            ("They signed on [Sunday 24 September 2023].", "2023-09-24"),
        ),
        without=("Only 20 may enter.", "The first may leave."),
    ),
    Rule(
        name="foreign_day",
        pattern=r"(?:<dom>\.?|1(?:er|º|°)) (?:de )?<foreignmonth>\.? (?:de )?<year>",
        resolve=_foreign_day,
        examples=(
            ("The letter, dated [24. Oktober 2023], was read out.", "2023-10-24"),
            ("The decree of [1er août 2023] was quoted.", "2023-08-01"),
            ("The order of [5 de enero de 2021] stands.", "2021-01-05"),
        ),
        without=("Some 24 others 2023 came.",),
    ),
    Rule(
        name="day_of_month",
        pattern=r"the <ordinal>(?: of (?:the|this) month)?",
        resolve=_day_of_month,
        accept=_plain_day,
        examples=(("They met on [the 4th].", "2024-03-04"),),
        without=("He finished on the 4th lap.", "It was the 20th goal."),
    ),
    Rule(
        name="month_year",
        pattern=r"(?:the month of )?<month>(?:,| of|, of)? (?:<year>|<yearwords>|" + _WHICH + ")",
        resolve=_month_year,
        accept=lambda m: m.capital("month"),
        edge="edge",
        examples=(
            ("It was sold in [September 2023].", "2023-09"),
            ("It was sold in [late June last year].", "2023-06"),
            ("It was sold in [May, 2021].", "2021-05"),
            ("It was sold in [January nineteen ninety-seven].", "1997-01"),
        ),
        without=("We may 2000 times repeat it.",),
    ),
    Rule(
        name="months",
        pattern=r"<month>(?: of)?(?P<join> ?(?:-{1,2}|to|through|until|and) ?)<month2>(?:,? (?:of )?<year>)?",
        resolve=_months,
        accept=_months_named,
        examples=(
            ("It fell between [May and July].", "2023-05/2023-07"),
            ("It ran from [November to February].", "2023-11/2024-02"),
            ("It ran from [May through July 2021].", "2021-05/2021-07"),
        ),
        without=("He may to June give it.",),
    ),
    Rule(
        name="month",
        pattern=r"<month>",
        resolve=_month_alone,
        accept=_month_name,
        edge="edge",
        examples=(
            ("It started in [May].", "2023-05"),
            ("It will start in [May].", "2024-05"),
            ("It started in [May].", "XXXX-05", None),
            ("It started in [early September].", "2023-09"),
        ),
        without=(
            "You may go.",
            "May we go?",
            "They march on.",
            "The Women's March began.",
            "June Carter sang.",
            "Theresa May said so.",
        ),
    ),
    Rule(
        name="years",
        pattern=r"<year>(?P<join> ?(?:-{1,2}|to|through|until|and) ?)(?P<second>(?:1[5-9]|20)\d\d|'?\d\d)(?![\d/-])(?!,\d)",
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
