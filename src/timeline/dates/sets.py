"""Rules for repeated times: daily, every Monday, twice a year."""

from __future__ import annotations

import re

from timeline.dates import grammar, lexicon
from timeline.dates.durations import duration_value
from timeline.dates.rule import Context, Match, Reading, Rule
from timeline.dates.weekdays import part_of_day

_ADVERBS = {
    **{"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"},
    **{"quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y", "biweekly": "P2W"},
    **{"fortnightly": "P2W", "semiannually": "P6M", "bimonthly": "P2M"},
}


def _adverb(match: Match, context: Context) -> Reading:
    return Reading(_ADVERBS[match["word"]], type="SET")


def _frequency(match: Match) -> bool:
    """Not a name, "The Daily Mail", nor a kind of report, "a quarterly dividend"."""
    if match.text[match.start].isupper() and re.match(
        r" [A-Z]", match.text[match.end : match.end + 2]
    ):
        return False
    return match["word"] != "quarterly" or not re.match(r" [a-z]", match.after())


def _every(match: Match, context: Context) -> Reading | None:
    if match["weekday"] or match["weekdays"]:
        code = part_of_day(match["part"].rstrip("s")) if match["part"] else ""
        day = grammar.weekday(match["weekday"] or match["weekdays"])
        return Reading(f"XXXX-WXX-{day}{code}", type="SET")
    if match["month"]:
        return Reading(f"XXXX-{grammar.month(match['month']):02}", type="SET")
    if match["season"]:
        return Reading(f"XXXX-{lexicon.SEASONS[match['season']]}", type="SET")
    if match["part"]:
        return Reading(f"XXXX-XX-XX{part_of_day(match['part'])}", type="SET")
    amount = grammar.number(match["number"]) if match["number"] else 1
    if match["other"]:
        amount = 2
    value = duration_value(amount, lexicon.UNITS[match["unit"]])
    return None if value is None else Reading(value, type="SET")


_COUNT = "|".join((*lexicon.ONES, *lexicon.TENS, "dozens of", "hundreds of", "thousands of"))


def _rate(match: Match, context: Context) -> Reading | None:
    value = duration_value(1, lexicon.UNITS[match["unit"]])
    return None if value is None else Reading(value, type="SET")


def _weekdays(match: Match, context: Context) -> Reading:
    """ "Mondays", "Tuesday nights"."""
    code = part_of_day(match["plural"][:-1]) if match["plural"] else ""
    day = grammar.weekday(match["weekdays"] or match["weekday"])
    return Reading(f"XXXX-WXX-{day}{code}", type="SET")


RULES: tuple[Rule, ...] = (
    Rule(
        name="frequency",
        pattern=r"(?P<word>" + "|".join(w for w in _ADVERBS if w != "annual") + ")",
        resolve=_adverb,
        accept=_frequency,
        examples=(("They met [daily].", "P1D"), ("It is published [weekly].", "P1W")),
        without=("The Daily Mail said so.",),
    ),
    Rule(
        name="every",
        pattern=r"(?:every|each)(?: (?P<other>other)| single)? (?:<weekday>|<month>|<season>"
        r"|(?:<number> )?<unit>|<part>)(?: (?:of|in) the (?:day|week|month|year))?",
        resolve=_every,
        examples=(
            ("They march [every Monday].", "XXXX-WXX-1"),
            ("They march [every day].", "P1D"),
            ("They march [every two weeks].", "P2W"),
            ("They march [each July].", "XXXX-07"),
        ),
    ),
    Rule(
        name="rate",
        pattern=r"(?:a|an|per) <unit>",
        resolve=_rate,
        accept=lambda m: (
            not m.before().endswith("24 hours")
            and m["unit"] in ("hour", "minute", "second", "day", "week", "month", "year", "night")
            and bool(
                re.search(
                    r"(?:\b(?:once|twice|times|thrice)|[\d] ?(?:million|billion|cents|percent|%)?"
                    r"|(?:million|billion|percent|cents|dollars|barrels|people|tons|miles"
                    r"|hours|days)|\d[\d,.]* [a-z]+s|(?:" + _COUNT + r") [a-z]+s)$",
                    m.before(),
                )
            )
        ),
        examples=(("It sells 5,000 [a day].", "P1D"), ("It runs four trains [a week].", "P1W")),
        without=("They are open 24 hours a day.",),
    ),
    Rule(
        name="weekdays",
        pattern=r"(?:<weekdays>|<weekday> (?P<plural>mornings|afternoons|evenings|nights))",
        resolve=_weekdays,
        accept=lambda m: m.text[m.start].isupper(),
        examples=(
            ("It is closed on [Mondays].", "XXXX-WXX-1"),
            ("It airs on [Tuesday nights].", "XXXX-WXX-2TNI"),
        ),
    ),
)
