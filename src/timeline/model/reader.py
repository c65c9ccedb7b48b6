"""How a network reads paragraphs: words first, then their neighbours, then the whole.

Layers of windows, each the largest of some linear pieces (maxout, Goodfellow et al. 2013) of a word
and those at some step to its left and right, and one of attention over the paragraph (Vaswani et
al. 2017, by distance as in Shaw et al. 2018). Trained by `training/network.py`; NumPy is all that
reading needs. Matrices multiply rows from the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from timeline.model.word_vectors import word_vectors
from timeline.model.words import HASHED, describe, rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[numpy.float32]
Weights = Mapping[str, Floats]

_EPSILON = 1e-5
_LONGEST = 512
"""Words of a text that attention looks at together: none that the networks learned from was longer,
and what it takes grows with the square."""

_MOST_WORDS = 20_000
"""Words whose embedding is remembered: with more, all are forgotten, the common ones soon learnt
again."""


@dataclass(frozen=True, eq=False)
class Reading:
    """What a network made of some docs: a row for each token, the docs one after the other."""

    rows: Floats
    bounds: list[int]
    """Where each doc begins in the rows, and after them the number of rows."""


class Reader:
    """Turns docs to rows. Raises KeyError where the weights lack a part."""

    def __init__(self, weights: Weights, steps: Sequence[int]) -> None:
        """`steps` has a number for each layer: how far a window goes to each side, 0 for attention
        over the whole paragraph."""
        self._embedding = Embedding(weights)
        self._spacing = weights["reader.spacing"]
        self._margin = max(steps, default=0)
        self._layers = [
            _Window(weights, f"reader.layers.{place}", step)
            if step
            else _Attention(weights, f"reader.layers.{place}")
            for place, step in enumerate(steps)
        ]

    def __call__(self, docs: Sequence[Doc]) -> Reading:
        """Read docs, none of them empty."""
        lengths = numpy.array([len(doc) for doc in docs])
        bounds = [0, *numpy.cumsum(lengths).tolist()]
        words = self._embedding(docs)
        words += self._spacing[numpy.concatenate([_spacing(doc) for doc in docs])]
        # Nothing stands between two docs, so that a window at the end of one does not see the next.
        gaps = numpy.repeat(numpy.arange(1, len(docs) + 1) * self._margin, lengths)
        places = numpy.arange(len(words)) + gaps
        spread = numpy.zeros(
            (len(words) + (len(docs) + 1) * self._margin, words.shape[1]), "float32"
        )
        spread[places] = words
        starts = [start + (number + 1) * self._margin for number, start in enumerate(bounds[:-1])]
        spans = [
            (at, min(at + _LONGEST, start + length))
            for start, length in zip(starts, lengths.tolist(), strict=True)
            for at in range(start, start + length, _LONGEST)
        ]
        for layer in self._layers:
            spread[places] += layer(spread, spans)[places]
        return Reading(spread[places], bounds)


def _spacing(doc: Doc) -> NDArray[numpy.int64]:
    """0 to 3: is there a space before and after? 4 and 5 for the first word.

    It tells an opening straight quotation mark from a closing one.
    """
    from spacy.attrs import SPACY

    after = doc.to_array([SPACY]).reshape(len(doc)).astype("int64")
    before = numpy.empty_like(after)
    before[1:] = after[:-1]
    before[:1] = 2
    found: NDArray[numpy.int64] = 2 * before + after
    return found


class Embedding:
    """What a word is before it is looked at beside others; worked out once for each word.

    A word is multiplied alone, so that what is remembered of it does not depend, by a rounding, on
    the words that it was first met with.
    """

    def __init__(self, weights: Weights) -> None:
        at = "reader.embedding"
        self._tables = [weights[f"{at}.{feature}"] for feature in HASHED]
        self._runs = weights[f"{at}.runs"]
        self._mix = _Maxout(weights, f"{at}.mix")
        self._vectors = numpy.vstack(
            [word_vectors().rows, numpy.zeros((1, word_vectors().rows.shape[1]), "float32")]
        )
        self._known: dict[tuple[int, int], int] = {}
        self._rows = numpy.zeros((1024, self._mix.width), "float32")

    def __call__(self, docs: Sequence[Doc]) -> Floats:
        """Return a row for each token of the docs."""
        from spacy.attrs import NORM, ORTH

        keys = [key for doc in docs for key in map(tuple, doc.to_array([ORTH, NORM]).tolist())]
        known = self._known
        if len(known) > _MOST_WORDS:
            known.clear()
        if new := [key for key in dict.fromkeys(keys) if key not in known]:
            strings = docs[0].vocab.strings
            self._remember(new, [(strings[text], strings[norm]) for text, norm in new])
        found: Floats = self._rows[[known[key] for key in keys]]
        return found

    def _remember(self, keys: list[tuple[int, int]], words: list[tuple[str, str]]) -> None:
        first, count = len(self._known), len(self._known) + len(keys)
        if count > len(self._rows):
            more = numpy.zeros((2 * count, self._rows.shape[1]), "float32")
            more[:first] = self._rows[:first]
            self._rows = more
        self._rows[first:count] = self.embed(words)
        self._known.update(zip(keys, range(first, count), strict=True))

    def embed(self, words: Sequence[tuple[str, str]]) -> Floats:
        """Return a row for each word, given as it is written and in its normal form."""
        described = describe(words)
        parts = [
            table[rows(described.hashes[:, column], len(table))].sum(1)
            for column, table in enumerate(self._tables)
        ]
        parts += [self._letters(described.runs), self._vectors[described.vectors]]
        return self._mix(numpy.concatenate(parts, axis=1)[:, None, :])[:, 0, :]

    def _letters(self, runs: NDArray[numpy.uint64]) -> Floats:
        there = runs != 0  # one at least in every word
        counts = there.sum(1)
        chosen = (runs[there] & numpy.uint64(0xFFFF)).astype("int64") % len(self._runs)
        total = numpy.add.reduceat(self._runs[chosen], numpy.cumsum(counts) - counts)
        found: Floats = total / numpy.sqrt(counts)[:, None]
        return found.astype("float32")


class _Maxout:
    """Linear pieces side by side, of which the largest counts; then normalised."""

    def __init__(self, weights: Weights, at: str) -> None:
        self._pieces, self._bias = weights[f"{at}.W"], weights[f"{at}.b"]
        self._norm = _Norm(weights, f"{at}.norm")
        self.width = self._norm.width

    def __call__(self, x: Floats) -> Floats:
        y = x @ self._pieces
        y += self._bias
        width = self.width
        best = y[..., :width]
        for start in range(width, y.shape[-1], width):
            best = numpy.maximum(best, y[..., start : start + width])
        return self._norm(best)


class _Norm:
    """Layer normalisation (Ba et al. 2016)."""

    def __init__(self, weights: Weights, at: str) -> None:
        self._scale, self._shift = weights[f"{at}.weight"], weights[f"{at}.bias"]
        self.width = len(self._scale)

    def __call__(self, x: Floats) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        spread = numpy.einsum("...i,...i->...", x, x) / self.width
        x *= (1 / numpy.sqrt(spread + _EPSILON)).astype("float32")[..., None]
        x *= self._scale
        x += self._shift
        return x


class _Window:
    def __init__(self, weights: Weights, at: str, step: int) -> None:
        self._step = step
        self._maxout = _Maxout(weights, f"{at}.maxout")

    def __call__(self, x: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
        step, width = self._step, x.shape[1]
        seen = numpy.zeros((len(x), 3 * width), "float32")
        seen[step:, :width] = x[:-step]
        seen[:, width : 2 * width] = x
        seen[:-step, 2 * width :] = x[step:]
        return self._maxout(seen)


class _Attention:
    def __init__(self, weights: Weights, at: str) -> None:
        self._in, self._in_bias = weights[f"{at}.qkv.weight"], weights[f"{at}.qkv.bias"]
        self._out, self._out_bias = weights[f"{at}.out.weight"], weights[f"{at}.out.bias"]
        self._by_distance = weights[f"{at}.near"]
        self._norm = _Norm(weights, f"{at}.norm")
        self._near = ByDistance(self._by_distance)

    def __call__(self, x: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
        heads = len(self._by_distance)
        read = x @ self._in
        read += self._in_bias
        parts = read.reshape(len(x), 3, heads, -1).transpose(1, 2, 0, 3)
        mixed = numpy.zeros_like(x)
        scale = numpy.float32(1 / parts.shape[-1] ** 0.5)
        for start, end in spans:
            query, key, value = parts[:, :, start:end]
            scores = query @ key.transpose(0, 2, 1)
            scores *= scale
            scores += self._near.between(end - start)
            scores -= scores.max(-1, keepdims=True)
            numpy.exp(scores, out=scores)
            scores /= scores.sum(-1, keepdims=True)
            mixed[start:end] = (scores @ value).transpose(1, 0, 2).reshape(end - start, -1)
        out: Any = mixed @ self._out
        out += self._out_bias
        return self._norm(out)


class ByDistance:
    """Numbers that depend on how far two words are apart."""

    def __init__(self, table: Floats) -> None:
        """`table` ends in an axis for how far to the right a word stands of the one that looks at
        it, from -r to r of 2r + 1; what is farther away is as far as r."""
        self._table = table
        self._square = self._squared(128)

    def between(self, length: int) -> Floats:
        """Return them for each word of a text (last axis but one) and each other (last axis)."""
        if length > self._square.shape[-1]:
            self._square = self._squared(2 * length)
        return self._square[..., :length, :length]

    def _squared(self, length: int) -> Floats:
        reach, place = self._table.shape[-1] // 2, numpy.arange(length)
        found: Floats = self._table[..., (place[None] - place[:, None]).clip(-reach, reach) + reach]
        return found
