"""Average-link clustering of many pairs, in rounds.

In each round every two groups that are each other's nearest become one. Because the mean score of
a joined group with a third is never above the better of its parts' (the measure is reducible,
Bruynooghe 1977; Murtagh 1983), the outcome is that of joining the best two groups of all, one after
the other, and the number of rounds grows slowly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints

_Numbers = NDArray[np.int64]


@dataclass(slots=True)
class _Between:
    """What lies between two groups, `one` before `other`: the pairs compared, the sum of their
    scores, and the best of them."""

    one: _Numbers
    other: _Numbers
    pairs: _Numbers
    total: _Numbers
    best: _Numbers

    @staticmethod
    def both(some: _Between, others: _Between) -> _Between:
        """What lies between some groups, and between others."""
        return _Between(
            *(
                np.concatenate([getattr(some, name), getattr(others, name)])
                for name in ("one", "other", "pairs", "total", "best")
            )
        )

    def only(self, kept: NDArray[np.bool_]) -> _Between:
        return _Between(
            self.one[kept], self.other[kept], self.pairs[kept], self.total[kept], self.best[kept]
        )


def joined(
    left: Ints, right: Ints, score: Ints, earliest: Ints, latest: Ints
) -> tuple[_Numbers, _Numbers]:
    """The group of each member, numbered in order, and the pair that made each join.

    Pairs of members have scores; members have limits of their dates, and groups whose limits do not
    meet never become one. Intervals that meet in pairs all meet in one stretch (Helly), so a group
    needs no more than what its limits leave open.
    """
    count = len(earliest)
    group = np.arange(count)
    start, end = earliest.astype(np.int64), latest.astype(np.int64)
    scores: _Numbers = score.astype(np.int64)
    between = _Between(
        left.astype(np.int64),
        right.astype(np.int64),
        np.ones(len(left), np.int64),
        scores.copy(),
        np.arange(len(left)),
    )
    holding = []
    while True:
        one, other = between.one, between.other
        meet = np.maximum(start[one], start[other]) <= np.minimum(end[one], end[other])
        may = meet & (between.total > 0)
        # A group that can join none now never can: what else it touches no longer matters.
        alive = np.zeros(count, np.bool_)
        alive[one[may]] = alive[other[may]] = True
        kept = alive[one] & alive[other]
        between, may = between.only(kept), may[kept]
        chosen = _mutual(between, may, count)
        if not len(chosen):
            break
        holding.append(between.best[chosen])
        gone, into = between.other[chosen], between.one[chosen]
        start[into] = np.maximum(start[into], start[gone])
        end[into] = np.minimum(end[into], end[gone])
        renamed = np.arange(count)
        renamed[gone] = into
        group = renamed[group]
        changed = np.zeros(count, np.bool_)
        changed[gone] = changed[into] = True
        touched = changed[between.one] | changed[between.other]
        between = _Between.both(
            between.only(~touched), _renamed(between.only(touched), renamed, scores, count)
        )
    numbered = np.unique(group, return_inverse=True)[1]
    links = np.concatenate(holding) if holding else np.zeros(0, np.int64)
    return numbered.reshape(-1), links


def _mutual(between: _Between, may: NDArray[np.bool_], count: int) -> _Numbers:
    """The pairs of groups that may be joined and are each other's nearest."""
    edges = np.flatnonzero(may)
    one, other = between.one[edges], between.other[edges]
    mean = between.total[edges] / between.pairs[edges]
    best = np.zeros(count)
    np.maximum.at(best, one, mean)
    np.maximum.at(best, other, mean)
    near = (mean == best[one]) & (mean == best[other])
    # Of those that are as near the first is chosen, by the order of the groups.
    edges, one, other = edges[near], one[near], other[near]
    name = one * count + other
    first = np.full(count, count * count)
    np.minimum.at(first, one, name)
    np.minimum.at(first, other, name)
    return edges[(first[one] == name) & (first[other] == name)]


def _renamed(between: _Between, renamed: _Numbers, score: _Numbers, count: int) -> _Between:
    """What lies between groups after joins, which have given groups other names."""
    one, other = renamed[between.one], renamed[between.other]
    one, other = np.minimum(one, other), np.maximum(one, other)
    apart = one != other
    between = between.only(apart)
    name = one[apart] * count + other[apart]
    order = np.argsort(name, kind="stable")
    name, pairs, total = name[order], between.pairs[order], between.total[order]
    first = np.flatnonzero(np.diff(name, prepend=-1))
    if not len(first):
        return between
    best = between.best[order]
    top = np.maximum.reduceat(score[best], first)
    unbeaten = score[best] == np.repeat(top, np.diff(np.append(first, len(name))))
    one, other = np.divmod(name[first], count)
    return _Between(
        one,
        other,
        np.add.reduceat(pairs, first),
        np.add.reduceat(total, first),
        np.minimum.reduceat(np.where(unbeaten, best, len(score)), first),
    )
