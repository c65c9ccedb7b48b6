from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.hand_made import event, source, story, when
from timeline.golden import (
    Comparison,
    Entry,
    Forbidden,
    Golden,
    compare,
    read,
    report,
    update,
    write,
)
from timeline.records import Event, Timeline

FIRE = "A warehouse burned down on 4 May 2020. The owner was arrested, and a guard was charged."
TRIAL = "The blaze of May 4 destroyed the warehouse. Police arrested its owner. Share this story."

DAY = when("2020-05-04")
LATER = when("2020-05-05")


def fire(trigger: str) -> object:
    return source("fire", trigger, text=FIRE)


def told(id: str, *places: tuple[str, str], date: object = DAY) -> Event:
    """An event told by (article, trigger) places."""
    texts = {"fire": FIRE, "trial": TRIAL}
    sources = [source(article, trigger, text=texts[article]) for article, trigger in places]
    return event(id, f"title of {id}", *sources, date=date)  # type: ignore[arg-type]


BLAZE = told("blaze", ("fire", "burned"), ("trial", "blaze"))
ARREST = told("arrest", ("fire", "arrested"), ("trial", "arrested"), date=LATER)
CHARGE = told("charge", ("fire", "charged"), date=None)
SHARE = told("share", ("trial", "Share"), date=None)

BLAZE_ENTRY = Entry(
    id="the-fire",
    date="2020-05-04",
    title="A warehouse burns down",
    sources={"fire": ("warehouse burned down",), "trial": ("The blaze of May 4",)},
    required=True,
)
ARREST_ENTRY = Entry(
    id="the-arrest",
    date="2020-05-05",
    title="The owner is arrested",
    sources={"fire": ("owner was arrested",), "trial": ("Police arrested",)},
    required=True,
)


def golden(*entries: Entry, forbidden: tuple[Forbidden, ...] = ()) -> Golden:
    return Golden(schema="timeline-golden/1", story="A fire", events=entries, forbidden=forbidden)


BOTH = golden(BLAZE_ENTRY, ARREST_ENTRY)


def change(entry: Entry, **fields: object) -> Entry:
    return msgspec.structs.replace(entry, **fields)


def kinds(comparison: Comparison) -> list[tuple[str, str | None]]:
    return [(one.kind, one.entry or one.event) for one in comparison.differences]


def drift(timeline: Timeline, expected: Golden) -> list[tuple[str, str | None]]:
    comparison = compare(timeline, expected)
    assert comparison.drifted == any(not one.known for one in comparison.differences)
    return [
        found
        for found, one in zip(kinds(comparison), comparison.differences, strict=True)
        if not one.known
    ]


def test_the_same_events_are_no_drift() -> None:
    assert drift(story(BLAZE, ARREST), BOTH) == []


def test_missing() -> None:
    assert drift(story(BLAZE), BOTH) == [("missing", "the-arrest")]


def test_an_entry_is_missing_if_only_other_triggers_of_its_sentence_are_told() -> None:
    assert drift(story(BLAZE, CHARGE), BOTH) == [("missing", "the-arrest")]


def test_extra() -> None:
    assert drift(story(BLAZE, ARREST, SHARE), BOTH) == [("extra", "share")]


def test_an_undated_event_is_compared_too() -> None:
    assert drift(story(BLAZE, ARREST, undated=(SHARE,)), BOTH) == [("extra", "share")]


def test_another_event_of_a_quoted_sentence_is_counted_but_no_drift() -> None:
    comparison = compare(story(BLAZE, ARREST, CHARGE), BOTH)
    assert not comparison.drifted
    assert comparison.beside == 1


@pytest.mark.parametrize(
    "date", [LATER, None, when("2020-05-04", "2020-05-05"), when("2020-05-04", basis="bounded")]
)
def test_redated(date: object) -> None:
    moved = told("blaze", ("fire", "burned"), ("trial", "blaze"), date=date)
    assert drift(story(moved, ARREST), BOTH) == [("redated", "the-fire")]


@pytest.mark.parametrize("other", ["2020-05", "2020-05-01/2020-05-31", "2020-05~"])
def test_another_date_that_is_right_is_no_drift(other: str) -> None:
    month = told(
        "blaze", ("fire", "burned"), ("trial", "blaze"), date=when("2020-05-01", "2020-05-31")
    )
    entry = change(BLAZE_ENTRY, also=(other,))
    assert drift(story(month, ARREST), golden(entry, ARREST_ENTRY)) == []


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-05-04", "2020-05-04", "2020-05-04"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020~", "2020-01-01", "2020-12-31"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("2019/2020-05", "2019-01-01", "2020-05-31"),
    ],
)
def test_a_golden_date_stands_for_its_days(edtf: str, first: str, last: str) -> None:
    timeline = story(told("blaze", ("fire", "burned"), date=when(first, last)))
    entry = change(BLAZE_ENTRY, date=edtf, sources={"fire": ("burned down",)})
    assert drift(timeline, golden(entry)) == []


