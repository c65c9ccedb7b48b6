"""The best labels, against all that there could be."""

from collections.abc import Callable
from itertools import pairwise, product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model.decoding import best_labels, biluo_transitions

NAMES = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-LOC", "I-LOC", "L-LOC", "U-LOC"]


def allowed(transitions: numpy.ndarray, ends: numpy.ndarray) -> Callable[[tuple[int, ...]], bool]:
    def test(labels: tuple[int, ...]) -> bool:
        return bool(
            transitions[-1, labels[0]]
            and all(transitions[pair] for pair in pairwise(labels))
            and ends[labels[-1]]
        )

    return test


@given(st.lists(st.integers(0, 4), min_size=1, max_size=5), st.integers(0, 10**6), st.booleans())
@settings(deadline=None)
def test_no_labels_are_better(lengths: list[int], seed: int, biluo: bool) -> None:
    random = numpy.random.default_rng(seed)
    if biluo:
        transitions, ends = biluo_transitions(NAMES[:5])
    else:
        transitions, ends = random.random((5, 4)) < 0.6, random.random(4) < 0.6
    count = len(ends)
    scores = numpy.rint(random.normal(size=(len(lengths), max(lengths), count)) * 3)
    scores = scores.astype("float32")
    found = best_labels(scores, numpy.array(lengths), transitions, ends)
    assert found.shape == scores.shape[:2]
    for row, labels, length in zip(scores, found, lengths, strict=True):
        assert (labels[length:] == -1).all()
        sequences = filter(allowed(transitions, ends), product(range(count), repeat=length or 1))
        sums = {labels: sum(row[range(length), labels]) for labels in sequences if length}
        if sums:
            assert sums[tuple(labels[:length].tolist())] == max(sums.values())


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(0, 10**6), st.booleans())
@settings(deadline=None)
def test_labels_do_not_depend_on_what_is_beside_them(
    lengths: list[int], seed: int, whole: bool
) -> None:
    transitions, ends = biluo_transitions(NAMES)
    scores = numpy.random.default_rng(seed).normal(size=(len(lengths), 15, len(NAMES)))
    scores = (numpy.rint(scores) if whole else scores).astype("float32")
    found = best_labels(scores, numpy.array(lengths), transitions, ends)
    is_allowed = allowed(transitions, ends)
    for index, length in enumerate(lengths):
        alone = best_labels(
            scores[index : index + 1, :length], numpy.array([length]), transitions, ends
        )
        assert found[index, :length].tolist() == alone[0].tolist()
        assert not length or is_allowed(tuple(alone[0].tolist()))


def test_equal_scores_give_the_first_label() -> None:
    transitions, ends = biluo_transitions(NAMES)
    found = best_labels(
        numpy.zeros((2, 5, len(NAMES)), "float32"), numpy.array([5, 2]), transitions, ends
    )
    assert found.tolist() == [[0] * 5, [0, 0, -1, -1, -1]]


def test_labels_of_long_texts_are_as_exact_as_those_of_short_ones() -> None:
    transitions, ends = biluo_transitions(["O", "U-ORG"])
    scores = numpy.full((1, 20_000, 2), 1000, "float32")
    scores[0, :, 1] += 0.01
    found = best_labels(scores, numpy.array([20_000]), transitions, ends)
    assert (found == 1).all()


@pytest.mark.parametrize("shape", [(0, 0, 9), (0, 4, 9), (2, 0, 9)])
def test_nothing_gives_no_labels(shape: tuple[int, int, int]) -> None:
    transitions, ends = biluo_transitions(NAMES)
    scores = numpy.zeros(shape, "float32")
    found = best_labels(scores, numpy.zeros(shape[0], int), transitions, ends)
    assert found.shape == shape[:2]


def test_names_are_begun_and_ended() -> None:
    transitions, ends = biluo_transitions(NAMES)
    after = {
        name: {NAMES[index] for index in numpy.flatnonzero(row)}
        for name, row in zip([*NAMES, "start"], transitions, strict=True)
    }
    anew = {"O", "B-ORG", "U-ORG", "B-LOC", "U-LOC"}
    assert after["start"] == after["O"] == after["L-LOC"] == after["U-ORG"] == anew
    assert after["B-ORG"] == after["I-ORG"] == {"I-ORG", "L-ORG"}
    assert after["B-LOC"] == after["I-LOC"] == {"I-LOC", "L-LOC"}
    assert [NAMES[index] for index in numpy.flatnonzero(ends)] == [
        "O",
        "L-ORG",
        "U-ORG",
        "L-LOC",
        "U-LOC",
    ]
