"""The decoders: the best of all trees and of all labels, whatever stands beside them."""

from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise, product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model import decoding
from timeline.model.decoding import (
    LONGEST,
    best_labels,
    best_trees,
    biluo_transitions,
    projective_heads,
    spans,
)

Sentence = tuple[numpy.ndarray, numpy.ndarray]

NAMES = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "B-LOC", "I-LOC", "L-LOC", "U-LOC"]


def is_projective_tree(heads: list[int]) -> bool:
    roots = [word for word, head in enumerate(heads) if word == head]
    for word in range(len(heads)):
        seen = set()
        while word not in seen:
            seen.add(word)
            word = heads[word]
        if [word] != roots:
            return False
    # The root hangs from a place before the sentence, so that no arc may go over it.
    arcs = [(-1, roots[0])]
    arcs += [(min(pair), max(pair)) for pair in enumerate(heads) if pair[0] != pair[1]]
    crossing = (a < c < b < d for (a, b), (c, d) in combinations(sorted(arcs), 2))
    return not any(crossing)


@cache
def all_trees(length: int) -> list[list[int]]:
    choices = product(range(length), repeat=length)
    return [list(heads) for heads in choices if is_projective_tree(list(heads))]


def score(sentence: Sentence, heads: list[int]) -> float:
    arcs, roots = sentence
    return float(
        sum(roots[word] if word == head else arcs[word, head] for word, head in enumerate(heads))
    )


def random_sentence(length: int, seed: int, whole: bool = False) -> Sentence:
    random = numpy.random.default_rng([length, seed])
    scores = random.normal(size=(length + 1, length))
    # Sums of small whole numbers are exact, and often equal.
    scores = numpy.rint(scores * 1.5 if whole else scores * 1e6) / (1 if whole else 1e6)
    scores = scores.astype("float32")
    return scores[:length], scores[length]


sentences = st.builds(
    random_sentence, st.integers(0, 14), st.integers(0, 10**6), whole=st.booleans()
)


def test_the_trees_to_compare_with_are_all_there_are() -> None:
    # Projective trees of one root: 1, 2, 7, 30, 143 (A006013 in Sloane's encyclopedia).
    assert [len(all_trees(length)) for length in range(1, 6)] == [1, 2, 7, 30, 143]


@given(st.integers(1, 5), st.integers(0, 10**6))
@settings(deadline=None)
def test_no_tree_is_better(length: int, seed: int) -> None:
    sentence = random_sentence(length, seed, whole=True)
    best = max(score(sentence, heads) for heads in all_trees(length))
    (heads,) = best_trees([sentence])
    assert heads.tolist() in all_trees(length)
    assert score(sentence, heads.tolist()) == best
    # The short cut hides most of these sentences from the algorithm.
    (heads,) = decoding._eisner([sentence])
    assert heads.tolist() in all_trees(length)
    assert score(sentence, heads.tolist()) == best


def plain_best_score(sentence: Sentence) -> float:
    """The best sum by Eisner's recursion, word by word."""
    arcs, roots = sentence

    @cache
    def complete(head: int, end: int) -> float:
        step = 1 if end > head else -1
        if head == end:
            return 0.0
        outer = range(head + step, end + step, step)
        return max(incomplete(head, word) + complete(word, end) for word in outer)

    @cache
    def incomplete(head: int, word: int) -> float:
        low, high = min(head, word), max(head, word)
        inner = max(complete(low, at) + complete(high, at + 1) for at in range(low, high))
        return float(inner + arcs[word, head])

    last = len(roots) - 1
    return max(complete(root, 0) + complete(root, last) + roots[root] for root in range(last + 1))


@given(st.lists(st.builds(random_sentence, st.integers(1, 30), st.integers(0, 99)), max_size=4))
@settings(deadline=None, max_examples=30)
def test_longer_sentences_have_the_best_score_too(batch: list[Sentence]) -> None:
    for sentence, heads in zip(batch, best_trees(batch), strict=True):
        assert is_projective_tree(heads.tolist())
        best = plain_best_score(sentence)
        assert score(sentence, heads.tolist()) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_trees_are_told_from_what_is_none(length: int) -> None:
    lists = [
        numpy.array(heads)
        for heads in product(range(length), repeat=length)
        if sum(word == head for word, head in enumerate(heads)) == 1
    ]
    expected = [is_projective_tree(heads.tolist()) for heads in lists]
    assert decoding._are_projective(lists).tolist() == expected


@given(st.integers(6, 40), st.integers(0, 10**6))
@settings(deadline=None)
def test_longer_trees_are_told_from_what_is_none(length: int, seed: int) -> None:
    random = numpy.random.default_rng(seed)
    (heads,) = best_trees([random_sentence(length, seed)])
    changed = heads.copy()
    word = int(random.choice(numpy.flatnonzero(heads != numpy.arange(length))))
    changed[word] = random.choice([head for head in range(length) if head != word])
    told = decoding._are_projective([heads, changed])
    assert told.tolist() == [True, is_projective_tree(changed.tolist())]


