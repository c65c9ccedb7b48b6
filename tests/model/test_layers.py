"""The embedding: clusters are looked up, cut to prefixes and saved, word vectors looked up."""

import numpy
import pytest
import spacy

from timeline.model.layers import brown_hash_embed, lexical_features, static_vectors
from timeline.model.word_vectors import word_vectors

SETTINGS = {
    "width": 8,
    "attrs": ["NORM"],
    "rows": [20],
    "cluster_bits": [4],
    "cluster_rows": [10],
    "cluster_width": 4,
    "cluster_words": 10,
}


def words_and_paths(paths: dict[str, int]) -> tuple[numpy.ndarray, numpy.ndarray]:
    strings = spacy.blank("en").vocab.strings
    keys = numpy.array([strings.add(word) for word in paths], dtype="uint64")
    order = numpy.argsort(keys)
    return keys[order], numpy.array(list(paths.values()), dtype="uint32")[order]


def test_columns_are_attributes_then_prefixes_of_the_path() -> None:
    layer = lexical_features(["ORTH"], cluster_bits=[2, 20], cluster_words=10)
    layer.attrs["words"], layer.attrs["clusters"] = words_and_paths({"Oslo": 0b1011, "fire": 0b01})
    doc = spacy.blank("en")("Oslo FIRE unheard")
    (rows,) = layer.predict([doc])
    assert rows[:, 0].tolist() == [token.orth for token in doc]
    # FIRE is found by its lower case; an unknown word has no path.
    assert rows[:, 1:].tolist() == [[0b11, 0b1011], [0b01, 0b01], [0, 0]]


def test_empty_docs_give_empty_rows() -> None:
    layer = lexical_features(["ORTH", "SHAPE"], cluster_bits=[4], cluster_words=10)
    (rows,) = layer.predict([spacy.blank("en")("")])
    assert rows.shape == (0, 3)


def test_the_table_travels_inside_the_weights() -> None:
    words, clusters = words_and_paths({"Oslo": 5, "fire": 9})
    model = brown_hash_embed(**SETTINGS)
    features = next(node for node in model.walk() if node.name == "brown_features")
    features.init = None  # the real table is a dependency of training alone
    model.initialize([spacy.blank("en")("Oslo")])
    features.attrs["words"], features.attrs["clusters"] = words, clusters
    loaded = brown_hash_embed(**SETTINGS).from_bytes(model.to_bytes())
    copied = next(node for node in loaded.walk() if node.name == "brown_features")
    assert copied.attrs["words"].tolist() == words.tolist()
    doc = spacy.blank("en")("Oslo on fire")
    assert numpy.allclose(loaded.predict([doc])[0], model.predict([doc])[0])


def test_lists_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        brown_hash_embed(8, ["NORM"], [20, 30], [4], [10], 4, 10)


def test_the_last_column_is_the_lower_cased_word_where_vectors_are_used() -> None:
    layer = lexical_features(["ORTH"], cluster_bits=[4], cluster_words=10, vectors=True)
    doc = spacy.blank("en")("FIRE")
    (rows,) = layer.predict([doc])
    assert rows[0].tolist() == [doc[0].orth, 0, doc[0].lower]


def test_word_vectors_are_looked_up_and_unknown_words_are_zeros() -> None:
    layer = static_vectors(column=0)
    layer.initialize()
    doc = spacy.blank("en")("fire xqzzvk killed")
    hashes = numpy.array([[token.lower] for token in doc], dtype="uint64")
    found = layer.predict(hashes)
    assert numpy.array_equal(found[0], word_vectors().get("fire"))
    assert not found[1].any()
    assert numpy.array_equal(found[2], word_vectors().get("killed"))


def test_an_embedding_with_vectors_keeps_no_copy_of_them() -> None:
    model = brown_hash_embed(**SETTINGS, vectors=True)
    next(node for node in model.walk() if node.name == "brown_features").init = None
    doc = spacy.blank("en")("fire")
    model.initialize([doc])
    assert len(model.to_bytes()) < 100_000
    loaded = brown_hash_embed(**SETTINGS, vectors=True).from_bytes(model.to_bytes())
    assert numpy.allclose(loaded.predict([doc])[0], model.predict([doc])[0])


def test_weights_of_other_vectors_are_refused() -> None:
    layer = static_vectors(column=0)
    layer.attrs["digest"] = "of another table"
    with pytest.raises(ValueError, match="other word vectors"):
        layer.predict(numpy.zeros((1, 1), dtype="uint64"))


def test_an_embedding_with_vectors_can_be_trained() -> None:
    model = brown_hash_embed(**SETTINGS, vectors=True)
    next(node for node in model.walk() if node.name == "brown_features").init = None
    docs = [spacy.blank("en")("fire in Oslo")]
    model.initialize(docs)
    found, backpropagate = model.begin_update(docs)
    backpropagate(found)
    mix = next(node for node in model.walk() if node.name == "maxout")
    assert mix.get_grad("W").any()
