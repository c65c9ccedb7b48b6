"""The word vectors: whole, of unit length, near where words mean alike, read without spaCy."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy
import pytest

import timeline.model.word_vectors
from timeline.model.word_vectors import read_vectors, word_vectors

FOLDER = Path(timeline.model.word_vectors.__file__).parent / "vectors"


def test_there_is_a_row_of_unit_length_for_each_word() -> None:
    vectors = word_vectors()
    assert vectors.rows.shape == (len(vectors.index), 96)
    assert len(vectors.index) >= 30_000
    assert vectors.rows.dtype == numpy.float32
    assert numpy.allclose(numpy.linalg.norm(vectors.rows, axis=1), 1, atol=1e-5)


def test_every_word_is_lower_cased_and_stands_once() -> None:
    words = list(word_vectors().index)
    assert all(word == word.lower() for word in words)
    assert list(word_vectors().index.values()) == list(range(len(words)))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("killed", "murdered", "announced"),
        ("announced", "announcement", "bridge"),
        ("quake", "earthquake", "election"),
        ("sergeant", "lieutenant", "volcano"),
        ("verdict", "convicted", "flood"),
    ],
)
def test_words_that_mean_alike_are_nearer(word: str, near: str, far: str) -> None:
    alike, unlike = word_vectors().cosine(word, near), word_vectors().cosine(word, far)
    assert alike is not None
    assert unlike is not None
    assert alike > unlike + 0.2


def test_a_word_is_found_in_any_case_and_an_unknown_one_is_none() -> None:
    vectors = word_vectors()
    assert numpy.array_equal(vectors.get("Killed"), vectors.rows[vectors.index["killed"]])
    assert vectors.get("xqzzvk") is None
    assert vectors.cosine("killed", "xqzzvk") is None


def test_the_rows_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        word_vectors().rows[0, 0] = 1


def test_every_file_has_the_hash_that_was_written_with_it() -> None:
    listed = dict(
        reversed(line.split("  ")) for line in (FOLDER / "SHA256SUMS").read_text().splitlines()
    )
    assert set(listed) == {path.name for path in FOLDER.iterdir()} - {"SHA256SUMS"}
    for name, digest in listed.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_files_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("one\ntwo\n")
    numpy.save(tmp_path / "rows.npy", numpy.ones((3, 4), dtype="int8"))
    with pytest.raises(ValueError, match="2 words, but 3 rows"):
        read_vectors(tmp_path)


def test_reading_needs_no_spacy() -> None:
    script = (
        "import sys; from timeline.model.word_vectors import word_vectors; word_vectors(); "
        "assert not {'spacy', 'thinc', 'torch'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
