"""Which pairs of mentions are worth comparing: those that share a key of a table, never all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest

from timeline.merging.profile import Profile

WINDOW = 60
"""In a block of many mentions each is compared with this many neighbours in time."""

PARTNERS = 60
"""Each mention is compared with so many others, those that it shares most keys with."""

RAREST_WORDS = 5


def _by_trigger(profile: Profile) -> Iterator[str]:
    yield from profile.lemmas


def _by_date(profile: Profile) -> Iterator[str]:
    if profile.dated:
        yield f"{profile.group} {profile.earliest} {profile.latest}"


def _by_name(profile: Profile) -> Iterator[str]:
    for name in profile.names | profile.places:
        yield f"{profile.group} {name}"


def _by_words(profile: Profile) -> Iterator[str]:
    """The words of the sentence that weigh most."""
    heaviest = sorted(profile.words.items(), key=lambda item: (-item[1], item[0]))
    yield from (stem for stem, _ in heaviest[:RAREST_WORDS])


def _by_article(profile: Profile) -> Iterator[str]:
    """Inside an article "the attack" may refer to any earlier mention of the same group."""
    yield f"{profile.article} {profile.group}"


KEYS: tuple[Callable[[Profile], Iterator[str]], ...] = (
    _by_trigger,
    _by_date,
    _by_name,
    _by_words,
    _by_article,
)


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Index pairs (smaller first) of mentions that share a key, each pair once, in order.

    Time and memory grow with the number of mentions times `WINDOW`, not with its
    square; a mention chooses `PARTNERS` of them.
    """
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for key in KEYS:
            for value in key(profile):
                blocks[key.__name__, value].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for block in blocks.values():
        if len(block) > WINDOW:
            block.sort(key=lambda index: (_in_time(profiles[index]), index))
        for place, left in enumerate(block):
            for right in block[place + 1 : place + 1 + WINDOW]:
                shared[(left, right) if left < right else (right, left)] += 1
    partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (left, right), keys in shared.items():
        partners[left].append((-keys, right))
        partners[right].append((-keys, left))
    yield from sorted(
        {
            (min(one, other), max(one, other))
            for one, others in partners.items()
            for _, other in nsmallest(PARTNERS, others)
        }
    )


def _in_time(profile: Profile) -> str:
    day = profile.earliest or profile.latest or profile.published
    return day.isoformat() if day else ""