@given(st.lists(sentences, max_size=8))
@settings(deadline=None)
def test_a_tree_does_not_depend_on_the_sentences_beside_it(batch: list[Sentence]) -> None:
    together = [heads.tolist() for heads in best_trees(batch)]
    assert together == [best_trees([sentence])[0].tolist() for sentence in batch]
    assert all(is_projective_tree(heads) for heads in together if heads)


def test_groups_do_not_change_the_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = [random_sentence(length, 3) for length in (3, 20, 11, 20, 1, 7, 19)]
    together = [heads.tolist() for heads in best_trees(batch)]
    monkeypatch.setattr(decoding, "CELLS", 400)
    assert [heads.tolist() for heads in best_trees(batch)] == together


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10**6))
@settings(deadline=None)
def test_a_document_is_read_sentence_by_sentence(lengths: list[int], seed: int) -> None:
    total = sum(lengths)
    arcs, roots = random_sentence(total, seed)
    bounds = [0, *numpy.cumsum(lengths).tolist()]
    starts = numpy.zeros(total, dtype=bool)
    starts[bounds[1:-1]] = True  # that the first word starts a sentence need not be said
    heads = projective_heads(arcs, roots, starts)
    for start, end in pairwise(bounds):
        (tree,) = best_trees([(arcs[start:end, start:end], roots[start:end])])
        assert (heads[start:end] - start).tolist() == tree.tolist()


def test_of_equal_trees_always_the_same_one() -> None:
    for length in (1, 2, 5, 9):
        equal = numpy.zeros((length, length), "float32"), numpy.zeros(length, "float32")
        (heads,) = best_trees([equal])
        # The first word is everybody's first choice.
        assert heads.tolist() == [0] * length
        assert decoding._eisner([equal, equal])[1].tolist() == [0, *range(length - 1)]


def test_arguments_stay_as_they_are_and_the_diagonal_does_not_count() -> None:
    arcs, roots = random_sentence(12, 1)
    arcs.reshape(-1)[::13] = 100
    before = arcs.copy()
    (heads,) = best_trees([(arcs, roots)])
    assert (arcs == before).all()
    arcs.reshape(-1)[::13] = -100
    assert best_trees([(arcs, roots)])[0].tolist() == heads.tolist()


def test_long_sentences_are_trees_no_worse_than_one_hidden_in_noise() -> None:
    for length in (150, 400):
        arcs, roots = random_sentence(length, 0)
        hidden = best_trees([random_sentence(length, 1)])[0]
        arcs[numpy.arange(length), hidden] += 2
        (heads,) = best_trees([(arcs, roots)])
        assert is_projective_tree(heads.tolist())
        assert score((arcs, roots), heads.tolist()) > score((arcs, roots), hidden.tolist())


def test_what_is_too_long_for_a_sentence_is_a_tree_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decoding, "LONGEST", 20)
    for length in (21, 40, 95):
        (heads,) = best_trees([random_sentence(length, 0)])
        assert is_projective_tree(heads.tolist())
    # Best heads that are a tree already need no pieces.
    arcs, roots = random_sentence(50, 0)
    arcs[:, 25] += 20
    roots[25] += 40
    assert best_trees([(arcs, roots)])[0].tolist() == [25] * 50


def test_the_longest_sentence_is_decoded() -> None:
    arcs, roots = random_sentence(LONGEST, 0)
    (heads,) = best_trees([(arcs, roots)])
    assert decoding._are_projective([heads]).all()
    assert (heads == numpy.arange(LONGEST)).sum() == 1


def test_nothing_gives_no_trees() -> None:
    assert best_trees([]) == []
    none = numpy.zeros((0, 0), "float32"), numpy.zeros(0, "float32")
    assert [heads.tolist() for heads in best_trees([none, random_sentence(1, 0)])] == [[], [0]]
    assert projective_heads(*none, numpy.zeros(0, bool)).tolist() == []


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


def test_spans_are_read_from_labels() -> None:
    labels = ["U-GPE", "O", "B-WORK-OF-ART", "I-WORK-OF-ART", "L-WORK-OF-ART", "B-ORG", "L-ORG"]
    assert spans(labels) == [(0, 1, "GPE"), (2, 5, "WORK-OF-ART"), (5, 7, "ORG")]
    assert spans([]) == []


def test_spans_that_are_not_whole_are_left_out() -> None:
    assert spans(["L-ORG", "B-ORG", "O", "L-ORG", "I-ORG", "U-LOC", "B-ORG"]) == [(5, 6, "LOC")]
    assert spans(["B-ORG", "L-LOC", "B-ORG", "B-ORG", "L-ORG"]) == [(3, 5, "ORG")]
