"""Embeddings that are remembered: those of the layers, whatever the words were met with."""

from __future__ import annotations

import numpy
import pytest
import spacy
from spacy.language import Language

from timeline.model import model_path, remembered

TEXT = "Armed men stormed the village of Banjska on Sunday. They couldn't hold it until 10 p.m."


def _loaded() -> Language:
    nlp = spacy.load(model_path())
    remembered.remember_embeddings(nlp)
    return nlp


def _vectors(nlp: Language, text: str) -> numpy.ndarray:
    doc = nlp.make_doc(text)
    return nlp.get_pipe("tok2vec").predict([doc])[0]


def test_they_are_what_the_layers_give() -> None:
    plain = _vectors(spacy.load(model_path()), TEXT)
    nlp = _loaded()
    assert numpy.allclose(_vectors(nlp, TEXT), plain, atol=1e-4)
    assert numpy.allclose(_vectors(nlp, TEXT), plain, atol=1e-4)  # now by heart


def test_they_do_not_depend_on_what_was_read_before() -> None:
    fresh, used = _loaded(), _loaded()
    for word in TEXT.split():
        _vectors(used, f"Sunday {word}")
    assert (_vectors(used, TEXT) == _vectors(fresh, TEXT)).all()


def test_they_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 5)
    nlp = _loaded()
    first = _vectors(nlp, TEXT)
    assert (_vectors(nlp, TEXT) == first).all()
    (known,) = (
        layer.attrs["known"]
        for layer in nlp.get_pipe("tok2vec").model.walk()
        if layer.name == "remembered"
    )
    _vectors(nlp, "Banjska")
    assert len(known) == 1


def test_texts_without_words_have_none() -> None:
    nlp = _loaded()
    assert _vectors(nlp, "").shape == (0, 96)
    assert [len(doc) for doc in nlp.pipe(["", "Berg left.", ""])] == [0, 3, 0]


def test_they_cannot_be_trained() -> None:
    nlp = _loaded()
    with pytest.raises(ValueError, match="cannot be trained"):
        nlp.get_pipe("tok2vec").model([nlp.make_doc(TEXT)], is_train=True)
