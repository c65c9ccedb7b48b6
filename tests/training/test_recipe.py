"""How training cuts texts to words, and the mix of corpora as it reads them."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import recipe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They de-escalate.", ["They", "de-escalate", "."]),
        ("NATO-led units", ["NATO", "-", "led", "units"]),
        ("It paid $550m.", ["It", "paid", "$", "550", "m", "."]),
    ],
)
def test_words_are_cut_as_the_pipeline_cuts_them(text: str, words: list[str]) -> None:
    assert [token.text for token in recipe.tokenizing_pipeline()(text)] == words


def test_trees_without_lemmas_make_no_headlines(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    doc = Doc(
        nlp.vocab,
        words=["The", "flood", "forced", "thousands", "home", "."],
        spaces=[True, True, True, True, False, False],
        pos=["DET", "NOUN", "VERB", "NOUN", "ADV", "PUNCT"],
        tags=["DT", "NN", "VBD", "NNS", "RB", "."],
        morphs=[""] * 6,
        heads=[1, 2, 2, 2, 2, 2],
        deps=["det", "nsubj", "ROOT", "obj", "advmod", "punct"],
    )
    DocBin(docs=[doc], store_user_data=False).to_disk(tmp_path / "news.spacy")
    read = recipe.mix(tmp_path, {"news": 1}, seed=1, augment=False, headlines=True)
    assert [example.reference.text for example in read(nlp)] == [doc.text]
