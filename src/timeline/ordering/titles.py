"""What to call an event: the clause of the source that tells it best, in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.records import AnnotatedArticle, Mention

LONGEST = 100
"""Characters of a title."""

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[,;:–—]\s|\s(?=(?:after|while|which|who|as|because|although|when)\s)")
_ENDS = " \t\n,;:–—-.\"“”‘’'"


def title(told: Sequence[tuple[Mention, AnnotatedArticle]]) -> str:
    """The title of an event told by these mentions: a clause of at most `LONGEST` characters."""
    best = max(told, key=lambda one: _fitness(*one))
    return shortened(_clause(*best))


def _clause(mention: Mention, article: AnnotatedArticle) -> str:
    words = _SPACE.sub(" ", article.text[mention.clause.start : mention.clause.end]).strip(_ENDS)
    return words[:1].upper() + words[1:]


def _fitness(mention: Mention, article: AnnotatedArticle) -> tuple[int, int, float, str, int]:
    """A verb with a subject says more than a noun; a clause should fit without being cut."""
    clause = _clause(mention, article)
    names = sum(one.label is not None for one in mention.participants)
    fits = 25 <= len(clause) <= LONGEST
    finite = mention.tense != "none" and any(one.role == "agent" for one in mention.participants)
    return (fits + finite, min(names, 3), mention.salience, article.article.id, -mention.start)


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text cut at the end of a phrase if possible, else of a word, to so many characters."""
    if len(text) <= longest:
        return text
    ends = [
        found.start() for found in _BREAK.finditer(text) if longest // 3 < found.start() <= longest
    ]
    if ends:
        return text[: ends[-1]].rstrip(_ENDS)
    return text[: text.rfind(" ", 0, longest)].rstrip(_ENDS) + "…"
