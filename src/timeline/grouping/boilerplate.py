"""What an outlet prints at the edge of its articles, whatever they are about: it tells no event.

"Northern Press won an award in 2015" at the foot of three articles is no news of their stories.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from timeline.records import AnnotatedArticle

ARTICLES = 3
"""A paragraph that so many articles of one outlet print at their edge is boilerplate."""

_HEAD, _FOOT = 1, 3
"""Paragraphs at the beginning and the end of an article that are its edge."""

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w’'-]{2,}")


def without_boilerplate(collection: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The articles without the mentions of what their outlet prints at the edge of every article.

    A paragraph is that if `ARTICLES` of the outlet have it at an edge, and the rest of none of them
    says a name that stands in it: agencies repeat the background of a story, too, but it speaks of
    those whom the story is about. Articles without an outlet count as those of one.
    """
    holders: dict[tuple[str, str], list[tuple[int, range]]] = defaultdict(list)
    for place, one in enumerate(collection):
        for key, sentences in _edges(one):
            holders[one.article.outlet or "", key].append((place, sentences))
    gone: dict[int, set[int]] = defaultdict(set)
    for found in holders.values():
        if len({place for place, _ in found}) < ARTICLES:
            continue
        if any(_speaks_of_the_story(collection[place], sentences) for place, sentences in found):
            continue
        for place, sentences in found:
            gone[place].update(sentences)
    return [
        _without(one, gone[place]) if place in gone else one for place, one in enumerate(collection)
    ]


def _edges(one: AnnotatedArticle) -> list[tuple[str, range]]:
    """The paragraphs at the edges of an article: their words, and their sentences."""
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for number, sentence in enumerate(one.sentences):
        paragraphs[sentence.paragraph].append(number)
    ordered = [range(p[0], p[-1] + 1) for _, p in sorted(paragraphs.items())]
    if len(ordered) <= _HEAD + _FOOT:
        return []
    edges = [*ordered[:_HEAD], *ordered[-_FOOT:]]
    return [(" ".join(_WORD.findall(_text(one, part).lower())), part) for part in edges]


def _text(one: AnnotatedArticle, sentences: range) -> str:
    return one.text[one.sentences[sentences[0]].start : one.sentences[sentences[-1]].end]


def _speaks_of_the_story(one: AnnotatedArticle, sentences: range) -> bool:
    start, end = one.sentences[sentences[0]].start, one.sentences[sentences[-1]].end
    rest = set(_WORD.findall(one.text[:start])) | set(_WORD.findall(one.text[end:]))
    named = {
        word
        for entity in one.entities
        if start <= entity.start < end
        for word in _WORD.findall(entity.text)
    }
    named |= {word for name in _NAME.findall(one.text[start:end]) for word in _WORD.findall(name)}
    return bool(named & rest)


def _without(one: AnnotatedArticle, sentences: set[int]) -> AnnotatedArticle:
    kept = [mention for mention in one.mentions if mention.sentence not in sentences]
    ids = {mention.id for mention in kept}
    return msgspec.structs.replace(
        one,
        mentions=tuple(
            msgspec.structs.replace(
                mention,
                relations=tuple(
                    relation
                    for relation in mention.relations
                    if relation.mention is None or relation.mention in ids
                ),
            )
            for mention in kept
        ),
    )
