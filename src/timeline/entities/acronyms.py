"""Acronyms that a text introduces: "River Authority (RA)", "RA (River Authority)"."""

from __future__ import annotations

import re

_SHORT = r"[A-Z][A-Za-z&.\-]{1,9}"
_WORD = r"[A-Z][\w&'’.\-]*"
_LONG = rf"{_WORD}(?:\s+(?:(?:of|for|and|the|on|in|to|de|la|du|des)\s+){{0,3}}{_WORD}){{1,9}}"
_LONG_FIRST = re.compile(rf"({_LONG}(?:['’]s)?)\s+\(({_SHORT})\)")
_SHORT_FIRST = re.compile(rf"\b({_SHORT}),?\s+(?:\(|or\s+the\s+|or\s+)(?:the\s+)?({_LONG})")


def introduced(text: str) -> dict[str, str]:
    """Acronyms with the full names that a text gives them.

    A pair counts if the letters of the acronym run through the name, the first at the start of a
    word (Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
    biomedical text"). An acronym that is given two names is left out.
    """
    pairs: dict[str, set[str]] = {}
    for found in _LONG_FIRST.finditer(text, 0, text.rfind(")") + 1):  # many texts have no bracket
        name = _expansion(found[2], found[1])
        if name is not None:
            pairs.setdefault(found[2], set()).add(name)
    for found in _SHORT_FIRST.finditer(text):
        name = _expansion(found[1], found[2])
        if name is not None and name == found[2]:
            pairs.setdefault(found[1], set()).add(name)
    return {short: next(iter(names)) for short, names in sorted(pairs.items()) if len(names) == 1}


def _expansion(short: str, long: str) -> str | None:
    """The shortest end of the name that the acronym's letters run through, or None."""
    letters = [c.lower() for c in short if c.isalnum()]
    if sum(c.isupper() for c in short) < 2 or len(letters) < 2:
        return None
    place = len(long) - 1
    for rank in range(len(letters) - 1, -1, -1):
        letter = letters[rank]
        while place >= 0 and (
            long[place].lower() != letter or (rank == 0 and place > 0 and long[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
        place -= 1
    name = long[place + 1 :]
    words = name.split()
    return name if 2 <= len(words) <= min(len(letters) + 5, len(letters) * 2) else None
