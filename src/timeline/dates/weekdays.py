"""Rules for weekdays, weekends, and the parts of a day."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates import grammar, lexicon
from timeline.dates.period import add_days, containing
from timeline.dates.rule import Context, Match, Reading, Rule


def part_of_day(words: str) -> str:
    """The TIMEX3 code of a part of the day: "Tmorning" is TMO."""
    return "T" + lexicon.DAY_PARTS[words]


def on_weekday(
    match: Match, context: Context, weekday: int, direction: int | None = None
) -> Reading:
    """The day of a bare weekday: the last one for a past verb, the next for a future one.

    The weekday of publication is the day of publication.
    """
    published = context.published
    if published is None:
        return Reading(f"XXXX-WXX-{weekday}")
    back = (published.isoweekday() - weekday) % 7
    if back == 0 and direction is None:
        return Reading(published.isoformat(), anchor="published", alternative=_iso(published, -7))
    if direction is None:
        direction = context.direction(match)
        if match.after(2) == "'s":
            direction = -1  # "Declaring Thursday's release significant, he promised to go on"
    ahead, back = 7 - back if back else 7, back or 7
    steps, other = (ahead, -back) if direction > 0 else (-back, ahead)
    return Reading(_iso(published, steps), anchor="published", alternative=_iso(published, other))


def _iso(day: date, steps: int) -> str:
    moved = add_days(day, steps)
    return (moved or day).isoformat()


def _with_part(reading: Reading, part: str) -> Reading:
    """The reading narrowed to a part of its day."""
    if not part:
        return reading
    code = part_of_day(part)
    return Reading(
        reading.value + code,
        type="TIME",
        anchor=reading.anchor,
        alternative=None if reading.alternative is None else reading.alternative + code,
    )


def _weekday(match: Match, context: Context) -> Reading:
    weekday = grammar.weekday(match["weekday"])
    which = match["which"]
    if not which or which in ("this", "this past", "this coming"):
        direction = {"this past": -1, "this coming": 1, "this": None}.get(which)
        if which == "this" and context.published is not None and context.direction(match) >= 0:
            direction = 1 if weekday != context.published.isoweekday() else None
        return _with_part(on_weekday(match, context, weekday, direction), match["part"])
    if which in ("the previous", "the preceding", "the following", "the next"):
        told = context.last_day(match)
        if told is not None and told[0][0] != "X":
            day = date.fromisoformat(told[0])
            back = (day.isoweekday() - weekday) % 7 or 7
            steps = -back if which in ("the previous", "the preceding") else 7 - back or 7
            return _with_part(Reading(_iso(day, steps), anchor=told[1]), match["part"])
    direction = -1 if which in ("last", "past", "the past", "the previous", "the preceding") else 1
    return _with_part(on_weekday(match, context, weekday, direction), match["part"])


def _in_week(match: Match, context: Context) -> Reading:
    """ "Tuesday of last week", "Friday next week"."""
    weekday = grammar.weekday(match["weekday"])
    if context.published is None:
        return Reading(f"XXXX-WXX-{weekday}")
    steps = {"last": -7, "this": 0, "next": 7}[match["which"]]
    monday = 1 - context.published.isoweekday()
    value = _iso(context.published, monday + weekday - 1 + steps)
    return _with_part(Reading(value, anchor="published"), match["part"])


def _from_weekday(match: Match, context: Context) -> Reading:
    """ "a week from Friday", "a week ago Tuesday"."""
    weekday = grammar.weekday(match["weekday"])
    sign = -1 if match["way"] == "ago" else 1
    near = on_weekday(match, context, weekday, sign)
    if context.published is None:
        return near
    weeks = int(grammar.number(match["number"]) or 1)
    return Reading(_iso(date.fromisoformat(near.value), sign * 7 * weeks), anchor="published")


def _next_to_each_other(match: Match) -> bool:
    """ "Saturday and Sunday" is a stretch of days, "Tuesday and Thursday" is two days."""
    first, last = grammar.weekday(match["weekday"]), grammar.weekday(match["weekday2"])
    return (last - first) % 7 == 1


def _days_between(match: Match, context: Context) -> Reading:
    """ "Monday to Friday", "Saturday and Sunday"."""
    first, last = grammar.weekday(match["weekday"]), grammar.weekday(match["weekday2"])
    if context.published is None:
        return Reading(f"XXXX-WXX-{first}/XXXX-WXX-{last}")
    end = on_weekday(match, context, last, context.direction(match) or -1)
    day = date.fromisoformat(end.value)
    return Reading(f"{_iso(day, -((last - first) % 7))}/{end.value}", anchor="published")


_NAMED = ("black", "bloody", "super", "cyber", "fat", "shrove", "remembrance", "giving")
"""Words that make a weekday a name: "Black Friday", "Super Tuesday", "Bloody Sunday"."""


def _capital_weekday(match: Match) -> bool:
    """A weekday and not a word or a name: not "sat down", "the sun", "Sun Li", "Wed in May"."""
    if match["edge"].strip() in ("about", "around") and match.after().startswith("'s"):
        return False  # "look for ways to get around Wednesday's ruling"
    if match.before().endswith(_NAMED) and not match["which"]:
        return False
    word = match["weekday"].rstrip(".")
    if word.endswith("day"):
        following = match.text[match.end : match.end + 14]
        return match.capital("weekday") and not following.startswith(
            (" Night Live", " Times", "'s child")
        )
    if not match.capital("weekday"):
        return False
    # Abbreviations only where something else speaks of a date: "on Thurs.", "Fri. night".
    before = match.before()
    return bool(match["part"] or match["which"]) or (
        word not in ("sun", "sat", "wed", "mon")
        and bool(re.search(r"\b(?:on|by|until|since)$", before))
    )


_WHICH = (
    r"(?P<which>last|next|this past|this coming|the previous|the preceding|the following|the next"
    r"|this|past)"
)

RULES: tuple[Rule, ...] = (
    Rule(
        name="weekday",
        pattern=r"(?:" + _WHICH + r" )?<weekday>(?:(?:'s)? <part>)?",
        resolve=_weekday,
        accept=_capital_weekday,
        edge="edge",
        examples=(
            ("He resigned on [Sunday].", "2024-03-03"),
            ("He will resign on [Sunday].", "2024-03-10"),
            ("He resigned on [Wednesday].", "2024-03-06"),
            ("He resigned [last Wednesday].", "2024-02-28"),
            ("He resigned [late Sunday].", "2024-03-03"),
            (
                "Lund told the town council on [Friday] that the work might take a month.",
                "2024-03-01",
            ),
            ("He resigned on [Sunday night].", "2024-03-03TNI"),
            ("He resigned on [Sunday].", "XXXX-WXX-7", None),
            ("Voters go to the polls [this coming Saturday].", "2024-03-09"),
        ),
        without=(
            "Black Friday sales fell.",
            "She sat down.",
            "The sun rose.",
            "Sun Li won.",
            "They wed in church.",
        ),
    ),
    Rule(
        name="weekday_of_week",
        pattern=r"<weekday>(?: <part>)?(?: of)? (?P<which>last|this|next) week",
        resolve=_in_week,
        accept=lambda m: m.capital("weekday"),
        examples=(
            ("It fell on [Tuesday of last week].", "2024-02-27"),
            ("It opens [Friday next week].", "2024-03-15"),
        ),
    ),
    Rule(
        name="week_from_weekday",
        pattern=r"<number> weeks? (?P<way>from|ago|after next)(?: on)?(?: last| next)? <weekday>",
        resolve=_from_weekday,
        accept=lambda m: m.capital("weekday"),
        examples=(("The vote is [a week from Friday].", "2024-03-15"),),
    ),
    Rule(
        name="weekday_to_weekday",
        pattern=r"(?:(?:last|this|next) )?<weekday>"
        r"(?P<join> ?- ?| to | through | and | until )<weekday2>"
        r"(?! (?:morning|afternoon|evening|night))",
        resolve=_days_between,
        accept=lambda m: (
            m.capital("weekday")
            and m.capital("weekday2")
            and m["weekday"].endswith("day")
            and ("and" not in m["join"] or _next_to_each_other(m))
        ),
        examples=(
            ("It snowed from [Friday to Sunday].", "2024-03-01/2024-03-03"),
            ("They met on [Saturday and Sunday].", "2024-03-02/2024-03-03"),
        ),
        without=("They met on Friday and Thursday.",),
    ),
)


def _weekend(match: Match, context: Context) -> Reading:
    """ "this weekend", "last weekend", "over the weekend": Saturday and Sunday."""
    if context.published is None:
        return Reading("XXXX-WXX-WE")
    which = match["which"]
    published = context.published
    if which in ("last", "this past", "the past"):
        steps = -7
    elif which in ("next", "the coming", "this coming", "the following"):
        steps = 7 if which == "next" and published.isoweekday() < 6 else 0
        steps = 0 if which != "next" else steps
    else:
        # Until Thursday the weekend spoken of in the past tense is the one just over; on a Monday
        # the next one is far: "over the weekend, the bank continued to call for an auction".
        just_over = 1 if published.isoweekday() == 1 and which == "the" else 0
        early = published.isoweekday() <= 4
        steps = -7 if early and context.direction(match) <= just_over else 0
    return Reading(containing(add_days(published, steps) or published, "WE"), anchor="published")


RULES += (
    Rule(
        name="weekend",
        pattern=r"(?P<which>last|next|this past|the past|this coming|the coming|the following|this"
        r"|the) weekend",
        resolve=_weekend,
        edge="edge",
        examples=(
            ("The market fell over [the weekend].", "2024-W09-WE"),
            ("They will meet [this weekend].", "2024-W10-WE"),
            ("They met [last weekend].", "2024-W09-WE"),
        ),
    ),
)
