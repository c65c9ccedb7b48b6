"""Whether a title leans on what came before it."""

import pytest

from tests.events.test_titles import titled


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The company closed the mill.", "closed"),
        ("Another man was hurt near Ostrova.", "hurt"),
        ("Oslo has never recognised this border.", "recognised"),
        ("Such raids have closed the port of Ostrova.", "closed"),
        ("The 21 were freed in Ostrova.", "freed"),
        ("The court rejected a request to keep him in custody.", "rejected"),
        ("Oslo recognised the new state.", "recognised"),
        ("Officers were told to avoid the area.", "avoid"),
        ("It appears that the incident in question lasted for months.", "appears"),
        ("The extremist group freed the girls.", "freed"),
        ("One of them was freed in Ostrova.", "freed"),
        ("The 19-year-old driver left the road near Ostrova.", "left"),
        ("A ferry sank on the same line.", "sank"),
        ("The latter faction attacked Ostrova.", "attacked"),
        ("The decision drew protests from Oslo.", "drew"),
        # no event but a rule
        ("Penalties apply when a firm fails to report a leak.", "report"),
        ("Lenders rely on data stolen from a rival.", "rely"),
        ("Card holders pay nothing if a card is stolen.", "pay"),
    ],
)
def test_a_title_that_points_back_is_a_reference(sentence, trigger):
    assert titled(sentence, trigger)[0] == "reference"


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Anders Berg praised those who helped him.", "praised"),
        ("Oslo lost the latter half of the game.", "lost"),
        ("The US army sent troops to Ostrova.", "sent"),
    ],
)
def test_a_title_that_holds_what_it_points_to_stands_alone(sentence, trigger):
    assert titled(sentence, trigger) == ("statement", sentence.removesuffix("."))


def test_a_name_stands_for_the_noun_that_it_ends_in():
    title = titled("The company closed the mill.", "closed", "Nordholm Company hired Anna Lund.")
    assert title == ("statement", "Nordholm Company closed the mill")


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Anders Berg brokered the deal.", "brokered"),
        ("The additional accounts were found by the bank.", "found"),
    ],
)
def test_what_lines_beside_it_tell_is_better_than_none(sentence, trigger):
    assert titled(sentence, trigger)[0] == "setting"


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        (
            "Police launched two separate inquiries into the incident.",
            "inquiries",
            "Police launched two separate inquiries",
        ),
        (
            "Nine sailors from Ostrova were killed in the ensuing battle.",
            "killed",
            "Nine sailors from Ostrova were killed",
        ),
    ],
)
def test_a_part_that_leans_is_left_out(sentence, trigger, title):
    assert titled(sentence, trigger)[1] == title


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        ("The zoo says it will open.", "open", "The zoo will open"),
        (
            "During the meeting in Oslo of the Nordic ministers, they discussed the border.",
            "discussed",
            "The Nordic ministers discussed the border",
        ),
    ],
)
def test_a_noun_of_its_sentence_stands_for_a_pronoun(sentence, trigger, title):
    assert titled(sentence, trigger) == ("statement", title)


def test_weather_is_nobody():
    title = titled("Croydon resident Paula Lund said it was raining.", "raining")
    assert title[1] == "Croydon resident Paula Lund said it was raining"


@pytest.mark.parametrize(
    ("before", "sentence", "trigger", "title"),
    [
        (
            "Secretary Anders Berg came to Oslo.",
            "The Secretary praised the crew.",
            "praised",
            "Anders Berg praised the crew",
        ),
        (
            "The mayor was kidnapped by the militant group Mandor Front.",
            "The militant group freed two sailors.",
            "freed",
            "Mandor Front freed two sailors",
        ),
    ],
)
def test_a_name_stands_for_what_the_article_called_it(before, sentence, trigger, title):
    assert titled(sentence, trigger, before) == ("statement", title)
