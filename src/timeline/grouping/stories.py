"""A folder told apart into its stories, by the words and the names of its articles.

Hierarchical clustering by average link (Sokal and Michener 1958) on the cosine of word vectors, in
two passes. The first joins articles that are alike as wholes. The second joins parts of one long
story, where articles of March share little with those of May, but each of the smaller part has a
close relative in the larger one.

The vectors know no rarity in the collection: in a folder of one story, the words that every article
has are the story, and must not weigh less for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import log
from typing import TYPE_CHECKING, Any

from timeline.grouping.shingles import read_text
from timeline.records import AnnotatedArticle, Copy, Story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Likeness = NDArray[np.float32]

ALIKE = 0.18
"""The mean likeness of articles of one story."""

RELATED = 0.24
"""How like its closest relative in a larger group the mean article of a smaller one is, where both
tell one story."""

STRAY = 0.09
"""An article that is alone with less than that to do with any story tells one of its own: briefs
have few words to share."""

NAME = 2
"""A word with a capital counts so often: names tell stories apart."""

BLOCK = 4096
"""Words that are compared at a time, so that memory does not grow with the vocabulary."""

NAMES = 3
"""Names in the title of a story."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_TITLED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT"))


def stories(collection: Sequence[AnnotatedArticle]) -> list[list[AnnotatedArticle]]:
    """The articles of each story, the story with most articles first, then by first id."""
    groups = grouped([f"{one.article.title or ''}\n{read_text(one)}" for one in collection])
    found = [[collection[place] for place in group] for group in groups]
    return sorted(found, key=lambda group: (-len(group), group[0].article.id))


def grouped(texts: Sequence[str]) -> list[list[int]]:
    """The places of the texts that tell the same story, in order."""
    if len(texts) < 2:
        return [[place] for place in range(len(texts))]
    likeness = _likeness([_vector(text) for text in texts])
    groups = _joined_relatives(likeness, _average_link(likeness))
    return sorted(_with_strays(likeness, groups))


def story(
    members: Sequence[AnnotatedArticle],
    others: Sequence[Sequence[AnnotatedArticle]],
    copied: Sequence[Copy],
) -> Story:
    """The record of a story with its main names: those that most of its articles have and few of
    the other stories."""
    ids = [one.article.id for one in members]
    published = sorted(
        (one.article.published, one.article.id) for one in members if one.article.published
    )
    return Story(
        id="s" + min(one.article.sha256 for one in members)[:8],
        title=", ".join(_main_names(members, others)) or (members[0].article.title or ids[0]),
        articles=tuple(ids),
        independent=len(set(ids) - {copy.article for copy in copied}),
        first_report=published[0][1] if published else None,
        latest_update=published[-1][1] if published else None,
    )


def _main_names(
    members: Sequence[AnnotatedArticle], others: Sequence[Sequence[AnnotatedArticle]]
) -> list[str]:
    having = _naming(members)
    elsewhere = [_naming(other) for other in others]
    worth = {
        name: sum(shares.values()) / len(members) / (1 + sum(name in other for other in elsewhere))
        for name, shares in having.items()
    }
    chosen: list[str] = []
    for name in sorted(worth, key=lambda name: (-worth[name], name)):
        if not any(name in other or other in name for other in chosen):
            chosen.append(name)
        if len(chosen) == NAMES:
            break
    return chosen


def _naming(members: Iterable[AnnotatedArticle]) -> Mapping[str, Mapping[str, float]]:
    """For each name the articles that have it, and how much they are about it."""
    found: dict[str, dict[str, float]] = {}
    for one in members:
        counts = Counter(entity.name for entity in one.entities if entity.label in _TITLED)
        most = max(counts.values(), default=1)
        title = one.article.title or ""
        for name, count in counts.items():
            found.setdefault(name, {})[one.article.id] = (count / most) ** 0.5 + (name in title)
    return found


def _vector(text: str) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text):
        if word[0].isdigit():
            counts.update([word] if len(word) > 2 else [])
        elif len(word) > 2 and (stem := _stem(word.lower())):
            counts[stem] += NAME if word[0].isupper() else 1
    weights = {word: 1 + log(count) for word, count in sorted(counts.items())}
    length = sum(weight * weight for weight in weights.values()) ** 0.5
    return {word: weight / length for word, weight in weights.items()}


