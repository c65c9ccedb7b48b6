"""Which way a sentence looks, back or ahead, read from the verbs near an expression.

"Ministers agreed on Friday" looks back, "ministers will meet on Friday" ahead, "he said the vote
will be on Friday" ahead: the nearest verb decides, those before the expression first. Words only,
no parser: the rules need one bit, and they need it for ten thousand expressions a second.
"""

from __future__ import annotations

import re

_BACK_WORDS = (
    "was were had did said told came went took made got began broke fell found gave held kept knew"
    " led left lost met paid ran rose saw sent shot sold spoke stood struck thought won wrote became"
    " brought bought built caught chose drew drove fought flew forgot grew heard hit hurt laid meant"
    " put quit read rode sang sank sat set shook shut slept spent spread stole swore taught threw"
    " understood woke wore withdrew been died since ago closed ended following after"
)
_AHEAD = (
    r"will|'ll|shall|won't|would|could|should|may|might|must|can|going to|about to|is to|are to|plans?|planned"
    r"|plan|planning|expects?|expected|expecting|scheduled|due|set (?:to|for)|slated|intends?|hopes?|until|till"
    r"|upcoming|next|ahead of|deadline|by|to (?!the\b|a\b|an\b|\$|\d|its\b|his\b|her\b|their\b)[a-z]+"
    r"|effective|maturing|matures?|starting|beginning|before|awaits?|later"
)
_NOT_BACK = frozenset(
    ["need", "indeed", "hundred", "speed", "feed", "seed", "unprecedented", "united", "bed", "red", "embed", "exceed", "proceed", "succeed", "breed", "creed", "deed", "shed", "sacred", "wicked", "naked", "rugged", "so-called", "biggest", "limited", "armed"]
)

_WORD = re.compile(
    rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{'|'.join(_BACK_WORDS.split())}|[a-z]+ed))\b"
)
_SENTENCE_BREAK = re.compile(r"[.!?;][\"')]{0,2}\s|\n\s*\n")
_ABBREVIATED = re.compile(
    r"(?:\b[a-z]|mr|mrs|ms|dr|gen|sen|rep|gov|sept?|oct|nov|dec|jan|feb|aug|inc|corp|co|st|no)$"
)

_WINDOW = 160


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


def _sign(found: re.Match[str]) -> int:
    if found["ahead"]:
        return 1
    return 0 if found["back"] in _NOT_BACK else -1


def direction(folded: str, start: int, end: int) -> int:
    """-1 where the words around `folded[start:end]` look back, 1 where ahead, 0 where neither."""
    signs = [_sign(found) for found in _WORD.finditer(_clause_before(folded, start))]
    for sign in reversed(signs):
        if sign:
            return sign
    for found in _WORD.finditer(_clause_after(folded, end)):
        if sign := _sign(found):
            return sign
    return 0
