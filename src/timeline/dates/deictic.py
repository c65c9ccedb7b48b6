"""Rules for expressions seen from the day of publication: yesterday, last week, two years ago."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.calendar import day_number, day_reading
from timeline.dates.durations import duration_value
from timeline.dates.fiscal import compared_period
from timeline.dates.months import month_value
from timeline.dates.period import bounds, containing, season, shift
from timeline.dates.rule import DAY_VALUE, UNKNOWN, Context, Match, Reading, Rule

_DAYS = {
    **{"today": 0, "yesterday": -1, "tomorrow": 1},
    **{"the day before yesterday": -2, "the day after tomorrow": 2},
}


def _day_word(match: Match, context: Context) -> Reading:
    return context.deictic("D", _DAYS[" ".join(match["word"].split())])


_NAME_BEFORE = re.compile(r"[A-Z]{2} $")

_STEPS = {
    **{"last": -1, "this past": -1, "past": -1, "this": 0, "the current": 0, "current": 0},
    **{"next": 1, "the coming": 1, "this coming": 1, "coming": 1},
}


def _period(match: Match, context: Context) -> Reading:
    """ "last week", "this month", "next year"."""
    return context.deictic(lexicon.UNITS[match["unit"]], _STEPS[match["which"]])


def _programme(match: Match) -> bool:
    """A name in quotes: the programme "This Week"."""
    quoted = match.before()[-1:] in ('"', "'", "\u201c")
    return quoted and match.capital("which") and match.capital("unit")


def _ago(match: Match, context: Context) -> Reading:
    """ "two weeks ago": the grain is the unit's, a day for days and weeks."""
    unit = lexicon.UNITS[match["unit"]]
    amount = grammar.number(match["number"]) if match["number"] else None
    if unit.startswith("T"):
        return context.deictic("D") if amount is not None and amount < 6 else Reading("PAST_REF")
    if amount is None:
        return Reading("PAST_REF")
    if unit == "Y" and amount == 1:
        told = compared_period(match, context)
        if told is not None and "-" in told[0]:
            return Reading(f"{int(told[0][:4]) - 1:04}{told[0][4:]}", anchor=told[1])
    return back(context, amount, unit)


def back(context: Context, amount: float, unit: str) -> Reading:
    """The period so many units before publication."""
    if context.published is None:
        return Reading(UNKNOWN[unit])
    steps, grain = -int(amount), unit
    if amount != int(amount):
        months = {"Y": 12, "E": 120, "Q": 3, "C": 1200}.get(unit)
        if months is None:
            return Reading("PAST_REF")
        steps, unit, grain = -round(amount * months), "M", "M"
    day = shift(context.published, steps, unit)
    if day is None:
        return Reading("PAST_REF")
    if grain in ("E", "C", "L"):
        grain = "Y"
    return Reading(containing(day, grain), anchor="published")


def _ahead(match: Match, context: Context) -> Reading:
    """ "two weeks from now", "in three days' time"."""
    unit = lexicon.UNITS[match["unit"]]
    amount = grammar.number(match["number"])
    if amount is None or unit.startswith("T") or amount != int(amount):
        return Reading("FUTURE_REF")
    day = None if context.published is None else shift(context.published, int(amount), unit)
    if day is None:
        return Reading(UNKNOWN[unit])
    return Reading(containing(day, unit), anchor="published")


def _month_relative(match: Match, context: Context) -> Reading:
    """ "last May", "next March", "this September"."""
    month = grammar.month(match["month"])
    published = context.published
    if published is None:
        return Reading(month_value(None, month))
    which = match["which"]
    year = published.year
    if which in ("last", "this past", "past"):
        year -= month >= published.month
    elif which in ("next", "this coming"):
        year += month <= published.month
    return Reading(month_value(year, month), anchor="published")