@cache
def _stem(word: str) -> str | None:
    """The stem of a word, None where it says nothing."""
    return None if word in _stop_words() else str(_stemmer().stemWord(word))


@cache
def _stop_words() -> frozenset[str]:
    """The words that say nothing, the same as for merging."""
    table = resources.files("timeline.merging").joinpath("stop_words.txt")
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def _likeness(vectors: Sequence[Mapping[str, float]]) -> Likeness:
    """The cosines of all pairs; of an article with itself 0."""
    import numpy as np

    having = Counter(word for vector in vectors for word in vector)
    column = {word: place for place, word in enumerate(sorted(having)) if having[word] > 1}
    column = {word: place for place, word in enumerate(column)}
    total = np.zeros((len(vectors), len(vectors)), dtype=np.float32)
    for first in range(0, len(column), BLOCK):
        block = np.zeros((len(vectors), BLOCK), dtype=np.float32)
        for row, vector in enumerate(vectors):
            for word, weight in vector.items():
                place = column.get(word, -1) - first
                if 0 <= place < BLOCK:
                    block[row, place] = weight
        total += block @ block.T
    np.fill_diagonal(total, 0)
    return total.round(4)


def _average_link(likeness: Likeness) -> list[list[int]]:
    """Groups whose members are alike on average, by chains of nearest neighbours (Murtagh 1983),
    which find what the joining of the nearest two, again and again, would."""
    import numpy as np

    between = likeness.copy()
    np.fill_diagonal(between, -1)
    sizes = [1] * len(between)
    members = {place: [place] for place in range(len(between))}
    chain: list[int] = []
    left = set(members)
    while left:
        if not chain:
            chain = [min(left)]
        tip = chain[-1]
        nearest = int(between[tip].argmax())
        before = chain[-2] if len(chain) > 1 else -1
        if before >= 0 and between[tip, before] >= between[tip, nearest]:
            nearest = before
        if between[tip, nearest] < ALIKE:
            # Nothing is near enough to the tip: it is done, whatever joins elsewhere.
            left.discard(chain.pop())
            continue
        if nearest != before:
            chain.append(nearest)
            continue
        del chain[-2:]
        kept, gone = min(tip, nearest), max(tip, nearest)
        mean = between[kept] * sizes[kept] + between[gone] * sizes[gone]
        mean /= sizes[kept] + sizes[gone]
        between[kept], between[:, kept] = mean, mean
        between[gone], between[:, gone] = -1, -1
        between[kept, kept] = -1
        sizes[kept] += sizes[gone]
        members[kept] += members.pop(gone)
        left.discard(gone)
        left.add(kept)
    return sorted(sorted(group) for group in members.values())


def _joined_relatives(likeness: Likeness, groups: list[list[int]]) -> list[list[int]]:
    """Groups joined where each of the smaller has a close relative in the larger."""
    groups = sorted(groups, key=lambda group: (-len(group), group))
    joined = True
    while joined:
        joined = False
        for smaller in range(len(groups) - 1, 0, -1):
            related = [
                (_relation(likeness, groups[smaller], groups[larger]), -larger)
                for larger in range(smaller)
            ]
            best, larger = max(related)
            if best >= RELATED:
                groups[-larger] += groups.pop(smaller)
                joined = True
        groups.sort(key=lambda group: (-len(group), group))
    return [sorted(group) for group in groups]


def _relation(likeness: Likeness, smaller: Sequence[int], larger: Sequence[int]) -> float:
    return float(likeness[list(smaller)][:, list(larger)].max(axis=1).mean())


def _with_strays(likeness: Likeness, groups: list[list[int]]) -> list[list[int]]:
    """The groups with single articles put to the story they have most to do with."""
    kept = [list(group) for group in groups if len(group) > 1]
    alone = [group for group in groups if len(group) == 1]
    homes = [list(group) for group in kept]
    for stray in alone:
        means = [(float(likeness[stray[0], home].mean()), -n) for n, home in enumerate(homes)]
        best, place = max(means, default=(0.0, 0))
        if best >= STRAY:
            kept[-place] += stray
        else:
            kept.append(list(stray))
    return [sorted(group) for group in kept]
