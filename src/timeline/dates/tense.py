"""Which way a sentence looks, back or ahead, read from the words near an expression.

"Ministers agreed on Friday" looks back, "ministers will meet on Friday" ahead, and so does "he said
the vote would be held on Friday": *would* weighs more than the verb of saying. Every verb and
preposition in the clause votes, the nearer the louder. Words only, no parser: the rules need one
bit, and they need it for ten thousand expressions a second.
"""

from __future__ import annotations

import re

_IRREGULAR = (
    "broken|brought|built|chosen|done|drawn|driven|fought|found|given|heard|held|kept|laid|led|left"
    "|lost|made|met|paid|put|read|run|seen|sent|set|shot|shown|sold|sought|spent|sworn|taken|told"
    "|won|written"
)
_PASSIVE = (
    r"(?: (?:also|not|never|only|soon|now|then|\w{2,12}ly))?"
    rf" (?!scheduled|due|slated|expected|planned|set\b)(?:\w{{2,14}}ed|{_IRREGULAR})"
)
"""What follows a form of *be*: no past tense, since the vote "will be held" and "is held"."""

_IMPLICATIVE = (
    "began|ceased|chose|continued|declined|failed|forgot|got|had|happened|helped|managed|refused"
    "|rushed|started|struggled|tried|used|went on"
)
"""Verbs whose infinitive is as past as they are (Karttunen 1971): "he failed to come on Friday"."""

WEIGHTS: dict[str, tuple[float, str]] = {
    "past_plan": (
        -1.5,
        "(?:had been|previously|originally) (?:scheduled|due|set|slated|expected|supposed|planned)"
        "|set (?:aside|off|up|out|foot)",
    ),
    "future": (
        1.6,
        f"(?:will|would|shall|(?:(?:is|are|was|were) )?to)(?: not)? be(?:{_PASSIVE})?"
        "|will|'ll|shall|won't|would|going to|is to|are to|was to|were to|scheduled|due|slated"
        "|upcoming|expected|payable|set to|set for|plans to|planned|planning to|ahead of|deadline"
        "|effective|maturing|matures|starting|no later than|as soon as|as early as|extended"
        "|postponed|delayed|adjourned|rescheduled|pushed back|put off",
    ),
    "saying": (
        -0.4,
        "said|told|says|say|announced|reported|added|predicted|warned|promised|noted",
    ),
    "past_cue": (
        -0.6,
        "since|ago|after|follows|following|aftermath|ended|earlier|wake of|yesterday|despite"
        "|response to",
    ),
    "timetable": (
        0.8,
        "meets|begins|opens|starts|convenes|resumes|arrives|departs|expires|takes effect|kicks off"
        "|gets under way|goes (?:to|into|on)|(?<!will )(?<!would )(?<!to )meet",
    ),
    "intention": (1.0, "(?:plan|expect|hope|intend|aim|threaten|vow)s? to"),
    "ability": (
        0.5,
        f"(?:may|might|can|should|must)(?: not)? be(?:{_PASSIVE})|(?:is|are){_PASSIVE}"
        "|may|might|can|could|should|must|(?<!the )(?<!a )(?<!its )(?<!his )(?<!their )plans?"
        "|expects?|hopes?|intends?|aims?|until|by",
    ),
    "past_perfect": (-1.6, f"had{_PASSIVE}"),
    "implicative": (-0.5, f"(?:{_IMPLICATIVE}) to"),
    "finite_past": (
        -1.0,
        "was|were|had|did|has|have|been|died|came|went|took|made|got|began|broke|fell|found|gave"
        "|burst|hurt|quit|shut|split|spread"
        "|held|kept|knew|led|left|lost|met|paid|ran|rose|saw|sent|shot|sold|spoke|stood|struck"
        "|thought|won|wrote|became|brought|bought|built|caught|chose|drew|drove|fought|flew|forgot"
        "|grew|heard|hit|meant|rode|sang|sank|sat|shook|slept|spent|stole|swore|taught|threw"
        "|understood|woke|wore|withdrew|[a-z]{2,}ed",
    ),
    "infinitive": (
        0.45,
        r"to (?!the\b|a\b|an\b|\$|\d|its\b|his\b|her\b|their\b|this\b|that\b)[a-z]+(?<!ed)",
    ),
}
"""Cue words and how strongly they point ahead (positive) or back (negative).

A word counts under the first kind that has it: *planned* looks ahead before it is a past tense, but
what "had been planned" for a day lies behind. *past_plan* comes first for that reason.
"""

