"""The component of names: what it sets, how it is saved and loaded, and what it refuses."""

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from tests.model.networks import names_weights, settings
from timeline.model.names import Names

TEXTS = ["Rebels took Goma . They left .", "", "Two men were shot near the bridge ."]


def pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_names", name="ner").use(names_weights(), settings())
    return nlp


def test_every_word_is_in_a_name_or_outside() -> None:
    for doc in pipeline().pipe(TEXTS):
        assert all(token.ent_iob_ in {"B", "I", "O"} for token in doc)
        assert all(ent.label_ in {"ORG", "GPE"} for ent in doc.ents)


def test_it_reads_the_same_after_it_was_saved(tmp_path: Path) -> None:
    nlp = pipeline()
    nlp.to_disk(tmp_path)
    copy = spacy.blank("en")
    copy.add_pipe("timeline_names", name="ner")
    copy.from_bytes(nlp.to_bytes())
    wanted = [doc.to_json() for doc in nlp.pipe(TEXTS)]
    for loaded in (spacy.load(tmp_path), copy):
        assert [doc.to_json() for doc in loaded.pipe(TEXTS)] == wanted


def test_saved_twice_it_is_the_same_bytes() -> None:
    assert pipeline().get_pipe("ner").to_bytes() == pipeline().get_pipe("ner").to_bytes()


def test_names_that_stand_there_are_replaced() -> None:
    nlp = pipeline()
    doc = nlp(TEXTS[0])
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    assert names
    assert [(ent.start, ent.end, ent.label_) for ent in nlp.get_pipe("ner")(doc).ents] == names


def test_without_weights_it_says_so() -> None:
    nlp = spacy.blank("en")
    component: Names = nlp.add_pipe("timeline_names")
    with pytest.raises(ValueError, match="has no weights"):
        component(nlp.make_doc("Goma"))
    with pytest.raises(ValueError, match="no weights to save"):
        component.to_bytes()


def test_other_word_vectors_are_refused() -> None:
    other = replace(settings(), vectors="0" * 64)
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_names").use(names_weights(), other)
    with pytest.raises(ValueError, match="other word vectors"):
        nlp("Goma")


def test_its_kinds_of_names_are_told() -> None:
    assert pipeline().get_pipe("ner").labels == ("GPE", "ORG")


def test_half_precision_gives_the_names_of_single_precision() -> None:
    single = {key: array.astype("float32") for key, array in names_weights().items()}
    nlp, other = pipeline(), pipeline()
    other.get_pipe("ner").use(single, settings())
    assert [doc.to_json() for doc in other.pipe(TEXTS)] == [
        doc.to_json() for doc in nlp.pipe(TEXTS)
    ]


def test_spacy_can_evaluate_it() -> None:
    nlp = pipeline()
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in nlp.pipe(TEXTS) if len(doc)]
    assert nlp.evaluate(examples)["ents_f"] == 1.0


def test_kinds_of_names_outlive_a_memory_zone() -> None:
    town = replace(settings(), labels=["O", *(f"{place}-TOWN" for place in "BILUU")])
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_names").use(names_weights(), town)
    with nlp.memory_zone():
        nlp("Rebels took Goma .")
    assert {ent.label_ for doc in nlp.pipe(TEXTS) for ent in doc.ents} == {"TOWN"}
