"""What a newer timeline has that an older one had not."""

from __future__ import annotations

import msgspec
import pytest

from tests.hand_made import ARTICLES, BURST, INQUIRY, RESIGNED, STORY, story, when
from timeline.diff import diff, report
from timeline.records import Conflict, Timeline


def kinds(old: Timeline, new: Timeline) -> list[tuple[str, str]]:
    return [(change.kind, change.event) for change in diff(old, new).changes]


def test_the_same_timeline_has_no_changes() -> None:
    found = diff(STORY, STORY)
    assert (found.changes, found.added_articles, found.removed_articles) == ((), (), ())
    assert report(found) == "No changes.\n"


def test_what_is_new_and_what_is_gone() -> None:
    assert kinds(story(BURST, RESIGNED), story(BURST, INQUIRY)) == [
        ("added", INQUIRY.id),
        ("gone", RESIGNED.id),
    ]


def test_an_event_with_another_date_has_moved_whatever_its_id() -> None:
    moved = msgspec.structs.replace(BURST, id="e9", date=when("2021-03-04"))
    found = diff(story(BURST), story(moved))
    assert [(one.kind, one.event) for one in found.changes] == [("moved", "e9")]
    assert "  3 Mar 2021 → 4 Mar 2021: A dam bursts above Ostrova" in report(found)


def test_an_event_that_gets_a_date_has_moved() -> None:
    undated = msgspec.structs.replace(BURST, date=None)
    found = diff(story(undated=(undated,)), story(BURST))
    assert [one.kind for one in found.changes] == ["moved"]
    assert "without a date → 3 Mar 2021" in report(found)


@pytest.mark.parametrize("verdict", ["contradicted", "revised"])
def test_a_number_that_sources_now_differ_on(verdict: str) -> None:
    conflict = Conflict(
        about="killed",
        unit=None,
        verdict=verdict,
        low=9,
        high=11,
        claims=(),
    )
    differing = msgspec.structs.replace(BURST, conflicts=(conflict,))
    found = diff(story(BURST), story(differing))
    assert [(one.kind, one.conflict) for one in found.changes] == [(verdict, conflict)]
    assert "[9–11 killed:" in report(found).replace("\n      ", " ")
    assert kinds(story(differing), story(differing)) == []


def test_more_articles_that_tell_an_event() -> None:
    before = msgspec.structs.replace(BURST, sources=BURST.sources[:1])
    found = diff(story(before), story(BURST))
    assert [(one.kind, one.articles) for one in found.changes] == [("told", ("herald",))]


def test_articles_that_came_and_went() -> None:
    few = msgspec.structs.replace(STORY, articles=(ARTICLES["gazette"], ARTICLES["wire"]))
    assert diff(few, STORY).added_articles == ("herald",)
    assert diff(STORY, few).removed_articles == ("herald",)
    assert "New articles: 1\n  herald\n" in report(diff(few, STORY))


def test_an_event_split_in_two_keeps_what_shares_most() -> None:
    first = msgspec.structs.replace(BURST, id="e8", sources=BURST.sources[:1])
    second = msgspec.structs.replace(BURST, id="e9", sources=BURST.sources[1:])
    assert [one.kind for one in diff(story(BURST), story(first, second)).changes] == ["added"]
