"""Rules for lengths of time."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.period import bounds, containing, shift
from timeline.dates.rule import Context, Match, Reading, Rule

_CLOCK_UNITS = {"TS": "S", "TM": "M", "TH": "H"}


def _figure(amount: float) -> str:
    return f"{amount:g}" if amount != int(amount) else str(int(amount))


def duration_value(amount: float | None, unit: str) -> str | None:
    """The TIMEX3 value of an amount of a unit; None for the amount is X ("several": "PXY")."""
    if unit in _CLOCK_UNITS:
        letter = _CLOCK_UNITS[unit]
        if amount is None:
            return f"PTX{letter}"
        whole = int(amount)
        if amount != whole and letter == "H":
            minutes = f"{round((amount - whole) * 60)}M"
            return f"PT{whole}H{minutes}" if whole else f"PT{minutes}"
        if (
            amount != whole
            and letter == "M"
            and (amount - whole) * 60 == round((amount - whole) * 60)
        ):
            seconds = f"{round((amount - whole) * 60)}S"
            return f"PT{whole}M{seconds}" if whole else f"PT{seconds}"
        return f"PT{_figure(amount)}{letter}"
    if unit == "WE":
        return "P2D" if amount == 1 else f"P{'X' if amount is None else _figure(amount)}WE"
    if amount is None:
        # TIMEX3 has no "several decades" that tools agree on; PXE, as in the guidelines.
        return f"PX{unit[-1]}"
    if unit in ("E", "C", "L"):
        years = amount * {"E": 10, "C": 100, "L": 1000}[unit]
        return f"P{_figure(years)}Y"
    if unit == "2W":
        return f"P{_figure(2 * amount)}W"
    whole = int(amount)
    if amount != whole and unit == "Y" and (amount - whole) * 12 == round((amount - whole) * 12):
        months = f"{round((amount - whole) * 12)}M"
        return f"P{whole}Y{months}" if whole else f"P{months}"
    return f"P{_figure(amount)}{unit}"


def _duration(match: Match, context: Context) -> Reading | None:
    amount = grammar.number(match["number"]) if match["number"] else None
    if amount is not None and match["half"]:
        amount += 0.5
    value = duration_value(amount, lexicon.UNITS[match["unit"]])
    return None if value is None else Reading(value, type="DURATION")


def _bare(match: Match, context: Context) -> Reading | None:
    value = duration_value(None, lexicon.UNITS[match["unit"]])
    return None if value is None else Reading(value, type="DURATION")


def _in_a_row(match: Match, context: Context) -> Reading | None:
    """ "the third day running": as many units, up to the day of publication."""
    unit, count = lexicon.UNITS[match["unit"]], grammar.ordinal(match["ordinal"]) or 0
    value = duration_value(count, unit)
    first = None if context.published is None else shift(context.published, 1 - count, unit)
    if value is None or first is None or context.published is None:
        return Reading(value, type="DURATION") if value else None
    whole = bounds(containing(first, unit))
    days = None if whole is None else (whole[0], context.published)
    return Reading(value, type="DURATION", days=days, anchor="published" if days else None)


_AGE = re.compile(r"[- ](?:olds?\b|of age\b)")

_POINT = re.compile(r"[- ](?:ago|earlier|later)\b")


SOME_DAY = re.compile(r"\b(?:will|would|may|might|could|can|should|to|he|she|they|it|we|i|and)$")
"""What stands before a *one day* that is no length of time: "he hopes that he one day returns"."""


def _not_age(match: Match) -> bool:
    """A length of time and no age, no ordinal: not "6-year-old", "40 years old", "a second man"."""
    if _AGE.match(match.after()):
        return False
    if _POINT.match(match.after()) and not lexicon.UNITS[match["unit"]].startswith("T"):
        return False
    unit, number = match["unit"], match["number"]
    if unit in ("second", "quarter", "night", "seconds") and number in (
        "a",
        "an",
        "another",
        "half a",
    ):
        return False
    if unit.startswith("quarter") and (
        match.folded[match.found.start("unit") - 1] == "-" or match.after().startswith(" of")
    ):
        return False  # "three-quarters of them"
    if match.text[match.found.start("unit")].isupper():
        return False  # "60 Minutes"
    if unit == "quarter":
        return number not in ("one", "1") and "a" not in number
    always = (unit, number) == ("hours", "24") and re.match(r" (?:a|per) day\b", match.after())
    if always or (unit == "day" and match.before().endswith("24 hours")):
        return False  # "open 24 hours a day", as "24/7"
    if unit in ("day", "night") and number == "one" and not match["amount"]:
        some_day = SOME_DAY.search(match.before())
        return not (some_day or re.match(r" (?:he|she|it|they|we|i|the|in)\b", match.after()))
    return True


RULES: tuple[Rule, ...] = (
    Rule(
        name="duration",
        pattern=r"(?:the (?![a-z0-9]{1,9}-[a-z])|these |those |an additional |an extra "
        r"|a further |a full |a whole |a total of |(?:the )?year_(?:earlier|ago) "
        r"|(?:the )?(?:first|final|opening|closing|initial) )?<number>"
        r"(?:(?: to |-to-| or |-(?=\d))<number2>)?_(?:more |additional |full |whole |consecutive "
        r"|straight |long |trading |business "
        r"|working |calendar |solid |extra |further "
        r"|other )?<unit>(?P<half> and a half)?(?:[- ]long| or (?:so|more|less|two|three))?",
        resolve=_duration,
        accept=_not_age,
        edge="amount",
        examples=(
            ("The strike lasted [two days].", "P2D"),
            ("The strike lasted [more than four hours].", "PT4H"),
            ("A [10-year] note was sold.", "P10Y"),
            ("It took [2 1/2 years].", "P2Y6M"),
            ("It took [half an hour].", "PT30M"),
            ("It took [about a decade].", "P10Y"),
        ),
        without=(
            "The 6-year-old boy cried.",
            "It is open 24 hours a day.",
            "She is 40 years old.",
            "A second man came.",
        ),
    ),
    Rule(
        name="long_duration",
        pattern=r"(?P<unit>hour|day|week|month|year|decade|century)-?long",
        resolve=lambda m, c: Reading(duration_value(1, lexicon.UNITS[m["unit"]]) or "", "DURATION"),
        examples=(
            ("The third [day-long] meeting ended.", "P1D"),
            ("A [yearlong] inquiry ended.", "P1Y"),
        ),
    ),
    Rule(
        name="indefinite_duration",
        pattern=r"(?:the )?(?:<indefinite>)_(?:more |additional |long |full )?<unit>",
        resolve=_bare,
        accept=lambda m: (
            (m["unit"].endswith("s") or m.folded[m.found.start("unit") - 1] == "-")
            and not _AGE.match(m.after())
        ),
        edge="amount",
        examples=(("It took [several months].", "PXM"), ("It took [a few days].", "PXD")),
    ),
    Rule(
        name="in_a_row",
        pattern=r"(?:the|an?|his|her|its|their) <ordinal>_(?P<such>straight |consecutive "
        r"|successive )?<unit>(?P<row> running| in a row| in succession)?",
        resolve=_in_a_row,
        accept=lambda m: (
            bool(m["such"] or m["row"])
            and not lexicon.UNITS[m["unit"]].startswith("T")
            and m.before().endswith("for")
        ),
        examples=(
            ("Prices rose for [the third day running].", "P3D"),
            ("Prices rose for [a fourth straight week].", "P4W"),
        ),
        without=(
            "The third day was calm for the third time.",
            "He won for the third time running.",
        ),
    ),
    Rule(
        name="bare_duration",
        pattern=r"<unit>(?:-long| or (?:months|years|weeks|days)| and (?:months|years|weeks"
        r"|days))?",
        resolve=_bare,
        accept=lambda m: (
            m["unit"]
            in ("days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes")
            and not _AGE.match(m.after())
            and not re.search(r"(?:\d|-|'|\bmatter of|\bby)$", m.before())
            and not re.match(r" (?:apart|when|old)\b", m.after())
        ),
        examples=(("The work will take [months].", "PXM"), ("It ran for [years].", "PXY")),
        without=("She is years-old now.", "It fell minutes apart.", "On days when it rains"),
    ),
)
