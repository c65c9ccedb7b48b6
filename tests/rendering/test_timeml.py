"""TimeML read back by an XML parser: the text is untouched, the tags say what the records say."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ElementTree
from xml.etree.ElementTree import Element

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotated import annotated
from timeline.dates import find
from timeline.records import Relation
from timeline.rendering.timeml import document, file_name, timeml

PUBLISHED = datetime.date(2024, 3, 6)


def parsed(text: str, **marks: object) -> Element:
    times = find(text, published=PUBLISHED)
    return ElementTree.fromstring(
        document(text, name="a", created=PUBLISHED, times=times, **marks).encode()  # type: ignore[arg-type]
    )


def body(root: Element) -> Element:
    found = root.find("TEXT")
    assert found is not None
    return found


def tags(root: Element) -> list[tuple[str, str | None, str | None]]:
    return [(tag.text or "", tag.get("type"), tag.get("value")) for tag in body(root)]


def test_time_expressions_are_tags_in_the_text():
    text = "Nurses marched <home> on Tuesday. They meet R&D staff next week."
    root = parsed(text)
    assert "".join(body(root).itertext()) == text
    assert tags(root) == [("Tuesday", "DATE", "2024-03-05"), ("next week", "DATE", "2024-W11")]


def test_the_publication_day_is_t0():
    t0 = parsed("On Tuesday it rained.").find("DCT/TIMEX3")
    assert t0 is not None
    assert t0.attrib == {
        **{"tid": "t0", "type": "DATE", "value": "2024-03-06"},
        "functionInDocument": "CREATION_TIME",
    }


def test_without_a_publication_day_t0_is_unknown():
    written = document("It rained.", name="a", created=None, times=())
    t0 = ElementTree.fromstring(written.encode()).find("DCT/TIMEX3")
    assert t0 is not None
    assert t0.get("value") == "XXXX-XX-XX"


def test_an_expression_names_what_it_was_resolved_from():
    root = parsed("She came on 3 May 2021 and left a day later. It rained yesterday.")
    anchors = [(tag.get("anchorTimeID"), tag.get("temporalFunction")) for tag in body(root)]
    assert anchors == [(None, None), ("t1", "true"), ("t0", "true")]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "From 28 to 29 November 2023.",
            [("28", "2023-11-28"), ("29 November 2023", "2023-11-29")],
        ),
        (
            "On November 28 and 29, 2023.",
            [("November 28", "2023-11-28"), ("29, 2023", "2023-11-29")],
        ),
        ("Between May and July 2021.", [("May", "2021-05"), ("July 2021", "2021-07")]),
    ],
)
def test_an_interval_is_its_two_ends(text: str, ends: list[tuple[str, str]]):
    assert [(words, value) for words, _, value in tags(parsed(text))] == ends


def test_an_anchor_after_an_interval_is_still_right():
    root = parsed(
        "On November 28 and 29, 2023 they met. She came on 3 May 2021. A day later she left."
    )
    assert body(root)[3].attrib["anchorTimeID"] == body(root)[2].attrib["tid"]


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("They met in early May 2021.", "mod", "START"),
        ("They meet every Monday.", "quant", "EVERY"),
        ("Prices rose in recent weeks.", "value", "PXW"),
        ("Prices rose in recent weeks.", "type", "DURATION"),
        ("Prices rose recently.", "value", "PAST_REF"),
    ],
)
def test_attributes(text: str, attribute: str, value: str):
    assert body(parsed(text))[0].get(attribute) == value


EVENTS = annotated(
    "Dam: 2",
    """
    Gunmen {attacked:ASSAULT,time=0} a patrol on <24 September:2023-09-24>, police {said:STATEMENT}.
    It may have {failed:OTHER,status=denied,tense=perfect} & was {planned:OTHER}.
    """,
    published="2023-09-25",
    relations={"failed": Relation(kind="after", start=0, end=1, time=0)},
)


def test_events_are_tags_with_an_instance_each():
    root = ElementTree.fromstring(timeml(EVENTS).encode())
    assert "".join(body(root).itertext()) == EVENTS.text
    events = [tag for tag in body(root) if tag.tag == "EVENT"]
    assert [(tag.text, tag.get("class")) for tag in events] == [
        ("attacked", "OCCURRENCE"),
        ("said", "REPORTING"),
        ("failed", "OCCURRENCE"),
        ("planned", "OCCURRENCE"),
    ]
    instances = root.findall("MAKEINSTANCE")
    assert [one.get("eventID") for one in instances] == [tag.get("eid") for tag in events]
    failed = instances[2]
    assert (failed.get("polarity"), failed.get("aspect")) == ("NEG", "PERFECTIVE")


def test_what_dates_an_event_is_a_link():
    root = ElementTree.fromstring(timeml(EVENTS).encode())
    links = [
        (one.get("eventInstanceID"), one.get("relType"), one.get("relatedToTime"))
        for one in root.findall("TLINK")
    ]
    assert links == [("ei1", "IS_INCLUDED", "t1"), ("ei3", "AFTER", "t1")]


def test_mentions_with_one_trigger_share_an_event():
    first = EVENTS.mentions[0]
    twin = msgspec.structs.replace(first, id="twin")
    root = ElementTree.fromstring(
        timeml(msgspec.structs.replace(EVENTS, mentions=(first, twin))).encode()
    )
    assert len(list(body(root).iter("EVENT"))) == 1
    assert [one.get("eventID") for one in root.findall("MAKEINSTANCE")] == ["e1", "e1"]


def test_a_trigger_that_crosses_a_time_is_left_out():
    first = EVENTS.mentions[0]
    time = EVENTS.times[0]
    crossing = msgspec.structs.replace(first, start=time.start - 3, end=time.start + 2)
    inside = msgspec.structs.replace(first, start=time.start, end=time.start + 2)
    for mention, told in ((crossing, 0), (inside, 1)):
        root = ElementTree.fromstring(
            timeml(msgspec.structs.replace(EVENTS, mentions=(mention,))).encode()
        )
        assert len(list(body(root).iter("EVENT"))) == told
        assert "".join(body(root).itertext()) == EVENTS.text


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_the_text_survives(text: str):
    root = parsed(f"On Monday {text} in May 2021 and June 5")
    survived = "".join(body(root).itertext())
    expected = f"On Monday {text} in May 2021 and June 5"
    assert len(survived) == len(expected)
    assert all(ours in (theirs, "\ufffd") for ours, theirs in zip(survived, expected, strict=True))


def test_characters_that_xml_has_not_are_replaced():
    assert "".join(body(parsed("a\x00b\x1bc\ufffe\rd\r\ne")).itertext()) == "a�b�c�\rd\r\ne"


class TestFileName:
    def test_a_plain_id_is_the_name(self):
        assert file_name("wire-2024.03", set()) == "wire-2024.03.tml"

    @pytest.mark.parametrize(
        "name", ["../etc/x", "a/b", "C:\\x", ".hidden", "", "a b", "x" * 300, "\ud800"]
    )
    def test_other_ids_are_made_safe(self, name: str):
        made = file_name(name, set())
        assert made.endswith(".tml")
        assert len(made.encode()) < 255
        assert not set("/\\: \0") & set(made)
        assert made[0] not in ".-"

    def test_no_two_ids_share_a_name(self):
        taken: set[str] = set()
        ids = ["a b", "a_b", "a/b", "A_B", "a_b.", "ß", "SS"]
        names = {file_name(one, taken).casefold() for one in ids}
        assert len(names) == len(ids)
