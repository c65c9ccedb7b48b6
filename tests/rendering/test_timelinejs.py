"""The fields that TimelineJS documents: https://timeline.knightlab.com/docs/json-format.html"""

from __future__ import annotations

import jsonschema
import msgspec

from tests.rendering.flood import STORY
from timeline.rendering import Page, left_out, render

DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        **{unit: {"type": "integer"} for unit in ("hour", "minute", "second", "millisecond")},
        "display_date": {"type": "string"},
    },
    "dependentRequired": {"day": ["month"]},
}
TEXT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
SLIDE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "text": TEXT,
        "media": {"type": "object"},
        "group": {"type": "string"},
        "display_date": {"type": "string"},
        "background": {"type": "object"},
        "autolink": {"type": "boolean"},
        "unique_id": {"type": "string"},
    },
}
STORY_SCHEMA = {
    "type": "object",
    "required": ["events"],
    "additionalProperties": False,
    "properties": {
        "events": {"type": "array", "items": {**SLIDE, "required": ["start_date"]}},
        "title": SLIDE,
        "eras": {"type": "array"},
        "scale": {"enum": ["human", "cosmological"]},
    },
}


def slides() -> dict[str, dict]:
    story = msgspec.json.decode(render(STORY, "timelinejs", page=Page(title="<i>Flood</i>")))
    jsonschema.validate(story, STORY_SCHEMA)
    assert story["title"]["text"]["headline"] == "&lt;i&gt;Flood&lt;/i&gt;"
    return {slide["unique_id"]: slide for slide in story["events"]}


def test_a_day_that_is_not_known_is_omitted() -> None:
    found = slides()
    assert found["b2"]["start_date"] == {"year": 2021, "month": 3, "day": 3}
    assert found["d5"]["start_date"] == {"year": 2021, "month": 3}
    assert found["a1"]["start_date"] == {"year": 1974}
    assert all("end_date" not in found[id] for id in ("b2", "d5", "a1"))


def test_limits_are_a_stretch_whose_words_say_what_it_is() -> None:
    resigned = slides()["b3"]
    assert resigned["start_date"]["day"] == 3
    assert resigned["end_date"]["day"] == 5
    assert resigned["display_date"] == "between 3 and 5 March 2021"
    assert slides()["f7"]["display_date"] == "after 10 March 2021"


def test_texts_are_html_and_ours_is_escaped() -> None:
    cleared = slides()["c4"]["text"]
    assert cleared["headline"] == "Troops &lt;b&gt;clear&lt;/b&gt; the town"
    assert "<b>" not in cleared["text"]
    link = '<a href="https://ledger.example/a%20b">&quot;Shots&quot; &lt;script&gt;alert(1)'
    assert link in cleared["text"]
    assert "javascript" not in slides()["b2"]["text"]["text"]


def test_what_has_no_date_is_left_out_and_told() -> None:
    assert "h9" not in slides()
    assert left_out(STORY, "timelinejs") == ["1 event without a date"]
