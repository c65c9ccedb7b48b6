"""What the teacher reads, and which of its trees and names the small pipeline may learn from."""

import pytest
import spacy
from spacy.tokens import Doc

from silver import LONG, Row, is_sound, named, names_of, parsed, parts, record, whole

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


@pytest.mark.parametrize(("sure", "kept"), [(0.95, True), (0.6, False)])
def test_trees_that_the_teacher_is_sure_of_are_kept(sure: float, kept: bool) -> None:
    assert is_sound(row([1, 1, 1, 1, 5, 5, 5], sure)) == kept


def test_a_doc_keeps_second_choices() -> None:
    second = {
        "other": [3, 0, 0, 0, 6, 4, 4],
        "share": [0.9] * 7,
        "other_dep": ["obj"] * 7,
        "dep_share": [0.8] * 7,
    }
    assert parsed(VOCAB, row([1, 1, 1, 1, 5, 5, 5]) | second).user_data == second


def test_the_parts_of_a_text_come_together_again() -> None:
    one = row([1, 1, 1, 1, 5, 5, 5]) | {"corpus": "news", "doc": 0, "at": 0}
    two = one | {"doc": 1}
    (left, right) = (
        {key: value[:4] if isinstance(value, list | str) else value for key, value in two.items()},
        {key: value[4:] if isinstance(value, list | str) else value for key, value in two.items()},
    )
    left |= {"corpus": "news", "starts": [0]}
    right |= {"corpus": "news", "starts": [0], "at": 4, "head": [1, 1, 1]}
    for part in (one, two, left, right):
        part["other"] = part["head"]
    assert list(whole([one, left, right])) == [one, two]


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
