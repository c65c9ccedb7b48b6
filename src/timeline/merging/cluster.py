"""Mentions to events: the best pairs first, never across a contradiction of dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from timeline.merging.candidates import pairs
from timeline.merging.features import score
from timeline.merging.profile import Profile, profiles
from timeline.records import AnnotatedArticle, Cluster, Link


class _Edge(msgspec.Struct, frozen=True):
    score: float
    left: int
    right: int
    features: dict[str, float]

    def link(self, found: list[Profile]) -> Link:
        return Link(
            left=found[self.left].id,
            right=found[self.right].id,
            score=self.score,
            features=self.features,
        )


def cluster(collection: Iterable[AnnotatedArticle]) -> tuple[Cluster, ...]:
    """Group the mentions of a collection into events, and keep the pairs that held them together.

    Agglomerative: pairs are taken from the highest score down; two groups become one if the mean
    score of the pairs compared between them is above zero (average link, Sokal and Michener 1958)
    and all their dates can be true together. Ties are broken by the order of the mentions.
    """
    found = profiles(collection)
    edges = [
        _Edge(value, left, right, features)
        for left, right in pairs(found)
        for value, features in [score(found[left], found[right])]
    ]
    groups = _Groups(found, edges)
    promising = [edge for edge in edges if edge.score > 0]
    promising.sort(key=lambda edge: (-edge.score, edge.left, edge.right))
    kept = [edge for edge in promising if groups.join(edge.left, edge.right)]
    return tuple(_clusters(found, groups, kept, edges))


class _Groups:
    """Disjoint groups of mentions with the sums of the pair scores between neighbouring groups."""

    def __init__(self, found: list[Profile], edges: Iterable[_Edge]) -> None:
        self.group_of = list(range(len(found)))
        self.members = {index: [index] for index in range(len(found))}
        # What all dates of a group leave open. Intervals that meet in pairs all meet in one stretch
        # (Helly), so the group needs no more than this.
        self.limits = {
            index: (one.earliest or datetime.date.min, one.latest or datetime.date.max)
            for index, one in enumerate(found)
        }
        self.between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for edge in edges:
            self.between[edge.left][edge.right] = (edge.score, 1)
            self.between[edge.right][edge.left] = (edge.score, 1)

    def join(self, left: int, right: int) -> bool:
        """Join the groups of two mentions if that is allowed; True if they are one group now."""
        one, other = self.group_of[left], self.group_of[right]
        if one == other:
            return True
        total, compared = self.between[one][other]
        earliest = max(self.limits[one][0], self.limits[other][0])
        latest = min(self.limits[one][1], self.limits[other][1])
        if total / compared <= 0 or earliest > latest:
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
        for neighbour, (total, compared) in self.between.pop(gone).items():
            del self.between[neighbour][gone]
            if neighbour == kept:
                continue
            known, count = self.between[kept].get(neighbour, (0.0, 0))
            both = (known + total, count + compared)
            self.between[kept][neighbour] = self.between[neighbour][kept] = both


def _clusters(
    found: list[Profile], groups: _Groups, kept: list[_Edge], edges: list[_Edge]
) -> Iterable[Cluster]:
    links: dict[int, list[Link]] = defaultdict(list)
    for edge in kept:
        links[groups.group_of[edge.left]].append(edge.link(found))
    nearest: dict[int, _Edge] = {}
    for edge in edges:
        one, other = groups.group_of[edge.left], groups.group_of[edge.right]
        if one != other:
            for group in (one, other):
                if group not in nearest or edge.score > nearest[group].score:
                    nearest[group] = edge
    for group, members in sorted(groups.members.items(), key=lambda item: min(item[1])):
        yield Cluster(
            mentions=tuple(found[index].id for index in sorted(members)),
            links=_strongest(links[group]),
            nearest=nearest[group].link(found) if group in nearest else None,
        )


def _strongest(links: list[Link]) -> tuple[Link, ...]:
    """The links that hold an event together: for each mention the first that brought it in.

    Links come in the order of joining; those between mentions already together add nothing.
    """
    together: dict[str, set[str]] = {}
    holding = []
    for link in links:
        left = together.setdefault(link.left, {link.left})
        right = together.setdefault(link.right, {link.right})
        if left is not right:
            holding.append(link)
            left |= right
            for mention in right:
                together[mention] = left
    return tuple(holding)
