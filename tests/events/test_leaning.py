"""Whether a title leans on what came before it."""

import pytest

from tests.events.test_titles import titled


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("The company closed the mill.", "closed"),
        ("Another man was hurt near Ostrova.", "hurt"),
        ("Oslo has never recognised this border.", "recognised"),
        ("The court rejected a request to keep him in custody.", "rejected"),
    ],
)
def test_a_title_that_points_back_is_a_reference(sentence, trigger):
    assert titled(sentence, trigger)[0] == "reference"


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Anders Berg praised those who helped him.", "praised"),
        ("The US army sent troops to Ostrova.", "sent"),
    ],
)
def test_a_title_that_holds_what_it_points_to_stands_alone(sentence, trigger):
    assert titled(sentence, trigger) == ("statement", sentence.removesuffix("."))


def test_a_name_stands_for_the_noun_that_it_ends_in():
    title = titled("The company closed the mill.", "closed", "Nordholm Company hired Anna Lund.")
    assert title == ("statement", "Nordholm Company closed the mill")
