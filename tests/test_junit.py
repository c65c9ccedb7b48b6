"""JUnit XML of a comparison: a case for each entry, a failure for each that drifted."""

from __future__ import annotations

from xml.etree import ElementTree

import msgspec

from tests.hand_made import STORY
from timeline.golden import Golden, compare, update
from timeline.junit import junit

GOLDEN = update(STORY, Golden(schema="timeline-golden/1", story="A dam", events=()))


def _suite(golden: Golden, story: object = STORY) -> ElementTree.Element:
    text = junit(compare(story, golden), golden)  # type: ignore[arg-type]
    suite = ElementTree.fromstring(text.encode()).find("testsuite")
    assert suite is not None
    return suite


def test_the_same_is_all_passed() -> None:
    suite = _suite(GOLDEN)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("5", "0", "0")
    assert [case.get("name") for case in suite] == [entry.title for entry in GOLDEN.events]
    assert suite.findall("*/*") == []


def test_an_entry_that_is_missing_is_a_failure_and_an_event_too_many_a_case() -> None:
    shorter = msgspec.structs.replace(STORY, events=STORY.events[:-1])
    suite = _suite(GOLDEN, shorter)
    (failure,) = suite.iter("failure")
    assert failure.get("type") == "missing"
    fewer = msgspec.structs.replace(GOLDEN, events=GOLDEN.events[:-1])
    suite = _suite(fewer)
    assert (suite.get("tests"), suite.get("failures")) == ("5", "1")


def test_a_known_fault_is_skipped() -> None:
    shorter = msgspec.structs.replace(STORY, events=STORY.events[:-1])
    faults = {one.entry for one in compare(shorter, GOLDEN).differences}
    known = tuple(
        msgspec.structs.replace(entry, known=("missing",)) if entry.id in faults else entry
        for entry in GOLDEN.events
    )
    suite = _suite(msgspec.structs.replace(GOLDEN, events=known), shorter)
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")


def test_what_xml_cannot_hold_is_replaced() -> None:
    golden = msgspec.structs.replace(GOLDEN, story="A \x1b[2J dam \x00 <b>")
    assert _suite(golden).get("name") == "timeline: A \ufffd[2J dam \ufffd <b>"
