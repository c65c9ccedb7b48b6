"""The mix of corpora as training reads it."""

from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from recipe import mix


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
    read = mix(tmp_path, {"news": 1}, seed=1, augment=False, headlines=True)
    assert [example.reference.text for example in read(nlp)] == [doc.text]
