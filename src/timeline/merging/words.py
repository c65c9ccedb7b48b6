"""The words of a collection as numbers: the stem of each word that says something, in its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from timeline.merging.rows import Ints, spread
from timeline.records import AnnotatedArticle

if TYPE_CHECKING:
    import Stemmer

_WORD = re.compile(r"([^\W_]+(?:[.,]\d+)*)")
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
    forms = _Forms()
    offsets, places, found = array("q"), [], []
    offset = 0
    for article in collection:
        offsets.append(offset)
        pieces = _WORD.split(article.text)  # what is between words, and words, in turns
        ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
        places.append(ends[:-1:2] + offset)
        read = map(forms.__getitem__, pieces[1::2])
        found.append(np.fromiter(read, np.int32, len(pieces) // 2))
        offset += len(article.text) + 1
    form = np.concatenate(found) if found else np.zeros(0, np.int32)
    place = np.concatenate(places) if places else np.zeros(0, np.int64)
    term, kind = np.asarray(forms.terms, np.int32), np.asarray(forms.kinds, np.int8)
    says = np.flatnonzero(term[form] >= 0)
    form = form[says]
    return Words(
        np.asarray(offsets, np.int64),
        place[says],
        term[form],
        kind[form] == 1,
        kind[form] == 2,
        list(forms.read),
    )


class _Forms(dict[str, int]):
    """Words as they stand, numbered as they are first looked up.

    `terms` has the term of each, -1 for one that says nothing, `kinds` 1 for a word with a capital
    and 2 for a figure, `read` for each term the word in which it was first read.
    """

    def __init__(self) -> None:
        self.terms, self.kinds = array("i"), array("b")
        self.read: list[str] = []
        self._stems: dict[str, int] = {}

    def __missing__(self, form: str) -> int:
        figure = form[0].isdigit()
        stem = form if figure else stem_of(form.lower())
        term = -1 if stem is None else self._stems.setdefault(stem, len(self._stems))
        if term == len(self.read):
            self.read.append(form.lower())
        self.terms.append(term)
        self.kinds.append(2 if figure else form[0].isupper())
        self[form] = number = len(self)
        return number


def stem_of(word: str) -> str | None:
    """The stem of a word; None for one that says nothing about which event is meant."""
    return None if len(word) < 3 or word in _stop_words() else stem(word)


@cache
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer("english")


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
