"""Corpora as the networks read them: labels on the pipeline's own words, copies, spacing."""

import json
import random
from pathlib import Path

import numpy
import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from rows import MISSING, Rows, examples, parts, spacing
from tokenizer import tokenizing_pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tokenizing_pipeline()


def sentence(nlp: Language, **layers: list[str]) -> Doc:
    doc = Doc(
        nlp.vocab,
        words=["The", "flood", "forced", "thousands", "home", "."],
        spaces=[True, True, True, True, False, False],
        pos=["DET", "NOUN", "VERB", "NOUN", "ADV", "PUNCT"],
        tags=["DT", "NN", "VBD", "NNS", "RB", "."],
        morphs=["", "Number=Sing", "", "", "", ""],
        heads=[1, 2, 2, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "obj", "advmod", "punct"],
        **layers,
    )
    doc.set_ents([Span(doc, 3, 4, "ORG")])
    return doc


def saved(rows: Rows, path: Path) -> dict[str, numpy.ndarray]:
    rows.save(path)
    with numpy.load(path) as archive:
        return {key: archive[key] for key in archive.files}


def test_labels_stand_on_the_words(nlp: Language, tmp_path: Path) -> None:
    rows = Rows("syntax")
    rows.add("news-0", examples(nlp, [sentence(nlp)], None, "syntax"))
    found = saved(rows, tmp_path / "rows.npz")
    labels = json.loads(str(found["labels"]))
    assert [labels["dep"][number] for number in found["news-0/dep"]] == [
        "det", "nsubj", "ROOT", "obj", "advmod", "punct",
    ]  # fmt: skip
    assert labels["morph"][found["news-0/morph"][1]] == "Number=Sing|POS=NOUN"
    assert found["news-0/head"].tolist() == [1, 2, 2, 2, 2, 2]
    assert found["news-0/start"].tolist() == [1, 0, 0, 0, 0, 0]


def test_names_are_biluo(nlp: Language, tmp_path: Path) -> None:
    rows = Rows("names")
    rows.add("news-0", examples(nlp, [sentence(nlp)], None, "names"))
    found = saved(rows, tmp_path / "rows.npz")
    labels = json.loads(str(found["labels"]))["ner"]
    assert [labels[number] for number in found["news-0/ner"]] == ["O"] * 3 + ["U-ORG"] + ["O"] * 2


def test_words_that_the_corpus_cuts_otherwise_have_no_labels(nlp: Language) -> None:
    reference = Doc(
        nlp.vocab,
        words=["It", "'", "s", "on"],
        spaces=[False, False, True, False],
        tags=["PRP", "``", "VBZ", "RB"],
        pos=["PRON", "PUNCT", "AUX", "ADV"],
        morphs=[""] * 4,
        heads=[3, 3, 3, 3],
        deps=["nsubj", "punct", "cop", "ROOT"],
    )
    rows = Rows("syntax")
    rows.add("web-0", examples(nlp, [reference], None, "syntax"))
    assert rows.sets["web-0"]["tag"][1] == MISSING
    assert rows.sets["web-0"]["head"] == [2, MISSING, 2]


def test_second_choices_stand_on_the_words(nlp: Language, tmp_path: Path) -> None:
    doc = sentence(nlp)
    doc.user_data.update(
        other=[2, None, None, 1, 3, None],
        share=[0.75, 1.0, 1.0, 0.6, 1.0, 1.0],
        other_dep=[None, None, None, "nsubj", "obl", None],
        dep_share=[1.0, 1.0, 1.0, 0.55, 0.9, 1.0],
    )
    rows = Rows("syntax")
    rows.add("news-0", examples(nlp, [doc], None, "syntax"))
    rows.add("treebank-0", examples(nlp, [sentence(nlp)], None, "syntax"))
    found = saved(rows, tmp_path / "rows.npz")
    labels = json.loads(str(found["labels"]))["dep"]
    assert found["news-0/other"].tolist() == [2, MISSING, MISSING, 1, 3, MISSING]
    assert found["news-0/share"].tolist() == [75, 100, 100, 60, 100, 100]
    assert [labels[number] for number in found["news-0/other_dep"][3:5]] == ["nsubj", "obl"]
    assert found["news-0/dep_share"].tolist() == [100, 100, 100, 55, 90, 100]
    assert set(found["treebank-0/other"].tolist()) == {MISSING}


def test_each_word_is_described_once(nlp: Language, tmp_path: Path) -> None:
    rows = Rows("names")
    for copy in range(2):
        rows.add(f"news-{copy}", examples(nlp, [sentence(nlp)], None, "names"))
    found = saved(rows, tmp_path / "rows.npz")
    assert len(found["hashes"]) == len(found["run_lens"]) == 6
    assert len(found["runs"]) == found["run_lens"].sum()


def test_trees_without_lemmas_make_no_headlines(nlp: Language) -> None:
    rng = random.Random(1)
    assert len(list(examples(nlp, [sentence(nlp)], rng, "syntax"))) == 1
    lemmas = ["the", "flood", "force", "thousand", "home", "."]
    told = [
        len(list(examples(nlp, [sentence(nlp, lemmas=lemmas)], random.Random(seed), "syntax")))
        for seed in range(40)
    ]
    assert max(told) == 2


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
    assert [token.dep_ for token in cut[1]] == [token.dep_ for token in text[12:24]]
    assert [ent.text for ent in cut[2].ents] == ["thousands"]


def test_a_sentence_that_is_too_long_stays_whole(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rows.LONGEST", 3)
    assert [len(part) for part in parts(sentence(nlp))] == [6]
