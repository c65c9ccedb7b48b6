"""Rules for quarters, halves and fiscal years, as company news writes them."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.calendar import day_number, day_reading
from timeline.dates.period import containing, shift
from timeline.dates.rule import Context, Match, Reading, Rule

_QUARTER = re.compile(r"(?:\d{4}|XXXX)-(?:Q[1-4X]|H[12])$")


def _year_told(match: Match, context: Context) -> tuple[int | None, str | None]:
    """The year named with a quarter: "of 1984", "last year's", "fiscal 1989", else None."""
    stated = match["year"] or match["year2"] or match["year3"]
    if stated:
        return int(stated), None
    which = match["whose"] or match["whose2"]
    if which and context.published is not None:
        steps = {"last": -1, "this": 0, "next": 1, "the current": 0, "the previous": -1}
        return context.published.year + steps[which], "published"
    return None, None


_AGAINST_TENSE = 3
"""Months that a quarter on the wrong side of the verb's tense counts as further away."""

_REPORT = 60
"""How many expressions back a report may name its quarter."""

_SAME_BREATH = 1000
"""Characters within which a comparison belongs to the period told before it."""

_COMPARED = re.compile(r"\byear\b", re.IGNORECASE)


def _ordinal_period(match: Match, context: Context) -> Reading | None:
    """ "the third quarter": the one of that number nearest to publication, or last spoken of."""
    number = grammar.ordinal(match["nth"]) or (4 if match["nth"] == "last" else 1)
    half = match["kind"] != "quarter"
    if half:
        number = 2 if match["nth"] in ("last", "latter") else number
    if number > (2 if half else 4):
        return None
    code = f"{'H' if half else 'Q'}{number}"
    year, anchor = _year_told(match, context)
    if year is None and match["month"] and (over := _day_ended(match, context)) is not None:
        # A fiscal year may be numbered ahead of the calendar, hardly behind it.
        return Reading(f"{over.value[:4]}-{code}", anchor=over.anchor)
    if year is not None:
        if match["before"]:
            year -= 1
        return Reading(f"{year:04}-{code}", anchor=anchor)
    published = context.published
    if published is None:
        return Reading(f"XXXX-{code}")
    if "fiscal" in match.folded[match.start : match.end] and context.direction(match) <= 0:
        return Reading(f"{published.year:04}-{code}", anchor="published")
    span = 6 if half else 3
    middle = span * number - span / 2
    direction = context.direction(match)
    # Company news is about the quarter just over or the one under way.
    costs = []
    for year in (published.year - 1, published.year, published.year + 1):
        ahead = 12 * (year - published.year) + middle - (published.month - 0.5)
        costs.append((abs(ahead) + (_AGAINST_TENSE if direction * ahead < 0 else 0), year))
    year = min(costs)[1]
    if match["before"]:
        year -= 1
    return Reading(f"{year:04}-{code}", anchor="published")


def reported_quarter(context: Context) -> tuple[str, str | None] | None:
    """The quarter that a report is about: the latest one spoken of that is over.

    Not the one it is compared with ("in the 1988 quarter") nor the next one ("it expects").
    """
    published = context.published
    quarters = []
    for index in range(max(0, len(context.narrative) - _REPORT), len(context.narrative)):
        told = context.narrative[index]
        if _QUARTER.match(told.value) and told.latest is not None:
            over = published is None or told.latest <= published
            quarters.append((not _COMPARED.search(told.text), over, told.value, index))
    if not quarters:
        return None
    _, _, value, index = max(quarters)
    return value, f"time:{index}"


def compared_period(match: Match, context: Context) -> tuple[str, str | None] | None:
    """What "a year earlier" is a year earlier than: the quarter or the year just spoken of.

    "Profit for the third quarter rose from $5 million a year ago" compares quarters; after "for the
    nine months" or "last year" the comparison is one of years.
    """
    for index in range(len(context.narrative) - 1, max(-1, len(context.narrative) - 9), -1):
        told = context.narrative[index]
        if match.start - told.end > _SAME_BREATH:
            return None
        if _QUARTER.match(told.value):
            return reported_quarter(context) if told.latest is not None else None
        if re.fullmatch(r"P(?:\dM|1Y)", told.value) and context.published is not None:
            return f"{context.published.year:04}", "published"
        compared = _COMPARED.search(told.text) or told.rule == "the_quarter"  # "the 1988 period"
        if re.fullmatch(r"\d{4}", told.value) and not compared:
            return told.value, f"time:{index}"
    return None


def _last_quarter(context: Context) -> tuple[str, str | None]:
    told = reported_quarter(context)
    if told is not None:
        return told
    if context.published is None:
        return "XXXX-QX", None
    day = shift(context.published, -1, "Q")
    return (containing(day, "Q"), "published") if day else ("XXXX-QX", None)


