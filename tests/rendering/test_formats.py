from __future__ import annotations

import re

import jsonschema
import msgspec
import pytest

from tests.hand_made import (
    ARTICLES,
    BURST,
    OPENED,
    RESIGNED,
    STORY,
    WARNED,
    event,
    source,
    story,
    when,
)
from tests.rendering import flood
from timeline.records import Conflict, Copy, Event, Story, Timeline
from timeline.rendering import FORMATS, Page, render
from timeline.schemas import read
from timeline.settings import View

HOSTILE = event(
    "e5",
    "<script>alert(1)</script> *bold* [link](http://x.example) \x1b[31m",
    source("wire", "opened"),
    date=when("2021-03-03"),
)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_ends_in_a_line_break_and_is_stable(format: str) -> None:
    text = render(flood.STORY, format)
    assert text.endswith("\n")
    assert render(flood.STORY, format) == text


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_takes_an_empty_timeline(format: str) -> None:
    render(story(), format)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_shows_only_the_view(format: str) -> None:
    text = render(flood.STORY, format, view=View(limit=1))
    assert "b2" in text or flood.BURST.title in text
    assert flood.RESIGNED.title not in text
    assert flood.RESIGNED.id not in text


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_what_it_loses(format: str) -> None:
    assert FORMATS[format].keeps
    assert FORMATS[format].loses


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(STORY, "papyrus")


def test_the_table_reads_at_80_columns() -> None:
    assert render(STORY, "table") == (
        "Date                 Event                                           Sources\n"
        + "─" * 80
        + "\n"
        "1974                 The dam is opened †                             1\n"
        "3 Mar 2021           A dam bursts above Ostrova                      2 3\n"
        "between 3 and 8      Mayor Ana Đurić resigns                         2 3\n"
        "Mar 2021\n"
        "after 10 Mar 2021    Parliament plans an inquiry (planned)           1\n"
        "\n"
        "Without a date\n"
        "                     Engineers warn of cracks                        2\n"
        "\n"
        "† background, told in passing\n"
        "\n"
        "Sources\n"
        "1  Inquiry, Wire, 10 March 2021 (news/wire.txt)\n"
        "2  Dam bursts *above* Ostrova, Valley Gazette, 8 March 2021 (news/gazette.txt)\n"
        "3  news/herald.txt\n"
    )


@pytest.mark.parametrize("width", [40, 80, 132])
def test_no_line_of_the_table_is_wider_than_the_page(width: int) -> None:
    long = event("long", "A very " + "long " * 60 + "title", source("wire", "opened"))
    text = render(story(BURST, undated=(long,)), "table", page=Page(width=width))
    assert max(map(len, text.splitlines())) <= width


def test_the_table_has_colour_only_where_the_page_allows_it() -> None:
    assert "\x1b[" not in render(STORY, "table")
    assert "\x1b[" in render(STORY, "table", page=Page(color=True))


def test_the_table_takes_titles_as_plain_text() -> None:
    text = render(story(HOSTILE), "table", page=Page(width=120))
    assert "*bold* [link](http://x.example)" in text
    assert "\x1b" not in text


def test_json_is_the_whole_timeline() -> None:
    text = render(STORY, "json")
    assert msgspec.json.decode(text, type=Timeline) == STORY
    jsonschema.validate(msgspec.json.decode(text), read("timeline"))


def test_jsonl_has_an_event_per_line_the_undated_last() -> None:
    lines = render(STORY, "jsonl").splitlines()
    events = [msgspec.json.decode(line, type=Event) for line in lines]
    assert tuple(events) == (*STORY.events, *STORY.undated)


def test_markdown_gives_every_source_a_footnote_with_its_quote() -> None:
    text = render(STORY, "markdown")
    assert "- **3 March 2021**: A dam bursts above Ostrova[^2][^3]\n" in text
    assert "[^3]: “The burst of the Ostrova dam on March 3 drowned nine people.” — news/" in text
    assert text.index("## Without a date") < text.index(WARNED.title)


def test_markdown_gives_a_sentence_one_footnote_however_many_events_it_tells() -> None:
    twice = msgspec.structs.replace(STORY, events=(*STORY.events, *STORY.events))
    once = re.findall(r"^\[\^\d+\]: .*", render(STORY, "markdown"), flags=re.MULTILINE)
    again = re.findall(r"^\[\^\d+\]: .*", render(twice, "markdown"), flags=re.MULTILINE)
    assert again == once
    assert len(set(once)) == len(once)