_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(match: Match, context: Context) -> Reading:
    """ "last fall", "this summer", "the winter of 1994", "spring 2008"."""
    code = lexicon.SEASONS[match["season"]]
    if match["year"] or match["yearwords"]:
        year = int(match["year"]) if match["year"] else grammar.year_in_words(match["yearwords"])
        return Reading(season(year, code)) if year is not None else Reading(f"XXXX-{code}")
    published = context.published
    if published is None:
        return Reading(f"XXXX-{code}")
    if match["whose"]:
        year = published.year + {"last": -1, "this": 0, "next": 1}[match["whose"]]
        return Reading(season(year, code), anchor="published")
    which = match["which"]
    year = published.year
    started = published.month >= _SEASON_MONTH[code]
    over = published.month >= _SEASON_MONTH[code] + 3
    if code == "WI" and published.month <= 2:
        year, started, over = year - 1, True, False
    if which in ("last", "this past", "past"):
        year -= not over
    elif which in ("next", "this coming", "the coming"):
        year += started
    elif not which.startswith("this"):
        direction = context.direction(match)
        if direction < 0 and not started:
            year -= 1
        elif direction > 0 and over:
            year += 1
    return Reading(season(year, code), anchor="published")


def _season_named(match: Match) -> bool:
    """A season and not a word: not "the fall of the government", "a spring", "prices fall"."""
    after = match.after()
    if (
        re.match(r" (?:of|in|from|to|by) (?!\d)", after)
        and match["season"] in ("fall", "spring")
        and not match["which"].startswith(("last", "this", "next"))
    ):
        return False
    if match["which"] or match["year"] or match["yearwords"] or match["whose"]:
        if match["season"] in ("fall", "spring") and match["which"] == "the":
            return bool(
                re.search(r"\b(?:in|during|by|until|since|for|through|of|over)$", match.before())
            ) or bool(match["year"])
        return True
    if match["edge"]:
        return True
    return bool(
        re.search(r"\b(?:in|by|until|since|during|through|of)$", match.before())
    ) and not re.match(r"[- ][a-z]", after)


def _part_of_period(match: Match, context: Context) -> Reading | None:
    """ "earlier this week", "later in the year", "early last month": handled with their mod."""
    unit = lexicon.UNITS[match["unit"]]
    mod = lexicon.EDGES[match["when"]]
    if unit == "D" and (day := _only_day(context)):
        return Reading(day[0], mod=mod, anchor=day[1])
    told = context.deictic(unit, 0)
    return Reading(told.value, mod=mod, anchor=told.anchor)


def _only_day(context: Context) -> tuple[str, str] | None:
    """The one day that the article has told so far, and of which it is news.

    "The minister, who met the president in Pristina on November 20, ... Earlier in the day he
    visited the camp."
    """
    told = [
        (found[0], f"time:{index}")
        for index, time in enumerate(context.narrative)
        if (found := DAY_VALUE.match(time.value)) and "/" not in time.value
    ]
    if len({value for value, _ in told}) != 1:
        return None
    value, anchor = told[0]
    if context.published is not None:
        placed = bounds(value)
        old = placed is None or not 0 <= (context.published - placed[0]).days <= _STILL_NEWS
        return None if old else (value, anchor)
    return value, anchor


_STILL_NEWS = 7
"""Days after which what an article tells is not its news any more."""


def _anchored(match: Match, context: Context) -> Reading | None:
    """ "the past two days", "the next three weeks": up to or from the day of publication."""
    unit = lexicon.UNITS[match["unit"]]
    amount = grammar.number(match["number"]) if match["number"] else None
    if match["number3"]:
        amount = None  # "the next 12 to 18 months"
    return _anchored_amount(match, context, amount, unit)


def _anchored_amount(
    match: Match, context: Context, amount: float | None, unit: str
) -> Reading | None:
    value = duration_value(amount, unit)
    if value is None:
        return None
    past = match["which"].split()[-1] in (
        "past",
        "last",
        "latest",
        "previous",
        "recent",
        "preceding",
    )
    days = None
    whole = amount is not None and amount == int(amount) and not unit.startswith("T")
    if context.published is not None and amount is not None and whole:
        far = shift(context.published, int(-amount if past else amount), unit)
        if far is not None:
            days = (far, context.published) if past else (context.published, far)
    anchor = "published" if days else None
    return Reading(value, type="DURATION", days=days, anchor=anchor)


