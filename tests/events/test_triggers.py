"""Which words tell an event, and of which type."""

import pytest

from tests.treebank import parsed, times
from timeline.events import find


def mentions(*sentences, marked=(), **options):
    article = parsed(*sentences, **options)
    return find(article, article.entities, times(article, *marked))


def told(*sentences, **options):
    return [(m.text, m.type) for m in mentions(*sentences, **options)]


def test_a_verb_of_the_lexicon_is_a_trigger():
    assert told("Rebels attacked a convoy near Ostrova on Monday.") == [("attacked", "ASSAULT")]


def test_a_passive_is_a_trigger():
    assert told("The convoy was attacked by rebels near Ostrova.") == [("attacked", "ASSAULT")]


def test_what_a_court_hears_is_a_trial_and_what_a_witness_hears_is_none():
    assert ("heard", "TRIAL") in told("The court heard witnesses on Monday.")
    assert "heard" not in dict(told("Paula Lund heard a crash near Ostrova."))


@pytest.mark.parametrize(
    ("sentence", "told_of"),
    [
        ("Nordholm Bank declined to comment on the raid.", ["raid"]),
        ("The ministry did not respond to a request for comment.", []),
        ("The Herald asked the bank for a comment but did not receive a response.", []),
        ("Oslo did not respond to the raid.", ["respond", "raid"]),
        ("Berg refused to pay the ransom.", ["refused", "pay"]),
    ],
)
def test_what_an_outlet_asks_is_no_event(sentence, told_of):
    assert [found for found, _ in told(sentence)] == told_of


def test_to_call_a_thing_something_is_no_call():
    (found,) = mentions("Berg called it a key step.")
    assert (found.text, found.lemma, found.type) == ("called", "describe", "STATEMENT")


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Rebels carried out an attack on the convoy.", "attack"),
        ("The convoy came under fire near Ostrova.", "fire"),
        ("The trial of Paula Lund began on Monday.", "trial"),
        ("Fierce clashes took place in Ostrova on Monday.", "clashes"),
        ("Anders Berg's call with Paula Lund lasted an hour.", "call"),
    ],
)
def test_a_carrying_verb_leaves_the_event_to_its_noun(sentence, trigger):
    assert [m.text for m in mentions(sentence)] == [trigger]


def test_what_talks_were_for_is_no_event_of_its_own():
    assert told("Berg has engaged with Lund to discuss the budget.") == [("engaged", "CONSULT")]


def test_more_soldiers_are_a_mobilisation():
    sentence = (
        "The possibility of increasing the number of soldiers in the mission will be discussed."
    )
    assert ("increasing", "MOBILIZE") in told(sentence)


def test_a_relative_clause_carries_the_noun_it_modifies():
    assert told("The clashes that took place on Monday injured nine people.") == [
        ("clashes", "ASSAULT"),
        ("injured", "HEALTH"),
    ]


def test_cause_and_result_are_two_events_and_the_causing_none():
    assert told("A gunbattle resulted in the death of a police sergeant.") == [
        ("gunbattle", "ASSAULT"),
        ("death", "DEATH"),
    ]


def test_what_is_said_is_kept_apart_from_the_saying():
    assert told("Paula Lund said that Minister Anders Berg resigned.") == [
        ("said", "STATEMENT"),
        ("resigned", "PERSONNEL"),
    ]


def test_a_noun_that_modifies_a_noun_is_no_event():
    assert told("The army bought an attack helicopter.") == [("bought", "BUSINESS")]


def test_talk_of_any_such_event_is_no_event():
    assert told("Any attack would be a mistake.") == []


def test_a_state_is_no_event():
    assert told("The council seeks stability and represents the region.") == []


def test_verb_and_object_of_one_type_are_one_event():
    assert told("Workers signed an agreement with the company.") == [("signed", "AGREE")]


def test_an_object_completes_an_idiom():
    (mention,) = mentions("Thousands of people lost their lives.")
    assert (mention.lemma, mention.type) == ("lose life", "DEATH")