def test_markdown_links_an_article_only_to_the_web() -> None:
    text = render(STORY, "markdown")
    assert r"[Dam bursts \*above\* Ostrova](<https://gazette.example/dam?a=1>), Valley" in text
    assert "javascript:" not in text


def test_markdown_escapes_what_articles_say() -> None:
    text = render(story(HOSTILE), "markdown")
    assert r"&lt;script&gt;alert(1)&lt;/script&gt; \*bold\* \[link\](http://x.example)" in text


def test_an_article_that_is_not_listed_is_named_by_its_id() -> None:
    bare = msgspec.structs.replace(STORY, articles=(ARTICLES["wire"],))
    assert "gazette" in render(bare, "table")
    assert "— gazette" in render(bare, "markdown")


def test_the_table_marks_what_sources_differ_on() -> None:
    differing = [
        msgspec.structs.replace(
            one,
            conflicts=(
                Conflict(about="killed", unit=None, verdict=verdict, low=9, high=1100, claims=()),
            ),
        )
        for one, verdict in ((BURST, "contradicted"), (RESIGNED, "revised"))
    ]
    text = render(story(*differing), "table", page=Page(width=100))
    assert f"{BURST.title} [≠ 9–1,100 killed]" in text
    assert f"{RESIGNED.title} [↻ 9–1,100 killed]" in text
    assert "≠ sources contradict each other, ↻ revised later; timeline explain" in text
    assert "≠" not in render(STORY, "table")


def test_a_wide_table_is_divided_by_months_and_years() -> None:
    day = event("m1", "The dam burst", source("gazette", "burst"), date=when("2021-03-03"))
    next_day = event("m2", "The mayor fled", source("gazette", "fled"), date=when("2021-03-04"))
    year = event(
        "m3", "Repairs began", source("gazette", "burst"), date=when("2022-01-01", "2022-12-31")
    )
    told = story(day, next_day, year)
    lines = [line.strip() for line in render(told, "table", page=Page(width=100)).splitlines()]
    assert lines.count("March 2021") == 1
    assert lines.index("March 2021") < next(i for i, s in enumerate(lines) if "dam burst" in s)
    assert lines.count("2022") == 1
    assert "March 2021\n" not in render(told, "table", page=Page(width=80))


@pytest.mark.parametrize("format", ["table", "markdown"])
def test_background_history_is_marked(format: str) -> None:
    text = render(story(msgspec.structs.replace(OPENED, background=True), BURST), format)
    assert f"{OPENED.title} †" in " ".join(text.split())
    assert f"{BURST.title} †" not in " ".join(text.split())
    assert "† background" in text
    assert "†" not in render(story(BURST), format)


def test_markdown_shows_stories_and_what_sources_differ_on_and_how_many_count() -> None:
    stories = (
        Story(id="s1", title="Ostrova", articles=("gazette", "herald"), independent=1),
        Story(id="s2", title="Parliament", articles=("wire",), independent=1),
    )
    conflict = Conflict(
        about="killed", unit=None, verdict="contradicted", low=9, high=11, claims=()
    )
    burst = msgspec.structs.replace(BURST, story="s1", conflicts=(conflict,), independent=1)
    told = story(burst, msgspec.structs.replace(OPENED, story="s2"))
    text = render(msgspec.structs.replace(told, stories=stories), "markdown")
    assert text.index("## Ostrova") < text.index(BURST.title) < text.index("## Parliament")
    assert "≠ 9–11 killed" in text
    assert "(2 articles, 1 independent)" in text
    assert "≠ sources contradict each other" in text


def test_the_table_has_a_section_for_each_story_and_names_copies() -> None:
    stories = (
        Story(id="s1", title="Ostrova", articles=("gazette", "herald"), independent=1),
        Story(id="s2", title="Parliament", articles=("wire",), independent=1),
    )
    copy = Copy(article="herald", original="gazette", nearest="gazette", share=0.9, kind="copy")
    events = [
        msgspec.structs.replace(one, story="s1" if one is not OPENED else "s2")
        for one in STORY.events
    ]
    told = msgspec.structs.replace(story(*events), stories=stories, copies=(copy,))
    text = render(told, "table", page=Page(width=100))
    assert text.index("1  Ostrova") < text.index(BURST.title) < text.index("2  Parliament")
    assert text.index("2  Parliament") < text.index(OPENED.title)
    assert "Sources (3 articles, 2 independent)" in text
    assert "news/herald.txt; copy of 1" in text
