"""An article's tokens and the names on them, to be looked up by place and by word."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from timeline.records import Entity, ParsedArticle, Token


class Text:
    """The tokens of an article; ranges of tokens are half-open."""

    def __init__(self, parsed: ParsedArticle) -> None:
        self.text = parsed.text
        self.tokens = parsed.tokens
        self._starts = [token.start for token in parsed.tokens]

    def range(self, entity: Entity) -> tuple[int, int]:
        """The tokens that a name covers."""
        first = bisect.bisect_left(self._starts, entity.start)
        return first, bisect.bisect_left(self._starts, entity.end, lo=first)

    def words(self, entity: Entity) -> tuple[Token, ...]:
        """The tokens of a name."""
        first, stop = self.range(entity)
        return self.tokens[first:stop]

    def name(self, first: int, stop: int, label: str) -> Entity:
        """The name that these tokens are."""
        start, end = self.tokens[first].start, self.tokens[stop - 1].end
        text = self.text[start:end]
        return Entity(start=start, end=end, label=label, text=text, name=" ".join(text.split()))

    def is_tag(self, start: int) -> bool:
        """Whether a tag or a handle begins here: "#Ostrova", "@AcmeNews"."""
        return self.text[max(0, start - 1) : start] in ("#", "@")

    def found(self, name: str) -> Iterator[tuple[int, int]]:
        """The tokens that read like this name, wherever they stand; no part of a token."""
        start = 0
        while (start := self.text.find(name, start)) >= 0:
            end = start + len(name)
            first = bisect.bisect_left(self._starts, start)
            stop = bisect.bisect_left(self._starts, end, lo=first)
            if first < stop and self._starts[first] == start and self.tokens[stop - 1].end == end:
                yield first, stop
            start = end

    @cached_property
    def common(self) -> frozenset[str]:
        """What the article writes as a common noun, in its own form and in that of a dictionary:
        "Jihadist" where "the jihadists" follow."""
        nouns = [token for token in self.tokens if token.pos == "NOUN" and token.text.islower()]
        return frozenset([t.text for t in nouns] + [t.lemma for t in nouns])

    @cached_property
    def small(self) -> frozenset[str]:
        """What the article writes in small letters."""
        return frozenset(token.text for token in self.tokens if token.text.islower())


class Covered:
    """Which characters of a text belong to a name, and to which."""

    def __init__(self, text: Text, entities: Iterable[Entity]) -> None:
        self._owners: dict[int, Entity] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Give a name its characters."""
        for place in range(entity.start, entity.end):
            self._owners[place] = entity

    def under(self, entity: Entity) -> list[Entity]:
        """The names that share a character with this one, in the order of the text."""
        owners = self._owners
        places = range(entity.start, entity.end)
        return list(dict.fromkeys(owners[place] for place in places if place in owners))


def is_part(one: Entity, other: Entity) -> bool:
    """Whether a name lies in another, longer one."""
    return other.start <= one.start and one.end <= other.end and one.text != other.text


def replaced(text: Text, entities: Sequence[Entity], better: Sequence[Entity]) -> list[Entity]:
    """The names, with these in the place of those that they overlap."""
    covered = Covered(text, better)
    return in_order([*(e for e in entities if not covered.under(e)), *better])


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Names in the order of the text."""
    return sorted(entities, key=lambda e: (e.start, e.end, e.label))
