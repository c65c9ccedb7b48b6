"""Which articles tell the same story: their words, seen together with those of their neighbours.

Two reports of one quake need not share many words, but both share some with a third. So the vector
of an article is drawn towards those of the articles nearest to it, which tells two quakes apart
better than any pair of texts does by itself (pseudo relevance feedback, Rocchio 1971).
"""

from __future__ import annotations

import numpy as np

from timeline.merging.neighbours import partners
from timeline.merging.rows import Rows, parted, places, portions, spread
from timeline.merging.words import Words

NEIGHBOURS = 8
ROUNDS = 3
NAME = 2
"""A word with a capital counts so often: names tell stories apart."""
KEYS = 100
"""How many of an article's rarest words are looked up in other articles."""
CANDIDATES = 24
"""How many articles, those that share most of these words, an article is compared with."""
WORDS = 300
"""How many words of an article are kept."""


def stories(words: Words) -> Rows:
    """The story that each article of a collection tells, as words weighted to unit length."""
    articles = len(words.offsets)
    article = np.searchsorted(words.offsets, words.places, side="right") - 1
    counts = np.where(words.capital, float(NAME), 1.0)
    told = Rows.of(article, words.terms, counts, articles, words.count)
    having = np.bincount(told.ids, minlength=words.count)
    rarity = np.sqrt(np.log((1 + articles) / (0.5 + having)))
    weights = np.where(having > 1, rarity, 0.0)[told.ids] * (1 + np.log(told.weights))
    kept = weights > 0
    vectors = Rows.of(told.owners[kept], told.ids[kept], weights[kept], articles, words.count)
    vectors = vectors.heaviest(WORDS).unit()
    for _ in range(ROUNDS):
        vectors = _drawn_together(vectors)
    return vectors.level()


def _drawn_together(vectors: Rows) -> Rows:
    """Each vector with those of its nearest neighbours added, by how near they are."""
    count = len(vectors.starts) - 1
    keys = _rarest(vectors, KEYS)
    order = np.arange(count)
    left, right = partners(keys, order, window=CANDIDATES // 2, most=CANDIDATES)
    pairs = np.minimum(left, right) * count + np.maximum(left, right)
    each, place = np.unique(pairs, return_inverse=True)
    near = vectors.level().dots(*parted(each, count))[place]
    best = np.lexsort((right, -near, left))
    rank, _ = places(left)  # left is sorted as it was
    chosen = best[(rank < NEIGHBOURS) & (near[best] > 0)]
    left, right, near = left[chosen], right[chosen], near[chosen]
    begins = np.searchsorted(left, np.arange(count + 1))
    added = np.bincount(left, vectors.sizes[right], minlength=count)
    parts = []
    for some in portions(vectors.sizes + added.astype(np.int64)):
        rows = np.arange(some.start, some.stop)
        those = slice(begins[some.start], begins[some.stop])
        own, sizes = vectors.sizes[rows], vectors.sizes[right[those]]
        at = spread(vectors.starts[rows], own)
        others = spread(vectors.starts[right[those]], sizes)
        weights = np.repeat(near[those] ** 2, sizes) * vectors.weights[others]
        total = Rows.of(
            np.concatenate([np.repeat(rows, own), np.repeat(left[those], sizes)]) - some.start,
            np.concatenate([vectors.ids[at], vectors.ids[others]]),
            np.concatenate([vectors.weights[at], weights]),
            len(rows),
            vectors.width,
        )
        parts.append(total.heaviest(WORDS).unit())
    return Rows.stacked(parts, vectors.width)


def _rarest(vectors: Rows, most: int) -> Rows:
    """The ids of each row that fewest rows have."""
    having = np.bincount(vectors.ids, minlength=vectors.width)
    weights = -having[vectors.ids].astype(np.float32)
    return Rows(vectors.starts, vectors.ids, weights, vectors.width).heaviest(most)