def _anchored_one(match: Match, context: Context) -> Reading | None:
    """ "the past year", "the last decade": one unit up to publication."""
    unit = lexicon.UNITS[match["unit"]]
    return _anchored_amount(match, context, 1, unit)


def _edge_of_period(match: Match, context: Context) -> Reading:
    """ "the end of the month": the month of publication, with its mod."""
    when = match["when"].removeprefix("the ")
    mod = {"end": "END", "clos": "END", "late": "END", "midd": "MID"}.get(when[:4].strip(), "START")
    told = context.deictic(lexicon.UNITS[match["unit"]])
    return Reading(told.value, mod=mod, anchor=told.anchor)


def _week_of(match: Match, context: Context) -> Reading | None:
    """ "the week of March 6"."""
    year = int(match["year"]) if match["year"] else None
    month, number = grammar.month(match["month"]), day_number(match["dom"])
    day = day_reading(match, context, month, number, year, None)
    if day is None or day.bounds is None:
        return day and Reading("XXXX-WXX")
    return Reading(containing(day.bounds[0], "W"), anchor=day.anchor)


def _year_end(match: Match, context: Context) -> Reading:
    """ "year-end", "the end of the year"."""
    if context.published is None:
        return Reading("XXXX", mod="END")
    return Reading(f"{context.published.year:04}", mod="END", anchor="published")


