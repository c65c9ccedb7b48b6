"""Who only saw it, or lived through it: what they say is colour, not an event of a timeline.

News tells whom it quotes by what they are to the story: those who act by their office ("Mayor Anna
Berg"), passers-by as such ("nearby resident Tom Vale") or by their age ("Tom Vale, 30, said").
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterable
from functools import cache

from timeline.records import AnnotatedArticle

_REACH = 60
_AGE = re.compile(r",\s+(?:aged\s+)?\d\d?,")


def bystanders(collection: Iterable[AnnotatedArticle]) -> frozenset[str]:
    """The full names of people whom an article of the collection introduces as bystanders."""
    found = set()
    for article in collection:
        for name in article.entities:
            if name.label != "PERSON":
                continue
            before = article.text[max(0, name.start - _REACH) : name.start]
            after = article.text[name.end : name.end + _REACH]
            if _called().search(before) or _told().match(after) or _AGE.match(after):
                found.add(name.name)
    return frozenset(found)


@cache
def _words() -> str:
    text = importlib.resources.files(__package__).joinpath("bystanders.txt").read_text("utf-8")
    return "|".join(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_words()})\s+$", re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    one = r"(?:an?|the|another|one of (?:the|those|many))"
    return re.compile(
        rf",\s+(?:who\s+(?:is|was)\s+)?{one}\s+(?:[\w-]+\s+){{0,2}}?(?:{_words()})(?:e?s)?(?![\w-])"
    )
