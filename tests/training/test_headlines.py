"""Headlines made of treebank sentences: no articles, the past in the present, names kept."""

import random

import pytest
import spacy
from spacy.tokens import Doc, Span

from headlines import make_headlines, third_person

VOCAB = spacy.blank("en").vocab


def passive() -> Doc:
    doc = Doc(
        VOCAB,
        words=["The", "bridge", "in", "Goma", "was", "closed", "."],
        spaces=[True, True, True, True, True, False, False],
        pos=["DET", "NOUN", "ADP", "PROPN", "AUX", "VERB", "PUNCT"],
        tags=["DT", "NN", "IN", "NNP", "VBD", "VBN", "."],
        lemmas=["the", "bridge", "in", "Goma", "be", "close", "."],
        morphs=[""] * 7,
        heads=[1, 5, 3, 1, 5, 5, 5],
        deps=["det", "nsubj:pass", "case", "nmod", "aux:pass", "ROOT", "punct"],
    )
    doc.set_ents([Span(doc, 3, 4, "GPE")])
    return doc


def active(subject: str, tag: str, last: str = ".") -> Doc:
    return Doc(
        VOCAB,
        words=["The", subject, "forced", "thousands", "home", last],
        spaces=[True, True, True, True, False, False],
        pos=["DET", "PRON" if tag == "PRP" else "NOUN", "VERB", "NOUN", "ADV", "PUNCT"],
        tags=["DT", tag, "VBD", "NNS", "RB", "."],
        lemmas=["the", subject, "force", "thousand", "home", last],
        morphs=[""] * 6,
        heads=[1, 2, 2, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "obj", "advmod", "punct"],
    )


def small(doc: Doc) -> list[str]:
    return [made.text.lower() for made in make_headlines(doc, random.Random(1))]


def test_a_passive_loses_article_auxiliary_and_stop_and_keeps_its_name() -> None:
    (made,) = make_headlines(passive(), random.Random(1))
    assert made.text.lower() == "bridge in goma closed"
    assert (made[0].dep_, made[0].head.text.lower()) == ("nsubj:pass", "closed")
    assert [(name.text, name.label_) for name in made.ents] == [("Goma", "GPE")]


@pytest.mark.parametrize(
    ("subject", "tag", "text"),
    [
        ("wildfire", "NN", "wildfire forces thousands home"),
        ("floods", "NNS", "floods force thousands home"),
    ],
)
def test_the_past_becomes_the_present(subject: str, tag: str, text: str) -> None:
    assert small(active(subject, tag)) == [text]


def test_the_verb_is_a_verb_of_the_present() -> None:
    (made,) = make_headlines(active("wildfire", "NN"), random.Random(1))
    assert (made[1].tag_, made[1].morph.get("Tense")) == ("VBZ", ["Pres"])


@pytest.mark.parametrize("doc", [active("they", "PRP"), active("floods", "NNS", last="?")])
def test_no_headline_is_made_of_a_question_or_with_a_pronoun(doc: Doc) -> None:
    assert small(doc) == []


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("hit", "hits"), ("rush", "rushes"), ("carry", "carries"), ("stay", "stays"), ("have", "has")],
)
def test_third_person(lemma: str, form: str) -> None:
    assert third_person(lemma) == form
