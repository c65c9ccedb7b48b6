"""What words mean, as vectors: near where they are used alike ("jail", "prison")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, Rows
from timeline.model.word_vectors import word_vectors

Vectors = NDArray[np.floating[Any]]

_AT_ONCE = 1 << 12
"""How many words are added up at a time, as many as the cache of a processor holds."""
_PAIRS = 1 << 10
"""How many pairs are compared at a time, for the same reason."""


def vectors_of(phrases: Sequence[str]) -> Vectors:
    """A vector of unit length for each word or phrase, of no length where no word is known."""
    known = word_vectors()
    found = np.zeros((len(phrases), known.rows.shape[1]), np.float32)
    for place, phrase in enumerate(phrases):
        rows = [known.index[word] for word in phrase.lower().split() if word in known.index]
        if rows:
            found[place] = known.rows[rows].sum(axis=0)
    return unit(found)


def means(rows: Rows, vectors: Vectors) -> Vectors:
    """For each row the weighted mean of the vectors of its ids, of unit length and coarse, seen
    from the mean of all rows: what every sentence of a story has in common says little.
    """

    count = len(rows.starts) - 1
    total = np.zeros((count, vectors.shape[1]), np.float32)
    begin = 0
    while begin < count:
        end = int(np.searchsorted(rows.starts, rows.starts[begin] + _AT_ONCE, "right")) - 1
        end = min(count, max(begin + 1, end))
        first, last = rows.starts[begin], rows.starts[end]
        full = np.flatnonzero(rows.sizes[begin:end])
        if len(full):
            weighted = vectors[rows.ids[first:last]] * rows.weights[first:last, None]
            starts = rows.starts[begin:end][full] - first
            total[begin + full] = np.add.reduceat(weighted, starts, axis=0)
        begin = end
    empty = rows.sizes == 0
    mean = total.sum(axis=0, dtype=np.float64).astype(np.float32) / max(count - empty.sum(), 1)
    for begin in range(0, count, _AT_ONCE):
        some = total[begin : begin + _AT_ONCE]
        some -= mean
        some[empty[begin : begin + _AT_ONCE]] = 0.0
        some[:] = coarse(unit(some))
    return total


def cosines(vectors: Vectors, left: Ints, right: Ints) -> NDArray[np.float64]:
    """The cosine of two vectors of unit length, for each pair."""
    found = np.empty(len(left))
    for begin in range(0, len(left), _PAIRS):
        part = slice(begin, begin + _PAIRS)
        found[part] = np.einsum("ij,ij->i", vectors[left[part]], vectors[right[part]])
    return found


def coarse(vectors: Vectors) -> Vectors:
    """Vectors rounded to half precision: finer differences say nothing."""
    return vectors.astype(np.float16).astype(np.float32)


def unit(vectors: Vectors) -> Vectors:
    """Vectors of unit length; of no length they stay."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length == 0, 1.0, length), np.float32)
