"""Average-link clustering of many pairs, in rounds.

In each round every two groups that are each other's nearest become one. Because the mean score of
a joined group with a third is never above the better of its parts' (the measure is reducible,
Bruynooghe 1977; Murtagh 1983), the outcome is that of joining the best two groups of all, one after
the other, and the number of rounds grows slowly.
"""

from __future__ import annotations

import dataclasses
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
        at = np.flatnonzero(kept)  # looked up once, since truths in no order take long to go by
        return _Between(self.one[at], self.other[at], self.pairs[at], self.total[at], self.best[at])


@dataclass(slots=True)
class _Open:
    """Groups: the first member of each, and the limits of its date."""

    first: _Numbers
    start: _Numbers
    end: _Numbers

    def meet(self, one: _Numbers, other: _Numbers) -> NDArray[np.bool_]:
        """Whether the limits of two groups meet."""
        start = np.maximum(self.start[one], self.start[other])
        return start <= np.minimum(self.end[one], self.end[other])

    def join(self, gone: _Numbers, kept: _Numbers) -> None:
        """Limit groups by others that become part of them."""
        self.start[kept] = np.maximum(self.start[kept], self.start[gone])
        self.end[kept] = np.minimum(self.end[kept], self.end[gone])

    def only(self, kept: NDArray[np.bool_]) -> _Open:
        return _Open(self.first[kept], self.start[kept], self.end[kept])


def joined(
    left: Ints, right: Ints, score: Ints, earliest: Ints, latest: Ints
) -> tuple[_Numbers, _Numbers]:
    """The group of each member, numbered in order, and the pair that made each join.

    Pairs of members have scores; members have limits of their dates, and groups whose limits do not
    meet never become one. Intervals that meet in pairs all meet in one stretch (Helly), so a group
    needs no more than what its limits leave open.
    """
    into = np.arange(len(earliest))  # the first member of the group that each is in
    scores: _Numbers = score.astype(np.int64)
    between = _Between(
        left.astype(np.int64),
        right.astype(np.int64),
        np.ones(len(left), np.int64),
        scores.copy(),
        np.arange(len(left)),
    )
    open_groups = _Open(into, earliest.astype(np.int64), latest.astype(np.int64))
    holding = []
    while True:
        between, may = _within_parts(between, open_groups)
        between, open_groups = _compact(between, open_groups)
        count = len(open_groups.first)
        chosen = _mutual(between, may, count)
        if not len(chosen):
            break
        holding.append(between.best[chosen])
        gone, kept = between.other[chosen], between.one[chosen]
        into[open_groups.first[gone]] = open_groups.first[kept]
        open_groups.join(gone, kept)
        renamed = np.arange(count)
        renamed[gone] = kept
        changed = np.zeros(count, np.bool_)
        changed[gone] = changed[kept] = True
        touched = changed[between.one] | changed[between.other]
        between = _Between.both(
            between.only(~touched), _renamed(between.only(touched), renamed, scores, count)
        )
    numbered = np.unique(_ends(into), return_inverse=True)[1]
    links = np.concatenate(holding) if holding else np.zeros(0, np.int64)
    return numbered.reshape(-1), links


def _within_parts(between: _Between, groups: _Open) -> tuple[_Between, NDArray[np.bool_]]:
    """What may still matter of what lies between groups, and whether they may be joined.

    Groups whose limits do not meet never become one, and neither do groups that no chain connects
    of such as may be joined.
    """
    meet = groups.meet(between.one, between.other)
    may = meet & (between.total > 0)
    part = _parts(between.one[may], between.other[may], len(groups.first))
    kept = meet & (part[between.one] == part[between.other])
    return between.only(kept), may[kept]


def _compact(between: _Between, groups: _Open) -> tuple[_Between, _Open]:
    """Both without the groups between which nothing lies, if those are many."""
    used = np.zeros(len(groups.first), np.bool_)
    used[between.one] = used[between.other] = True
    if 2 * np.count_nonzero(used) > len(used):
        return between, groups
    place = np.cumsum(used) - 1
    one, other = place[between.one], place[between.other]
    return dataclasses.replace(between, one=one, other=other), groups.only(used)


def _parts(one: _Numbers, other: _Numbers, count: int) -> _Numbers:
    """The connected component of each of so many groups, as the first group of it."""
    part = np.arange(count)
    while True:
        some, others = part[one], part[other]
        apart = np.flatnonzero(some != others)
        if not len(apart):
            return part
        one, other, some, others = one[apart], other[apart], some[apart], others[apart]
        np.minimum.at(part, np.maximum(some, others), np.minimum(some, others))
        part = _ends(part)


def _ends(nearer: _Numbers) -> _Numbers:
    """Where each ends up that goes from place to place."""
    while not np.array_equal(further := nearer[nearer], nearer):
        nearer = further
    return nearer


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