def test_what_a_tram_does_is_an_accident():
    assert told("The tram tipped onto its side.") == [("tipped", "ACCIDENT")]


def test_who_is_left_in_a_state_does_not_leave():
    assert told("Five people were left trapped in Ostrova.") == [("trapped", "ACCIDENT")]


def test_that_an_outlet_asked_is_no_event():
    assert told("Asked about Ostrova, Berg resigned.") == [("resigned", "PERSONNEL")]


def test_what_is_lost_tells_what_kind_of_event_it_is():
    assert told("The driver lost control of the tram.") == [("lost", "CHANGE")]


def test_an_adjective_tells_a_death():
    assert ("dead", "DEATH") in told("Two miners were found dead on Monday.")


def test_a_lasting_situation_is_an_event_only_with_a_time():
    assert told("The conflict worries the king.") == []
    assert [
        m.text for m in mentions("The 1999 conflict worried the king.", marked=(("1999", "1999"),))
    ] == ["conflict"]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [("Police released the hostages.", "RESCUE"), ("The band released a film.", "LAUNCH")],
)
def test_what_is_done_to_people_may_be_of_another_type(sentence, type_):
    assert told(sentence) == [("released", type_)]


def test_a_word_of_a_name_is_no_event():
    assert [m.text for m in mentions("A Transport for Lund spokesman met the king.")] == ["met"]


def test_a_headline_counts_bare_nouns():
    assert [m.text for m in mentions("Two dead in factory blaze", kind="headline")] == [
        "dead",
        "blaze",
    ]


def test_a_particle_belongs_to_the_lemma():
    (called, _) = mentions("The mayor called for withdrawing the troops.")
    assert called.lemma == "call for"


def test_a_mention_has_the_offsets_of_its_trigger():
    article = parsed("Police arrested two men and three women.")
    (mention,) = find(article, article.entities, ())
    assert article.text[mention.start : mention.end] == mention.text == "arrested"


def test_ids_are_stable_and_differ():
    once = mentions("Paula Lund said that Minister Anders Berg resigned.")
    again = mentions("Paula Lund said that Minister Anders Berg resigned.")
    assert once == again
    assert len({mention.id for mention in once}) == 2


def test_events_without_a_time_of_their_own_are_none():
    assert "events" not in dict(told("Recent events in Ostrova worried the king."))
    sentence = "The violent events of Monday worried the king."
    assert "events" in dict(told(sentence, marked=[("Monday", "2021-03-01")]))


def test_what_a_quotation_tells_of_its_speaker_is_no_event():
    assert told("“We closed the port,” Lund said.") == [("said", "STATEMENT")]


def test_single_quotation_marks_quote_and_apostrophes_do_not():
    quoted = {m.text: m.quoted for m in mentions("‘Rebels attacked the convoy,’ said Lund.")}
    assert quoted == {"attacked": True, "said": False}
    assert not any(m.quoted for m in mentions("Police searched the drivers' rooms."))


def test_a_bare_noun_is_an_event_where_something_else_is_set_in_its_time():
    sentence = "Lund and Berg signed a treaty after negotiations."
    assert ("negotiations", "CONSULT") in told(sentence)
    assert "negotiations" not in dict(told("Negotiations bored the minister."))


@pytest.mark.parametrize(
    ("sentence", "told_as"),
    [
        ("A ferry struck a bridge near Ostrova.", ("struck", "ACCIDENT")),
        ("The grounding of the ferry blocked the port.", ("grounding", "ACCIDENT")),
        ("The grounding of the ferry blocked the port.", ("blocked", "ACCIDENT")),
    ],
)
def test_what_a_ship_does_is_an_accident(sentence, told_as):
    assert told_as in told(sentence)


def test_what_something_is_called_is_no_event():
    assert [text for text, _ in told("A firm called Nordholm bought the mill.")] == ["bought"]
