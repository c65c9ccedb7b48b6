"""The sentences of our own: well formed, labelled throughout, many, and no two alike."""

import re
from itertools import pairwise

import numpy
import pytest
from rapidfuzz import fuzz, process
from spacy.language import Language
from spacy.tokens import Doc

from own import FOLDER, own_doc, own_lines, read_own
from tokenizer import tokenizing_pipeline

AT_LEAST = 2_000
ALIKE = 80  # rapidfuzz ratio, 0 to 100, of two paragraphs or of what is left without their names


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tokenizing_pipeline()


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[Doc]:
    return list(read_own(FOLDER, nlp))


def test_brackets_give_text_and_names(nlp: Language) -> None:
    doc = own_doc("[Anna Berg|PERSON]'s train left [Oslo|GPE].", nlp)
    assert doc.text == "Anna Berg's train left Oslo."
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Anna Berg", "PERSON"),
        ("Oslo", "GPE"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "[Oslo|CITY] slept.",
        "[Oslo|GPE slept.",
        "Oslo|GPE] slept.",
        "[Oslo] slept.",
        "Oslo|GPE slept.",
        "[Os|GPE]lo slept.",
        "[ Oslo|GPE] slept.",
    ],
)
def test_a_name_out_of_form_is_refused(line: str, nlp: Language) -> None:
    with pytest.raises(ValueError, match=r"cities\.txt:3"):
        own_doc(line, nlp, "cities.txt:3")


def test_every_line_is_well_formed(docs: list[Doc]) -> None:
    assert len(docs) >= AT_LEAST


def test_lines_are_clean() -> None:
    unclean = re.compile(r"  |\t|^ | $| [,.;:](?: |$)|\[[Tt]he (?!Hague)")
    assert [where for where, line in own_lines() if unclean.search(line)] == []


def test_a_name_of_several_words_is_labelled_wherever_it_stands(docs: list[Doc]) -> None:
    assert unlabelled(docs) == []


def test_an_unlabelled_name_is_found(nlp: Language) -> None:
    lines = ["[Mount Kenya|LOC] is high.", "They saw Mount Kenya.", "[Mount Kenya Radio|ORG]"]
    found = unlabelled([own_doc(line, nlp) for line in lines])
    assert found == [("Mount Kenya", "They saw Mount Kenya.")]


def test_no_two_are_alike(docs: list[Doc]) -> None:
    assert alike([doc.text for doc in docs if len(doc) > 4]) == []
    assert alike([frame for frame in map(without_names, docs) if len(frame) > 25]) == []


def test_two_alike_are_found() -> None:
    texts = [
        "Police freed a driver in Bor.",
        "Fog closed the port.",
        "Police freed a rider in Bor.",
    ]
    assert alike(texts) == [(texts[0], texts[2])]


def unlabelled(docs: list[Doc]) -> list[tuple[str, str]]:
    """Names of several words that stand somewhere outside every name, with their paragraph."""
    names = {ent.text for doc in docs for ent in doc.ents if " " in ent.text}
    # The names of one paragraph end where the next begins: what is searched is what lies between.
    found = []
    for doc in docs:
        edges = [0, *(edge for ent in doc.ents for edge in (ent.start, ent.end)), len(doc)]
        for start, end in list(pairwise(edges))[::2]:
            words = [token.text for token in doc[start:end]]
            for first in range(len(words)):
                for last in range(first + 2, min(first + 8, len(words)) + 1):
                    name = doc[start + first : start + last].text
                    if name in names:
                        found.append((name, doc.text))
    return found


def without_names(doc: Doc) -> str:
    return "".join(
        "_" + token.whitespace_ if token.ent_iob_ == "B" else token.text_with_ws
        for token in doc
        if token.ent_iob_ != "I"
    )


def alike(texts: list[str]) -> list[tuple[str, str]]:
    ratios = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=ALIKE)
    pairs = numpy.argwhere(numpy.triu(ratios, k=1) >= ALIKE)
    return [(texts[one], texts[other]) for one, other in pairs]
