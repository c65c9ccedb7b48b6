"""Which rows share most with each: an index of what they have, and near linear time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, Rows

_AT_ONCE = 1 << 23
"""How many shared keys are counted at a time."""


def partners(
    keys: Rows, order: Ints, *, window: int, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each row the others that share most keys with it, at most so many: (row, other), sorted.

    `order` gives the rows an order; of the rows that have a key, those are looked at that are
    nearest in it, `window` of them on either side. Of rows that share as many keys the first win.
    """
    count = len(keys.starts) - 1
    owners, ids = keys.owners, keys.ids
    rank = np.empty(count, np.int64)
    rank[np.lexsort((np.arange(count), order))] = np.arange(count)
    block = np.argsort(ids.astype(np.int64) * count + rank[owners])
    inverse = np.empty(len(block), np.int64)
    inverse[block] = np.arange(len(block))
    member, key = owners[block], ids[block]
    steps = np.concatenate([np.arange(-window, 0), np.arange(1, window + 1)])
    lefts, rights = [], []
    begin = 0
    rows_at_once = max(1, _AT_ONCE // len(steps))
    while begin < count:
        end = int(np.searchsorted(keys.starts, keys.starts[begin] + rows_at_once, "right")) - 1
        end = min(count, max(begin + 1, end))
        here = inverse[keys.starts[begin] : keys.starts[end]]
        there = here[:, None] + steps
        np.clip(there, 0, len(block) - 1, out=there)
        shared = (key[there] == key[here][:, None]) & (there != here[:, None])
        left = np.broadcast_to(member[here][:, None], shared.shape)[shared]
        found = np.sort(left * count + member[there[shared]])
        first = np.flatnonzero(np.diff(found, prepend=-1))
        times = np.diff(np.append(first, len(found)))
        left, right = np.divmod(found[first], count)
        # Sorted by row, then by keys shared, the most first, then by place.
        order_of = left * (int(times.max(initial=0)) + 1) - times
        best = np.argsort(order_of, kind="stable")
        place = np.arange(len(best)) - np.searchsorted(left, left)  # left is sorted as it was
        chosen = np.sort(best[place < most])
        lefts.append(left[chosen])
        rights.append(right[chosen])
        begin = end
    return np.concatenate(lefts), np.concatenate(rights)