RULES: tuple[Rule, ...] = (
    Rule(
        name="day_word",
        pattern=r"(?P<word>today|yesterday|tomorrow|the day before yesterday"
        r"|the day after tomorrow)",
        resolve=_day_word,
        accept=lambda m: (
            not (m.capital("word") and _NAME_BEFORE.search(m.text[max(0, m.start - 3) : m.start]))
        ),
        edge="edge",
        examples=(
            ("He quit [yesterday].", "2024-03-05"),
            ("He quit [late yesterday].", "2024-03-05"),
            ("He quit [the day before yesterday].", "2024-03-04"),
            ("They vote [tomorrow].", "2024-03-07"),
            ("He quit [yesterday].", "XXXX-XX-XX", None),
        ),
        without=("The paper USA Today reported it.",),
    ),
    Rule(
        name="period",
        pattern=r"(?P<which>last|this past|this coming|this|next|the coming|the current|current"
        r"|coming) <unit>",
        resolve=_period,
        accept=lambda m: (
            m["unit"]
            in ("day", "week", "month", "quarter", "year", "decade", "century", "fortnight")
            and not (m["unit"] == "day" and m["which"] not in ("this",))
            and not (m["which"] in ("current", "coming") and m["unit"] == "day")
            and not _programme(m)
        ),
        edge="edge",
        examples=(
            ("Talks failed [last week].", "2024-W09"),
            ("Talks failed [earlier this week].", "2024-W10"),
            ("Talks failed [last month].", "2024-02"),
            ("Talks failed [last year].", "2023"),
            ("Talks will begin [early next year].", "2025"),
            ("Talks failed [last week].", "XXXX-WXX", None),
        ),
        without=("The last weekly was sold.",),
    ),
    Rule(
        name="part_of_period",
        pattern=r"(?P<when>early|earlier|late|later) (?:on )?(?:in|on) the <unit>",
        resolve=_part_of_period,
        accept=lambda m: m["unit"] in ("day", "week", "month", "year", "decade", "century"),
        examples=(
            ("Shares fell [earlier in the year].", "2024"),
            ("Shares fell [earlier in the day].", "2024-03-06"),
            ("They met on Monday in Oslo. [Earlier in the day] he saw the king.", "2024-03-04"),
            ("They met on 20 November. [Earlier in the day] he left.", "XXXX-11-20", None),
            ("He fled on 1 May 2023 and came back. [Earlier in the day] he left.", "2024-03-06"),
        ),
    ),
    Rule(
        name="ago",
        pattern=r"(?:(?:<number>|<indefinite>)_)?<unit>(?: or (?:so|more|two|three))? (?:ago"
        r"|back(?= [,.]))",
        resolve=_ago,
        accept=lambda m: bool(m["number"] or m["indefinite"]) or m["unit"].endswith("s"),
        edge="amount",
        examples=(
            ("She left [two weeks ago].", "2024-W08"),
            ("She left [three days ago].", "2024-03-03"),
            ("She left [five months ago].", "2023-10"),
            ("She left [a year ago].", "2023"),
            ("She left [nearly four years ago].", "2020"),
            ("She left [several years ago].", "PAST_REF"),
            ("She left [months ago].", "PAST_REF"),
        ),
    ),
    Rule(
        name="from_now",
        pattern=r"(?:<number>_<unit> (?:from now|hence|from today)|(?:in )<number2>_<unit2>' time)",
        resolve=lambda m, c: _ahead(m, c) if m["unit"] else None,
        edge="amount",
        examples=(("It opens [two weeks from now].", "2024-W12"),),
    ),
    Rule(
        name="month_relative",
        pattern=r"(?P<which>last|this past|past|this coming|this|next) <month>",
        resolve=_month_relative,
        accept=lambda m: m.capital("month"),
        edge="edge",
        examples=(
            ("It closed [last May].", "2023-05"),
            ("It closed [last January].", "2024-01"),
            ("It opens [next March].", "2025-03"),
            ("It opens [this September].", "2024-09"),
        ),
        without=("This may fail.", "This march was long."),
    ),
    Rule(
        name="season",
        pattern=r"(?:(?P<which>last|this past|past|this coming|the coming|this|next"
        r"|the) )?(?:(?:early|late|mid)_)?<season>"
        r"(?:(?: of|,)? (?:<year>|<yearwords>|(?P<whose>last|this|next) year))?",
        resolve=_season,
        accept=_season_named,
        edge="edge",
        examples=(
            ("It closed [last fall].", "2023-FA"),
            ("It opens [this summer].", "2024-SU"),
            ("It froze in [the winter of 1994].", "1994-WI"),
            ("It froze in [spring 2008].", "2008-SP"),
        ),
        without=(
            "Prices fall.",
            "The fall of Rome came.",
            "A spring broke.",
            "They spring from it.",
        ),
    ),
    Rule(
        name="anchored_duration",
        pattern=r"(?P<which>(?:the )?(?:past|last|latest|next|coming|previous|preceding))"
        r" (?:<number>|<indefinite>|few|several)(?: (?:<number2>))?(?: (?:to"
        r"|or) <number3>)?_(?:more )?(?:straight |consecutive |full |trading "
        r"|business )?<unit>(?: or so)?",
        resolve=_anchored,
        edge="least",
        examples=(
            ("It rose in [the past two days].", "P2D"),
            ("It rose in [the last few months].", "PXM"),
            ("It will rise over [the next three weeks].", "P3W"),
        ),
    ),
    Rule(
        name="unit_past",
        pattern=r"(?P<which>(?:the )?past|the (?:last|coming)) <unit>(?: or (?:so|two))?",
        resolve=_anchored_one,
        accept=lambda m: (
            not m["unit"].endswith("s")
            and m["unit"] not in ("second", "day", "night", "weekend", "quarter")
        ),
        edge="least",
        examples=(
            ("It doubled in [the past year].", "P1Y"),
            ("It doubled over [the last decade].", "P10Y"),
        ),
    ),
    Rule(
        name="end_of_period",
        pattern=r"(?P<when>(?:the )?(?:end|close|beginning|start|middle) of|early in|late in"
        r"|later in|earlier in) (?:the|this) <unit>",
        resolve=_edge_of_period,
        accept=lambda m: m["unit"] in ("week", "month", "year", "quarter", "decade", "century"),
        examples=(
            ("Troops leave by [the end of the month].", "2024-03"),
            ("He quit at [the start of the week].", "2024-W10"),
        ),
    ),
    Rule(
        name="week_of",
        pattern=r"the week (?:of|beginning|starting|ending) <month> <dom>(?:,? <year>)?",
        resolve=_week_of,
        accept=lambda m: m.capital("month"),
        examples=(("It opens [the week of March 18].", "2024-W12"),),
    ),
    Rule(
        name="year_end",
        pattern=r"(?:the )?(?:year_end|year's end|end of the current year)",
        resolve=_year_end,
        examples=(("It closes by [year-end].", "2024"),),
    ),
)
