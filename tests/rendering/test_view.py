from __future__ import annotations

import datetime

import pytest

from tests.hand_made import BURST, INQUIRY, OPENED, RESIGNED, STORY, WARNED, event, source, story
from timeline.records import Event
from timeline.rendering import lines_for, select
from timeline.settings import View


def _ids(view: View) -> list[str]:
    shown = select(STORY, view)
    return [one.id for one in (*shown.events, *shown.undated)]


def _is(*events: Event) -> list[str]:
    return [one.id for one in events]


def test_no_limit_shows_everything() -> None:
    assert select(STORY, View()) == STORY


def test_limits_of_time_are_inclusive() -> None:
    day = datetime.date(2021, 3, 3)
    assert _ids(View(earliest=day, latest=day)) == _is(BURST, RESIGNED)


def test_an_event_with_limits_stays_where_it_may_have_happened() -> None:
    assert _ids(View(earliest=datetime.date(2021, 3, 8))) == _is(RESIGNED, INQUIRY)
    assert _ids(View(earliest=datetime.date(2021, 3, 9))) == _is(INQUIRY)
    assert _ids(View(latest=datetime.date(2021, 3, 9))) == _is(OPENED, BURST, RESIGNED)


def test_limits_of_time_leave_out_what_has_no_date() -> None:
    assert WARNED.id in _ids(View())
    assert WARNED.id not in _ids(View(earliest=datetime.date(1900, 1, 1)))


def test_limit_keeps_the_highest_scores_in_time_order() -> None:
    assert _ids(View(limit=2)) == _is(BURST, RESIGNED)
    assert _ids(View(limit=4)) == _is(BURST, RESIGNED, INQUIRY, WARNED)


@pytest.mark.parametrize(("articles", "lines"), [(0, 0), (1, 9), (5, 20), (10, 28), (500, 201)])
def test_lines_grow_more_slowly_than_articles(articles: int, lines: int) -> None:
    assert lines_for(articles) == lines


@pytest.mark.parametrize("name", ["Ana Đurić", "ana duric", "DURIC", "  Ana   Durić "])
def test_entity_is_found_without_case_and_diacritics(name: str) -> None:
    assert _ids(View(entity=name)) == _is(RESIGNED)


def test_entity_is_found_in_places_and_titles() -> None:
    assert _ids(View(entity="ostrova")) == _is(BURST)
    assert _ids(View(entity="cracks")) == _is(WARNED)


def test_entity_is_a_whole_word() -> None:
    told = event("x", "Flood in Tirana", source("wire", "inquiry"), places=("Tirana",))
    assert select(story(told), View(entity="Iran")).events == ()
