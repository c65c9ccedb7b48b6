"""Sparse rows: for each mention (or article) a few ids out of many, with weights.

The compressed layout that sparse matrices have (CSR), so that what two rows share is worked out for
millions of pairs at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Truths = NDArray[np.bool_]

_CELLS = 1 << 21
"""How many cells a table has at most: few of them are looked at, and each new table takes time."""
_ELEMENTS = 1 << 17
"""How many ids are handled at a time: as many as the cache of a processor holds."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Row r has `ids[starts[r]:starts[r + 1]]`, each once and below `width`, and their weights.

    `length` is that of each row if they were made `level`.
    """

    starts: NDArray[np.int64]
    ids: NDArray[np.int32]
    weights: NDArray[np.float32]
    width: int
    length: int = 0

    @staticmethod
    def of(row: Ints, ids: Ints, weights: Floats | None, count: int, width: int) -> Rows:
        """Rows from (row, id, weight) in any order; the weights of what is given twice add up.

        Without weights every id weighs 1, however often it is given.
        """
        keys = row.astype(np.int64) * max(width, 1) + ids
        if weights is None:
            keys.sort()
            keys = keys[firsts(keys)]
            summed = np.ones(len(keys), np.float32)
        else:
            order = in_order(keys)
            keys = keys[order]
            first = firsts(keys)
            summed = np.add.reduceat(weights[order], first) if len(keys) else weights
            keys = keys[first]
        owner, found = parted(keys, max(width, 1))
        starts = np.zeros(count + 1, np.int64)
        np.cumsum(np.bincount(owner, minlength=count), out=starts[1:])
        return Rows(starts, found.astype(np.int32), summed.astype(np.float32), width)

    @staticmethod
    def stacked(parts: Sequence[Rows], width: int) -> Rows:
        """The rows of all parts, one part after the other."""
        sizes = [part.sizes for part in parts]
        starts = np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes]))
        if not parts:
            return Rows(starts, np.zeros(0, np.int32), np.zeros(0, np.float32), width)
        ids = np.concatenate([part.ids for part in parts])
        return Rows(starts, ids, np.concatenate([part.weights for part in parts]), width)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many ids each row has."""
        return np.diff(self.starts)

    def sizes_of(self, rows: Ints) -> NDArray[np.int64]:
        """How many ids some of the rows have."""
        return self.starts[1:].take(rows) - self.starts.take(rows)

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

    def level(self) -> Rows:
        """The rows made as long as the longest, by an id that weighs nothing: for products of rows
        that are long and nearly as long as each other, since such are copied as they stand.
        """
        count, length = len(self.starts) - 1, int(self.sizes.max(initial=0))
        ids = np.full((count, length), self.width, np.int32)
        weights = np.zeros((count, length), np.float32)
        at = self.owners, spread(np.zeros(count, np.int64), self.sizes)
        ids[at], weights[at] = self.ids, self.weights
        starts = np.arange(count + 1) * length
        return Rows(starts, ids.reshape(-1), weights.reshape(-1), self.width + 1, length)

    def heaviest(self, most: int) -> Rows:
        """Of each row the ids that weigh most, at most so many; of equal weights the first."""
        kept = np.ones(len(self.ids), np.bool_)
        long = np.flatnonzero(self.sizes > most)
        for some in portions(self.sizes_of(long)):
            rows = long[some]
            sizes = self.sizes_of(rows)
            at = spread(self.starts[rows], sizes)
            place = np.repeat(np.arange(len(rows)), sizes)
            order = in_order(place << 32 | _falling(self.weights[at]))
            kept[at[order[spread(np.zeros_like(sizes), sizes) >= most]]] = False
        return self._only(kept)

    def _only(self, kept: Truths) -> Rows:
        if kept.all():
            return self
        starts = np.zeros_like(self.starts)
        at = np.flatnonzero(kept)
        np.cumsum(np.bincount(self.owners[at], minlength=len(starts) - 1), out=starts[1:])
        return Rows(starts, self.ids[at], self.weights[at], self.width)

    def united(self, group: Ints, count: int, *, weighted: bool) -> Rows:
        """One row for all rows of a group: their union, or the sum of their weights."""
        weights = self.weights if weighted else None
        return Rows.of(group[self.owners], self.ids, weights, count, self.width)

    def without(self, other: Rows) -> Rows:
        """What each row has and the same row of the other has not."""
        width = max(self.width, other.width, 1)
        mine = self.owners * width + self.ids
        return self._only(~np.isin(mine, other.owners * width + other.ids))

    def dots(self, left: Ints, right: Ints) -> NDArray[np.float64]:
        """The product of two rows for each pair: of sets, how many ids they share."""
        result = np.zeros(len(left))
        one, other = self.sizes_of(left), self.sizes_of(right)
        single = np.flatnonzero((one == 1) & (other == 1))
        first, second = self.starts[left[single]], self.starts[right[single]]
        equal = self.ids[first] == self.ids[second]
        result[single] = (self.weights[first] * self.weights[second]) * equal
        pairs = np.flatnonzero((one > 0) & (other > 0) & (one + other > 2))
        if np.any(left[pairs[1:]] < left[pairs[:-1]]):
            pairs = pairs[np.argsort(left[pairs], kind="stable")]
        columns = np.zeros(max(self.width, 1), np.int32)
        table = np.zeros(max(min(_CELLS, len(pairs) * self.width), self.width), np.float32)
        for some in portions(one[pairs] + other[pairs]):
            chosen = pairs[some]
            result[chosen] = self._products(left[chosen], right[chosen], table, columns)
        return result

    def _products(
        self, left: Ints, right: Ints, table: NDArray[np.float32], columns: NDArray[np.int32]
    ) -> Floats:
        """The products of rows of which none is empty, those on the left in order.

        The rows on the left are laid out in the table, a few at a time, in which the ids of their
        partners are looked up. Where a column for each id is too wide, `columns` has the column of
        each, 0 for those that none of these rows has; both are left with zeros.
        """
        new = firsts(left)
        rows, begins = left[new], np.append(new, len(left))
        own = self.ids.take(spread(self.starts[rows], self.sizes_of(rows)))
        width = self.width
        narrow = len(rows) * width > _CELLS and len(own) < width
        if narrow:
            # An id that several rows have keeps one of their columns: the table is a third as wide.
            column = np.arange(1, len(own) + 1, dtype=np.int32)
            columns[own] = column
            once = own[columns[own] == column]
            columns[once] = np.arange(1, len(once) + 1)
            width = len(once) + 1
        slots = max(1, _CELLS // width)
        values = np.empty(len(left))
        for slot in range(0, len(rows), slots):
            here = rows[slot : slot + slots]
            bounds = begins[slot : slot + len(here) + 1]
            begin, end = bounds[0], bounds[-1]
            sizes = self.sizes_of(here)
            at = spread(self.starts[here], sizes)
            cells = columns.take(self.ids[at]) if narrow else self.ids[at]
            laid = cells + np.repeat(np.arange(len(here)) * width, sizes)
            table[laid] = self.weights[at]
            cells, weights, sizes = self._copied(right[begin:end])
            if narrow:
                cells = columns.take(cells)
            if len(here) > 1:
                row = np.repeat(np.arange(len(here), dtype=np.int32) * width, np.diff(bounds))
                cells += np.repeat(row, sizes)
            products = table.take(cells)
            products *= weights
            begins_of = np.cumsum(sizes) - sizes
            values[begin:end] = np.add.reduceat(products, begins_of, dtype=np.float64)
            table[laid] = 0.0
        columns[own] = 0
        return values

    def _copied(
        self, rows: Ints
    ) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]:
        """The ids and weights of some rows, one after the other, and how many each row has."""
        sizes = self.sizes_of(rows)
        if self.length:
            ids = self.ids.reshape(-1, self.length).take(rows, axis=0)
            weights = self.weights.reshape(-1, self.length).take(rows, axis=0)
            return ids.reshape(-1), weights.reshape(-1), sizes
        at = spread(self.starts.take(rows), sizes)
        return self.ids.take(at), self.weights.take(at), sizes


