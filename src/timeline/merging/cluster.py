"""Mentions to events: the best pairs first, never across a contradiction of dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

import msgspec

from timeline.merging.candidates import pairs
from timeline.merging.features import Level, score
from timeline.merging.profile import Profile, profiles, united
from timeline.records import AnnotatedArticle, Cluster, Link


class _Edge(msgspec.Struct, frozen=True):
    """A compared pair, by position in the list that was compared."""

    left: int
    right: int
    link: Link


def coreference(collection: Iterable[AnnotatedArticle]) -> tuple[Cluster, ...]:
    """Group the mentions that tell the same event in the strict sense: attack and assault, but not
    an attack and the deaths in it.
    """
    return _clusters(collection, ("mentions",))


def cluster(collection: Iterable[AnnotatedArticle]) -> tuple[Cluster, ...]:
    """Group the mentions of a collection into events, and keep the pairs that held them together.

    First come mentions of the same event in the strict sense; then the events so found are compared
    as wholes, since all that is told of an event may show what one sentence does not, and sides of
    one episode (the attack, the deaths in it) become the event that a reader would name.

    Agglomerative both times: the two groups with the highest mean score of the pairs compared
    between them become one (average link, Sokal and Michener 1958) if that is above zero and all
    their dates can be true together. Ties are broken by the order of the mentions.
    """
    return _clusters(collection, ("mentions", "events"))


def _clusters(
    collection: Iterable[AnnotatedArticle], levels: Iterable[Level]
) -> tuple[Cluster, ...]:
    found = profiles(collection)
    events = [[profile] for profile in found]
    links: list[Link] = []
    for level in levels:
        wholes = [united(event) for event in events]
        edges = _compared(wholes, level)
        groups, holding = _joined(wholes, edges)
        events = [[one for index in group for one in events[index]] for group in groups]
        links += holding
    nearest = _nearest(edges, groups)
    order = {profile.id: place for place, profile in enumerate(found)}
    event_of = {one.id: number for number, event in enumerate(events) for one in event}
    links_of: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        links_of[event_of[link.left]].append(link)
    return tuple(
        Cluster(
            mentions=tuple(sorted((one.id for one in event), key=order.__getitem__)),
            links=tuple(links_of[number]),
            nearest=nearest.get(number),
        )
        for number, event in enumerate(events)
    )


def _compared(wholes: Sequence[Profile], level: Level) -> list[_Edge]:
    edges = []
    for left, right in pairs(wholes):
        value, features = score(wholes[left], wholes[right], level)
        link = Link(left=wholes[left].id, right=wholes[right].id, score=value, features=features)
        edges.append(_Edge(left, right, link))
    return edges


def _joined(
    wholes: Sequence[Profile], edges: Sequence[_Edge]
) -> tuple[list[list[int]], list[Link]]:
    """The groups of indices that belong together, in order, and the link that made each join."""
    groups = _Groups(wholes, edges)
    holding = groups.join_all()
    return sorted(sorted(members) for members in groups.members.values()), holding


def _nearest(edges: Iterable[_Edge], groups: Sequence[Sequence[int]]) -> dict[int, Link]:
    """The best link of each group to one that was kept apart from it."""
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    nearest: dict[int, Link] = {}
    for edge in edges:
        one, other = group_of[edge.left], group_of[edge.right]
        if one != other:
            for group in (one, other):
                if group not in nearest or edge.link.score > nearest[group].score:
                    nearest[group] = edge.link
    return nearest


class _Between(msgspec.Struct):
    """What lies between two groups: the pairs compared, the sum of their scores, the best."""

    pairs: int
    total: float
    best: _Edge

    @property
    def mean(self) -> float:
        return self.total / self.pairs

    def with_(self, other: _Between | None) -> _Between:
        if other is None:
            return self
        best = min(
            self.best, other.best, key=lambda edge: (-edge.link.score, edge.left, edge.right)
        )
        return _Between(self.pairs + other.pairs, self.total + other.total, best)


class _Groups:
    """Disjoint groups, each known by one of its members, and what lies between neighbours."""

    def __init__(self, wholes: Sequence[Profile], edges: Iterable[_Edge]) -> None:
        self.members = {index: [index] for index in range(len(wholes))}
        # What all dates of a group leave open. Intervals that meet in pairs all meet in one stretch
        # (Helly), so the group needs no more than this.
        self.limits = {
            index: (one.earliest or datetime.date.min, one.latest or datetime.date.max)
            for index, one in enumerate(wholes)
        }
        self.between: dict[int, dict[int, _Between]] = defaultdict(dict)
        for edge in edges:
            between = _Between(1, edge.link.score, edge)
            self.between[edge.left][edge.right] = self.between[edge.right][edge.left] = between

    def join_all(self) -> list[Link]:
        """Join groups, those that are nearest first; gives the best link of each join."""
        queue = [
            (-between.mean, one, other)
            for one, neighbours in self.between.items()
            for other, between in neighbours.items()
            if one < other and between.mean > 0
        ]
        heapify(queue)
        holding = []
        while queue:
            distance, one, other = heappop(queue)
            between = self.between[one].get(other) if one in self.between else None
            if between is None or -distance != between.mean:
                continue  # one of the two has grown since
            if not self._fit(one, other):
                continue
            holding.append(between.best.link)
            for neighbour, grown in self._join(one, other):
                if grown.mean > 0:
                    heappush(queue, (-grown.mean, min(one, neighbour), max(one, neighbour)))
        return holding

    def _fit(self, one: int, other: int) -> bool:
        (start, end), (begin, finish) = self.limits[one], self.limits[other]
        return max(start, begin) <= min(end, finish)

    def _join(self, kept: int, gone: int) -> list[tuple[int, _Between]]:
        """Make one group of two; gives its neighbours that were those of the group now gone."""
        self.members[kept] += self.members.pop(gone)
        (start, end), (begin, finish) = self.limits[kept], self.limits.pop(gone)
        self.limits[kept] = max(start, begin), min(end, finish)
        changed = []
        for neighbour, between in self.between.pop(gone).items():
            del self.between[neighbour][gone]
            if neighbour != kept:
                both = between.with_(self.between[kept].get(neighbour))
                self.between[kept][neighbour] = self.between[neighbour][kept] = both
                changed.append((neighbour, both))
        return changed
