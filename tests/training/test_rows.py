"""Corpora of names as their network reads them: labels on the pipeline's own words, spacing."""

import json
from pathlib import Path

import numpy
import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

import recipe
from rows import MISSING, Rows, examples, parts, spacing


@pytest.fixture(scope="module")
def nlp() -> Language:
    return recipe.tokenizing_pipeline()


def sentence(nlp: Language) -> Doc:
    words = ["The", "flood", "forced", "thousands", "home", "."]
    spaces = [True, True, True, True, False, False]
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * 5)
    doc.set_ents([Span(doc, 3, 4, "ORG")])
    return doc


def saved(rows: Rows, path: Path) -> dict[str, numpy.ndarray]:
    rows.save(path)
    with numpy.load(path) as archive:
        return {key: archive[key] for key in archive.files}


def test_names_are_biluo(nlp: Language, tmp_path: Path) -> None:
    rows = Rows()
    rows.add("news-0", examples(nlp, [sentence(nlp)], None))
    found = saved(rows, tmp_path / "rows.npz")
    labels = json.loads(str(found["labels"]))
    assert [labels[number] for number in found["news-0/label"]] == ["O"] * 3 + ["U-ORG"] + ["O"] * 2


def test_words_that_the_corpus_cuts_otherwise_have_no_labels(nlp: Language) -> None:
    reference = Doc(nlp.vocab, words=["It", "'", "s", "on"], spaces=[False, False, True, False])
    reference.set_ents([Span(reference, 1, 2, "ORG")])
    rows = Rows()
    rows.add("web-0", examples(nlp, [reference], None))
    assert rows.sets["web-0"]["label"][1] == MISSING
    assert rows.sets["web-0"]["label"][2] != MISSING


def test_what_is_unlabelled_is_missing(nlp: Language) -> None:
    doc = sentence(nlp)
    doc.set_ents([], missing=[doc[1:2]], default="outside")
    rows = Rows()
    rows.add("news-0", examples(nlp, [doc], None))
    assert [label == MISSING for label in rows.sets["news-0"]["label"]] == [False, True] + [
        False
    ] * 4


def test_each_word_is_described_once(nlp: Language, tmp_path: Path) -> None:
    rows = Rows()
    for copy in range(2):
        rows.add(f"news-{copy}", examples(nlp, [sentence(nlp)], None))
    found = saved(rows, tmp_path / "rows.npz")
    assert len(found["hashes"]) == len(found["run_lens"]) == 6
    assert len(found["runs"]) == found["run_lens"].sum()


def test_spacing_tells_an_opening_mark_from_a_closing_one(nlp: Language) -> None:
    doc = nlp('He said "no" twice')
    codes = dict(zip([token.i for token in doc], spacing(doc), strict=True))
    opening, closing = (token.i for token in doc if token.text == '"')
    assert codes == {0: 5, 1: 3, opening: 2, 3: 0, closing: 1, 5: 2}


def test_a_long_text_is_cut_between_sentences(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rows.LONGEST", 13)
    text = Doc.from_docs([sentence(nlp) for _ in range(5)], ensure_whitespace=True)
    cut = list(parts(text))
    assert [len(part) for part in cut] == [12, 12, 6]
    assert "".join(part.text_with_ws for part in cut) == text.text
    assert [ent.text for ent in cut[2].ents] == ["thousands"]


def test_a_sentence_that_is_too_long_stays_whole(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rows.LONGEST", 3)
    assert [len(part) for part in parts(sentence(nlp))] == [6]