def test_an_entry_without_date_expects_an_event_without_date() -> None:
    entry = change(BLAZE_ENTRY, date=None)
    undated = told("blaze", ("fire", "burned"), ("trial", "blaze"), date=None)
    assert drift(story(BLAZE), golden(entry)) == [("redated", "the-fire")]
    assert drift(story(undated=(undated,)), golden(entry)) == []


def test_split() -> None:
    parts = told("one", ("fire", "burned")), told("two", ("trial", "blaze"))
    assert drift(story(*parts, ARREST), BOTH) == [("split", "the-fire")]


def test_a_second_trigger_in_a_sentence_of_the_event_is_no_split() -> None:
    sentence = "The owner was arrested, and a guard was charged"
    entry = change(ARREST_ENTRY, sources={"fire": (sentence,)})
    events = told("a", ("fire", "arrested"), date=LATER), told("c", ("fire", "charged"), date=None)
    assert drift(story(*events), golden(entry)) == []


def test_merged() -> None:
    whole = told("all", ("fire", "burned"), ("trial", "blaze"), ("fire", "arrested"))
    assert drift(story(whole), BOTH) == [("merged", "the-arrest")]


def test_merged_in_part() -> None:
    much = told("all", ("fire", "burned"), ("trial", "blaze"), ("fire", "arrested"))
    rest = told("rest", ("trial", "arrested"), date=LATER)
    assert drift(story(much, rest), BOTH) == [("merged", "the-arrest")]


def test_sources_lost() -> None:
    less = told("blaze", ("fire", "burned"))
    assert drift(story(less, ARREST), BOTH) == [("sources", "the-fire")]


def test_a_source_that_quotes_the_piece_for_another_trigger_is_not_lost() -> None:
    entry = change(BLAZE_ENTRY, sources={"fire": ("warehouse burned",), "trial": ("The blaze",)})
    beside = told("blaze", ("fire", "burned"), ("trial", "destroyed"))
    assert drift(story(beside), golden(entry)) == []


def test_forbidden_text() -> None:
    forbidden = (Forbidden(article="trial", text="Share  this\nstory", why="furniture"),)
    optional = Entry(id="s", date=None, title="s", sources={"trial": ("Share",)}, required=False)
    expected = golden(BLAZE_ENTRY, optional, forbidden=forbidden)
    assert drift(story(BLAZE), expected) == []
    assert drift(story(BLAZE, SHARE), expected) == [("forbidden", "share")]


def test_forbidden_text_that_is_longer_than_the_quote() -> None:
    forbidden = (Forbidden(article="trial", text="Share this story. Follow us.", why="furniture"),)
    assert ("forbidden", "share") in drift(story(SHARE), golden(forbidden=forbidden))


def test_the_same_text_in_another_article_is_not_forbidden() -> None:
    forbidden = (Forbidden(article="fire", text="Share this story", why="furniture"),)
    assert drift(story(SHARE), golden(forbidden=forbidden)) == [("extra", "share")]


def test_an_optional_entry_may_be_missing_or_merged_or_lose_sources() -> None:
    expected = golden(change(BLAZE_ENTRY, required=False), ARREST_ENTRY)
    assert drift(story(ARREST), expected) == []
    whole = told("all", ("fire", "burned"), ("fire", "arrested"), ("trial", "arrested"), date=LATER)
    assert drift(story(whole), expected) == []
    assert drift(story(told("blaze", ("fire", "burned")), ARREST), expected) == []


def test_an_optional_entry_may_not_be_redated_or_split() -> None:
    expected = golden(change(BLAZE_ENTRY, required=False))
    moved = told("blaze", ("fire", "burned"), date=LATER)
    assert drift(story(moved), expected) == [("redated", "the-fire")]
    parts = told("one", ("fire", "burned")), told("two", ("trial", "blaze"))
    assert drift(story(*parts), expected) == [("split", "the-fire")]


def test_events_of_one_sentence_go_to_the_entries_of_their_triggers() -> None:
    sentence = "The owner was arrested, and a guard was charged"
    arrest = change(ARREST_ENTRY, sources={"fire": (sentence,)})
    charge = Entry(
        id="the-charge",
        date=None,
        title="c",
        sources={"fire": ("guard was charged",)},
        required=True,
    )
    events = told("a", ("fire", "arrested"), date=LATER), told("c", ("fire", "charged"), date=None)
    for order in (events, events[::-1]):
        for entries in ((arrest, charge), (charge, arrest)):
            assert drift(story(*order), golden(*entries)) == []


