from __future__ import annotations

import msgspec
import pytest

from tests.hand_made import BURST, INQUIRY, RESIGNED, STORY, WARNED, event, source, story
from timeline.explanation import UnknownEventError, explain, find
from timeline.records import Claim, Conflict, Event, Link, Membership


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("b2burst", BURST), ("b2", BURST), ("2", BURST), ("d", INQUIRY), ("5", WARNED)],
)
def test_an_event_goes_by_id_beginning_of_an_id_or_number(name: str, wanted: Event) -> None:
    assert find(STORY, name) is wanted


def test_an_event_goes_by_words_of_its_title() -> None:
    assert find(STORY, "dam BURSTS above") is BURST
    with pytest.raises(UnknownEventError, match="stands in 2 titles: 2 “One”; 3 “One”"):
        find(story(event("2", "One"), event("3", "One")), "one")


def test_an_id_goes_before_a_number_and_a_number_before_a_beginning() -> None:
    one, two = event("2", "one", source("wire", "inquiry")), event("11", "two")
    assert find(story(one, two), "2") is one
    assert find(story(one, two), "1") is one


def test_a_beginning_of_two_ids_is_refused_with_both() -> None:
    with pytest.raises(UnknownEventError, match="2 events: b2burst, b3resigned"):
        find(STORY, "b")


@pytest.mark.parametrize("name", ["zz", "0", "6", "", "²"])
def test_an_unknown_event_is_refused_with_what_would_do(name: str) -> None:
    with pytest.raises(UnknownEventError, match="a number from 1 to 5"):
        find(STORY, name)


def test_a_timeline_without_events_says_so() -> None:
    with pytest.raises(UnknownEventError, match="the timeline has none"):
        find(story(), "1")


def test_the_whole_explanation() -> None:
    assert explain(STORY, "b2") == (
        "A dam bursts above Ostrova\n"
        "id b2burst, type other, score 0.900\n"
        "\n"
        "Date\n"
        '  3 March 2021 (2021-03-03, stated): "3 March 2021" is stated in full\n'
        "\n"
        "Reports\n"
        "  2 articles, 2 independent\n"
        "\n"
        "Sources (the [trigger] and the {time expression} are marked)\n"
        "  1. Dam bursts *above* Ostrova, Valley Gazette, 8 March 2021\n"
        "     “A dam above Ostrova [burst] on {3 March 2021}.”\n"
        "     date: 3 March 2021 (2021-03-03, stated): made by hand\n"
        "     time expression: “3 March 2021”, 2021-03-03, rule day-month-year,"
        " complete in itself\n"
        "  2. news/herald.txt\n"
        "     “The [burst] of the Ostrova dam on {March 3} drowned nine people.”\n"
        "     date: 3 March 2021 (2021-03-03, inferred): made by hand\n"
        "     time expression: “March 3”, 2021-03-03, rule day-month-year, complete in itself\n"
        "\n"
        "Why they are one event\n"
        "  1 and 2, score 0.83: same_day +0.50, trigger +0.33\n"
        "\n"
        "Nearest mention kept out\n"
        "  2 and mention gazette:60, score 0.21: place +0.21\n"
    )


def test_what_is_not_known_is_said() -> None:
    text = explain(STORY, WARNED.id)
    assert "Date\n  no source says when\n" in text
    assert "date: this source gives none\n" in text
    assert "it has one source\n" in text


def test_the_nearest_mention_is_named_by_its_event() -> None:
    nearest = Link(left="gazette:59", right="gazette:20", score=0.4, features={"day": -0.1})
    told = msgspec.structs.replace(RESIGNED, nearest=nearest)
    text = explain(story(BURST, told), told.id)
    assert "1 and “burst” of “A dam bursts above Ostrova” (b2burst), score 0.40: day -0.10" in text


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("published", "from the day of publication"),
        ("time:3", "from time expression 3 of the article"),
        ("article:wire", "from article wire"),
    ],
)
def test_the_anchor_of_a_time_expression_is_said(anchor: str, words: str) -> None:
    first = BURST.sources[0]
    assert first.time is not None
    anchored = msgspec.structs.replace(
        first, time=msgspec.structs.replace(first.time, anchor=anchor)
    )
    assert words in explain(story(event("e", "title", anchored)), "e")


def test_a_time_expression_of_another_sentence_is_not_marked() -> None:
    far = source("gazette", "resigned", time="3 March 2021")
    text = explain(story(event("e", "title", far)), "e")
    assert "“Mayor Ana Đurić [resigned] two days later and fled.”" in text


def test_a_trigger_inside_the_time_expression_keeps_both_marks() -> None:
    both = source("gazette", "March", time="3 March 2021")
    text = explain(story(event("e", "title", both)), "e")
    assert "burst on {3 [March] 2021}." in text


def test_what_each_source_says_where_they_differ() -> None:
    claims = tuple(
        Claim(
            article=one.article,
            mention=one.mention,
            start=0,
            end=4,
            text=words,
            low=number,
            high=number,
        )
        for one, words, number in zip(BURST.sources, ("nine", "11"), (9, 11), strict=True)
    )
    conflict = Conflict(about="killed", unit=None, verdict="revised", low=9, high=11, claims=claims)
    differing = msgspec.structs.replace(BURST, conflicts=(conflict,))
    assert (
        "Sources differ: killed, 9–11 (revised later)\n  1. gazette: “nine”\n  2. herald: “11”\n"
    ) in explain(story(differing), "1")


def test_first_report_and_latest_update_are_named() -> None:
    dated = msgspec.structs.replace(BURST, first_report="gazette", latest_update="herald")
    text = explain(story(dated), "1")
    assert "  first report: gazette\n  latest update: herald\n" in text


def test_the_score_is_explained_by_its_signals() -> None:
    weighed = msgspec.structs.replace(BURST, salience={"sources": 0.2, "background": -0.35})
    assert "score: background -0.35, sources +0.20\n" in explain(story(weighed), "1")


def test_parts_are_told_of_the_whole_and_of_the_part() -> None:
    part_of = Membership(event=BURST.id, reason="within its days")
    part = msgspec.structs.replace(RESIGNED, part_of=part_of)
    whole = msgspec.structs.replace(BURST, parts=(part.id,))
    text = explain(story(whole, part), whole.id)
    assert f"Parts\n  “{part.title}” ({part.id}): within its days\n" in text
    text = explain(story(whole, part), part.id)
    assert f"Part of\n  “{whole.title}” ({whole.id}): within its days\n" in text
    assert f"Part of\n  {BURST.id}: within its days\n" in explain(story(part), part.id)
