"""What the networks see of a word before they look at its neighbours.

Its normal form, its last letters, its shape, its runs of letters (as in fastText, Bojanowski et
al. 2017), its Brown cluster (Brown et al. 1992) and its word vector. All but the vector are hashed
to rows of trained tables, so that a name that the corpora never mention still looks like others
that they do (Miranda et al. 2022, "Multi hash embeddings in spaCy").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
    from spacy.lang.lex_attrs import word_shape
    from spacy.strings import get_string_id

    paths = clusters().paths_of([text for text, _ in words])
    vectors = word_vectors().index
    hashes, runs = [], []
    for (text, norm), path in zip(words, paths.tolist(), strict=True):
        features = [norm, text[-_SUFFIX:], word_shape(text)]
        features += [f"{bits} {path & ((1 << bits) - 1)}" for bits in CLUSTER_BITS]
        hashes.append([get_string_id(feature) for feature in features])
        runs.append([get_string_id(run) for run in letter_runs(text.lower())])
    longest = max(map(len, runs), default=0)
    padded = [found + [0] * (longest - len(found)) for found in runs]
    return Words(
        numpy.array(hashes, dtype="uint64").reshape(len(words), len(HASHED)),
        numpy.array(padded, dtype="uint64").reshape(len(words), longest),
        numpy.array([vectors.get(text.lower(), len(vectors)) for text, _ in words], dtype="int64"),
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

    def paths_of(self, words: Sequence[str]) -> NDArray[numpy.uint32]:
        """Return the path of each word, or of its lower case; 0 where both are rare."""
        found = self._look_up(words)
        rare = numpy.flatnonzero(found == 0)
        found[rare] = self._look_up([words[place].lower() for place in rare.tolist()])
        return found

    def _look_up(self, words: Sequence[str]) -> NDArray[numpy.uint32]:
        from spacy.strings import get_string_id

        wanted = numpy.array([get_string_id(word) for word in words], dtype="uint64")
        place = numpy.minimum(numpy.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return numpy.where(self.keys[place] == wanted, self.paths[place], numpy.uint32(0))


@cache
def clusters() -> Clusters:
    """Return the clusters that ship with the package (`training/clusters.py` writes them)."""
    read = numpy.load(Path(__file__).parent / "vectors" / "clusters.npz", allow_pickle=False)
    return Clusters(read["keys"], read["paths"])
