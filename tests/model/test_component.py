"""The components: what they set, how they are saved and loaded, and what they refuse."""

from dataclasses import replace
from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from tests.model.networks import LABELS, names_weights, settings, syntax_weights

TEXTS = ["Rebels took Goma . They left .", "", "Two men were shot near the bridge ."]


def pipeline() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_parser", name="parser").use(
        syntax_weights(), settings("tag", "morph", "dep", start=0.0, unmarked=0.0)
    )
    nlp.add_pipe("timeline_names", name="ner").use(names_weights(), settings("ner"))
    return nlp


def test_every_word_gets_what_the_network_tells() -> None:
    for doc in pipeline().pipe(TEXTS):
        for token in doc:
            assert token.tag_ in LABELS["tag"]
            assert {token.dep_ == "ROOT"} == {token.head == token}
            assert (token.pos_, str(token.morph)) in {
                ("NOUN", "Number=Sing"),
                ("VERB", ""),
                ("PUNCT", ""),
            }
        assert all(ent.label_ in {"ORG", "GPE"} for ent in doc.ents)
        told = [doc.has_annotation(layer) for layer in ("ENT_IOB", "DEP")]
        assert not len(doc) or told == [True, True]


def test_each_sentence_is_one_tree() -> None:
    for doc in pipeline().pipe(TEXTS):
        for sent in doc.sents:
            assert sent.root.dep_ == "ROOT"
            assert sum(token.dep_ == "ROOT" for token in sent) == 1
            assert {token.sent.start for token in sent.root.subtree} == {sent.start}


def test_a_higher_bar_makes_fewer_sentences() -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("timeline_parser")
    parser.use(syntax_weights(), settings("tag", "morph", "dep", start=1e9, unmarked=1e9))
    assert [len(list(doc.sents)) for doc in nlp.pipe(TEXTS)] == [1, 0, 1]


def starts(**bars: float) -> list[str]:
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_parser").use(syntax_weights(), settings("tag", "morph", "dep", **bars))
    doc = nlp('Berg left . Lund , he said , met her , " Vale said , and slept')
    return [token.text for token in doc if token.is_sent_start]


def test_behind_a_word_without_a_mark_only_what_is_sure_starts_a_sentence() -> None:
    free, marked = starts(start=-1e9, unmarked=-1e9), starts(start=-1e9, unmarked=1e9)
    assert "left" in free
    assert marked == ["Berg", "Lund", "he", "met", '"', "and"]


def test_behind_a_quotation_and_its_comma_no_sentence_starts() -> None:
    assert "Vale" not in starts(start=-1e9, unmarked=-1e9)


def test_it_reads_the_same_after_it_was_saved(tmp_path: Path) -> None:
    nlp = pipeline()
    nlp.to_disk(tmp_path)
    copy = spacy.blank("en")
    copy.add_pipe("timeline_parser", name="parser")
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
    assert [(ent.start, ent.end, ent.label_) for ent in nlp.get_pipe("ner")(doc).ents] == names


def test_without_weights_it_says_so() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("timeline_names")
    with pytest.raises(ValueError, match="has no weights"):
        component(nlp.make_doc("Goma"))
    with pytest.raises(ValueError, match="no weights to save"):
        component.to_bytes()


def test_other_word_vectors_are_refused() -> None:
    other = replace(settings("ner"), vectors="0" * 64)
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_names").use(names_weights(), other)
    with pytest.raises(ValueError, match="other word vectors"):
        nlp("Goma")


def test_spacy_can_evaluate_it() -> None:
    nlp = pipeline()
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in nlp.pipe(TEXTS) if len(doc)]
    scores = nlp.evaluate(examples)
    wanted = ("tag_acc", "pos_acc", "morph_acc", "dep_las", "sents_f", "ents_f")
    assert [scores[key] for key in wanted] == [1.0] * 6


def test_labels_outlive_a_memory_zone() -> None:
    town = replace(settings("ner"), labels={"ner": ["O", *(f"{place}-TOWN" for place in "BILUU")]})
    nlp = pipeline()
    wanted = [doc.to_json() for doc in pipeline().pipe(TEXTS)]
    with nlp.memory_zone():
        nlp("Rebels took Goma .")
    assert [doc.to_json() for doc in nlp.pipe(TEXTS)] == wanted
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_names").use(names_weights(), town)
    with nlp.memory_zone():
        nlp("Rebels took Goma .")
    assert {ent.label_ for doc in nlp.pipe(TEXTS) for ent in doc.ents} == {"TOWN"}


def test_labels_are_told() -> None:
    nlp = pipeline()
    assert nlp.get_pipe("ner").labels == ("GPE", "ORG")
    assert {"nsubj", "NN"} <= set(nlp.get_pipe("parser").labels)


def test_weights_of_half_precision_are_enough() -> None:
    single = {key: array.astype("float32") for key, array in names_weights().items()}
    nlp, other = pipeline(), pipeline()
    other.get_pipe("ner").use(single, settings("ner"))
    assert [doc.to_json() for doc in other.pipe(TEXTS)] == [
        doc.to_json() for doc in nlp.pipe(TEXTS)
    ]
    assert numpy.isfinite(single["label.weight"]).all()
