"""Which articles are copies of others, word for word or rewritten: they count as one source."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from timeline.grouping.shingles import read_text, shares, shingles
from timeline.records import AnnotatedArticle, Copy

COPIED = 0.5
"""A text that shares so much of its runs is a copy: agency copy, cut or with a new headline."""

REWRITTEN = 0.2
"""Here a text of comparable length was rewritten from the other: the same statements in the same
order, other words here and there. Reports of one event by two reporters share less than 0.19."""

COMPARABLE = 0.25
"""Of two comparable texts the shorter has at least this share of the other's length. A brief shares
as much with any long report of the same game."""

SAME_SENTENCE = 0.7
"""Sentences that share so much are one sentence: a paragraph of an agency in a report."""

SHORTEST = 6
"""Runs that a sentence needs for this: shorter ones are alike by chance."""


class Originals(msgspec.Struct, frozen=True):
    """What counts as one source: the original of each article, and of each copied sentence.

    `article` maps ids of articles, `sentence` an id and the number of a sentence to those of the
    sentence it copies; what is no copy is not in them.
    """

    article: Mapping[str, str] = {}
    sentence: Mapping[tuple[str, int], tuple[str, int]] = {}


def copies(collection: Sequence[AnnotatedArticle]) -> tuple[Copy, ...]:
    """The articles that copy an earlier one of the collection, in the order of their ids.

    The original is the article that was published first; where days are not known or the same, the
    longer one. An article copies the one with which it shares most.
    """
    told = sorted(collection, key=_precedence)
    texts = [shingles(read_text(one)) for one in told]
    nearest: dict[int, tuple[float, int]] = {}
    for earlier, later, share in shares(texts):
        if share < REWRITTEN:
            continue
        longer, shorter = max(texts[earlier], texts[later], key=len), texts[later]
        comparable = min(len(texts[earlier]), len(shorter)) >= COMPARABLE * len(longer)
        if share >= COPIED or comparable:
            nearest[later] = max(nearest.get(later, (0.0, -1)), (share, -earlier))
    found = []
    for later, (share, earlier) in nearest.items():
        origin = -earlier
        while origin in nearest:
            origin = -nearest[origin][1]
        found.append(
            Copy(
                article=told[later].article.id,
                original=told[origin].article.id,
                nearest=told[-earlier].article.id,
                share=round(share, 3),
                kind="copy" if share >= COPIED else "rewritten",
            )
        )
    return tuple(sorted(found, key=lambda copy: copy.article))


def originals(collection: Sequence[AnnotatedArticle], found: Sequence[Copy]) -> Originals:
    """What counts as one source, by the copies found and by sentences that articles share."""
    places, texts = [], []
    for one in sorted(collection, key=_precedence):
        for number, sentence in enumerate(one.sentences):
            runs = shingles(one.text[sentence.start : sentence.end])
            if len(runs) >= SHORTEST:
                places.append((one.article.id, number))
                texts.append(runs)
    first: dict[int, int] = {}
    for earlier, later, share in shares(texts):
        if share >= SAME_SENTENCE and later not in first:
            first[later] = first.get(earlier, earlier)
    return Originals(
        {copy.article: copy.original for copy in found},
        {places[later]: places[earlier] for later, earlier in first.items()},
    )


def _precedence(one: AnnotatedArticle) -> tuple[datetime.date, int, str]:
    """Originals before copies."""
    published = one.article.published or datetime.date.max
    return published, -len(one.text), one.article.id