_NOT_VERBS = frozenset(
    {"unspecified", "unchanged", "unlimited", "unexpected", "unidentified", "unnamed", "undated"}
    | {
        "need",
        "indeed",
        "hundred",
        "speed",
        "feed",
        "seed",
        "unprecedented",
        "united",
        "bed",
        "red",
    }
    | {"embed", "exceed", "proceed", "succeed", "breed", "creed", "deed", "shed", "sacred"}
    | {"wicked", "naked", "rugged", "limited", "armed", "continued", "wounded"}
)
_WORD = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, (_, words) in WEIGHTS.items()) + r")\b"
)
_SENTENCE_BREAK = re.compile(r"[.!?;][\"')]{0,2}\s|\n\s*\n")
_ABBREVIATED = re.compile(
    r"(?:\b[a-z]|mr|mrs|ms|dr|gen|sen|rep|gov|sept?|oct|nov|dec|jan|feb|aug|inc|corp|co|st|no|ltd|lt"
    r"|col)$"
)
_UNTIL = re.compile(r"\b(?:until|till) $")
_NOT_YET = re.compile(r",? (?:\w+ ){1,4}(?:had|was|were|did)(?: not|n't| never| only)\b")
_SAID_THEN = -2.0
"""The weight of a verb of saying right before: "said on Tuesday that Iraq would retaliate"."""
_WHAT_WAS_SAID = re.compile(r",? that (?!day|week|month|year)")
_WINDOW = 160
"""Characters looked at on each side: an unbroken text costs no more than a sentence."""
_THRESHOLD = 0.04
_BESIDE = 0.35


def _clause_before(folded: str, start: int) -> str:
    window = folded[max(0, start - _WINDOW) : start]
    cut = 0
    for found in _SENTENCE_BREAK.finditer(window):
        if not _ABBREVIATED.search(window, 0, found.start()):
            cut = found.end()
    return window[cut:]


def _clause_after(folded: str, end: int) -> str:
    window = folded[end : end + _WINDOW]
    for found in _SENTENCE_BREAK.finditer(window):
        if not _ABBREVIATED.search(window, 0, found.start()):
            return window[: found.start()]
    return window


def _votes(clause: str) -> list[tuple[int, int, float]]:
    return [
        (found.start(), found.end(), WEIGHTS[str(found.lastgroup)][0])
        for found in _WORD.finditer(clause)
        if found[0] not in _NOT_VERBS
    ]


def leaning(folded: str, start: int, end: int) -> float:
    """How far the words around `folded[start:end]` point ahead (positive) or back (negative)."""
    before, after = _clause_before(folded, start), _clause_after(folded, end)
    if _UNTIL.search(before) and _NOT_YET.match(after):
        return -1.0  # "until Thursday, they had not named a suspect"
    total = 0.0
    votes = _votes(before)
    if votes and votes[-1][2] == WEIGHTS["saying"][0] and _WHAT_WAS_SAID.match(after):
        total += _SAID_THEN  # "told reporters in Oslo on Wednesday that the work might take weeks"
    for _, stop, weight in votes:
        between = before[stop:].split()
        if len(between) <= 1 and weight == WEIGHTS["saying"][0]:
            weight = _SAID_THEN  # "said on Tuesday that Iraq would retaliate"
        total += weight / (1 + len(between))
    for begin, _, weight in _votes(after):
        if weight == WEIGHTS["infinitive"][0] and total < 0:
            continue  # "a judge agreed in December to dismiss the case": what was agreed
        total += weight / (3 + after.count(" ", 0, begin))
    return total


def direction(folded: str, start: int, end: int) -> int:
    """-1 where the words around `folded[start:end]` look back, 1 where ahead, 0 where neither.

    -2 and 2 are for a verb right beside: "it started in May".
    """
    lean = leaning(folded, start, end)
    if abs(lean) < _THRESHOLD:
        return 0
    return (1 if lean > 0 else -1) * (2 if abs(lean) >= _BESIDE else 1)
