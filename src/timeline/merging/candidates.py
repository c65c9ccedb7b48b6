"""Which pairs of mentions are worth comparing: those that share a key of a table, never all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from timeline.merging.neighbours import partners
from timeline.merging.profile import BEGIN, END, Profiles
from timeline.merging.rows import Rows, firsts, parted

MOST, FEWEST = 100, 12
"""Each mention is compared with so many others, those that it shares most keys with: many in a
folder of news, few in an archive."""

PAIRS = 2_000_000
"""So many pairs are compared before there are fewer for each mention."""

RAREST_WORDS = 5


def _by_trigger(profiles: Profiles) -> Rows:
    return profiles.lemmas


def _by_date(profiles: Profiles) -> Rows:
    facts = profiles.facts
    dated = np.flatnonzero(facts["dated"])
    group = facts["group"][dated].astype(np.int64)
    days = (group * END + facts["earliest"][dated]) * END + facts["latest"][dated]
    _, keys = np.unique(days, return_inverse=True)
    return Rows.of(dated, keys, None, profiles.count, len(dated) + 1)


def _by_name(profiles: Profiles) -> Rows:
    names, places, facts = profiles.names, profiles.places, profiles.facts
    owner = np.concatenate([names.owners, places.owners])
    name = np.concatenate([names.ids, places.ids])
    group = facts["group"][owner].astype(np.int64)
    width = len(profiles.groups) * names.width
    return Rows.of(owner, group * names.width + name, None, profiles.count, width)


def _by_words(profiles: Profiles) -> Rows:
    """The words of the sentence that weigh most."""
    return profiles.words.heaviest(RAREST_WORDS)


def _by_article(profiles: Profiles) -> Rows:
    """Inside an article "the attack" may refer to any earlier mention of the same group."""
    facts = profiles.facts
    where = facts["article"].astype(np.int64) - facts["article"].min()
    keys = where * len(profiles.groups) + facts["group"]
    return Rows.of(np.arange(profiles.count), keys, None, profiles.count, int(keys.max()) + 1)


KEYS: tuple[tuple[Callable[[Profiles], Rows], int], ...] = (
    (_by_trigger, 4),
    (_by_date, 2),
    (_by_name, 2),
    (_by_words, 1),
    (_by_article, 2),
)
"""The tables, and how much a key of each counts. Twenty stories poured into one collection come out
as well with 12 others for each mention as with 24 of those that have most keys in common."""


def pairs(profiles: Profiles) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of mentions (smaller first) that share a key, each pair once, in order.

    Time and memory grow with the number of mentions, not with its square.
    """
    count = profiles.count
    if not count:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    owners, ids, worth, width = [], [], [], 0
    for key, counts in KEYS:
        rows = key(profiles)
        owners.append(rows.owners)
        ids.append(rows.ids.astype(np.int64) + width)
        worth.append(np.full(rows.width, counts))
        width += rows.width
    keys = Rows.of(np.concatenate(owners), np.concatenate(ids), None, count, width)
    most = min(MOST, max(FEWEST, PAIRS // count))
    # In a block of many mentions those nearest in time are looked at, half of them on either side.
    left, right = partners(
        keys,
        _in_time(profiles),
        window=most // 2,
        most=most,
        worth=np.concatenate(worth),
    )
    both = np.sort(np.minimum(left, right) * count + np.maximum(left, right))
    return parted(both[firsts(both)], count)


def _in_time(profiles: Profiles) -> NDArray[np.int64]:
    """The day of each mention, as well as it is known; 0 where nothing is known."""
    facts = profiles.facts
    day = np.where(facts["latest"] < END, facts["latest"], facts["published"])
    day = np.where(facts["earliest"] > BEGIN, facts["earliest"], day)
    return np.where(day < END, day, BEGIN).astype(np.int64)
