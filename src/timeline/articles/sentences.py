"""Where sentences begin and end: as the parser says, with what it cuts off too early put back."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from timeline.articles.lines import is_sentence_end

_CLOSING = "\"'”’»"
_REACH = 10  # tokens that are looked at for a word: "..." and quotation marks make no sentence


class Words(NamedTuple):
    """The tokens of a paragraph that are no white space: their texts, and whether a space follows.

    `places` are their places among all tokens, of which there are `total`, and `starts` those
    places at which the parser has a sentence begin.
    """

    texts: Sequence[str]
    spaced: Sequence[bool]
    places: Sequence[int]
    total: int
    starts: Container[int]


def sentence_ranges(words: Words) -> list[tuple[int, int]]:
    """The sentences as ranges of the words."""
    starts: list[int] = []
    for index in _sentence_starts(words):
        # “ belongs to the sentence that it opens, not to the one before.
        while index and _opens_quote(words, index - 1) and (not starts or index - 1 > starts[-1]):
            index -= 1
        if not starts:
            starts.append(0)
        elif not _continues(words, starts[-1], index):
            starts.append(index)
    stops = [*starts[1:], len(words.texts)]
    return list(zip(starts, stops, strict=True))


def _sentence_starts(words: Words) -> list[int]:
    found = []
    last = 0
    for index, place in enumerate(words.places):
        # White space that starts a sentence is no word: the next one starts it.
        if index == 0 or any(one in words.starts for one in range(last + 1, place + 1)):
            found.append(index)
        last = place
    return found


def _opens_quote(words: Words, index: int) -> bool:
    text = words.texts[index]
    if text in "“‘«([":
        return True
    return text in "\"'" and not words.spaced[index] and words.places[index] + 1 < words.total


def _continues(words: Words, start: int, index: int) -> bool:
    """Whether the sentence from `start` goes on at `index`: a bracket or quotation mark is left
    over, or the words that name the speaker (“We will go!” | he said), or a clause cut in two."""
    texts, spaced = words.texts, words.spaced
    text, before = texts[index], texts[index - 1]
    if not any(other[0].isalnum() for other in texts[start:index]):
        return True
    if text[0] in "”’»)],.;:!?" or (text in "\"'" and spaced[index]):
        return True
    if not any(other[0].isalnum() for other in texts[index : index + _REACH]):
        return index + _REACH >= len(texts)
    if before in ",–—" or (text[0] == "-" and not spaced[index - 1]):
        return True
    if before in _CLOSING and index - 2 >= start and texts[index - 2] == ",":
        return True
    if not text[0].islower():
        return False
    return before[-1] in _CLOSING + "!?…" or not is_sentence_end(before)
