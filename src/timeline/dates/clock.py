"""Rules for times of day: clock times, parts of the day, and the day they belong to."""

from __future__ import annotations

import re

from timeline.dates import grammar
from timeline.dates.calendar import day_number, day_reading, year_of
from timeline.dates.period import move_day
from timeline.dates.rule import DAY_VALUE, Context, Match, Reading, Rule
from timeline.dates.weekdays import on_weekday, part_of_day

_FIXED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def clock_value(words: str, part: str = "") -> str:
    """A clock time as matched by `<clock>` in 24 hours: "6:10 p.m." is "18:10"."""
    if words in _FIXED:
        return _FIXED[words]
    digits = re.findall(r"\d+", words)
    if digits:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    else:
        hour, minute = int(grammar.number(words.split()[0]) or 0), 0
    after_noon = bool(re.search(r"\d[ -]?p|pm", words)) or part in ("afternoon", "evening")
    before_noon = bool(re.search(r"\d[ -]?a|am", words))
    if (after_noon or (part == "night" and hour >= 6)) and hour < 12:
        hour += 12
    elif before_noon and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}"


def _day(match: Match, context: Context) -> Reading:
    """The day a clock time belongs to: the one named with it, else the one last spoken of."""
    if match["weekday"] and not match["month"]:
        direction = {"last": -1, "next": 1}.get(match["which"])
        return on_weekday(match, context, grammar.weekday(match["weekday"]), direction)
    if month := match["month"] or match["month2"]:
        day = day_number(match["dom"] or match["dom2"])
        stated = match["year"] or match["year2"]
        year = year_of(stated) if stated else None
        reading = day_reading(match, context, grammar.month(month), day, year, None)
        return reading or Reading("XXXX-XX-XX")
    if match["deictic"]:
        steps = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
        return context.deictic("D", steps.get(match["deictic"], 0))
    # A year or a month in between ("the worst crash since 1959") leaves the story's day as it is.
    told = context.last(lambda t: DAY_VALUE.match(t.value) is not None and "/" not in t.value)
    found = None if told is None else DAY_VALUE.match(told[0].value)
    if told is None or found is None:
        return context.deictic("D")
    return Reading(found[0], anchor=told[1])


def _clock(match: Match, context: Context) -> Reading:
    day = _day(match, context)
    time = clock_value(match["clock"], match["part"])
    return Reading(f"{day.value}T{time}", type="TIME", anchor=day.anchor)


def _clock_time(match: Match) -> bool:
    """A time and not a score, a ratio or a Bible verse: "9:30 a.m.", "at 9:30", not "won 10:12"."""
    words = match["clock"]
    if re.search(r"[a-z]", words):
        return words not in _FIXED or (
            not match.before().endswith(("high", "high-"))
            and match.text[match.start].islower()
            and not match.after().startswith(("-", "'s"))
        )
    if (
        match["zone"]
        or match["part"]
        or match["weekday"]
        or match["deictic"]
        or match["month"]
        or match["month2"]
    ):
        return ":" in words
    return ":" in words and bool(
        re.search(
            r"\b(?:at|by|until|till|before|after|from|around|about|since|between|past)$",
            match.before(),
        )
    )


def _hour_in_part(match: Match, context: Context) -> Reading:
    """ "4 in the morning"."""
    hour = int(grammar.number(match["number"]) or 0)
    day = _day(match, context)
    time = clock_value(f"{hour}", match["part"])
    return Reading(f"{day.value}T{time}", type="TIME", anchor=day.anchor)


def _this_part(match: Match, context: Context) -> Reading:
    """ "this morning", "last night", "yesterday evening", "the next morning", "overnight"."""
    code = part_of_day(match["part"])
    which = match["which"]
    if which in ("that", "the same", "the next", "the following", "the previous"):
        told = context.last_day(match)
        if told is not None:
            steps = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
            return Reading(move_day(told[0], steps) + code, type="TIME", anchor=told[1])
        return Reading(f"XXXX-XX-XX{code}", type="TIME")
    steps = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(which, 0)
    day = context.deictic("D", steps)
    return Reading(day.value + code, type="TIME", anchor=day.anchor)


def _part_named(match: Match) -> bool:
    """A part of the day told: "in the morning", "by mid-afternoon", not "a late evening show"."""
    if match["part"].split("-")[-1].split()[-1] not in ("morning", "afternoon", "evening"):
        return False
    if match.capital("part") or re.match(r"-| of\b| [a-z]+s?(?:'s)? (?:was|were)", match.after()):
        return False
    before = match.before()
    if match["the"]:
        return re.search(r"\b(?:in|during)$", before) is not None
    mid = match["when"] or match["part"].startswith("mid")
    return bool(mid and re.search(r"\b(?:by|until|since|in)$", before))


