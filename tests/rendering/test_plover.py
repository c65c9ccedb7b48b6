"""Records with the fields of the PLOVER manual's table, and no others."""

from __future__ import annotations

import jsonschema
import msgspec

from tests.rendering.flood import STORY
from timeline.events.lexicon import types
from timeline.rendering import left_out, render
from timeline.rendering.fit import PLOVER_TYPES

ACTORS = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["actor_text"],
        "additionalProperties": False,
        "properties": {"actor_text": {"type": "string", "minLength": 1}},
    },
}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
RECORD = {
    "type": "object",
    "required": ["id", "date", "source", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string"},
        "date": DAY,
        "enddate": DAY,
        "source": ACTORS,
        "recipient": ACTORS,
        "event": {"type": "array", "items": {"enum": sorted(PLOVER_TYPES)}},
        "event_loc": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"name": {"type": "string"}},
        },
        "event_text": {"type": "array", "items": {"type": "string"}},
        "context": {
            "type": "array",
            "items": {"enum": ["historical", "future", "hypothetical", "negation"]},
        },
        "text": {"type": "string"},
        "text_info": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
        },
        "cite_info": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {"type": "string"}
                for name in ("citation", "url", "title", "language", "publication")
            },
        },
        "coder": {"type": "string"},
        "comment": {"type": "string"},
    },
}


def records() -> dict[str, dict]:
    found = [msgspec.json.decode(line) for line in render(STORY, "plover").splitlines()]
    for record in found:
        jsonschema.validate(record, RECORD)
    return {record["id"]: record for record in found}


def test_who_did_what_to_whom_when() -> None:
    burst = records()["b2"]
    assert burst["source"] == [{"actor_text": "Dam Company"}]
    assert burst["recipient"] == [{"actor_text": "Ana Đurić"}]
    assert (burst["event"], burst["date"]) == (["ASSAULT"], "2021-03-03")
    assert "enddate" not in burst
    assert burst["event_text"] == ["burst", "burst"]


def test_limits_and_status_are_kept() -> None:
    found = records()
    assert (found["g8"]["date"], found["g8"]["enddate"]) == ("2021-04-01", "2021-04-30")
    assert found["g8"]["context"] == ["hypothetical"]
    assert found["e6"]["context"] == ["negation"]


def test_what_plover_has_no_place_for_is_left_out_and_told() -> None:
    assert records().keys() == {"b2", "c4", "d5", "e6", "g8"}
    assert left_out(STORY, "plover") == [
        "3 events of a type that PLOVER has not",
        "1 event without a first day",
    ]


def test_its_types_are_among_ours() -> None:
    assert set(types()) >= PLOVER_TYPES
