import numpy as np

from timeline.merging.neighbours import partners
from timeline.merging.rows import rows_of


def test_a_row_is_paired_with_those_that_share_most_keys():
    keys = rows_of([0, 1, 0, 1, 0, 2], [2, 2, 1, 1], 3)
    left, right = partners(keys, np.arange(4), window=3, most=1)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 1), (1, 0), (2, 0)]


def test_a_key_counts_for_what_it_is_worth():
    keys = rows_of([0, 2, 1, 0, 1, 2], [2, 1, 3], 3)
    pairs = partners(keys, np.arange(3), window=2, most=1)
    assert pairs[1].tolist() == [2, 2, 0]  # the first and the last share two keys
    pairs = partners(keys, np.arange(3), window=2, most=1, worth=np.array([1, 9, 1]))
    assert pairs[1].tolist() == [2, 2, 1]


def test_the_last_of_all_is_counted_once_for_a_key():
    keys = rows_of([0, 1, 0, 1, 1], [2, 2, 1], 2)
    left, right = partners(keys, np.arange(3), window=3, most=1)
    assert right[left == 0].tolist() == [1]


def test_in_a_long_block_only_the_nearest_are_looked_at():
    keys = rows_of([0] * 100, [1] * 100, 1)
    left, right = partners(keys, -np.arange(100), window=2, most=50)
    assert max(np.abs(left - right)) == 2
    assert len(left) == 4 * 100 - 6
