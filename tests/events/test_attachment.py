"""Which time expression dates which event."""

import pytest

from tests.treebank import parsed, times
from timeline.events import find

MONDAY = ("Monday", "2021-03-01")
FRIDAY = ("Friday", "2021-03-05")


def dated(sentence, *marked):
    """The words of the time that dates each trigger."""
    article = parsed(sentence)
    found = times(article, *marked)
    return {
        m.text: None if m.time is None else found[m.time].text
        for m in find(article, article.entities, found)
    }


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Rebels attacked a convoy near Ostrova on Monday.", "attacked"),
        ("The trial of Paula Lund began on Monday.", "trial"),
        ("A helicopter crashed off the coast of Vell Island Monday.", "crashed"),
        ("Fierce clashes took place in Ostrova on Monday.", "clashes"),
        ("The attack on Monday shocked the minister.", "attack"),
        ("The Monday attack shocked the minister.", "attack"),
    ],
)
def test_a_time_dates_the_event_it_hangs_on(sentence, trigger):
    assert dated(sentence, MONDAY)[trigger] == "Monday"


def test_the_saying_and_what_is_said_have_each_their_own_time():
    sentence = "Police said on Friday that rebels attacked the convoy on Monday."
    assert dated(sentence, FRIDAY, MONDAY) == {"said": "Friday", "attacked": "Monday"}


def test_a_relative_clause_keeps_its_time_to_itself():
    sentence = "Anders Berg, who founded the bank in 1999, resigned on Monday."
    assert dated(sentence, ("1999", "1999"), MONDAY) == {"founded": "1999", "resigned": "Monday"}


def test_a_time_before_joined_verbs_dates_both():
    sentence = "On Monday, rebels killed a guard and wounded two drivers."
    assert dated(sentence, MONDAY) == {"killed": "Monday", "wounded": "Monday"}


def test_a_participle_shares_the_time_of_its_verb():
    sentence = "The ferry sank on Monday, killing nine people."
    assert dated(sentence, MONDAY) == {"sank": "Monday", "killing": "Monday"}


def test_a_clause_with_when_dates_what_it_sets_the_scene_for():
    sentence = "Two people died when a bus overturned on Monday."
    assert dated(sentence, MONDAY) == {"died": "Monday", "overturned": "Monday"}


def test_the_harm_shares_the_time_of_its_cause():
    assert dated("The Monday crash killed nine people.", MONDAY) == {
        "crash": "Monday",
        "killed": "Monday",
    }


def test_what_happened_in_a_year_named_before_when_has_that_year():
    sentence = "It was the first crash since 1959, when two passengers died."
    assert dated(sentence, ("1959", "1959"))["died"] == "1959"


def test_what_was_agreed_on_a_day_is_not_of_that_day():
    sentence = "The king agreed on Monday to resign."
    assert dated(sentence, MONDAY) == {"agreed": "Monday", "resign": None}


def test_the_day_of_the_saying_is_not_that_of_what_is_said():
    sentence = "Officials condemned the plan, the ministry said on Monday."
    assert dated(sentence, MONDAY) == {"condemned": None, "said": "Monday"}


def test_a_time_before_a_clause_is_not_of_it_even_if_parsed_so():
    sentence = "The port closed on Monday after a guard was killed."
    assert dated(sentence, MONDAY) == {"closed": "Monday", "killed": None}


def test_a_time_after_a_noun_with_a_signal_dates_the_noun():
    sentence = "Troops came after the death of a guard on Monday."
    assert dated(sentence, MONDAY)["death"] == "Monday"


def test_a_time_that_opens_a_sentence_dates_its_main_event():
    today = ("Today", "2021-03-01")
    assert dated("Today, the mayor closed the port.", today) == {"closed": "Today"}


def test_a_time_inside_a_quotation_does_not_date_the_saying():
    sentence = "“We attacked the convoy on Monday,” Berg said."
    assert dated(sentence, MONDAY) == {"attacked": "Monday", "said": None}


def test_a_time_that_modifies_a_plain_noun_dates_nothing():
    sentence = "The treaty replaced the 2008 budget."
    assert set(dated(sentence, ("2008", "2008")).values()) == {None}


def test_a_limit_is_no_date():
    assert dated("The road has been closed since Monday.", MONDAY) == {"closed": None}


@pytest.mark.parametrize("value", ["P1D", "PAST_REF"])
def test_a_duration_or_vague_reference_dates_nothing(value):
    sentence = "Rebels attacked a convoy near Ostrova on Monday."
    assert dated(sentence, ("Monday", value)) == {"attacked": None}


def test_a_day_after_an_event_is_not_the_day_of_that_event():
    sentence = "Divers on Wednesday searched the quay, a day after the ferry Aurora hit the bridge."
    found = dated(sentence, ("Wednesday", "2021-03-03"))
    assert (found["searched"], found["hit"]) == ("Wednesday", None)


@pytest.mark.parametrize(
    ("sentence", "trigger", "marked"),
    [
        (
            "On the morning of March 23, two pilots boarded the ferry.",
            "boarded",
            ("March 23", "2021-03-23"),
        ),
        # the parse makes "May" a part of the name
        ("In May President Anna Lund approved the plan.", "approved", ("May", "2021-05")),
        ("The port did not reopen until April 3.", "reopen", ("April 3", "2021-04-03")),
    ],
)
def test_a_time_dates_its_event_though_other_words_hold_it(sentence, trigger, marked):
    assert dated(sentence, marked)[trigger] == marked[0]


def test_what_an_attack_answers_has_the_time_beside_it():
    sentence = "Rebels attacked the base in retaliation for air strikes last week."
    found = dated(sentence, ("last week", "2021-W08"))
    assert found["strikes"] == "last week"
    assert found["attacked"] is None


def test_what_is_done_about_an_attack_does_not_date_it():
    found = dated("The attack was condemned on Friday by the mayor.", FRIDAY)
    assert found == {"attack": None, "condemned": "Friday"}


def test_what_is_done_to_those_whom_a_participle_tells_of_has_not_its_time():
    sentence = "They are the first of nine sailors seized off Ostrova on Monday to be freed."
    assert dated(sentence, MONDAY) == {"seized": "Monday", "freed": None}
