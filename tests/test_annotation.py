"""Annotation of one article after another: each alone counts, and none leaves anything behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline import annotation, articles
from timeline.annotation import annotator
from timeline.articles import vocabulary
from timeline.records import ReadArticle

DATA = Path(__file__).parent.parent / "data"


def _made_up(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number * 7919 + 10**6))


def test_names_that_nobody_had_before_leave_nothing_in_the_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        word = _made_up(number)
        text = f"Mayor Ana {word.title()} {word}ed the {word}s of {word.title()}ville on Monday."
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    nlp = articles.load_model()
    read = [one for one in articles.read([tmp_path]) if isinstance(one, ReadArticle)]
    monkeypatch.setattr(annotation, "_ZONE", 2)
    monkeypatch.setattr(vocabulary, "_FAMILIAR", 0)
    annotate = annotator(nlp)
    sizes = []
    for one in read:
        annotate(one)
        sizes.append((len(nlp.vocab.strings), len(nlp.get_pipe("lemmatizer").cache)))
    for size in zip(*sizes, strict=True):  # of the strings, of the lemmas
        assert max(size) - size[0] < 20, sizes
    read = [one for one in articles.read([DATA]) if isinstance(one, ReadArticle)]
    assert list(map(annotate, read)) == list(map(annotator(nlp), read))


def test_words_are_learnt_until_there_are_enough() -> None:
    nlp = articles.load_model()
    read = [one for one in articles.read([DATA]) if isinstance(one, ReadArticle)]
    before = len(nlp.vocab)
    first = list(map(annotator(nlp), read))
    assert before < len(nlp.vocab) < vocabulary._FAMILIAR
    assert list(map(annotator(nlp), read)) == first
