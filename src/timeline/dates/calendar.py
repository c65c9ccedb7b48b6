"""Rules for days of the calendar, with or without their year, and ranges of days."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates import grammar
from timeline.dates.fallback import day_in_words
from timeline.dates.period import day_of
from timeline.dates.rule import UNKNOWN, Context, Match, Reading, Rule


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


_AGAINST_PAST, _AGAINST_FUTURE = 250, 150
"""Days that a date on the wrong side of the verb's tense counts as further away.

A future verb right beside it counts twice: "scheduled for December 30".
"""


def _year_near(
    context: Context, month: int, day: int, direction: int, weekday: int | None, over: bool
) -> int:
    """The year of a date without one: the nearest that agrees with tense and weekday."""
    published = context.published
    assert published is not None
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        found = day_of(year, month, day)
        if found is None:
            continue
        distance = (found - published).days
        if over and distance > 0:
            continue
        wrong_weekday = weekday is not None and found.isoweekday() != weekday
        # The nearest day is nearly always meant, whatever the verb: "Aug. 7", written on 18 August,
        # is not next year's. Tense decides between days that are both months away.
        cost = abs(distance)
        if direction * distance < 0:
            cost += _AGAINST_PAST if direction < 0 else _AGAINST_FUTURE * direction
        candidates.append((wrong_weekday, cost + (distance > 0), year))
    return min(candidates)[2] if candidates else published.year


def day_reading(
    match: Match,
    context: Context,
    month: int,
    day: int,
    year: int | None,
    weekday: int | None,
    over: bool = False,
) -> Reading | None:
    """The reading of a day of a month, its year worked out from the publication day if missing.

    `over` is for a day that can't be still to come: "the year ended Jan. 31".
    """
    if year is not None or context.published is None:
        value = day_value(year, month, day)
        return None if value is None else Reading(value)
    told = narrative_year(match, context, month, day)
    if told is not None and (value := day_value(told[0], month, day)):
        return Reading(value, anchor=told[1])
    direction = _WHICH_WAY[match["which"]] or context.direction(match)
    over = over or match.before().endswith(" ended")
    near = _year_near(context, month, day, direction, weekday, over)
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


def narrative_year(
    match: Match, context: Context, month: int, day: int, far: int = _FAR
) -> tuple[int, str] | None:
    """The year that a story from the past is in: after "in March 1995", "April 5" is of 1995.

    Only just after a month or day of a year well before publication, and not for a day less than
    `far` days from the publication, which is news of now.
    """
    told = context.last(lambda t: t.type in ("DATE", "TIME") and t.value not in _NOT_PLACED)
    if told is None or context.published is None or match.start - told[0].end > _STORY:
        return None
    stated = re.match(r"(\d{4})-\d\d", told[0].value)
    if stated is None or context.published.year - int(stated[1]) < 2:
        return None
    this_year = day_of(context.published.year, month, day)
    if this_year is not None and abs((this_year - context.published).days) < far:
        return None
    return None if context.direction(match) > 0 else (int(stated[1]), told[1])


_NOT_PLACED = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def _weekday_of(match: Match) -> int | None:
    return grammar.weekday(match["weekday"]) if match["weekday"] else None


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


def _foreign_day_in(match: Match) -> date | None:
    return day_in_words(match.text[match.start : match.end])


def _foreign_day(match: Match, context: Context) -> Reading | None:
    """ "24. Oktober 2023": a full date in another language."""
    day = _foreign_day_in(match)
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
    if re.match(r"(?: and (?:the )?\d+(?:st|nd|rd|th))? of (?:every|each)\b", match.after(32)):
        return False  # "on the 1st and 15th of every month" is no day
    if not re.search(
        r"(?:\bon|\bby|\buntil|\bsince|\bbefore|\bafter|\bfrom|\bto|\band) the$",
        match.before()[-12:] + " the",
    ):
        return False
    return not re.match(r"(?: |-)[a-z]", after) or bool(
        re.match(
            r" (?:and|of (?:this|last|next|the) month|at|in|when|but|with|to|said|he|she|they|we"
            r"|the)\b",
            after,
        )
    )


RULES: tuple[Rule, ...] = (
    Rule(
        name="iso_day",
        pattern=r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:(?:t| )(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?:z"
        r"|[+-]\d\d:?\d\d)?)?",
        resolve=_iso,
        examples=(
            ("Last updated [2023-11-11].", "2023-11-11"),
            ("Posted [2023-11-11T09:30:00Z] by staff", "2023-11-11T09:30"),
        ),
        without=("Call 2023-55-1234.", "Part 12023-11-11 is sold out."),
    ),
    Rule(
        name="numeric_day",
        pattern=r"(?<![\d.])(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?:/|\.)(?P<y>(?:19|20)\d\d"
        r"|\d\d)(?![/.]?\d)",
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
        pattern=r"(?:<weekday>,? )?<month> <dom>(?: ?(?P<join>-{1,2}|to|through|until|and|&|or"
        r"|,) ?<dom2>)"
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
        pattern=r"(?:<weekday>,? )?(?:the )?<dom> ?(?:-{1,2}|to|through|until|and|&|or"
        r"|,) ?(?:the )?<dom2>"
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
        pattern=r"<month> <dom>(?P<dash>,? ?(?:-{1,2}|to|through"
        r"|until) ?)<month2> <dom2>(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        examples=(
            ("Open from [June 28 to July 4, 2022].", "2022-06-28/2022-07-04"),
            ("Open [Dec. 30 - Jan. 2, 2022] only.", "2021-12-30/2022-01-02"),
        ),
    ),
    Rule(
        name="day_month_to_day_month",
        pattern=r"<dom> <month>(?P<dash> ?(?:-{1,2}|to|through"
        r"|until) ?)<dom2> <month2>(?:,? <year>)?",
        resolve=_days,
        accept=_capital_month,
        examples=(("Open from [28 June to 4 July 2022].", "2022-06-28/2022-07-04"),),
    ),
    Rule(
        name="month_day",
        pattern=r"(?:(?:the |this coming |last |next )?<weekday>,? |(?P<which>last|this|next"
        r"|this past|this coming) )?<month> (?:the )?(?:<dom>|<ordinal>)(?:,? <year>)?",
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
        pattern=r"(?:(?:the )?<weekday>,? )?(?:the )?(?:<dom>"
        r"|<ordinal>)(?: day)?(?: of)? <month>(?:,? <year>)?",
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
        accept=lambda m: _foreign_day_in(m) is not None,
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
        without=(
            "He finished on the 4th lap.",
            "It was the 20th goal.",
            "She reports on the 1st and 15th of every month.",
            "Rent is due on the 1st of each month.",
        ),
    ),
)