def test_entries_with_the_same_piece_are_told_apart_by_date() -> None:
    sentence = "The owner was arrested, and a guard was charged"
    first = Entry(id="first", date=None, title="f", sources={"fire": (sentence,)}, required=True)
    second = change(first, id="second", date="2020-05-05")
    events = told("a", ("fire", "arrested"), date=LATER), told("c", ("fire", "charged"), date=None)
    assert drift(story(*events), golden(first, second)) == []
    assert drift(story(events[0]), golden(first, second)) == [("missing", "first")]


def test_white_space_in_pieces_does_not_matter() -> None:
    entry = change(BLAZE_ENTRY, sources={"fire": ("warehouse\n burned   down",)})
    assert drift(story(told("blaze", ("fire", "burned"))), golden(entry)) == []


@pytest.mark.parametrize(
    ("known", "timeline"),
    [
        ("missing", story(ARREST)),
        ("redated", story(msgspec.structs.replace(BLAZE, date=LATER), ARREST)),
        ("split", story(told("one", ("fire", "burned")), told("two", ("trial", "blaze")), ARREST)),
        (
            "merged",
            story(
                told(
                    "x", ("fire", "burned"), ("fire", "arrested"), ("trial", "arrested"), date=LATER
                )
            ),
        ),
        ("sources", story(told("blaze", ("fire", "burned")), ARREST)),
    ],
)
class TestKnownFaults:
    def test_a_known_fault_is_reported_but_no_drift(self, known: str, timeline: Timeline) -> None:
        comparison = compare(timeline, golden(change(BLAZE_ENTRY, known=(known,)), ARREST_ENTRY))
        assert kinds(comparison) == [(known, "the-fire")]
        assert not comparison.drifted
        assert "known " in report(comparison)

    def test_without_the_mark_it_is_drift(self, known: str, timeline: Timeline) -> None:
        assert drift(timeline, BOTH) == [(known, "the-fire")]

    def test_a_known_fault_that_is_gone_is_drift(self, known: str, timeline: Timeline) -> None:
        expected = golden(change(BLAZE_ENTRY, known=(known,)), ARREST_ENTRY)
        assert drift(story(BLAZE, ARREST), expected) == [("mended", "the-fire")]

    def test_it_excuses_no_other_fault(self, known: str, timeline: Timeline) -> None:
        other = "sources" if known == "redated" else "redated"
        expected = golden(change(BLAZE_ENTRY, known=(other,)), ARREST_ENTRY)
        assert (known, "the-fire") in drift(timeline, expected)

    def test_update_leaves_it_as_it_is(self, known: str, timeline: Timeline) -> None:
        expected = golden(change(BLAZE_ENTRY, known=(known,)), ARREST_ENTRY)
        assert update(timeline, expected) == expected

    def test_update_takes_the_mark_out_when_it_is_gone(
        self, known: str, timeline: Timeline
    ) -> None:
        expected = golden(change(BLAZE_ENTRY, known=(known,)), ARREST_ENTRY)
        assert update(story(BLAZE, ARREST), expected) == BOTH


def test_the_report_has_a_line_per_difference_and_a_sum() -> None:
    lines = report(compare(story(BLAZE, SHARE), BOTH)).splitlines()
    assert lines == [
        "missing: The owner is arrested [the-arrest]: no event tells it",
        "extra: title of share [share]: no entry is told by “Share this story.”",
        "drifted: 1 of 2 entries told, differences 2, known faults 0,"
        " other events in the same sentences 0",
    ]


def test_update_of_what_agrees_changes_nothing() -> None:
    assert update(story(BLAZE, ARREST), BOTH) == BOTH


def test_update_keeps_hand_made_titles_and_takes_over_dates() -> None:
    moved = told("blaze", ("fire", "burned"), ("trial", "blaze"), date=LATER)
    updated = update(story(moved, ARREST), BOTH)
    assert updated.events[0] == change(BLAZE_ENTRY, date="2020-05-05")


def test_update_adds_extra_events_as_required_entries() -> None:
    added = update(story(BLAZE, ARREST, SHARE), BOTH).events[2]
    assert added == Entry(
        id="title-of-share",
        date=None,
        title="title of share",
        sources={"trial": ("Share this story",)},
        required=True,
    )


