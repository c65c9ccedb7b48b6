import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline.merging import rows
from timeline.merging.rows import Rows, in_order, portions, rows_of

SETS = st.lists(st.sets(st.integers(0, 9), max_size=5), min_size=2, max_size=8)


def of(sets):
    return rows_of([one for those in sets for one in sorted(those)], [len(s) for s in sets], 10)


def all_pairs(count):
    return np.divmod(np.arange(count * count), count)


@given(SETS)
def test_dots_of_sets_count_what_two_share(sets):
    left, right = all_pairs(len(sets))
    shared = [len(sets[a] & sets[b]) for a, b in zip(left, right, strict=True)]
    assert of(sets).dots(left, right).tolist() == shared
    assert of(sets).level().dots(left, right).tolist() == shared


def test_dots_do_not_depend_on_how_much_is_worked_out_at_a_time(monkeypatch):
    random = np.random.default_rng(1)
    many = Rows.of(
        random.integers(0, 50, 400), random.integers(0, 90, 400), random.random(400), 50, 90
    )
    left, right = all_pairs(50)
    at_once = many.dots(left, right)
    monkeypatch.setattr(rows, "_CELLS", 200)
    monkeypatch.setattr(rows, "_ELEMENTS", 30)
    assert np.array_equal(many.dots(left, right), at_once)


def test_weights_of_what_is_given_twice_add_up():
    found = Rows.of(np.array([1, 0, 1]), np.array([4, 2, 4]), np.array([1.0, 5.0, 2.0]), 2, 9)
    assert found.ids.tolist() == [2, 4]
    assert found.weights.tolist() == [5.0, 3.0]


@given(SETS)
def test_what_one_has_without_the_other(sets):
    others = sets[::-1]
    left = of(sets).without(of(others))
    assert left.sizes.tolist() == [len(a - b) for a, b in zip(sets, others, strict=True)]


def test_the_heaviest_of_each_row_stay():
    found = Rows.of(np.array([0, 0, 0, 1]), np.arange(4), np.array([1.0, 3.0, 2.0, 0.5]), 2, 4)
    assert found.heaviest(2).ids.tolist() == [1, 2, 3]


def test_the_sets_of_a_group_are_united():
    found = of([{1, 2}, {5}, {2, 3}]).united(np.array([0, 1, 0]), 2, weighted=False)
    assert found.ids.tolist() == [1, 2, 3, 5]
    assert found.sizes.tolist() == [3, 1]


@given(st.lists(st.integers(0, 2**62)))
def test_keys_come_in_order_and_equal_ones_as_they_stand(keys):
    order = in_order(np.array(keys, np.int64))
    assert order.tolist() == sorted(range(len(keys)), key=keys.__getitem__)


@given(st.lists(st.floats(-1, 1, width=32), min_size=1), st.integers(1, 5))
def test_of_equal_weights_the_first_stay(weights, most):
    count = len(weights)
    found = Rows(np.array([0, count]), np.arange(count), np.array(weights, np.float32), count)
    best = sorted(range(count), key=lambda place: -weights[place])[:most]
    assert found.heaviest(most).ids.tolist() == sorted(best)


@given(st.lists(st.integers(0, 9)))
def test_portions_leave_nothing_out(sizes):
    everything = [place for some in portions(np.array(sizes)) for place in range(len(sizes))[some]]
    assert everything == list(range(len(sizes)))
