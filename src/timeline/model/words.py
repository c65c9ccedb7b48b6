"""What the networks see of a word before they look at its neighbours.

Its normal form, its last letters, its shape, its runs of letters (as in fastText, Bojanowski et
al. 2017), its Brown cluster (Brown et al. 1992) and its word vector. All but the vector are hashed
to rows of trained tables, so that a name that the corpora never mention still looks like others
that they do (Miranda et al. 2022, "Multi hash embeddings in spaCy").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """Return the features of words, each given as it is written and in its normal form.

    Those of the last words asked for are remembered: a word that is new to one network of a
    pipeline is so to the next one, which asks for it a moment later.
    """
    known = {word: found for word in words if (found := _LAST.get(word))}
    new = [word for word in dict.fromkeys(words) if word not in known]
    learnt = dict(zip(new, _described(new), strict=True))
    if len(_LAST) > _MOST_REMEMBERED:
        _LAST.clear()
    _LAST.update(learnt)
    described = [learnt.get(word) or known[word] for word in words]
    longest = max((len(runs) for _, runs, _ in described), default=0)
    padded = numpy.zeros((len(words), longest), dtype="uint64")
    for row, (_, runs, _) in zip(padded, described, strict=True):
        row[: len(runs)] = runs
    hashes = numpy.array([hashes for hashes, _, _ in described], dtype="uint64")
    return Words(
        hashes.reshape(len(words), len(HASHED)),
        padded,
        numpy.array([vector for _, _, vector in described], dtype="int64"),
    )


_LAST: dict[tuple[str, str], tuple[list[int], list[int], int]] = {}
_MOST_REMEMBERED = 4096


def _described(words: list[tuple[str, str]]) -> Iterator[tuple[list[int], list[int], int]]:
    """Yield the hashes of each word, those of its runs of letters, and the row of its vector."""
    from spacy.lang.lex_attrs import word_shape
    from spacy.strings import get_string_id

    paths = clusters().paths_of([text for text, _ in words])
    vectors = word_vectors().index
    for (text, norm), path in zip(words, paths.tolist(), strict=True):
        lower = text.lower()
        features = [norm, text[-_SUFFIX:], word_shape(text)]
        features += [f"{bits} {path & ((1 << bits) - 1)}" for bits in CLUSTER_BITS]
        yield (
            [get_string_id(feature) for feature in features],
            [get_string_id(run) for run in letter_runs(lower)],
            vectors.get(lower, len(vectors)),
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
