"""How much of one text another holds, by the runs of three words that both have.

Resemblance and containment after Broder 1997 (On the resemblance and containment of documents).
Exact: a folder of news is small enough to compare its runs themselves, so there is nothing to
sketch, and the same texts give the same shares.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from timeline.records import AnnotatedArticle

RUN = 3
"""Words in a run: names and stock phrases are shorter."""

COMMON = 60
"""A run that more texts hold than these is a stock phrase, and no sign of copying."""

Shingles = frozenset[tuple[str, ...]]

_WORD = re.compile(r"[^\W_]+(?:[.,'’]\w+)*")
_QUOTED = re.compile(r"[“\"][^“”\"]{3,600}[”\"]|‘[^‘’\n]{20,400}’")


def read_text(article: AnnotatedArticle) -> str:
    """The sentences of an article: its text without captions and page furniture."""
    return "\n".join(article.text[one.start : one.end] for one in article.sentences)


def shingles(text: str) -> Shingles:
    """The runs of words of a text outside quotation marks.

    What a minister said is the same in every report of it, and no sign that one copied another.
    """
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))]
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def shares(texts: Sequence[Shingles]) -> Iterator[tuple[int, int, float]]:
    """The pairs of texts that have runs in common: their places, and the share of the shorter one's
    runs that the other holds."""
    holders = Counter(run for text in texts for run in text)
    earlier: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        common: Counter[int] = Counter()
        for run in text:
            if 1 < holders[run] <= COMMON:
                common.update(earlier[run])
                earlier[run].append(place)
        for other in sorted(common):
            yield other, place, common[other] / min(len(texts[other]), len(text))
