"""Paragraphs that a text prints twice: a pull quote, a caption in the words of the report."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

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

_Run = tuple[str, ...]


def read_repeats(page: Page) -> None:
    """Takes out the short paragraphs whose every run of words stands in a longer one, too.

    A pull quote is the sentence of a paragraph in large letters; its words are news once.
    """
    body = [place for place, line in enumerate(page.lines) if line.kind == "body"]
    runs: dict[int, frozenset[_Run]] = {}
    for place in body[_LEAD:]:
        line = page.lines[place]
        if line.end - line.start <= _LONGEST:
            words = _words(page, place)
            if len(words) - _RUN + 1 >= _LEAST_RUNS:
                runs[place] = frozenset(_runs(words))
    if not runs:
        return  # most texts: the words of a long one need not be looked at
    wanted = frozenset().union(*runs.values())
    holders: dict[_Run, list[int]] = defaultdict(list)
    lengths: dict[int, int] = {}
    for place in body:
        words = _words(page, place)
        lengths[place] = len(words)
        for run in wanted.intersection(_runs(words)):
            if len(holders[run]) < _MOST_HOLDERS:
                holders[run].append(place)
    for place, found in runs.items():
        common: Counter[int] = Counter()
        for run in found:
            common.update(holders[run])
        if any(
            count == len(found) and lengths[other] > lengths[place]
            for other, count in common.items()
        ):
            page.lines[place].kind = "furniture"


def _words(page: Page, place: int) -> list[str]:
    line = page.lines[place]
    return [word.lower() for word in _WORD.findall(page.text, line.start, line.end)]


def _runs(words: list[str]) -> Iterator[_Run]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
