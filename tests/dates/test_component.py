"""The spaCy component, in a blank pipeline: no model is needed."""

from __future__ import annotations

import datetime
import importlib.metadata
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from timeline import components
from timeline.dates import find
from timeline.records import TimeExpression

TEXT = "She resigned on Tuesday. Talks will go on next week."


@pytest.fixture
def nlp() -> spacy.language.Language:
    blank = spacy.blank("en")
    blank.add_pipe("timeline_dates", config={"published": "2024-03-06"})
    return blank


def values(doc: Doc, key: str = "dates") -> list[tuple[str, str]]:
    return [(span.text, span._.timex.value) for span in doc.spans[key]]


def test_the_span_group_holds_the_expressions(nlp: spacy.language.Language):
    doc = nlp(TEXT)
    assert values(doc) == [("Tuesday", "2024-03-05"), ("next week", "2024-W11")]
    first = doc.spans["dates"][0]
    assert (first.label_, first.kb_id_) == ("DATE", "2024-03-05")
    assert isinstance(first._.timex, TimeExpression)
    assert first._.timex == find(TEXT, published=datetime.date(2024, 3, 6))[0]


def test_a_doc_may_have_its_own_publication_day(nlp: spacy.language.Language):
    doc = nlp.make_doc(TEXT)
    doc._.published = datetime.date(2021, 5, 5)
    assert values(nlp(doc))[0] == ("Tuesday", "2021-05-04")


def test_without_a_publication_day_values_stay_partial():
    blank = spacy.blank("en")
    blank.add_pipe("timeline_dates", config={"key": "times"})
    assert values(blank(TEXT), "times")[0] == ("Tuesday", "XXXX-WXX-2")


def test_the_same_token_may_hold_two_expressions(nlp: spacy.language.Language):
    doc = nlp("Open Monday/Tuesday.")
    assert [span._.timex.text for span in doc.spans["dates"]] == ["Monday", "Tuesday"]


def test_a_doc_survives_bytes_and_disk(nlp: spacy.language.Language, tmp_path: Path):
    stored = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    (doc,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab)
    assert values(doc)[1] == ("next week", "2024-W11")
    nlp.to_disk(tmp_path / "pipeline")
    assert values(spacy.load(tmp_path / "pipeline")(TEXT)) == values(doc)


def test_a_wrong_day_is_refused():
    with pytest.raises(ValueError, match="yesterday"):
        spacy.blank("en").add_pipe("timeline_dates", config={"published": "yesterday"})


def test_the_entry_point_names_the_factory():
    project = Path(__file__).parents[2] / "pyproject.toml"
    points = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["entry-points"]
    point = importlib.metadata.EntryPoint(
        "timeline_dates", points["spacy_factories"]["timeline_dates"], "spacy_factories"
    )
    assert point.load() is components.make_dates
