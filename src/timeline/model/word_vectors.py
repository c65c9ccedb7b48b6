"""Vectors of frequent English words: near where words mean alike (killed: murdered, died).

They are distilled from the sentence model all-MiniLM-L6-v2 by `training/vectors.py`. Words are
lower-cased. The pipeline embeds by them, and merging compares words with them; NumPy is all that
reading needs.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class WordVectors:
    """A row of unit length for each word, so that the product of two rows is their cosine."""

    index: dict[str, int]
    """Lower-cased word to its row, most frequent words first."""

    rows: NDArray[numpy.float32]
    """One row of 96 numbers for each word; not to be written to."""

    digest: str
    """SHA-256 of words and rows: what was trained with one table is wrong with another."""

    def get(self, word: str) -> NDArray[numpy.float32] | None:
        """Return the row of a word in any case, None where it is unknown."""
        row = self.index.get(word.lower())
        return None if row is None else self.rows[row]

    def cosine(self, one: str, other: str) -> float | None:
        """Return how near two words are, from -1 to 1; None where one is unknown."""
        left, right = self.get(one), self.get(other)
        return None if left is None or right is None else float(left @ right)


@cache
def word_vectors() -> WordVectors:
    """Return the vectors that ship with the package; they are read once."""
    return read_vectors(Path(__file__).parent / "vectors")


def read_vectors(folder: Path) -> WordVectors:
    """Read `words.txt`, one word a line, and `rows.npy`, whose whole numbers give directions only.

    Raises OSError where a file is missing and ValueError where they do not fit.
    """
    written = (folder / "words.txt").read_bytes()
    words = written.decode("utf-8").split("\n")[:-1]
    whole = numpy.load(folder / "rows.npy", allow_pickle=False)
    if len(words) != len(whole):
        raise ValueError(f"{folder}: {len(words)} words, but {len(whole)} rows")
    rows = whole.astype("float32")
    rows /= numpy.linalg.norm(rows, axis=1, keepdims=True)
    rows.setflags(write=False)
    digest = hashlib.sha256(written + whole.tobytes()).hexdigest()
    return WordVectors({word: row for row, word in enumerate(words)}, rows, digest)
