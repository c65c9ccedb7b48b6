"""Which rows share most with each: an index of what they have, and near linear time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, Rows, firsts, in_order, portions

_WORTH = 4
"""Bits for what a key is worth."""


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
    block = in_order(keys.ids.astype(np.int64) * count + rank[keys.owners])
    inverse = np.empty(len(block), np.int64)
    inverse[block] = np.arange(len(block))
    member, key = keys.owners[block], keys.ids[block]
    counts = np.ones(len(key), np.int64) if worth is None else worth[key]
    lefts, rights = [], []
    for some in portions(keys.sizes * window):
        here = np.sort(inverse[keys.starts[some.start] : keys.starts[some.stop]])
        mine = key[here]
        row = ((member[here] - some.start) * count << _WORTH) + counts[here]
        found = []
        for step in range(1, window + 1):
            for begin, end, to in (
                (np.searchsorted(here, step), len(here), -step),
                (0, np.searchsorted(here, len(block) - step), step),
            ):
                there = here[begin:end] + to
                shared = np.flatnonzero(key[there] == mine[begin:end])
                found.append(row[begin:end][shared] + (member[there[shared]] << _WORTH))
        left, right = _most_shared(np.concatenate(found), count, most)
        lefts.append(left + some.start)
        rights.append(right)
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)


def _most_shared(
    found: NDArray[np.int64], count: int, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of pairs (row * count + other, before what a key is worth), found once for each key that they
    share, those that share most, at most so many of each row: (row, other), sorted.
    """
    found.sort()
    pair = found >> _WORTH
    if not len(pair):
        return pair, pair
    first = firsts(pair)
    shared = np.add.reduceat(found & ((1 << _WORTH) - 1), first)
    left, right = np.divmod(pair[first], count)
    best = in_order(left * (int(shared.max()) + 1) + int(shared.max()) - shared)
    place = np.arange(len(best)) - np.searchsorted(left, left)  # left is sorted as it was
    chosen = np.sort(best[place < most])
    return left[chosen], right[chosen]
