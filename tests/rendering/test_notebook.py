"""How Jupyter shows a timeline: a table in which text stays text."""

import msgspec

from tests.hand_made import STORY


def test_a_timeline_shows_itself_as_a_table() -> None:
    html = STORY._repr_html_()
    assert html.count("<tr>") == 1 + len(STORY.events) + len(STORY.undated)
    assert STORY.events[0].title in html


def test_text_of_articles_stays_text() -> None:
    attack = "<script>alert(1)</script>"
    event = msgspec.structs.replace(STORY.events[0], title=attack)
    html = msgspec.structs.replace(STORY, events=(event,))._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_long_timeline_is_cut_and_says_so() -> None:
    events = tuple(
        msgspec.structs.replace(STORY.events[0], id=f"e{number}") for number in range(100)
    )
    html = msgspec.structs.replace(STORY, events=events, undated=())._repr_html_()
    assert "of 100 events" in html
