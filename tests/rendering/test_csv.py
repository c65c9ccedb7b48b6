from __future__ import annotations

import csv
import io

import pytest

from tests.hand_made import event, source, story, when
from tests.rendering.flood import STORY
from timeline.rendering import render
from timeline.rendering.csv import COLUMNS


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_event_is_a_row_with_every_column() -> None:
    found = rows(render(STORY, "csv"))
    assert [row["id"] for row in found] == [one.id for one in (*STORY.events, *STORY.undated)]
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in found)


def test_a_row_says_when_who_and_by_whom() -> None:
    row = next(row for row in rows(render(STORY, "csv")) if row["id"] == "b2")
    assert row["date"] == "3 March 2021"
    assert row["participants"] == "Dam Company; Ana Đurić; Valley"
    assert (row["articles"], row["independent"]) == ("2", "2")
    assert row["sources"].endswith("8 March 2021; news/herald.txt")
    assert row["addresses"] == "https://gazette.example/dam?a=1"


def test_limits_that_are_not_known_are_empty() -> None:
    row = next(row for row in rows(render(STORY, "csv")) if row["id"] == "f7")
    assert (row["edtf"], row["earliest"], row["latest"]) == ("2021-03-10/..", "2021-03-10", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", " =", "\u200b="])
def test_no_cell_is_a_formula(start: str) -> None:
    title = f"{start}cmd|' /C calc'!A0"
    told = event("x", title, source("wire", "opened"), date=when("2021-03-03"), people=(title,))
    for row in csv.reader(io.StringIO(render(story(told), "csv"))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)
        assert all("\n" not in cell for cell in row)
