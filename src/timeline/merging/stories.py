"""Which articles tell the same story: their words, seen together with those of their neighbours.

Two reports of one quake need not share many words, but both share some with a third. So the vector
of an article is drawn towards those of the articles nearest to it, which tells two quakes apart
better than any pair of texts does by itself (pseudo relevance feedback, Rocchio 1971).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from math import log

NEIGHBOURS = 5
ROUNDS = 2
NAME = 2
"""A word with a capital counts so often: names tell stories apart."""
KEYS = 40
"""How many of an article's rarest words are looked up in other articles."""
CANDIDATES = 40
"""How many articles, those that share most of these words, an article is compared with."""
WORDS = 300
"""How many words of an article are kept."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")

Vector = dict[str, float]


class Story:
    """The story that an article tells, as words weighted to unit length."""

    def __init__(self, words: Vector) -> None:
        self.words = words
        self._known: dict[int, float] = {}

    def likeness(self, other: Story) -> float:
        """Cosine of the two, worked out once."""
        if self is other:
            return 1.0
        known = self._known.get(id(other))
        if known is None:
            known = self._known[id(other)] = other._known[id(self)] = cosine(
                self.words, other.words
            )
        return known


def stories(texts: Sequence[str], stem: Callable[[str], str | None]) -> list[Story]:
    """The story of each text of a collection; `stem` gives None for words that say nothing."""
    counts = [_counts(text, stem) for text in texts]
    having = Counter(word for count in counts for word in count)
    vectors = [
        _heaviest(
            {
                word: (1 + log(count)) * log((1 + len(texts)) / (0.5 + having[word])) ** 0.5
                for word, count in sorted(found.items())
                if having[word] > 1
            }
        )
        for found in counts
    ]
    for _ in range(ROUNDS):
        vectors = _drawn_together(vectors)
    return [Story(vector) for vector in vectors]


def _counts(text: str, stem: Callable[[str], str | None]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if word[0].isdigit():
            counts[word] += 1
        elif len(word) > 2 and (found := stem(word.lower())) is not None:
            counts[found] += NAME if word[0].isupper() else 1
    return counts


def _drawn_together(vectors: Sequence[Vector]) -> list[Vector]:
    """Each vector with those of its nearest neighbours added, by how near they are."""
    with_word: dict[str, list[int]] = defaultdict(list)
    for index, vector in enumerate(vectors):
        for word in vector:
            with_word[word].append(index)
    drawn = []
    for index, vector in enumerate(vectors):
        rarest = nsmallest(KEYS, vector, key=lambda word: (len(with_word[word]), word))
        sharing = Counter(
            other for word in rarest for other in with_word[word][:CANDIDATES] if other != index
        )
        others = nsmallest(CANDIDATES, sharing, key=lambda other: (-sharing[other], other))
        near = nsmallest(NEIGHBOURS, ((-cosine(vector, vectors[other]), other) for other in others))
        total = dict(vector)
        for distance, other in near:
            for word, weight in vectors[other].items():
                total[word] = total.get(word, 0.0) + distance**2 * weight
        drawn.append(_heaviest(total))
    return drawn


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two sparse vectors of unit length."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


def added(vectors: Iterable[Mapping[str, float]]) -> Vector:
    """The sum of vectors, of unit length."""
    total: dict[str, float] = {}
    for vector in vectors:
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + weight
    return unit(total)


def unit(vector: Mapping[str, float]) -> Vector:
    """A vector of unit length; none of no length."""
    length = sum(weight * weight for weight in vector.values()) ** 0.5
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _heaviest(vector: Mapping[str, float]) -> Vector:
    heaviest = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:WORDS]
    return unit(dict(sorted(heaviest)))
