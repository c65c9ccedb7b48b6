"""What the teacher reads, and which of its trees and names the small pipeline may learn from."""

import pytest
import spacy
from spacy.tokens import Doc

from silver import LONG, Row, is_sound, named, names_of, parsed, parts, record

VOCAB = spacy.blank("en").vocab


def row(heads: list[int], sure: float = 0.95) -> Row:
    return {
        "words": ["Police", "found", "Berg", ".", "She", "slept", "."],
        "spaces": "1101100",
        "starts": [0, 4],
        "tag": ["NNS", "VBD", "NNP", ".", "PRP", "VBD", "."],
        "pos": ["NOUN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"],
        "morph": [""] * 7,
        "head": heads,
        "dep": ["nsubj", "ROOT", "obj", "punct", "nsubj", "ROOT", "punct"],
        "sure": [sure] * 7,
    }


def test_trees_that_the_teacher_is_sure_of_are_kept() -> None:
    assert is_sound(row([1, 1, 1, 1, 5, 5, 5]))


@pytest.mark.parametrize(
    ("heads", "sure"),
    [
        ([1, 1, 1, 1, 5, 5, 5], 0.8),
        ([1, 1, 3, 2, 5, 5, 5], 0.95),  # Berg and the stop hang from each other
        ([1, 1, 2, 1, 5, 5, 5], 0.95),  # two roots
        ([1, 1, 5, 1, 5, 5, 5], 0.95),  # across sentences
    ],
)
def test_doubt_cycles_two_roots_and_arcs_across_sentences_are_refused(
    heads: list[int], sure: float
) -> None:
    assert not is_sound(row(heads, sure))


def test_a_doc_keeps_sentences_and_trees_on_the_way_to_the_teacher_and_back() -> None:
    doc = parsed(VOCAB, row([1, 1, 1, 1, 5, 5, 5]))
    assert doc.text == "Police found Berg. She slept."
    assert [sentence.text for sentence in doc.sents] == ["Police found Berg.", "She slept."]
    assert record(doc)["head"] == [1, 1, 1, 1, 5, 5, 5]
    assert record(doc)["starts"] == [0, 4]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    count = LONG // 7 + 1
    one = row([1, 1, 1, 1, 5, 5, 5])
    whole: Row = {
        "words": one["words"] * count,
        "spaces": "1101101" * count,
        "starts": [7 * i + start for i in range(count) for start in (0, 4)],
        "head": [7 * i + head for i in range(count) for head in one["head"]],
        "names": [[7 * i + 2, 7 * i + 3, "PERSON"] for i in range(count)],
        "missing": [7 * count - 1],
    }
    first, second = parts(whole)
    assert first["at"] == 0
    assert second["at"] == len(first["words"]) <= LONG
    assert first["words"] + second["words"] == whole["words"]
    assert first["spaces"] + second["spaces"] == whole["spaces"]
    for part in (first, second):
        assert part["starts"][0] == 0
        assert all(part["words"][start : start + 1] == ["Berg"] for start, _, _ in part["names"])
    assert len(first["names"]) + len(second["names"]) == count
    assert first["missing"] == []
    assert second["missing"] == [len(second["words"]) - 1]
    assert second["head"][:2] == [1, 1]


def web(**more: object) -> Row:
    words = ["Ask", "Anna", "Berg", "of", "Acme", "."]
    return {"doc": 0, "at": 1, "words": words, "spaces": "111100"} | more


def test_names_that_the_teacher_is_unsure_of_are_missing() -> None:
    doc = Doc(VOCAB, words=["Well", *web()["words"], "Right"])
    found = web(
        names=[[1, 3, "PERSON", 0.9], [4, 5, "ORG", 0.6]],
        outside=[0.99, 0.01, 0.02, 0.7, 0.3, 0.98],
    )
    (made,) = named([doc], [found])
    assert names_of(made)["names"] == [[2, 4, "PERSON"]]
    # what it did not read (the first and the last word) too
    assert names_of(made)["missing"] == [0, 4, 5, 7]


def test_names_of_other_words_are_refused() -> None:
    doc = Doc(VOCAB, words=["Well", "ask", "them"])
    with pytest.raises(ValueError, match="other words"):
        list(named([doc], [web(names=[], outside=[0.9] * 6)]))