def _day_ended(match: Match, context: Context) -> Reading | None:
    """The day of "ended Oct. 31", which lies before the publication."""
    month, day = grammar.month(match["month"]), day_number(match["dom"])
    return day_reading(match, context, month, day, None, None, over=True)


def _quarter_to(match: Match, context: Context) -> Reading | None:
    """ "the quarter ended July 31": the calendar quarter that most of it lies in.

    Not where the article has numbered its quarters by the fiscal year; then that number stays.
    """
    if any(
        _QUARTER.match(t.value) and "fiscal" in t.text.lower() for t in context.narrative[-_REPORT:]
    ):
        return None
    last = _day_ended(match, context)
    middle = shift(last.bounds[1], -45, "D") if last is not None and last.bounds else None
    return (
        None
        if last is None or middle is None
        else Reading(containing(middle, "Q"), anchor=last.anchor)
    )


def _the_quarter(match: Match, context: Context) -> Reading:
    """ "the quarter", "the latest period": the quarter last spoken of, else the one just over.

    "The 1988 period" is a quarter or a year, as what it is compared with.
    """
    if match["month"] and (ended := _quarter_to(match, context)) is not None:
        return ended
    this = match.folded.startswith("this ", match.start) and not match["which"]
    if this and reported_quarter(context) is None:
        return context.deictic("Q")  # in a report "this quarter" is the one reported
    value, anchor = _last_quarter(context)
    if match["which"] == "same " or match.folded.startswith("that ", match.start):
        told = context.last(lambda t: _QUARTER.match(t.value) is not None and t.latest is not None)
        value, anchor = (told[0].value, told[1]) if told else (value, anchor)
    back = match["before"] or match["ago"]
    if back or match["year"]:
        compared = compared_period(match, context)
        if compared is not None and match["unit"] == "period":
            value, anchor = compared
    if back and value[0] != "X":
        value = f"{int(value[:4]) - 1:04}{value[4:]}"
    elif match["year"]:
        value = f"{match['year']}{value[4:]}"
    elif match["whose"] and context.published is not None:
        steps = {"last": -1, "this": 0, "next": 1}
        value = f"{context.published.year + steps[match['whose']]:04}{value[4:]}"
    return Reading(value, anchor=anchor)


def _quarter_named(match: Match) -> bool:
    """A quarter of a year and not of something else; a *period* only where it must be one."""
    if re.match(r"-| (?:of|hour|mile|final|when|in which)", match.after()):
        return False
    told = match["before"] or match["ago"] or match["year"] or match["whose"]
    return match["unit"] == "quarter" or bool(told or "latest" in match["which"])


def _year_earlier(match: Match, context: Context) -> Reading:
    """ "year-earlier", "a year earlier": a year before the quarter reported, or the year told."""
    told = compared_period(match, context)
    if told is None:
        return context.deictic("Y", -1)
    return Reading(f"{int(told[0][:4]) - 1:04}{told[0][4:]}", anchor=told[1])


def _fiscal_year(match: Match, context: Context) -> Reading:
    if match["year"]:
        return Reading(match["year"])
    which = match["which"]
    return context.deictic("Y", {"last": -1, "next": 1, "the previous": -1}.get(which, 0))


_PART_OF = re.compile(
    r"\b(?:for|(?:months|weeks|days|half|quarters?|rest|remainder|balance|most|much|course) of)$"
)
_OTHER_PERIOD = re.compile(
    r"'s|-|,? \d| (?:of|to|that|when|which|in which|before|after|ahead|end(?:ed|ing|s)|beginning"
    r"|starting|through|just)\b"
)


def _period_named(match: Match) -> bool:
    """The period under way: "for the week", "the rest of the year", not "for the year ahead"."""
    plain = match["unit"] in ("week", "month", "year")
    return (
        plain
        and _PART_OF.search(match.before()) is not None
        and _OTHER_PERIOD.match(match.after()) is None
    )


def _period_told(match: Match, context: Context) -> Reading:
    """The year that the sentence has just named, else the period of publication."""
    unit = lexicon.UNITS[match["unit"]]
    told = context.last(lambda t: t.type in ("DATE", "TIME") and t.anchor is None)
    if told is None or unit != "Y" or match.start - told[0].end >= _NAMED_NEAR:
        return context.deictic(unit)
    first = told[0].earliest
    return (
        context.deictic(unit)
        if first is None
        else Reading(containing(first, unit), "DATE", anchor=told[1])
    )


_NAMED_NEAR = 100
"""Characters within which "the rest of the year" is of the year just named."""

_NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|last|final|latter|opening)"
_BEFORE = (
    r"(?P<before>(?:comparable |corresponding )?(?:year_(?:earlier|ago|before)|prior_year"
    r"|previous_year))"
)
_OF_YEAR = (
    r"(?: of (?:(?:fiscal |the year |calendar )?<year2>|(?P<whose2>last|this|next"
    r"|the current|the previous) year)|,? <year3>)?"
)

