"""What to call an event: the clause of the source that tells it best, in the source's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline.records import AnnotatedArticle, Mention

LONGEST = 100
"""Characters of a title."""

_WORD = re.compile(r"[^\W_]{4,}")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[,;:–—]\s|\s(?=(?:after|while|which|who|as|because|although|when)\s)")
_ENDS = " \t\n,;:–—-.\"“”‘’'"


def title(told: Sequence[tuple[Mention, AnnotatedArticle]]) -> str:
    """The title of an event told by these mentions: a clause of at most `LONGEST` characters.

    The clause is the one that says best what the sources have in common, among those that stand
    alone: a verb with its subject, short enough to be given whole.
    """
    clauses = [_clause(mention, article) for mention, article in told]
    shared = _shared_words(told, clauses)
    ranked = zip(clauses, told, strict=True)
    best, _ = max(ranked, key=lambda one: (_fitness(one[0], one[1][0], shared), one[0]))
    return shortened(best)


def _clause(mention: Mention, article: AnnotatedArticle) -> str:
    words = _SPACE.sub(" ", article.text[mention.clause.start : mention.clause.end]).strip(_ENDS)
    return words[:1].upper() + words[1:]


def _shared_words(
    told: Sequence[tuple[Mention, AnnotatedArticle]], clauses: Sequence[str]
) -> Mapping[str, float]:
    """The share of the event's articles that have each word in a clause."""
    having: dict[str, set[str]] = {}
    for (_, article), clause in zip(told, clauses, strict=True):
        for word in _words(clause):
            having.setdefault(word, set()).add(article.article.id)
    articles = len({article.article.id for _, article in told})
    return {word: len(where) / articles for word, where in having.items()}


def _words(clause: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(clause)}


def _fitness(clause: str, mention: Mention, shared: Mapping[str, float]) -> float:
    """How well a clause would do as a title."""
    words = _words(clause)
    typical = sum(shared[word] for word in words) / max(len(words), 6)
    subject = any(one.role in ("agent", "patient") for one in mention.participants)
    names = sum(one.label is not None for one in mention.participants)
    return (
        typical
        + 0.5 * (25 <= len(clause) <= LONGEST)
        + 0.5 * (mention.tense != "none" and subject)
        + 0.1 * min(names, 3)
        + 0.5 * mention.salience
        - 0.5 * (mention.status not in ("happened", "ongoing"))
    )


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
