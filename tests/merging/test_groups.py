import numpy as np
import pytest

from timeline.merging.groups import joined

ALWAYS = (0, 4_000_000)


def groups(pairs, count, limits=None):
    """The groups of so many members, from {(one, other): score}."""
    left, right = np.array(list(pairs)).T
    earliest, latest = np.array(limits or [ALWAYS] * count).T
    group, holding = joined(left, right, np.array(list(pairs.values())), earliest, latest)
    assert len(holding) == count - len(set(group.tolist()))
    return [np.flatnonzero(group == number).tolist() for number in range(max(group) + 1)]


def one_by_one(pairs, count):
    """The same as the textbook has it: the nearest two groups of all become one."""
    found = [[member] for member in range(count)]
    while True:
        best = None
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                between = [
                    score
                    for pair, score in pairs.items()
                    if sum(m in one for m in pair) == 1 and sum(m in other for m in pair) == 1
                ]
                if between and sum(between) > 0:
                    mean = sum(between) / len(between)
                    if best is None or mean > best[0]:
                        best = (mean, one, other)
        if best is None:
            return sorted(sorted(members) for members in found)
        found.remove(best[2])
        best[1].extend(best[2])


@pytest.mark.parametrize("seed", range(20))
def test_rounds_give_what_joining_one_by_one_gives(seed):
    random = np.random.default_rng(seed)
    every = [(a, b) for a in range(12) for b in range(a + 1, 12)]
    chosen = random.permutation(len(every))[:40]
    pairs = {every[index]: int(random.integers(-30_000, 30_000)) for index in sorted(chosen)}
    assert groups(pairs, 12) == one_by_one(pairs, 12)


def test_the_mean_of_all_pairs_decides():
    assert groups({(0, 1): 3, (0, 2): 2, (1, 2): -3}, 3) == [[0, 1], [2]]


def test_dates_that_exclude_each_other_keep_groups_apart():
    limits = [(10, 10), ALWAYS, (20, 20)]
    assert groups({(0, 1): 5, (1, 2): 4}, 3, limits) == [[0, 1], [2]]
