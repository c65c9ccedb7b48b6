"""How many sources an event really has, and which of them came first and last."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from timeline.ordering.titles import Told
from timeline.records import AnnotatedArticle

Place = tuple[str, int]
"""A sentence: the id of its article and its number there."""


class Independence:
    """Counts sources, with copies of an article or of a sentence as one.

    `originals` maps the ids of copies to those of their originals, `copied` the sentences that are
    copies to theirs.
    """

    def __init__(
        self,
        collection: Iterable[AnnotatedArticle],
        originals: Mapping[str, str],
        copied: Mapping[Place, Place],
    ) -> None:
        self.originals = originals
        self.copied = copied
        self.published = {one.article.id: one.article.published for one in collection}

    def count(self, told: Sequence[Told]) -> int:
        """The number of independent articles that tell an event.

        Two articles are one source if one copies the other, or if all that they tell of the event
        are the same sentences: both have them from one agency.
        """
        sources: dict[str, set[Place]] = {}
        for mention, article in told:
            name = article.article.id
            place = (name, mention.sentence)
            origin = self.originals.get(name, name)
            sources.setdefault(origin, set()).add(self.copied.get(place, place))
        kept: list[set[Place]] = []
        for _, sentences in sorted(sources.items(), key=lambda one: (-len(one[1]), one[0])):
            if not any(sentences <= other for other in kept):
                kept.append(sentences)
        return len(kept)

    def first(self, told: Sequence[Told]) -> str | None:
        """The article that was published first among those with a known day."""
        return min(self._dated(told), default=(None, None))[1]

    def latest(self, told: Sequence[Told]) -> str | None:
        """The article that was published last."""
        return max(self._dated(told), default=(None, None))[1]

    def _dated(self, told: Sequence[Told]) -> list[tuple[datetime.date, str]]:
        names = {article.article.id for _, article in told}
        days = ((self.published[name], name) for name in sorted(names))
        return [(day, name) for day, name in days if day is not None]
