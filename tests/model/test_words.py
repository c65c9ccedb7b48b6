"""What is seen of a word: its forms, runs of letters, cluster and vector, as hashes and rows."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from timeline.model.word_vectors import word_vectors
from timeline.model.words import HASHED, clusters, describe, letter_runs, rows


def test_runs_are_taken_between_marks_for_the_ends() -> None:
    assert letter_runs("ox") == ["<o", "ox", "x>", "<ox", "ox>", "<ox>"]


def test_an_address_has_no_more_runs_than_a_long_word() -> None:
    assert len(letter_runs("https://" + "x" * 300)) == len(letter_runs("y" * 40)) == 48


def test_each_word_has_a_row_of_its_own() -> None:
    found = describe([("Oslo", "oslo"), ("ox", "ox")])
    assert found.hashes.shape == (2, len(HASHED))
    assert (found.runs[1] != 0).sum() == 6
    assert found.vectors[0] == word_vectors().index["oslo"]


def test_a_word_without_a_vector_has_the_row_after_the_last() -> None:
    assert describe([("Qwxzyq", "qwxzyq")]).vectors[0] == len(word_vectors().index)


def test_a_word_does_not_depend_on_those_beside_it() -> None:
    alone, beside = describe([("ox", "ox")]), describe([("ox", "ox"), ("Reykjavik", "reykjavik")])
    assert (alone.hashes[0] == beside.hashes[0]).all()
    assert (alone.runs[0] == beside.runs[0][: alone.runs.shape[1]]).all()


def test_no_words_have_no_features() -> None:
    assert describe([]).hashes.shape == (0, len(HASHED))


def test_words_of_like_company_share_the_beginning_of_their_path() -> None:
    monday, tuesday, killed, wounded = (
        clusters().paths_of(["Monday", "Tuesday", "killed", "wounded"]) & 0x3FF
    ).tolist()
    assert monday == tuesday != killed == wounded


def test_a_cluster_is_found_by_the_lower_case_of_a_word_and_rare_ones_have_none() -> None:
    upper, lower, unknown = clusters().paths_of(["MOORINGS", "moorings", "Qwxzyq"]).tolist()
    assert upper == lower != 0
    assert unknown == 0


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20), st.integers(1, 70_000))
def test_rows_lie_within_their_table(hashes: list[int], count: int) -> None:
    found = rows(numpy.array(hashes, dtype="uint64"), count)
    assert found.shape == (len(hashes), 4)
    assert ((found >= 0) & (found < count)).all()
