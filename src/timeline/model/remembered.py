"""The embedding of a word, worked out once: before it is looked at beside others, what a word is
embedded as depends on the word alone.

That is a third of what the layers of the shipped pipeline do, and most words of an article have
been read before. A word is multiplied alone, so that what is remembered of it does not depend, by a
rounding, on the words that it was first met with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy
from spacy.attrs import NORM, ORTH
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from thinc.types import Floats2d

if TYPE_CHECKING:
    from spacy.language import Language

_FEATURES = "brown_features"
"""The name of the layer that an embedding of the shipped pipeline begins with."""

_MOST = 20_000
"""Words that are remembered: with more, all are forgotten and the common ones soon learnt again."""

Embedding = Model[list[Doc], list[Floats2d]]


class _RowByRow(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """Multiplies each row of a matrix by itself."""

    def gemm(
        self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        if out is not None or trans1:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return numpy.matmul(x[:, None, :], y.T if trans2 else y)[:, 0, :]


def remember_embeddings(nlp: Language) -> None:
    """Have the embeddings of the shipped pipeline remember words. Those of others stay."""
    ops = _RowByRow(use_blis=False)
    for _, pipe in nlp.pipeline:
        model: Any = getattr(pipe, "model", None)
        for layer in list(model.walk()) if hasattr(model, "walk") else ():
            embeds = layer.layers and layer.layers[0].name == _FEATURES
            if embeds and type(layer.ops) is NumpyOps:
                for part in layer.walk():
                    part.ops = ops
                model.replace_node(layer, _remembering(layer))


def _remembering(embedding: Embedding) -> Embedding:
    made: Embedding = Model("remembered", _forward, layers=[embedding], attrs={"known": {}})
    made.ops = embedding.ops
    return made


def _forward(
    model: Embedding, docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    if is_train:
        raise ValueError("a pipeline that remembers its embeddings cannot be trained")
    embedding = model.layers[0]
    known: dict[tuple[int, int], Any] = model.attrs["known"]
    if len(known) > _MOST:
        known.clear()
    words = [_words(doc) for doc in docs]
    new = {
        word: (doc, place)
        for doc, told in zip(docs, words, strict=True)
        for place, word in enumerate(told)
        if word not in known
    }
    if new:
        known.update(zip(new, _embedded(embedding, list(new.values())), strict=True))
    nothing = numpy.zeros((0, embedding.get_dim("nO")), dtype="float32")
    rows: list[Any] = [
        numpy.array([known[word] for word in told]) if told else nothing for told in words
    ]
    return rows, lambda _: docs


def _words(doc: Doc) -> list[tuple[int, int]]:
    """All that the features of a token depend on: the word, and what exceptions make of it."""
    table: Any = doc.to_array([ORTH, NORM])
    return list(map(tuple, table.tolist()))


def _embedded(embedding: Embedding, places: list[tuple[Doc, int]]) -> Any:
    """The embeddings of some tokens."""
    features, *rest = embedding.layers
    docs = list({id(doc): doc for doc, _ in places}.values())
    rows = dict(zip(map(id, docs), features.predict(docs), strict=True))
    made: Any = [numpy.array([rows[id(doc)][place] for doc, place in places])]
    for layer in rest:
        made = layer.predict(made)
    return made[0]
