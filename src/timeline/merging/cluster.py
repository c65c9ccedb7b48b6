"""Mentions to events: the best pairs first, never across a contradiction of dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from timeline.merging.candidates import pairs
from timeline.merging.features import UNITS, Pairs, explained, scores, weights
from timeline.merging.groups import joined
from timeline.merging.profile import Profiles, profiles, united
from timeline.merging.rows import Ints
from timeline.merging.strays import apart
from timeline.records import AnnotatedArticle, Cluster, Link

_AT_ONCE = 1 << 17
"""How many pairs are compared at a time."""

LOOSER = 0.5
"""How much more readily two mentions are one event for a timeline than in the strict sense: one
event told in two lines does a reader more harm than two sides of it in one."""


def coreference(collection: Iterable[AnnotatedArticle]) -> tuple[Cluster, ...]:
    """Group the mentions that tell the same event in the strict sense: attack and assault, but not
    an attack and the deaths in it.
    """
    return _clusters(collection, [weights("mentions")], {})


def cluster(
    collection: Iterable[AnnotatedArticle], days: Mapping[str, datetime.date] | None = None
) -> tuple[Cluster, ...]:
    """Group the mentions of a collection into events, and keep the pairs that held them together.

    First come mentions of the same event in the strict sense; then the events so found are compared
    as wholes, since all that is told of an event may show what one sentence does not, and sides of
    one episode (the attack, the deaths in it) become the event that a reader would name.

    Agglomerative both times: the two groups with the highest mean score of the pairs compared
    between them become one (average link, Sokal and Michener 1958) if that is above zero and all
    their dates can be true together. Ties are broken by the order of the mentions.

    `days` are those on which mentions were probably told to have happened (ids to days): they
    weigh, where dates bind.
    """
    mentions = weights("mentions")
    looser = {**mentions, "bias": mentions["bias"] + LOOSER}
    return _clusters(collection, [looser, weights("events")], days or {})


@dataclass(frozen=True, slots=True)
class _Compared:
    """The pairs that were compared, with their scores."""

    wholes: Profiles
    weights: Mapping[str, float]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.int64]

    def links(self, chosen: Ints) -> list[Link]:
        """The chosen pairs with what speaks for and against each."""
        links = []
        for begin in range(0, len(chosen), _AT_ONCE):
            part = chosen[begin : begin + _AT_ONCE]
            left, right = self.left[part], self.right[part]
            reasons = explained(Pairs(self.wholes, left, right), self.weights)
            ends = zip(left.tolist(), right.tolist(), self.score[part].tolist(), strict=True)
            links += [
                Link(
                    left=self.wholes.ids[one],
                    right=self.wholes.ids[other],
                    score=score / UNITS,
                    features=features,
                )
                for (one, other, score), features in zip(ends, reasons, strict=True)
            ]
        return links


def _clusters(
    collection: Iterable[AnnotatedArticle],
    levels: Sequence[Mapping[str, float]],
    days: Mapping[str, datetime.date],
) -> tuple[Cluster, ...]:
    found = profiles(collection, days)
    count = found.count
    if not count:
        return ()
    wholes, events = found, np.arange(count)  # the event of each mention
    links: list[Link] = []
    owners: list[NDArray[np.int64]] = []  # the whole at the left of each link, as a mention
    for given in levels:
        last = given is levels[-1]
        compared = _compared(wholes, given, all_pairs=last)
        groups, holding = _joined(compared)
        first = np.unique(events, return_index=True)[1]
        links += compared.links(holding)
        owners.append(first[compared.left[holding]])
        events = groups[events]
        if not last:
            events = _without_strays(found, events)
            wholes = united(found, events, int(events.max()) + 1)
    nearest = _nearest(compared, groups)
    event_of_link = events[np.concatenate(owners)]
    if len(levels) > 1:
        events = _without_strays(found, events)
        nearest += [None] * (int(events.max()) + 1 - len(nearest))
    return _records(found.ids, events, event_of_link, links, nearest)


def _without_strays(found: Profiles, events: NDArray[np.int64]) -> NDArray[np.int64]:
    """Events in which each stray is an event of its own, after the others."""
    strays = np.flatnonzero(apart(found, events))
    apart_now = events.copy()
    apart_now[strays] = int(events.max()) + 1 + np.arange(len(strays))
    return apart_now


def _records(
    ids: Sequence[str],
    events: NDArray[np.int64],
    event_of_link: NDArray[np.int64],
    links: Sequence[Link],
    nearest: Sequence[Link | None],
) -> tuple[Cluster, ...]:
    count = len(nearest)
    mentions = _by_event(events, count)
    held = _by_event(event_of_link, count)
    return tuple(
        Cluster(
            mentions=tuple(ids[index] for index in mentions[event]),
            links=tuple(links[index] for index in held[event]),
            nearest=nearest[event],
        )
        for event in range(count)
    )


def _by_event(events: NDArray[np.int64], count: int) -> list[list[int]]:
    """The positions of each event, in order."""
    order = np.argsort(events, kind="stable").tolist()
    ends = np.cumsum(np.bincount(events, minlength=count)).tolist()
    return [order[begin:end] for begin, end in pairwise([0, *ends])]


def groups_of(wholes: Profiles, given: Mapping[str, float]) -> NDArray[np.int64]:
    """The group of each mention or event, as they are compared with these weights."""
    return _joined(_compared(wholes, given, all_pairs=False))[0]


def _compared(wholes: Profiles, given: Mapping[str, float], *, all_pairs: bool) -> _Compared:
    """All pairs, or those whose dates can be true together: no others are ever joined."""
    left, right = pairs(wholes)
    if not all_pairs:
        earliest, latest = wholes.facts["earliest"], wholes.facts["latest"]
        start = np.maximum(earliest[left], earliest[right])
        meet = np.flatnonzero(start <= np.minimum(latest[left], latest[right]))
        left, right = left[meet], right[meet]
    score = np.zeros(len(left), np.int64)
    for begin in range(0, len(left), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        score[part] = scores(Pairs(wholes, left[part], right[part]), given)
    return _Compared(wholes, given, left, right, score)


def _joined(compared: _Compared) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The group of each whole, and the pairs that made the joins."""
    facts = compared.wholes.facts
    return joined(compared.left, compared.right, compared.score, facts["earliest"], facts["latest"])


def _nearest(compared: _Compared, groups: NDArray[np.int64]) -> list[Link | None]:
    """The best link of each group to one that was kept apart from it."""
    one, other = groups[compared.left], groups[compared.right]
    apart = np.flatnonzero(one != other)
    one, other, score = one[apart], other[apart], compared.score[apart]
    count = int(groups.max()) + 1
    top = np.full(count, np.iinfo(np.int64).min)
    np.maximum.at(top, one, score)
    np.maximum.at(top, other, score)
    best = np.full(count, len(compared.left))
    for group in (one, other):
        nearest_to = score == top[group]
        np.minimum.at(best, group[nearest_to], apart[nearest_to])
    found = np.flatnonzero(best < len(compared.left))
    chosen, place = np.unique(best[found], return_inverse=True)
    links = compared.links(chosen)
    nearest: list[Link | None] = [None] * count
    for number, at in zip(found.tolist(), place.tolist(), strict=True):
        nearest[number] = links[at]
    return nearest
