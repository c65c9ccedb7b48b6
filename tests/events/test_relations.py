"""Temporal relations that the text states."""

import pytest

from tests.treebank import parsed, times
from timeline.events import find


def related(sentence, *marked):
    """(trigger, kind, the words of the related event or time) of every relation."""
    article = parsed(sentence)
    found = times(article, *marked)
    mentions = find(article, article.entities, found)
    texts = {m.id: m.text for m in mentions}
    return [
        (
            m.text,
            r.kind,
            texts.get(r.mention),
            None if r.time is None else found[r.time].text,
            article.text[r.start : r.end],
        )
        for m in mentions
        for r in m.relations
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Following the attack, the alliance sent troops.",
            ("sent", "after", "attack", None, "Following"),
        ),
        (
            "Police released him before the trial of Paula Lund.",
            ("released", "before", "trial", None, "before"),
        ),
        ("Prices rose during the strike.", ("rose", "during", "strike", None, "during")),
        (
            "Two men robbed a bank before they fled to Oslo.",
            ("robbed", "before", "fled", None, "before"),
        ),
    ],
)
def test_a_signal_relates_two_events(sentence, expected):
    assert related(sentence) == [expected]


def test_the_time_of_the_related_event_is_a_limit_too():
    sentence = "The alliance sent troops in the wake of the Monday attack."
    assert related(sentence, ("Monday", "2021-03-01")) == [
        ("sent", "after", "attack", "Monday", "in the wake of")
    ]


def test_a_rank_within_a_period_is_no_limit():
    sentence = "It was the first crash since 1959, when two passengers died."
    assert related(sentence, ("1959", "1959")) == []


def test_a_time_alone_is_a_limit():
    sentence = "The road has been closed since Monday."
    assert related(sentence, ("Monday", "2021-03-01")) == [
        ("closed", "after", None, "Monday", "since")
    ]


def test_what_lasts_for_years_after_something_began_with_it():
    sentence = "The port was closed for eight years after the war of June 1967."
    found = related(sentence, ("eight years", "P8Y"), ("June 1967", "1967-06"))
    assert ("closed", "during", "war", "June 1967", "after") in found