def test_update_drops_required_entries_that_nothing_tells_and_keeps_optional_ones() -> None:
    optional = change(BLAZE_ENTRY, required=False)
    assert update(story(), golden(optional, ARREST_ENTRY)).events == (optional,)


def test_update_cannot_take_over_forbidden_text() -> None:
    forbidden = (Forbidden(article="trial", text="Share this story", why="furniture"),)
    updated = update(story(SHARE), golden(forbidden=forbidden))
    assert drift(story(SHARE), updated) == [("forbidden", "share")]


_WORDS = ["fell", "rose", "left", "came", "sank", "won", "lost", "died", "met", "quit"]
_LONG = {
    name: " ".join(
        f"In the {ordinal} place a {name} {word} and another {word} as well."
        for ordinal, word in zip(("first", "second", "third"), words, strict=True)
    )
    for name, words in (("ship", _WORDS[:3]), ("team", _WORDS[3:6]), ("firm", _WORDS[6:9]))
}
_PLACES = [
    (name, found.start(), found.end())
    for name, text in _LONG.items()
    for found in re.finditer("|".join(_WORDS), text)
]


def _grouped(groups: list[int], days: list[int]) -> Timeline:
    """A timeline whose events are the given groups of all places."""
    events = []
    for group in sorted(set(groups)):
        sources = []
        for (name, start, end), other in zip(_PLACES, groups, strict=True):
            if other == group:
                text = _LONG[name]
                made = source(name, text[start:end], text=text)
                sentence = next(
                    found
                    for found in re.finditer(r"\S[^.]*\.", text)
                    if found.start() <= start < found.end()
                )
                sources.append(
                    msgspec.structs.replace(
                        made,
                        mention=f"{name}:{start}",
                        quote=sentence[0],
                        sentence=msgspec.structs.replace(
                            made.sentence, start=sentence.start(), end=sentence.end()
                        ),
                        trigger=msgspec.structs.replace(made.trigger, start=start, end=end),
                    )
                )
        date = when(f"2020-01-{days[group]:02}")
        events.append(event(f"g{group}", f"group {group}", *sources, date=date))
    return story(*events)


_groups = st.lists(st.integers(0, 6), min_size=len(_PLACES), max_size=len(_PLACES))
_dates = st.lists(st.integers(1, 9), min_size=7, max_size=7)


@settings(deadline=None)
@given(_groups, _dates, _groups, _dates)
def test_after_an_update_nothing_drifts(
    before: list[int], days: list[int], after: list[int], later: list[int]
) -> None:
    first = _grouped(before, days)
    made = update(first, golden())
    assert drift(first, made) == []
    second = _grouped(after, later)
    assert drift(second, update(second, made)) == []


_sentences = st.lists(st.integers(0, 6), min_size=len(_PLACES) // 2, max_size=len(_PLACES) // 2)


@settings(deadline=None)
@given(_sentences, _dates, _sentences)
@example([0] * 9, [1] * 7, [0] * 8 + [1])
def test_any_other_grouping_of_the_same_sentences_is_drift(
    before: list[int], days: list[int], after: list[int]
) -> None:
    """Both mentions of a sentence go together: a second one of its own, in a sentence that the
    event quotes, is no split."""
    first = _grouped([group for group in before for _ in range(2)], days)
    second = _grouped([group for group in after for _ in range(2)], days)
    grouping = {frozenset(s.mention for s in one.sources) for one in first.events}
    regrouping = {frozenset(s.mention for s in one.sources) for one in second.events}
    if grouping != regrouping:
        assert drift(second, update(first, golden())) != []


def test_a_golden_file_reads_back_as_written() -> None:
    assert read(write(BOTH).encode()) == BOTH


@pytest.mark.parametrize(
    ("change_to", "message"),
    [
        ({"date": "May 2020"}, "'May 2020' is no year, season, month or day in EDTF"),
        ({"date": "2020-02-30"}, "'2020-02-30' is no date of the calendar"),
        ({"also": ("2020-13",)}, "'2020-13' is no date of the calendar"),
        ({"sources": {"fire": (" ",)}}, "Expected `str` matching regex"),
        ({"known": ("lost",)}, "Invalid enum value 'lost'"),
    ],
)
def test_a_wrong_golden_file_says_what_is_wrong(change_to: dict[str, object], message: str) -> None:
    data = write(golden(change(BLAZE_ENTRY, **change_to)))
    with pytest.raises(msgspec.ValidationError) as caught:
        read(data.encode())
    assert message in str(caught.value)


def test_two_entries_may_not_share_an_id() -> None:
    with pytest.raises(msgspec.ValidationError, match="same id"):
        read(write(golden(BLAZE_ENTRY, BLAZE_ENTRY)).encode())
