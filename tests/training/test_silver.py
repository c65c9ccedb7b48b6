"""Which of the teacher's trees the small pipeline may learn from."""

import pytest
import spacy

from silver import is_sound, parsed, record

VOCAB = spacy.blank("en").vocab


def row(heads: list[int], sure: float = 0.95) -> dict[str, object]:
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
