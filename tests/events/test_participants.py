"""Who takes part, in which role, and where."""

import re

import pytest

from tests.treebank import parsed, times
from timeline.events import find


def mention(trigger, *sentences):
    article = parsed(*sentences)
    days = re.findall("Monday|Friday|1999", article.text)
    found = times(article, *((day, "XXXX") for day in days))
    return next(m for m in find(article, article.entities, found) if m.text == trigger)


def people(trigger, *sentences):
    return [(p.name, p.role) for p in mention(trigger, *sentences).participants]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (
            "Rebels attacked a convoy near Ostrova on Monday.",
            "attacked",
            [("Rebels", "agent"), ("convoy", "patient")],
        ),
        (
            "The convoy was attacked by rebels near Ostrova.",
            "attacked",
            [("convoy", "patient"), ("rebels", "agent")],
        ),
        (
            "Rebels carried out an attack on the convoy.",
            "attack",
            [("Rebels", "agent"), ("convoy", "patient")],
        ),
        ("The convoy came under fire near Ostrova.", "fire", [("convoy", "patient")]),
        ("The trial of Paula Lund began on Monday.", "trial", [("Paula Lund", "patient")]),
        (
            "Anders Berg's call with Paula Lund lasted an hour.",
            "call",
            [("Anders Berg", "agent"), ("Paula Lund", "other")],
        ),
        (
            "Police arrested two men and three women.",
            "arrested",
            [("Police", "agent"), ("two men", "patient"), ("three women", "patient")],
        ),
        (
            "Three attackers and one officer died.",
            "died",
            [("Three attackers", "patient"), ("one officer", "patient")],
        ),
        (
            "Thousands of people lost their lives.",
            "lost",
            [("Thousands of people", "patient")],
        ),
    ],
)
def test_roles_come_from_the_syntax(sentence, trigger, expected):
    assert people(trigger, sentence) == expected


def test_a_title_gives_way_to_the_name():
    assert people("killed", "Sergeant Paula Lund was killed in the ambush.") == [
        ("Paula Lund", "patient")
    ]


def test_a_title_with_of_gives_way_to_the_name():
    sentence = "Secretary of State Anna Berg has conveyed Danish concerns to Norway's president."
    assert ("Anna Berg", "agent") in people("conveyed", sentence)


def test_both_sides_of_talks_are_named_after_their_titles():
    sentence = (
        "The conversation between Secretary of State Anna Berg and Norwegian President Paul Lund "
        "lasted an hour."
    )
    assert people("conversation", sentence) == [("Anna Berg", "agent"), ("Paul Lund", "agent")]


def test_the_name_after_a_death_is_no_title():
    assert ("Paula Lund", "patient") in people("death", "Leaders mourned the death of Paula Lund.")


def test_whom_something_was_conveyed_to_takes_part():
    sentence = "Secretary of State Anna Berg has conveyed Danish concerns to Norway's president."
    assert ("Norway's president", "other") in people("conveyed", sentence)


def test_those_included_share_the_role_of_the_group():
    sentence = "Officials, including Berg and Lund, have communicated with Norway's leaders."
    found = people("communicated", sentence)
    assert {("Berg", "agent"), ("Lund", "agent")} <= set(found)
    assert ("Norway's leaders", "other") in found


def test_who_acts_after_a_conjunction_that_was_read_as_a_preposition():
    sentence = "Lund spoke about the tensions, after an armed group carried out an attack."
    assert people("attack", sentence) == [("armed group", "agent")]


def test_what_a_change_is_a_change_in_is_what_changed():
    sentence = "Berg expressed concern about the increase in tensions in the Western Balkans."
    assert ("tensions", "patient") in people("increase", sentence)
    assert [place.name for place in mention("increase", sentence).places] == ["Western Balkans"]


def test_a_noun_phrase_keeps_what_names_it():
    sentence = "A gunbattle resulted in the death of a police sergeant."
    assert people("death", sentence) == [("police sergeant", "patient")]


def test_a_joined_verb_shares_the_subject():
    sentence = "On Monday, rebels killed a guard and wounded two drivers."
    assert people("wounded", sentence) == [("rebels", "agent"), ("two drivers", "patient")]


def test_a_joined_passive_shares_the_patient():
    assert people("charged", "Anders Berg was arrested and charged.") == [
        ("Anders Berg", "patient")
    ]


def test_a_relative_pronoun_stands_for_its_noun():
    sentence = "Anders Berg, who founded the bank in 1999, resigned on Monday."
    assert people("founded", sentence) == [("Anders Berg", "agent"), ("bank", "patient")]


@pytest.mark.parametrize(
    ("sentence", "trigger", "agent"),
    [
        ("The crew managed to free the hostages.", "free", "crew"),
        ("The mayor urged drivers to evacuate the valley.", "evacuate", "drivers"),
        ("The president was accused of supporting the rebels.", "supporting", "president"),
    ],
)
def test_an_infinitive_or_gerund_is_done_by_whom_its_governor_says(sentence, trigger, agent):
    assert (agent, "agent") in people(trigger, sentence)


def test_who_would_do_what_was_called_for_is_left_open():
    sentence = "The mayor called for withdrawing the troops."
    assert people("withdrawing", sentence) == [("troops", "patient")]


@pytest.mark.parametrize(
    ("sentence", "trigger", "place"),
    [
        ("Rebels attacked a convoy near Ostrova on Monday.", "attacked", "Ostrova"),
        ("Fierce clashes took place in Ostrova on Monday.", "clashes", "Ostrova"),
        ("Anders Berg met Paula Lund in Oslo.", "met", "Oslo"),
        ("Paula Lund visited Oslo.", "visited", "Oslo"),
        ("Troops withdrew from Ostrova.", "withdrew", "Ostrova"),
    ],
)
def test_a_place_is_where_it_happened(sentence, trigger, place):
    assert [p.name for p in mention(trigger, sentence).places] == [place]


def test_a_subject_pronoun_takes_the_person_who_was_subject_before():
    assert ("Paula Lund", "agent") in people("met", "Paula Lund visited Oslo.", "She met the king.")


def test_a_pronoun_after_two_subjects_is_left_out():
    found = people("left", "Anders Berg and Paula Lund resigned.", "He left Oslo.")
    assert [name for name, _ in found] == ["Oslo"]


def test_a_short_reference_takes_the_one_who_was_introduced_so():
    assert people(
        "buried",
        "Sergeant Paula Lund was killed in the ambush.",
        "The sergeant was buried on Friday.",
    ) == [("Paula Lund", "patient")]


def test_a_short_reference_to_nobody_introduced_stays_as_it_is():
    assert people("buried", "The sergeant was buried on Friday.") == [("sergeant", "patient")]


def test_a_common_noun_takes_the_one_name_that_ends_in_it():
    first = "Nordholm Bank opened a branch in Lisbon."
    then = "On Friday, the bank closed the branch."
    assert ("Nordholm Bank", "agent") in people("closed", first, then)
    assert ("bank", "agent") in people("closed", then)