def rows_of(found: Sequence[int], sizes: Sequence[int], width: int) -> Rows:
    """Rows of sets that are given one after the other, each with its size."""
    row = np.repeat(np.arange(len(sizes)), sizes)
    return Rows.of(row, np.asarray(found, np.int64), None, len(sizes), width)


def in_order(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The positions of keys from zero on in their order, equal ones as they stand.

    Numbers that hold both, the key before the position, are sorted several times faster than
    `numpy.argsort` works out positions, and those of 32 bits faster still.
    """
    bits = len(keys).bit_length()
    both_bits = bits + int(keys.max(initial=0)).bit_length()
    if both_bits > 63:
        return np.argsort(keys, kind="stable")
    kind: type[np.signedinteger[Any]] = np.int64 if both_bits > 31 else np.int32
    both = keys.astype(kind) << bits | np.arange(len(keys), dtype=kind)
    both.sort()
    return (both & ((1 << bits) - 1)).astype(np.int64)


def parted(keys: NDArray[np.int64], width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What `numpy.divmod` gives, which takes several times longer."""
    rows = keys // width
    return rows, keys - rows * width


def _falling(weights: NDArray[np.float32]) -> NDArray[np.int64]:
    """Whole numbers that are in order where the weights fall (IEEE 754: the bits of a float)."""
    bits = (weights + np.float32(0.0)).view(np.int32).astype(np.int64)
    return np.where(bits < 0, bits & 0x7FFFFFFF, 0x7FFFFFFF - bits) + (bits < 0) * 0x80000000


def portions(sizes: Ints, most: int | None = None) -> Iterator[slice]:
    """Slices of things of these sizes, such that each has about as much as is handled at a time,
    and at most so many things.
    """
    ends = np.cumsum(sizes)
    begin, done = 0, 0
    while begin < len(sizes):
        end = max(begin + 1, int(np.searchsorted(ends, done + _ELEMENTS, "right")))
        end = min(end, begin + (most or len(sizes)))
        yield slice(begin, end)
        begin, done = end, int(ends[end - 1])


def firsts(keys: NDArray[Any]) -> NDArray[np.int64]:
    """Where each run of equal keys begins."""
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(new)


def places(keys: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The place of each in its run of equal keys, from zero on, and how many are in that run."""
    first = firsts(keys)
    size = np.diff(first, append=len(keys))
    return np.arange(len(keys)) - np.repeat(first, size), np.repeat(size, size)


def spread(starts: Ints, sizes: Ints) -> NDArray[np.int64]:
    """The positions of ranges, one after the other."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
