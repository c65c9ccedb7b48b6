"""A folder told apart into its stories, by the words and the names of its articles.

Hierarchical clustering by average link (Sokal and Michener 1958) on the cosine of word vectors, in
two passes. The first joins articles that are alike as wholes. The second joins parts of one long
story, where articles of March share little with those of May, but each of the smaller part has a
close relative in the larger one.

Up to `AT_ONCE` articles are all compared with one another. An archive is first divided: the most
alike come to one part, as long as it has room.

The vectors know no rarity in the collection: in a folder of one story, the words that every article
has are the story, and must not weigh less for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import log
from typing import TYPE_CHECKING

from timeline.grouping.shingles import read_text
from timeline.records import AnnotatedArticle, Copy, Story

if TYPE_CHECKING:
    import numpy as np
    import Stemmer
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

AT_ONCE = 1000
"""So many articles are compared each with each: the time and memory of that grow with the square.
No story of an archive has more."""

RARE = 60
"""A word in more articles of an archive than these leads from none of them to another."""

NEAREST = 24
"""So many articles of an archive, those that share most rare words, an article is compared with."""

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
    vectors = [_vector(text) for text in texts]
    found = []
    for part in _parts(vectors):
        likeness = _likeness([vectors[place] for place in part])
        groups = _joined_relatives(likeness, _average_link(likeness))
        found += [[part[place] for place in group] for group in _with_strays(likeness, groups)]
    return sorted(found)


def story(
    members: Sequence[AnnotatedArticle],
    elsewhere: Callable[[str], int],
    copied: Sequence[Copy],
) -> Story:
    """The record of a story with its main names: those that most of its articles have and few of
    the other stories; `elsewhere` says how many of those have a name."""
    ids = [one.article.id for one in members]
    published = sorted(
        (one.article.published, one.article.id) for one in members if one.article.published
    )
    return Story(
        id="s" + min(one.article.sha256 for one in members)[:8],
        title=", ".join(_main_names(members, elsewhere)) or (members[0].article.title or ids[0]),
        articles=tuple(ids),
        independent=len(set(ids) - {copy.article for copy in copied}),
        first_report=published[0][1] if published else None,
        latest_update=published[-1][1] if published else None,
    )


def naming(groups: Iterable[Iterable[AnnotatedArticle]]) -> Counter[str]:
    """How many of these stories have each name."""
    return Counter(
        name
        for group in groups
        for name in {e.name for one in group for e in one.entities if e.label in _TITLED}
    )


def _main_names(members: Sequence[AnnotatedArticle], elsewhere: Callable[[str], int]) -> list[str]:
    having = _naming(members)
    worth = {
        name: sum(shares.values()) / len(members) / (1 + elsewhere(name))
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
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer("english")


def _parts(vectors: Sequence[Mapping[str, float]]) -> list[list[int]]:
    """The places of the vectors in parts of at most `AT_ONCE`, those that are alike together.

    The trees of Kruskal 1956, the most alike joined first; articles that have less in common than
    those of any story are not joined.
    """
    if len(vectors) <= AT_ONCE:
        return [list(range(len(vectors)))]
    parts = {place: [place] for place in range(len(vectors))}
    part_of = list(range(len(vectors)))
    for _, one, other in sorted(_nearest(vectors)):
        larger, smaller = part_of[one], part_of[other]
        if larger == smaller or len(parts[larger]) + len(parts[smaller]) > AT_ONCE:
            continue
        if len(parts[larger]) < len(parts[smaller]):
            larger, smaller = smaller, larger
        for place in parts[smaller]:
            part_of[place] = larger
        parts[larger] += parts.pop(smaller)
    return [sorted(part) for part in parts.values()]


def _nearest(vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[float, int, int]]:
    """The pairs that share most rare words and have as much in common as articles of a story:
    (likeness below zero, place, place)."""
    having: dict[str, list[int]] = {}
    for place, vector in enumerate(vectors):
        for word in vector:
            having.setdefault(word, []).append(place)
    for place, vector in enumerate(vectors):
        shared: Counter[int] = Counter()
        for word in vector:
            if 1 < len(having[word]) <= RARE:
                shared.update(having[word])
        del shared[place]
        for other, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:NEAREST]:
            near = vectors[other]
            likeness = sum(weight * near.get(word, 0.0) for word, weight in vector.items())
            if likeness >= STRAY:
                yield -round(likeness, 4), place, other


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
            near = likeness[groups[smaller]].max(axis=0) >= RELATED
            related = [
                (_relation(likeness, groups[smaller], groups[larger]), -larger)
                for larger in range(smaller)
                if near[groups[larger]].any()
            ]
            best, larger = max(related, default=(0.0, 0))
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
