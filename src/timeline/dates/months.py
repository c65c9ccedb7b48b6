"""Rules for months, with or without their year."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates import grammar, lexicon
from timeline.dates.calendar import narrative_year, year_of
from timeline.dates.rule import Context, Match, Reading, Rule


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


_NEAR = 100
"""Days from publication within which a month is one of the news, whatever story is told."""

_MONTHS_AGAINST_PAST, _MONTHS_AGAINST_FUTURE = 9, 7
"""Months that a month on the wrong side of the verb's tense counts as further away."""


def bare_month(match: Match, context: Context, month: int) -> Reading:
    """A month without a year: the tense and the publication month decide which."""
    published = context.published
    if published is None:
        return Reading(month_value(None, month))
    told = narrative_year(match, context, month, 15, far=_NEAR)
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
    r"\b(?:in|of|since|until|till|by|from|to|through|during|between|before|after|late|early|mid"
    r"|last"
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
    if word == "march" and before.endswith("annual"):
        return False  # the parade: "the annual March for Peace"
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


_WHICH = r"(?P<which>last|this|next|the same|that|the following|the previous) year"

RULES: tuple[Rule, ...] = (
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
        pattern=r"<month>(?: of)?(?P<join> ?(?:-{1,2}|to|through|until"
        r"|and) ?)<month2>(?:,? (?:of )?<year>)?",
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
            "They joined the annual March for Peace.",
            "June Carter sang.",
            "Theresa May said so.",
        ),
    ),
)
