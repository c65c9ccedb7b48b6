"""The fields Timesketch asks for: https://timesketch.org/guides/user/import-from-json-csv/"""

from __future__ import annotations

import datetime

import msgspec

from tests.rendering.flood import STORY
from timeline.rendering import left_out, render


def lines() -> list[dict]:
    return [msgspec.json.decode(line) for line in render(STORY, "timesketch").splitlines()]


def test_every_line_has_the_mandatory_fields_and_one_instant() -> None:
    for line in lines():
        assert line["message"]
        assert line["timestamp_desc"]
        instant = datetime.datetime.fromisoformat(line["datetime"])
        assert instant.utcoffset() == datetime.timedelta(0)
        assert instant.timestamp() * 1_000_000 == line["timestamp"]


def test_a_day_is_a_line_and_limits_are_two() -> None:
    days = {}
    for line in lines():
        days.setdefault(line["event_id"], []).append(
            (line["datetime"][:10], line["timestamp_desc"])
        )
    assert days["b2"] == [("2021-03-03", "Day of event")]
    assert days["b3"] == [
        ("2021-03-03", "First possible day"),
        ("2021-03-05", "Last possible day"),
    ]
    assert days["f7"] == [("2021-03-10", "First possible day")]


def test_fields_are_flat() -> None:
    for line in lines():
        for value in line.values():
            assert isinstance(value, str | int) or all(isinstance(one, str) for one in value)


def test_what_has_no_date_is_left_out_and_told() -> None:
    assert all(line["event_id"] != "h9" for line in lines())
    assert left_out(STORY, "timesketch") == ["1 event without a date"]
