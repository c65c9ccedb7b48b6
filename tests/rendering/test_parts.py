import msgspec

from tests.hand_made import BURST, INQUIRY, RESIGNED, story
from timeline.records import Membership
from timeline.rendering import render
from timeline.rendering.markdown import markdown
from timeline.rendering.page import Page
from timeline.rendering.parts import nested
from timeline.rendering.table import table

WHOLE = msgspec.structs.replace(BURST, parts=(INQUIRY.id,))
PART = msgspec.structs.replace(INQUIRY, part_of=Membership(event=BURST.id, reason=""))


def test_a_part_comes_after_its_whole():
    found = [(event.id, part) for event, part in nested([WHOLE, RESIGNED, PART])]
    assert found == [(WHOLE.id, False), (PART.id, True), (RESIGNED.id, False)]


def test_a_part_stands_for_itself_where_its_whole_is_not_shown():
    assert list(nested([RESIGNED, PART])) == [(RESIGNED, False), (PART, False)]


def test_parts_are_marked_in_the_table_and_below_their_event_in_the_list():
    timeline = story(WHOLE, RESIGNED, PART)
    shown = table(timeline, Page())
    assert f"↳ {PART.title}" in shown
    assert "↳ part of the event above" in shown
    assert "\n  - **" in markdown(timeline, Page())
    assert "↳" not in table(story(BURST, RESIGNED), Page())


def test_the_page_says_what_an_event_is_part_of():
    part = msgspec.structs.replace(
        PART, part_of=Membership(event=BURST.id, reason="told in one sentence")
    )
    link = f'Part of <a href="#{BURST.id}">{BURST.title}</a>: told in one sentence.'
    assert link in render(story(WHOLE, part), "html")
    assert "Part of <a" not in render(story(RESIGNED, part), "html")
