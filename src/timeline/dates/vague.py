"""Rules for times that no calendar fixes: recently, now, in the near future."""

from __future__ import annotations

import re

from timeline.dates.durations import SOME_DAY
from timeline.dates.rule import Context, Match, Reading, Rule


def _past(match: Match, context: Context) -> Reading:
    return Reading("PAST_REF")


def _present(match: Match, context: Context) -> Reading:
    return Reading("PRESENT_REF")


def _future(match: Match, context: Context) -> Reading:
    return Reading("FUTURE_REF")


def _is_noun(match: Match) -> bool:
    """The future itself: not "future leaders", "its future chairman", "oil futures"."""
    if not match.folded[match.start : match.end].endswith("future"):
        return True
    return match.folded[match.start : match.end] != "future" or match.before().endswith(" in")


_TOLD = re.compile(r" (?:as|after|enough|became|began|was|were|had|got|came|grew|[a-z]{2,}ed)\b")
"""What follows *soon* where the future is one of the story: "it soon became a flood"."""


def _still_to_come(match: Match) -> bool:
    """Ahead of the day of publication: not "was soon released", "as soon as", "soon after"."""
    words = match.folded[match.start : match.end]
    if words == "one day":
        return bool(SOME_DAY.search(match.before()))
    if words not in ("soon", "shortly"):
        return True
    told = _TOLD.match(match.after()) or re.search(r"\b(?:was|were|as)$", match.before())
    return not told


RULES: tuple[Rule, ...] = (
    Rule(
        name="past_reference",
        pattern=r"(?:(?:more |most |very )?recently|(?:the )?past years|formerly|(?:not )?long ago"
        r"|years past|the (?:distant |recent )?past(?! (?:<number>|few|several|<unit>))"
        r"|(?:the )?recent (?:hours|days|weeks|months|quarters|years|decades)"
        r"(?: and (?:months|years))?)",
        resolve=_past,
        examples=(("He [recently] left.", "PAST_REF"), ("In [recent days] he left.", "PAST_REF")),
    ),
    Rule(
        name="vague_duration",
        pattern=r"a (?:little |short |long )?while",
        resolve=lambda m, c: Reading("PXX", type="DURATION"),
        accept=lambda m: re.search(r"\b(?:for(?: quite)?|in|after)$", m.before()) is not None,
        examples=(("They waited for [a while].", "PXX"),),
        without=("Once in a blue moon, while they waited",),
    ),
    Rule(
        name="present_reference",
        pattern=r"(?:(?:right |just )?now|currently|these days|nowadays|at present|the present"
        r"|presently|at the moment|current)",
        resolve=_present,
        examples=(("He is [now] free.", "PRESENT_REF"), ("He is [currently] free.", "PRESENT_REF")),
    ),
    Rule(
        name="future_reference",
        pattern=r"(?:(?:the )?(?:near |foreseeable |not-too-distant |immediate |distant )?future"
        r"(?! (?:quarters|years|months|generations|weeks))"
        r"|(?:the )?(?:coming|future|upcoming) (?:days|weeks|months|quarters|years)|soon"
        r"|the (?:hours|days|weeks|months|years|decades) (?:ahead|to come)"
        r"|one day|the (?:near|short|long) term|as soon as possible|a later (?:date|stage)"
        r"|shortly(?! (?:after|before|afterwards?|thereafter)\b))",
        resolve=_future,
        accept=lambda m: _is_noun(m) and _still_to_come(m),
        examples=(
            ("It will open [soon].", "FUTURE_REF"),
            ("It may change in [the near future].", "FUTURE_REF"),
            ("She will [one day] return.", "FUTURE_REF"),
            ("They will decide [as soon as possible].", "FUTURE_REF"),
            ("They will decide at [a later date].", "FUTURE_REF"),
            ("Prices fall in [coming months] as imports rise.", "FUTURE_REF"),
        ),
        without=("It soon became a flood.", "He was soon freed.", "Come as soon as you can."),
    ),
)
