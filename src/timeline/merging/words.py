"""The words of a collection as numbers: the stem of each word that says something, in its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, spread
from timeline.records import AnnotatedArticle

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts laid end to end, of which article a begins at `offsets[a]`.

    `places` says where each begins, `terms` the number of its stem (Porter 1980, Snowball), or of
    a figure as it stands; `capital` and `figure` what it is. `forms` has for each term the word in
    which it was first read. Words that say nothing are left out.
    """

    offsets: NDArray[np.int64]
    places: NDArray[np.int64]
    terms: NDArray[np.int32]
    capital: NDArray[np.bool_]
    figure: NDArray[np.bool_]
    forms: Sequence[str]

    @property
    def count(self) -> int:
        """How many different terms there are."""
        return len(self.forms)

    def within(self, starts: Ints, ends: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The words in spans of the texts: (number of the span, position of the word)."""
        first, last = np.searchsorted(self.places, starts), np.searchsorted(self.places, ends)
        return np.repeat(np.arange(len(first)), last - first), spread(first, last - first)


def words_of(collection: Sequence[AnnotatedArticle]) -> Words:
    """Read the words of all texts of a collection."""
    terms: dict[str, int] = {}
    forms: list[str] = []
    known: dict[str, int] = {}  # a word as it stands to its term, -1 for one that says nothing
    places, found, kinds = array("q"), array("i"), array("b")
    offsets = array("q")
    offset = 0
    for article in collection:
        offsets.append(offset)
        for word in _WORD.finditer(article.text):
            form = word[0]
            term = known.get(form)
            if term is None:
                stem = form if form[0].isdigit() else stem_of(form.lower())
                term = -1 if stem is None else terms.setdefault(stem, len(terms))
                if term == len(forms):
                    forms.append(form.lower())
                known[form] = term
            if term >= 0:
                places.append(offset + word.start())
                found.append(term)
                kinds.append(2 if form[0].isdigit() else form[0].isupper())
        offset += len(article.text) + 1
    kind = np.frombuffer(kinds, np.int8)
    return Words(
        np.asarray(offsets, np.int64),
        np.asarray(places, np.int64),
        np.asarray(found, np.int32),
        kind == 1,
        kind == 2,
        forms,
    )


def stem_of(word: str) -> str | None:
    """The stem of a word; None for one that says nothing about which event is meant."""
    return None if len(word) < 3 or word in _stop_words() else stem(word)


@cache
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    import snowballstemmer

    return str(snowballstemmer.stemmer("english").stemWord(word))


def letters(text: str) -> list[str]:
    """The words of a text that are made of letters."""
    return _LETTERS.findall(text)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(table_lines("stop_words.txt"))


def table_lines(name: str) -> Iterator[str]:
    """The lines of a table of this folder, without what is said about it."""
    table = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return (line for line in table.splitlines() if line and not line.startswith("#"))
