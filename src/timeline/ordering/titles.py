"""What to call an event: the title of the source that tells it best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from timeline.records import AnnotatedArticle, Mention, TitleForm

_WORD = re.compile(r"[^\W_]{4,}|\d+")
_FORMS: dict[TitleForm, float] = {"statement": 3.0, "setting": 2.0, "reference": 1.0, "phrase": 0.5}
_ENDS_SHORT = 25
"""Fewer characters than these seldom say what happened: "He was arrested"."""


def best_told(told: Sequence[tuple[Mention, AnnotatedArticle]]) -> tuple[Mention, AnnotatedArticle]:
    """The mention whose title fits an event best: it stands alone, says what the sources have in
    common, and names those who take part."""
    shared = _shared_words(told)
    lemmas = Counter(mention.lemma for mention, _ in told)
    usual = {lemma: count / len(told) for lemma, count in lemmas.items()}
    return max(
        told, key=lambda one: (_fitness(one[0], shared, usual), one[0].title.text, one[0].id)
    )


def _shared_words(told: Sequence[tuple[Mention, AnnotatedArticle]]) -> Mapping[str, float]:
    """The share of the event's articles that have each word in a title."""
    having: dict[str, set[str]] = {}
    for mention, article in told:
        for word in _words(mention.title.text):
            having.setdefault(word, set()).add(article.article.id)
    articles = len({article.article.id for _, article in told})
    return {word: len(where) / articles for word, where in having.items()}


def _words(title: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(title)}


def _fitness(mention: Mention, shared: Mapping[str, float], usual: Mapping[str, float]) -> float:
    """How well a mention's title would do."""
    text = mention.title.text
    words = _words(text)
    typical = sum(shared[word] for word in words) / max(len(words), 6)
    typical += 0.5 * usual[mention.lemma]
    names = sum(one.label is not None for one in mention.participants)
    return (
        _FORMS[mention.title.form]
        + typical
        + 0.1 * min(names, 3)
        + 0.2 * any(sign.isdigit() for sign in text)
        + 0.5 * mention.salience
        - 0.8 * (len(text) < _ENDS_SHORT)
        - 0.5 * (mention.status not in ("happened", "ongoing"))
        - 1.0 * text.endswith("…")
    )