RULES: tuple[Rule, ...] = (
    Rule(
        name="quarter",
        pattern=r"(?:the (?!(?:first|second|third|fourth)-))?(?:(?P<whose>last|this"
        r"|next) year's )?(?:<year>(?:'s)? )?(?:"
        + _BEFORE
        + " )?(?:fiscal_)?(?:<year4> )?"
        + _NTH
        + r"_(?:fiscal_)?(?P<kind>quarter|half|two quarters)"
        + r"(?! (?:of a|hour|mile|century|hearing|finals?))"
        + _OF_YEAR
        + r"(?= ended <month> <dom>)?",
        resolve=_ordinal_period,
        accept=lambda m: (
            (m["nth"] != "last" or bool(m["year2"] or m["whose"] or m["whose2"] or m["year3"]))
            if m["kind"] != "half"
            else not re.match(r" (?:of the (?:game|match|century|decade)|time)", m.after())
        ),
        edge="edge",
        examples=(
            ("Profit fell in [the third quarter].", "2023-Q3"),
            ("Profit fell in [the last quarter of 1984].", "1984-Q4"),
            ("Profit fell in [the third quarter of 1984].", "1984-Q3"),
            ("[Fourth-quarter] profit fell.", "2023-Q4"),
            ("[The second quarter] ended Oct. 31 was good.", "2023-Q2"),
            ("Profit fell in [the first half of 2023].", "2023-H1"),
            ("Profit falls in [the first two quarters of 2025].", "2025-H1"),
            ("Profit fell in [last year's third quarter].", "2023-Q3"),
        ),
        without=("A quarter of them left.", "He played the second half of the game."),
    ),
    Rule(
        name="quarter_code",
        pattern=r"q(?P<number>[1-4])(?: |-|/)?(?:fy)?<year>",
        resolve=lambda m, c: Reading(f"{m['year']}-Q{m['number']}"),
        examples=(("Sales rose in [Q3 2023].", "2023-Q3"),),
    ),
    Rule(
        name="the_quarter",
        pattern=r"(?:(?:the|that|this) (?P<which>(?:same|latest|most recent|just-ended|recent"
        r"|latest fiscal|corresponding|comparable|like) )?(?:"
        + _BEFORE
        + r" )?(?:<year> )?|(?P<whose>last|this|next) year's (?:same |corresponding |comparable )?)"
        r"(?P<unit>quarter|period)(?:(?P<ago>,? (?:a year (?:ago|earlier)|(?:of )?last year"
        r"|the year before))|(?= ended <month> <dom>))?",
        resolve=_the_quarter,
        accept=_quarter_named,
        examples=(
            ("Sales rose. In [the quarter], costs fell.", "2023-Q4"),
            ("Sales fell. In [the corresponding period last year], they rose.", "2022-Q4"),
            ("Sales fell from those of [last year's quarter].", "2023-Q4"),
            ("In [the quarter] ended Jan. 31, sales fell.", "2023-Q4"),
        ),
        without=("The period was long.",),
    ),
    Rule(
        name="year_earlier",
        pattern=r"year_(?:earlier|ago)|(?:the )?year_(?:earlier|ago) (?:period|quarter)"
        r"|a year earlier",
        resolve=_year_earlier,
        examples=(
            ("In the third quarter of 2023 it lost more than [a year earlier].", "2022-Q3"),
            ("Profit fell from the [year-earlier] figure.", "2023"),
        ),
    ),
    Rule(
        name="year_ended",
        pattern=r"the (?:fiscal |full )?year(?= end(?:ed|ing|s)\b)",
        resolve=lambda m, c: Reading("P1Y", type="DURATION"),
        examples=(("It lost money in [the year] ended June 30.", "P1Y"),),
    ),
    Rule(
        name="full_year",
        pattern=r"the full (?:fiscal )?year",
        resolve=lambda m, c: c.deictic("Y"),
        examples=(("Sales for [the full year] fell.", "2024"),),
    ),
    Rule(
        name="for_the_period",
        pattern=r"the <unit>",
        resolve=_period_told,
        accept=_period_named,
        examples=(
            ("For [the week], shares fell.", "2024-W10"),
            ("They fell in the first two months of [the year].", "2024"),
            ("They rose in May 1998 and fell for the rest of [the year].", "1998"),
        ),
        without=(
            "He stayed for the yearly fair.",
            "The man of the year, they said.",
            "Hopes for the year ahead are low.",
        ),
    ),
    Rule(
        name="fiscal_year",
        pattern=r"(?:fiscal(?: year)? |fy ?)<year>|(?P<which>the current|the|this|last|next"
        r"|the previous|the latest) (?:fiscal|financial) year",
        resolve=_fiscal_year,
        edge="edge",
        examples=(
            ("It lost money in [fiscal 1989].", "1989"),
            ("It lost money in [the current fiscal year].", "2024"),
        ),
    ),
)
