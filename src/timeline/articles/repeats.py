"""Paragraphs that a text prints twice: a pull quote, a caption in the words of the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from timeline.articles.lines import Page

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
_RUN = 5
_LEAST_RUNS = 3
"""Fewer words than these and two more are alike by chance: "He did not respond to a request"."""

_LONGEST = 400
"""Characters of a paragraph that is looked at: a pull quote is short."""

_LEAD = 2
"""The first paragraphs of a text stay: a box further down may hold the words of the lead."""

_MOST_HOLDERS = 8


def read_repeats(page: Page) -> None:
    """Takes out the short paragraphs whose every run of words stands in a longer one, too.

    A pull quote is the sentence of a paragraph in large letters; its words are news once.
    """
    runs: dict[int, tuple[tuple[str, ...], ...]] = {}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for place, line in enumerate(page.lines):
        if line.kind != "body":
            continue
        words = [word.lower() for word in _WORD.findall(page.text, line.start, line.end)]
        lengths[place] = len(words)
        found = tuple(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
        is_short = line.end - line.start <= _LONGEST
        if len(lengths) > _LEAD and is_short and len(found) >= _LEAST_RUNS:
            runs[place] = found
        for run in set(found):
            if len(holders[run]) < _MOST_HOLDERS:
                holders[run].append(place)
    for place, found in runs.items():
        common: Counter[int] = Counter()
        for run in set(found):
            common.update(holders[run])
        if any(
            count == len(set(found)) and lengths[other] > lengths[place]
            for other, count in common.items()
        ):
            page.lines[place].kind = "furniture"
