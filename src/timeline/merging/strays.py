"""Mentions of history that a word alone has drawn into the news.

A story about an animal that was killed has dozens of mentions of "the death", most without a date;
that of an older death, told for comparison, comes with a year, and the year would date them all.
So would the day of "an incident" on the line where, ten days later, the crash of the news happened.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from timeline.merging.profile import END, Profiles
from timeline.merging.rows import Ints

LONG_BEFORE = 365
"""What happened so many days before an article appeared is history in it."""

BEFORE = 7
"""What an article introduces, "an incident", when it has told of the news, and dates to so many
days before is not the news."""

FEWEST = 4
"""So many mentions without a date, in several articles, are what the news is about."""


def apart(found: Profiles, events: Ints) -> NDArray[np.bool_]:
    """Which mentions are strays in their events, given by the event of each mention.

    Strays date their event to long before the news, and nothing else dates it; the others, many
    more, are news that several articles tell without a date. What a stray shares with none of them
    or the names that it gives say that it is something else.
    """
    facts = found.facts
    published = facts["published"]
    dated = facts["dated"]
    long_before = facts["latest"] < published - LONG_BEFORE
    before = facts["new"] & (facts["latest"] < published - BEFORE)
    history = dated & (published < END) & (long_before | before)
    count = int(events.max()) + 1 if len(events) else 0
    dates = np.bincount(events, weights=dated, minlength=count)
    news = ~dated & ~facts["background"]
    undated = np.bincount(events, weights=news, minlength=count)
    old = np.bincount(events, weights=history, minlength=count)
    few = (old == dates) & (undated >= np.maximum(FEWEST, 2 * old))
    suspects = np.flatnonzero(history & few[events])
    strays = np.zeros(len(events), np.bool_)
    order = np.argsort(events, kind="stable")
    begins = np.searchsorted(events[order], np.arange(count + 1))
    for one in suspects.tolist():
        event = events[one]
        together = order[begins[event] : begins[event + 1]]
        others = together[news[together]]
        if len(np.unique(facts["article"][others])) < 2:
            continue
        if long_before[one] or _follows(found, one, others):
            strays[one] = _differs(found, one, others)
    return strays


def _follows(found: Profiles, one: int, others: Ints) -> bool:
    """Whether its article has told of the news before a mention: what comes first may be the news,
    told late, as a theft of data in summer that is found out in autumn."""
    article, position = found.facts["article"], found.facts["position"]
    same = article[others] == article[one]
    return bool((same & (position[others] < position[one])).any())


def _differs(found: Profiles, one: int, others: Ints) -> bool:
    """Whether a mention gives other names than those, or without names shares nothing with them."""
    alone = np.full(len(others), one)
    named = (found.names, found.places)
    gives_some = any(sets.sizes_of(alone[:1]).any() for sets in named)
    if gives_some and any(sets.sizes_of(others).any() for sets in named):
        return not any(sets.dots(alone, others).any() for sets in named)
    taking_part = (found.agents, found.patients, found.numbers)
    return not any(sets.dots(alone, others).any() for sets in taking_part)
