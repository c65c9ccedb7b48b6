"""The best of all trees, whatever stands beside them."""

from functools import cache
from itertools import combinations, pairwise, product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.model import trees
from timeline.model.trees import LONGEST, best_trees, projective_heads

Sentence = tuple[numpy.ndarray, numpy.ndarray]


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
    (heads,) = trees._eisner([sentence])
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
    assert trees._are_projective(lists).tolist() == expected


@given(st.integers(6, 40), st.integers(0, 10**6))
@settings(deadline=None)
def test_longer_trees_are_told_from_what_is_none(length: int, seed: int) -> None:
    random = numpy.random.default_rng(seed)
    (heads,) = best_trees([random_sentence(length, seed)])
    changed = heads.copy()
    word = int(random.choice(numpy.flatnonzero(heads != numpy.arange(length))))
    changed[word] = random.choice([head for head in range(length) if head != word])
    told = trees._are_projective([heads, changed])
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
    monkeypatch.setattr(trees, "CELLS", 400)
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
        assert trees._eisner([equal, equal])[1].tolist() == [0, *range(length - 1)]


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
    monkeypatch.setattr(trees, "LONGEST", 20)
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
    assert trees._are_projective([heads]).all()
    assert (heads == numpy.arange(LONGEST)).sum() == 1


def test_nothing_gives_no_trees() -> None:
    assert best_trees([]) == []
    none = numpy.zeros((0, 0), "float32"), numpy.zeros(0, "float32")
    assert [heads.tolist() for heads in best_trees([none, random_sentence(1, 0)])] == [[], [0]]
    assert projective_heads(*none, numpy.zeros(0, bool)).tolist() == []
