"""The calendar read back by icalendar."""

from __future__ import annotations

import datetime

import icalendar

from tests.rendering.flood import STORY
from timeline.rendering import Page, left_out, render

DAY = datetime.date


def entries() -> dict[str, icalendar.Event]:
    text = render(STORY, "ics", page=Page(title="The flood"))
    calendar = icalendar.Calendar.from_ical(text)
    return {str(one["uid"]).removesuffix("@timeline"): one for one in calendar.walk("VEVENT")}


def test_a_day_is_an_entry_of_that_day() -> None:
    burst = entries()["b2"]
    assert (burst.start, burst.end) == (DAY(2021, 3, 3), DAY(2021, 3, 4))
    assert burst["summary"] == "A dam bursts above Ostrova"
    assert burst["location"] == "Ostrova"
    assert burst["url"] == "https://gazette.example/dam?a=1"
    assert "“A dam above Ostrova burst on 3 March 2021.”" in burst["description"]


def test_an_uncertain_day_spans_all_days_it_may_have_been() -> None:
    found = entries()
    assert (found["b3"].start, found["b3"].end) == (DAY(2021, 3, 3), DAY(2021, 3, 6))
    assert (found["d5"].start, found["d5"].end) == (DAY(2021, 3, 1), DAY(2021, 4, 1))
    assert "between 3 and 5 March 2021 (bounded)" in found["b3"]["description"]


def test_years_open_ends_denials_and_what_has_no_date_are_left_out_and_told() -> None:
    assert entries().keys() == {"b2", "b3", "c4", "d5", "g8"}
    assert left_out(STORY, "ics") == [
        "1 event dated only to a year",
        "1 event denied by the sources",
        "1 event known only to be before or after a day",
        "1 event without a date",
    ]


def test_what_is_not_sure_is_tentative_and_nothing_makes_busy() -> None:
    found = entries()
    assert found["g8"]["status"] == "TENTATIVE"
    assert found["b2"]["status"] == "CONFIRMED"
    assert {one["transp"] for one in found.values()} == {"TRANSPARENT"}


def test_the_stamp_comes_from_the_sources_not_from_the_clock() -> None:
    assert entries()["b2"]["dtstamp"].dt.date() == DAY(2021, 3, 8)


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    lines = render(STORY, "ics").encode().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
