"""Across articles: who holds an office."""

import msgspec
import pytest

from tests.annotated import annotated
from timeline.entities import with_holders
from timeline.entities.offices import holders
from timeline.records import Entity, Participant

LABELS = {
    "Norway": "GPE",
    "Norwegian": "NORP",
    "Ostrova": "GPE",
    "Acme": "ORG",
    "Paul Lund": "PERSON",
    "Anna Berg": "PERSON",
}


def article(text, *told):
    base = annotated("a", "Someone {left:MOVEMENT}.")
    found = []
    for name, label in LABELS.items():
        at = text.find(name)
        end = at + len(name)
        longer = any(e.start <= at and end <= e.end for e in found)
        if at >= 0 and not longer:
            found.append(Entity(start=at, end=end, label=label, text=name, name=name))
    mention = msgspec.structs.replace(
        base.mentions[0],
        participants=tuple(
            Participant(name=name, label=None, role="other", start=0, end=1) for name in told
        ),
    )
    found.sort(key=lambda one: one.start)
    return msgspec.structs.replace(base, text=text, entities=tuple(found), mentions=(mention,))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Norwegian President Paul Lund said so.", ("norway", "president")),
        ("Norway's president, Paul Lund, said so.", ("norway", "president")),
        ("The president of Norway, Paul Lund, said so.", ("norway", "president")),
        ("Paul Lund, the Norwegian president, said so.", ("norway", "president")),
        ("Paul Lund, president of Norway, said so.", ("norway", "president")),
        ("Acme CEO Paul Lund said so.", ("acme", "chief executive")),
        ("Paul Lund, the mayor of Ostrova, said so.", ("ostrova", "mayor")),
    ],
)
def test_the_text_says_who_holds_an_office(text, office):
    assert holders([article(text)]) == {office: "Paul Lund"}


@pytest.mark.parametrize(
    "text",
    [
        "Former Norwegian President Paul Lund said so.",
        "The former president of Norway, Paul Lund, said so.",
        "Norwegian diplomat Paul Lund said so.",
        "Norway thanked Paul Lund, who said so.",
    ],
)
def test_who_held_an_office_or_none_is_no_holder(text):
    assert holders([article(text)]) == {}


def test_an_office_that_changed_hands_has_no_holder():
    texts = ("Norwegian President Paul Lund left.", "Norwegian President Anna Berg came.")
    assert holders([article(text) for text in texts]) == {}


@pytest.mark.parametrize(
    "told", ["Norway's president", "Norwegian president", "President of Norway"]
)
def test_who_is_told_by_the_office_goes_by_name(told):
    articles = [article("Norwegian President Paul Lund left."), article("He left.", told)]
    (one,) = with_holders(articles)[1].mentions[0].participants
    assert (one.name, one.label) == ("Paul Lund", "PERSON")


@pytest.mark.parametrize("told", ["Danish president", "president", "Norwegian vice president"])
def test_another_office_stays_as_it_is(told):
    articles = [article("Norwegian President Paul Lund left."), article("He left.", told)]
    (one,) = with_holders(articles)[1].mentions[0].participants
    assert (one.name, one.label) == (told, None)
