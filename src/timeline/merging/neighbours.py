"""Which rows share most with each: an index of what they have, and near linear time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, Rows, firsts, in_order, parted, places, portions, spread

_WORTH = 4
"""Bits for what a key is worth."""
_NUMBERS = 1 << (32 - _WORTH)
"""So many pairs are numbered in the rest of 32 bits, which sort several times faster than 64."""


def partners(
    keys: Rows, order: Ints, *, window: int, most: int, worth: Ints | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each row the others that share most keys with it, at most so many: (row, other), sorted.

    `order` gives the rows an order; of the rows that have a key, those are looked at that are
    nearest in it, `window` of them on either side. `worth` says how much each key counts, below 16;
    without it each counts as one. Of rows that share as much the first win.
    """
    count = len(keys.starts) - 1
    rank = np.empty(count, np.int64)
    rank[np.argsort(order, kind="stable")] = np.arange(count)
    # The rows that have a key stand next to each other, and `begin` says where those begin that
    # are looked at for each key of each row, the row itself among them.
    block = in_order(keys.ids.astype(np.int64) * count + rank[keys.owners])
    place, size = places(keys.ids[block])
    before = np.minimum(place, window)
    begin, looked_at = np.empty_like(block), np.empty_like(block)
    begin[block] = np.arange(len(block)) - before
    looked_at[block] = before + np.minimum(size - place, window + 1)
    others = (keys.owners[block] << _WORTH).astype(np.uint32)
    del block, place, size, before
    owners = keys.owners
    counts = np.ones(len(owners), np.uint32) if worth is None else worth[keys.ids]
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(looked_at)])[keys.starts]
    lefts, rights = [], []
    for some in portions(np.diff(total), max(1, _NUMBERS // max(count, 1))):
        here = slice(keys.starts[some.start], keys.starts[some.stop])
        row = ((owners[here] - some.start) * count << _WORTH) + counts[here]
        found = np.repeat(row.astype(np.uint32), looked_at[here])
        found += others[spread(begin[here], looked_at[here])]
        left, right = _most_shared(found, some.start, count, most)
        lefts.append(left)
        rights.append(right)
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def _most_shared(
    found: NDArray[np.uint32], start: int, count: int, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of pairs (row * count + other, before what a key is worth), found once for each key that they
    share, those that share most, at most so many of each row: (row, other), sorted. Rows are
    numbered from `start` on; none is its own partner.
    """
    found.sort()
    first = firsts(found >> _WORTH)
    ends = np.append(first, len(found))[1:]
    worth = np.cumsum(found & ((1 << _WORTH) - 1), dtype=np.int64)
    shared = np.diff(worth[ends - 1], prepend=0)
    left, right = parted((found[first] >> _WORTH).astype(np.int64), count)
    left += start
    apart = left != right
    left, right, shared = left[apart], right[apart], shared[apart]
    top = int(shared.max(initial=0))
    best = in_order((left - start) * (top + 1) + top - shared)
    kept = np.zeros(len(left), np.bool_)
    kept[best[places(left)[0] < most]] = True  # left is sorted as it was
    chosen = np.flatnonzero(kept)
    return left[chosen], right[chosen]
