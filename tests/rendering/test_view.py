from __future__ import annotations

import datetime

import msgspec
import pytest

from tests.hand_made import BURST, INQUIRY, OPENED, RESIGNED, STORY, WARNED, event, source, story
from timeline.records import Event, Story
from timeline.rendering import UnknownStoryError, lines_for, select
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


@pytest.mark.parametrize(
    ("articles", "lines"), [(0, 0), (1, 9), (5, 20), (10, 28), (20, 40), (500, 90)]
)
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


def _two_stories(*, many: int = 0):
    """Events of two stories, the first of them told by many more articles if wished."""
    first = tuple(f"a{number}" for number in range(max(many, 1)))
    stories = (
        Story(id="s1", title="Ostrova", articles=first, independent=len(first)),
        Story(id="s2", title="Tirana", articles=("wire",), independent=1),
    )
    events = [
        msgspec.structs.replace(
            event(f"e{number}", f"Flood {number}", source("wire", "inquiry")),
            story="s1" if number % 2 else "s2",
            score=0.3 + number / 100,
        )
        for number in range(40)
    ]
    return msgspec.structs.replace(story(*events), stories=stories)


def test_one_story_of_several() -> None:
    shown = select(_two_stories(), View(story=2))
    assert {one.story for one in (*shown.events, *shown.undated)} == {"s2"}
    assert [one.id for one in shown.stories] == ["s2"]


def test_a_story_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownStoryError, match="no story 3: the articles tell 2"):
        select(_two_stories(), View(story=3))


def test_each_story_gets_the_lines_that_suit_its_articles() -> None:
    shown = select(_two_stories(many=4), View(salient=True))
    counts = [
        sum(one.story == name for one in (*shown.events, *shown.undated)) for name in ("s1", "s2")
    ]
    assert counts == [lines_for(4), lines_for(1)]


def test_what_little_speaks_for_is_not_shown_though_there_is_room_beyond_a_few() -> None:
    poor = [msgspec.structs.replace(BURST, id=f"p{n}", score=n / 100) for n in range(8)]
    good = msgspec.structs.replace(RESIGNED, score=0.5)
    told = story(*poor, good)
    shown = {one.id for one in select(told, View(salient=True)).events}
    assert shown == {good.id, "p7", "p6", "p5", "p4"}
    assert len(select(told, View()).events) == 9


def test_independent_sources_are_counted_not_copies() -> None:
    copied = msgspec.structs.replace(BURST, independent=1)
    borne_out = msgspec.structs.replace(RESIGNED, independent=2)
    shown = select(story(copied, borne_out), View(min_sources=2))
    assert [one.id for one in shown.events] == [RESIGNED.id]


def test_what_was_only_said_can_be_left_out() -> None:
    said = msgspec.structs.replace(BURST, type="STATEMENT")
    shown = select(story(said, RESIGNED), View(statements=False))
    assert [one.id for one in shown.events] == [RESIGNED.id]
