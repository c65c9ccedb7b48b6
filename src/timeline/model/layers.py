"""The custom layer of the shipped pipeline: word embedding that also sees Brown clusters.

Brown clusters group words by the company they keep in a large text (Brown et al. 1992), so that
a town or a surname that the training corpora never mention is still known to behave like others
that they do. The path of a word in the tree of clusters, whole and cut to prefixes, is embedded
by hashing, beside spaCy's usual features (as in `spacy.MultiHashEmbed.v2`). The table of words
travels inside the weights: nothing else is needed at run time.
"""

from collections.abc import Callable
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import LOWER, ORTH, intify_attr
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

Features = Model[list[Doc], list[Ints2d]]


def brown_hash_embed(
    width: int,
    attrs: list[str],
    rows: list[int],
    cluster_bits: list[int],
    cluster_rows: list[int],
    cluster_width: int,
    cluster_words: int,
) -> Model[list[Doc], list[Floats2d]]:
    """Embed each token by lexical attributes and by its Brown cluster, mixed to one vector.

    `attrs` and `rows` are as in `spacy.MultiHashEmbed.v2`. Each number in `cluster_bits` adds a
    table over that many leading bits of the cluster's path, of `cluster_rows` rows and
    `cluster_width` columns. `cluster_words` is how many of the table's words, most frequent
    first, are kept in the weights.
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
    mix: Model[Ragged, Ragged] = with_array(
        Maxout(width, concatenated, nP=3, dropout=0.0, normalize=True)
    )
    return chain(
        lexical_features(attrs, cluster_bits, cluster_words),
        list2ragged(),
        with_array(concatenate(*tables)),
        mix,
        ragged2list(),
    )


def lexical_features(attrs: list[str], cluster_bits: list[int], cluster_words: int) -> Features:
    """Read one row of integers per token: its attributes, then prefixes of its cluster's path."""
    return Model(
        "brown_features",
        _forward,
        init=_load_clusters,
        attrs={
            "columns": [intify_attr(attr) for attr in attrs],
            "cluster_bits": list(cluster_bits),
            "cluster_words": cluster_words,
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
        rows.append(numpy.hstack([table[:, :-2], prefixes]))
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