def _part_alone(match: Match, context: Context) -> Reading:
    """ "in the morning": of the day last spoken of, else of the day of publication."""
    day = _day(match, context)
    return Reading(day.value + part_of_day(match["part"]), type="TIME", anchor=day.anchor)


def _part_then_day(match: Match, context: Context) -> Reading:
    """ "mid-afternoon yesterday", "overnight Sunday"."""
    day = _day(match, context)
    return Reading(day.value + part_of_day(match["part"]), type="TIME", anchor=day.anchor)


def _tonight(match: Match, context: Context) -> Reading:
    day = context.deictic("D")
    return Reading(day.value + "TNI", type="TIME", anchor=day.anchor)


RULES: tuple[Rule, ...] = (
    Rule(
        name="clock_time",
        pattern=r"<clock>(?: <zone>)?(?: in the <part>| at <part2>)?"
        r"(?:,?(?: on)? (?:(?:(?P<which>last|next"
        r"|this) )?<weekday>(?: <part3>)?(?:,? <month> <dom>(?:,? <year>)?)?"
        r"|(?:<weekday2>,? )?<month2> <dom2>(?:,? <year2>)?|(?P<deictic>today|yesterday"
        r"|tomorrow)))?(?: <zone2>)?",
        resolve=_clock,
        accept=_clock_time,
        edge="edge",
        examples=(
            ("The train left at [6:10am on Wednesday].", "2024-03-06T06:10"),
            ("The train left at [9 p.m. Sunday].", "2024-03-03T21:00"),
            ("Police were called at [noon Sunday].", "2024-03-03T12:00"),
            ("A blast was heard at [11pm local time on Sunday evening].", "2024-03-03T23:00"),
            ("Police were called [around 7:15 p.m.] by a guard.", "2024-03-06T19:15"),
            ("It ends at [5 p.m. EST tomorrow].", "2024-03-07T17:00"),
        ),
        without=(
            "They won 10:12.",
            "Read John 3:16.",
            "The 6.30% notes rose.",
            "High Noon was shown in midnight-blue.",
        ),
    ),
    Rule(
        name="hour_in_part",
        pattern=r"<number> in the <part>",
        resolve=_hour_in_part,
        accept=lambda m: (
            1 <= (grammar.number(m["number"]) or 0) <= 12 and "a" not in m["number"][:1]
        ),
        edge="edge",
        examples=(("They came at [4 in the morning].", "2024-03-06T04:00"),),
        without=("A light in the night shone.",),
    ),
    Rule(
        name="part_of_day",
        pattern=r"(?P<which>this|last|yesterday|tomorrow|that|the same|the next|the following"
        r"|the previous) <part>",
        resolve=_this_part,
        edge="edge",
        examples=(
            ("It broke down [this morning].", "2024-03-06TMO"),
            ("It broke down [last night].", "2024-03-05TNI"),
            ("It broke down [yesterday afternoon].", "2024-03-05TAF"),
        ),
    ),
    Rule(
        name="part_alone",
        pattern=r"(?P<the>the )?(?:(?P<when>early|mid|late)_)?<part>",
        resolve=_part_alone,
        accept=_part_named,
        examples=(
            ("He left on 3 May 2021 in [the morning].", "2021-05-03TMO"),
            ("By [mid-afternoon] the roads were open.", "2024-03-06TAF"),
        ),
        without=(
            "They rose in the morning of their lives.",
            "He read the Evening Post.",
            "A late evening show was cancelled.",
        ),
    ),
    Rule(
        name="part_then_day",
        pattern=r"(?:(?:the )?(?:early|mid|late)_|the )?<part>(?: of)? (?:on )?"
        r"(?:(?:(?P<which>last|next|this) )?<weekday>(?:,? <month> <dom>)?"
        r"|(?P<deictic>yesterday|today|tomorrow))",
        resolve=_part_then_day,
        accept=lambda m: not m["weekday"] or m.capital("weekday"),
        examples=(
            ("It came [mid-afternoon yesterday].", "2024-03-05TAF"),
            ("It came [overnight Sunday].", "2024-03-03TNI"),
            ("It came on [the night of Friday, Feb. 9].", "2024-02-09TNI"),
        ),
    ),
    Rule(
        name="tonight",
        pattern=r"tonight",
        resolve=_tonight,
        edge="edge",
        examples=(("The show is [tonight].", "2024-03-06TNI"),),
    ),
    Rule(
        name="overnight",
        pattern=r"overnight",
        resolve=lambda m, c: _tonight(m, c),
        examples=(("Rain fell [overnight].", "2024-03-06TNI"),),
    ),
)
