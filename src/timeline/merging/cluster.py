"""Mentions to events: the best pairs first, never across a contradiction of dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from timeline.merging.candidates import pairs
from timeline.merging.features import score
from timeline.merging.profile import Profile, profiles, united
from timeline.records import AnnotatedArticle, Cluster, Link

ROUNDS = 2
"""First mentions are compared with mentions, then the events so found with events: what one
sentence does not show, all that is told of an event may."""


class _Edge(msgspec.Struct, frozen=True):
    """A compared pair, by position in the list that was compared."""

    left: int
    right: int
    link: Link


def cluster(collection: Iterable[AnnotatedArticle]) -> tuple[Cluster, ...]:
    """Group the mentions of a collection into events, and keep the pairs that held them together.

    Agglomerative: pairs are taken from the highest score down; two groups become one if the mean
    score of the pairs compared between them is above zero (average link, Sokal and Michener 1958)
    and all their dates can be true together. Ties are broken by the order of the mentions.
    """
    found = profiles(collection)
    events = [[profile] for profile in found]
    links: list[Link] = []
    edges: list[_Edge] = []
    for _ in range(ROUNDS):
        wholes = [united(event) for event in events]
        edges = _compared(wholes)
        groups, holding = _joined(wholes, edges)
        events = [[one for index in group for one in events[index]] for group in groups]
        links += holding
    nearest = _nearest(edges, groups)
    order = {profile.id: place for place, profile in enumerate(found)}
    event_of = {one.id: number for number, event in enumerate(events) for one in event}
    return tuple(
        Cluster(
            mentions=tuple(sorted((one.id for one in event), key=order.__getitem__)),
            links=tuple(link for link in links if event_of[link.left] == number),
            nearest=nearest.get(number),
        )
        for number, event in enumerate(events)
    )


def _compared(wholes: Sequence[Profile]) -> list[_Edge]:
    edges = []
    for left, right in pairs(wholes):
        value, features = score(wholes[left], wholes[right])
        link = Link(left=wholes[left].id, right=wholes[right].id, score=value, features=features)
        edges.append(_Edge(left, right, link))
    return edges


def _joined(
    wholes: Sequence[Profile], edges: Sequence[_Edge]
) -> tuple[list[list[int]], list[Link]]:
    """The groups of indices that belong together, in order, and the link that made each join."""
    groups = _Groups(wholes, edges)
    promising = [edge for edge in edges if edge.link.score > 0]
    promising.sort(key=lambda edge: (-edge.link.score, edge.left, edge.right))
    holding = [edge.link for edge in promising if groups.join(edge.left, edge.right)]
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


class _Groups:
    """Disjoint groups with the sums of the pair scores between neighbours."""

    def __init__(self, wholes: Sequence[Profile], edges: Iterable[_Edge]) -> None:
        self.group_of = list(range(len(wholes)))
        self.members = {index: [index] for index in range(len(wholes))}
        # What all dates of a group leave open. Intervals that meet in pairs all meet in one stretch
        # (Helly), so the group needs no more than this.
        self.limits = {
            index: (one.earliest or datetime.date.min, one.latest or datetime.date.max)
            for index, one in enumerate(wholes)
        }
        self.between: dict[int, dict[int, float]] = defaultdict(dict)
        for edge in edges:
            self.between[edge.left][edge.right] = edge.link.score
            self.between[edge.right][edge.left] = edge.link.score

    def join(self, left: int, right: int) -> bool:
        """Join the groups of two members if they are two and that is allowed; say if it was."""
        one, other = self.group_of[left], self.group_of[right]
        if one == other:
            return False
        earliest = max(self.limits[one][0], self.limits[other][0])
        latest = min(self.limits[one][1], self.limits[other][1])
        if self.between[one][other] <= 0 or earliest > latest:
            return False
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        for member in self.members[other]:
            self.group_of[member] = one
        self.members[one] += self.members.pop(other)
        self.limits[one] = (earliest, latest)
        self._hand_over(other, one)
        return True

    def _hand_over(self, gone: int, kept: int) -> None:
        """Add the scores between the group that is gone and its neighbours to those of its heir."""
        for neighbour, score_of_pairs in self.between.pop(gone).items():
            del self.between[neighbour][gone]
            if neighbour != kept:
                both = self.between[kept].get(neighbour, 0.0) + score_of_pairs
                self.between[kept][neighbour] = self.between[neighbour][kept] = both
