"""The embedding of words that the syntax of the shipped pipeline reads with.

It is by form, Brown cluster and word vector.

Brown clusters group words by the company they keep in a large text (Brown et al. 1992), so that
a town or a surname that the training corpora never mention is still known to behave like others
that they do. The path of a word in the tree of clusters, whole and cut to prefixes, is embedded
by hashing, beside spaCy's usual features (as in `spacy.MultiHashEmbed.v2`). The table of words
travels inside the weights.

Word vectors (`word_vectors.py`) add what a word means. Their table lies in the package, once for
all embeddings and for merging; the weights remember its hash and refuse another.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import LOWER, ORTH, intify_attr
from spacy.strings import get_string_id
from spacy.tokens import Doc
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ints2d, Ragged

from timeline.model.word_vectors import word_vectors

Features = Model[list[Doc], list[Ints2d]]


def brown_hash_embed(
    width: int,
    attrs: list[str],
    rows: list[int],
    cluster_bits: list[int],
    cluster_rows: list[int],
    cluster_width: int,
    cluster_words: int,
    vectors: bool = False,
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each token by attributes, Brown cluster and word vector, mixed to one vector.

    `attrs` and `rows` are as in `spacy.MultiHashEmbed.v2`. Each number in `cluster_bits` adds a
    table over that many leading bits of the cluster's path, of `cluster_rows` rows and
    `cluster_width` columns. `cluster_words` is how many of the table's words, most frequent
    first, are kept in the weights. With `vectors`, the package's vector of the lower-cased word
    stands beside them, as it is: it is not trained.
    """
    if len(attrs) != len(rows) or len(cluster_bits) != len(cluster_rows):
        raise ValueError("attrs and rows, cluster_bits and cluster_rows must be of one length")
    tables: list[Model[Any, Floats2d]] = [
        HashEmbed(width, row_count, column=column, seed=8 + column, dropout=0.0)
        for column, row_count in enumerate(rows)
    ] + [
        HashEmbed(cluster_width, row_count, column=column, seed=8 + column, dropout=0.0)
        for column, row_count in enumerate(cluster_rows, start=len(rows))
    ]
    concatenated = width * len(rows) + cluster_width * len(cluster_rows)
    if vectors:
        tables.append(static_vectors(column=len(tables)))
        concatenated += word_vectors().rows.shape[1]
    mix: Model[Ragged, Ragged] = with_array(
        Maxout(width, concatenated, nP=3, dropout=0.0, normalize=True)
    )
    return chain(
        lexical_features(attrs, cluster_bits, cluster_words, vectors),
        list2ragged(),
        with_array(concatenate(*tables)),
        mix,
        ragged2list(),
    )


def lexical_features(
    attrs: list[str], cluster_bits: list[int], cluster_words: int, vectors: bool = False
) -> Features:
    """Read one row of integers per token: its attributes, then prefixes of its cluster's path.

    With `vectors`, the hash of the lower-cased word comes last.
    """
    return Model(
        "brown_features",
        _forward,
        init=_load_clusters,
        attrs={
            "columns": [intify_attr(attr) for attr in attrs],
            "cluster_bits": list(cluster_bits),
            "cluster_words": cluster_words,
            "vectors": vectors,
            "words": numpy.zeros(0, dtype="uint64"),
            "clusters": numpy.zeros(0, dtype="uint32"),
        },
    )


def _forward(
    model: Features, docs: list[Doc], is_train: bool
) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
    columns = [*model.attrs["columns"], ORTH, LOWER]
    masks = numpy.array([(1 << bits) - 1 for bits in model.attrs["cluster_bits"]], dtype="uint64")
    words, clusters = model.attrs["words"], model.attrs["clusters"]
    rows: list[Any] = []
    for doc in docs:
        table: Any = doc.to_array(columns).reshape(len(doc), len(columns))
        path = _look_up(table[:, -2], words, clusters)
        unknown = path == 0
        path[unknown] = _look_up(table[unknown, -1], words, clusters)
        # The first bits of the path are the lowest bits of the number, so a mask is a prefix.
        prefixes = path[:, None].astype("uint64") & masks[None, :]
        lowered = [table[:, -1:]] if model.attrs["vectors"] else []
        rows.append(numpy.hstack([table[:, :-2], prefixes, *lowered]))
    return rows, lambda _: []


def _look_up(
    keys: NDArray[numpy.uint64], words: NDArray[numpy.uint64], clusters: NDArray[numpy.uint32]
) -> NDArray[numpy.uint32]:
    """Return the cluster of each hashed word, 0 where it is unknown."""
    if not len(words):
        return numpy.zeros(len(keys), dtype="uint32")
    place = numpy.minimum(numpy.searchsorted(words, keys), len(words) - 1)
    found: NDArray[numpy.uint32] = numpy.where(words[place] == keys, clusters[place], 0)
    return found.astype("uint32")


def _load_clusters(model: Features, *_: object, **__: object) -> None:
    """Before training, fill the table from spacy-lookups-data (a dependency of training only)."""
    from spacy.lookups import load_lookups

    table = load_lookups("en", ["lexeme_cluster"]).get_table("lexeme_cluster")
    frequent = [(key, path) for key, path in table.items() if path][: model.attrs["cluster_words"]]
    words = numpy.array([key for key, _ in frequent], dtype="uint64")
    clusters = numpy.array([path for _, path in frequent], dtype="uint32")
    order = numpy.argsort(words)
    model.attrs["words"] = words[order]
    model.attrs["clusters"] = clusters[order]


def static_vectors(column: int) -> Model[Ints2d, Floats2d]:
    """Look up the package's word vector of the hash in `column`; zeros where there is none."""
    return Model(
        "static_word_vectors",
        _forward_vectors,
        init=_remember_vectors,
        attrs={"column": column, "digest": ""},
    )


def _forward_vectors(
    model: Model[Ints2d, Floats2d], hashes: Ints2d, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], Ints2d]]:
    keys, places, rows = _vector_table()
    if model.attrs["digest"] != word_vectors().digest:
        raise ValueError("the pipeline was trained with other word vectors than the package has")
    wanted: Any = hashes[:, model.attrs["column"]]
    place = numpy.minimum(numpy.searchsorted(keys, wanted), len(keys) - 1)
    found = numpy.where(keys[place] == wanted, places[place], len(rows) - 1)
    looked_up: Any = rows[found]
    nothing: Any = numpy.zeros_like(hashes)  # integers have no gradient
    return looked_up, lambda _: nothing


def _remember_vectors(model: Model[Ints2d, Floats2d], *_: object, **__: object) -> None:
    """Before training, note which vectors these are."""
    model.attrs["digest"] = word_vectors().digest


@cache
def _vector_table() -> tuple[NDArray[numpy.uint64], NDArray[numpy.int64], NDArray[numpy.float32]]:
    """Return sorted hashes of the words, the row of each, and the rows; the last one is zeros."""
    vectors = word_vectors()
    hashes = numpy.array([get_string_id(word) for word in vectors.index], dtype="uint64")
    order = numpy.argsort(hashes)
    nothing = numpy.zeros((1, vectors.rows.shape[1]), dtype="float32")
    return hashes[order], order, numpy.vstack([vectors.rows, nothing])
