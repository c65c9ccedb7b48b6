"""What the networks see of a word before they look at its neighbours.

Its normal form, its last letters, its shape, its runs of letters (as in fastText, Bojanowski et
al. 2017), its Brown cluster (Brown et al. 1992) and its word vector. All but the vector are hashed
to rows of trained tables, so that a name that the corpora never mention still looks like others
that they do (Miranda et al. 2022, "Multi hash embeddings in spaCy").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy
from numpy.typing import NDArray

from timeline.model.word_vectors import word_vectors

CLUSTER_BITS = (4, 6, 10, 20)
"""How many of the first bits of a cluster's path are looked at: few bits join many words."""

HASHED = ("norm", "suffix", "shape", *(f"cluster{bits}" for bits in CLUSTER_BITS))
"""The features that have a hash, in the order of the columns of `Words.hashes`."""

_SUFFIX = 3  # letters
_RUNS = (2, 3, 4, 5)  # letters
_MOST_RUNS = 48  # of a word: an address has hundreds


@dataclass(frozen=True, eq=False)
class Words:
    """Features of n words."""

    hashes: NDArray[numpy.uint64]
    """One row for each word, one column for each of `HASHED`."""

    runs: NDArray[numpy.uint64]
    """Hashes of runs of letters, n by the most that a word has; zeros after the last."""

    vectors: NDArray[numpy.int64]
    """The row of the word's vector, as many as there are vectors where it has none."""


def describe(words: Sequence[tuple[str, str]]) -> Words:
    """Return the features of words, each given as it is written and in its normal form."""
    known = word_vectors().index
    hashes = numpy.zeros((len(words), len(HASHED)), dtype="uint64")
    runs = numpy.zeros((len(words), _MOST_RUNS), dtype="uint64")
    vectors = numpy.zeros(len(words), dtype="int64")
    longest = 0
    for place, (text, norm) in enumerate(words):
        hashes[place], found = _hashed(text, norm)
        runs[place, : len(found)] = found
        longest = max(longest, len(found))
        vectors[place] = known.get(text.lower(), len(known))
    return Words(hashes, runs[:, :longest], vectors)


@lru_cache(maxsize=4096)  # a word that is new to one network is new to the next one, too
def _hashed(text: str, norm: str) -> tuple[NDArray[numpy.uint64], NDArray[numpy.uint64]]:
    from spacy.lang.lex_attrs import word_shape
    from spacy.strings import get_string_id

    path = clusters().path(text)
    prefixes = [f"{bits} {path & ((1 << bits) - 1)}" for bits in CLUSTER_BITS]
    features = [norm, text[-_SUFFIX:], word_shape(text), *prefixes]
    return (
        numpy.array([get_string_id(feature) for feature in features], dtype="uint64"),
        numpy.array([get_string_id(run) for run in letter_runs(text.lower())], dtype="uint64"),
    )


def letter_runs(word: str) -> list[str]:
    """Return the runs of two to five letters of a word between marks for its ends.

    >>> letter_runs("ox")
    ['<o', 'ox', 'x>', '<ox', 'ox>', '<ox>']
    """
    marked = f"<{word}>"
    runs = [
        marked[start : start + length]
        for length in _RUNS
        for start in range(len(marked) - length + 1)
    ]
    return runs[:_MOST_RUNS]


def rows(hashes: NDArray[numpy.uint64], count: int) -> NDArray[numpy.int64]:
    """Return four rows of a table of `count` for each hash, from a quarter of its bits each.

    Two words that share one row hardly ever share all four.
    """
    quarters = hashes[..., None] >> numpy.array([0, 16, 32, 48], dtype="uint64")
    found: NDArray[numpy.int64] = (quarters & numpy.uint64(0xFFFF)).astype("int64") % count
    return found


@dataclass(frozen=True, eq=False)
class Clusters:
    """The Brown cluster of each frequent word, as the path to it in the tree of clusters."""

    keys: NDArray[numpy.uint64]
    """Hashes of the words, sorted."""

    paths: NDArray[numpy.uint32]
    """The first bits of a path are the lowest of its number, so that a mask gives a prefix."""

    def path(self, word: str) -> int:
        """Return the path of a word, or else of the word in lower case; 0 where both are rare."""
        return self._look_up(word) or self._look_up(word.lower())

    def _look_up(self, word: str) -> int:
        from spacy.strings import get_string_id

        key = numpy.uint64(get_string_id(word))
        place = int(numpy.searchsorted(self.keys, key))
        return int(self.paths[place]) if place < len(self.keys) and self.keys[place] == key else 0


@cache
def clusters() -> Clusters:
    """Return the clusters that ship with the package (`training/clusters.py` writes them)."""
    read = numpy.load(Path(__file__).parent / "vectors" / "clusters.npz", allow_pickle=False)
    return Clusters(read["keys"], read["paths"])
