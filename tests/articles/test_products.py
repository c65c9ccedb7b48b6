"""Matrix products: by numpy, on one core, and with the results that they had."""

from typing import Any

import spacy
from threadpoolctl import threadpool_info

from timeline.articles import load_model, products
from timeline.model import model_path


def test_every_layer_multiplies_with_numpy() -> None:
    nlp = spacy.blank("en")
    tagger: Any = nlp.add_pipe("tagger")
    tagger.add_label("NN")
    nlp.initialize()
    products.by_numpy(nlp)
    layers = list(tagger.model.walk())
    assert len(layers) > 1
    assert not any(layer.ops.use_blis for layer in layers)


def test_what_is_read_is_what_spacy_reads_with_its_own() -> None:
    text = "Armed men stormed the village of Banjska on Sunday, and a sergeant was killed."
    own, other = load_model()(text), spacy.load(model_path())(text)
    assert [(t.tag_, t.dep_, t.lemma_) for t in own] == [(t.tag_, t.dep_, t.lemma_) for t in other]


def test_numpy_uses_one_core() -> None:
    with products.on_one_core():
        used = {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}
    assert used == {1}
