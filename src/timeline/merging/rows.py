"""Sparse rows: for each mention (or article) a few ids out of many, with weights.

The compressed layout that sparse matrices have (CSR), so that what two rows share is worked out for
millions of pairs at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]

_CELLS = 1 << 20
"""How many cells of a table are filled at a time: as many as the cache of a processor holds."""
_ELEMENTS = 1 << 21
"""How many products are worked out at a time."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Row r has `ids[starts[r]:starts[r + 1]]`, each once and below `width`, and their weights."""

    starts: NDArray[np.int64]
    ids: NDArray[np.int32]
    weights: NDArray[np.float32]
    width: int

    @staticmethod
    def of(row: Ints, ids: Ints, weights: Floats | None, count: int, width: int) -> Rows:
        """Rows from (row, id, weight) in any order; the weights of what is given twice add up.

        Without weights every id weighs 1, however often it is given.
        """
        keys = row.astype(np.int64) * max(width, 1) + ids
        if weights is None:
            keys.sort()
            keys = keys[_firsts(keys)]
            summed = np.ones(len(keys), np.float32)
        else:
            order = np.argsort(keys, kind="stable")
            keys = keys[order]
            first = _firsts(keys)
            summed = np.add.reduceat(weights[order], first) if len(keys) else weights
            keys = keys[first]
        owner, found = np.divmod(keys, max(width, 1))
        starts = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(owner, minlength=count), out=starts[1:])
        return Rows(starts, found.astype(np.int32), summed.astype(np.float32), width)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many ids each row has."""
        return np.diff(self.starts)

    @property
    def owners(self) -> NDArray[np.int64]:
        """The row of each id."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes)

    def unit(self) -> Rows:
        """The rows with weights of unit length; ids that weigh nothing stay."""
        owners = self.owners
        squares = np.bincount(owners, np.square(self.weights), minlength=len(self.starts) - 1)
        length = np.sqrt(squares)
        length[length == 0] = 1.0
        return Rows(
            self.starts, self.ids, (self.weights / length[owners]).astype(np.float32), self.width
        )

    def heaviest(self, most: int) -> Rows:
        """Of each row the ids that weigh most, at most so many."""
        if not len(self.ids) or self.sizes.max() <= most:
            return self
        owners = self.owners
        order = np.lexsort((-self.weights, owners))  # stable: of equal weights the first id
        kept = np.sort(order[np.arange(len(order)) - self.starts[owners] < most])
        starts = np.zeros_like(self.starts)
        np.cumsum(np.bincount(owners[kept], minlength=len(starts) - 1), out=starts[1:])
        return Rows(starts, self.ids[kept], self.weights[kept], self.width)

    def united(self, group: Ints, count: int, *, weighted: bool) -> Rows:
        """One row for all rows of a group: their union, or the sum of their weights."""
        weights = self.weights if weighted else None
        return Rows.of(group[self.owners], self.ids, weights, count, self.width)

    def without(self, other: Rows) -> Rows:
        """What each row has and the same row of the other has not."""
        width = max(self.width, other.width, 1)
        mine = self.owners * width + self.ids
        kept = ~np.isin(mine, other.owners * width + other.ids)
        starts = np.zeros_like(self.starts)
        np.cumsum(np.bincount(self.owners[kept], minlength=len(starts) - 1), out=starts[1:])
        return Rows(starts, self.ids[kept], self.weights[kept], self.width)

    def dots(self, left: Ints, right: Ints) -> NDArray[np.float64]:
        """The product of two rows for each pair: of sets, how many ids they share.

        The rows on the left are laid out in a table, a few at a time, in which the ids of their
        partners are looked up.
        """
        result = np.zeros(len(left))
        sizes = self.sizes
        pairs = np.flatnonzero((sizes[left] > 0) & (sizes[right] > 0))
        if not len(pairs):
            return result
        if np.any(np.diff(left[pairs]) < 0):
            pairs = pairs[np.argsort(left[pairs], kind="stable")]
        one, other = left[pairs], right[pairs]
        values = np.empty(len(pairs))
        slots = max(1, _CELLS // max(self.width, 1))
        table = np.zeros(slots * self.width, np.float32)
        slot = np.cumsum(np.diff(one, prepend=one[0]) != 0)  # the how-manieth row on the left
        done = np.cumsum(sizes[other])
        begin = 0
        while begin < len(pairs):
            full = np.searchsorted(slot, slot[begin] + slots)
            many = np.searchsorted(done, done[begin] + _ELEMENTS)
            end = int(max(begin + 1, min(full, many)))
            here, first = slot[begin:end] - slot[begin], one[begin:end]
            new = _firsts(first)
            at = spread(self.starts[first[new]], sizes[first[new]])
            laid = np.repeat(here[new] * self.width, sizes[first[new]]) + self.ids[at]
            table[laid] = self.weights[at]
            second = other[begin:end]
            at = spread(self.starts[second], sizes[second])
            cells = np.repeat(here * self.width, sizes[second]) + self.ids[at]
            products = table[cells] * self.weights[at]
            ends = np.cumsum(sizes[second])
            values[begin:end] = np.add.reduceat(products, ends - sizes[second], dtype=np.float64)
            table[laid] = 0.0
            begin = end
        result[pairs] = values
        return result


def rows_of(found: Sequence[int], sizes: Sequence[int], width: int) -> Rows:
    """Rows of sets that are given one after the other, each with its size."""
    row = np.repeat(np.arange(len(sizes)), sizes)
    return Rows.of(row, np.asarray(found, np.int64), None, len(sizes), width)


def _firsts(keys: NDArray[Any]) -> NDArray[np.int64]:
    """Where each run of equal keys begins."""
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(new)


def spread(starts: Ints, sizes: Ints) -> NDArray[np.int64]:
    """The positions of ranges, one after the other."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
