import pytest

from timeline.events.lexicon import entries, forces


@pytest.mark.parametrize(("lemma", "pos"), [("increase", "VERB"), ("authorization", "NOUN")])
def test_words_of_increase_and_leave_have_a_type_for_armed_forces(lemma, pos):
    assert entries(pos)[lemma].forces == "MOBILIZE"


def test_forces_are_listed_in_the_singular():
    assert {"troop", "soldier"} <= forces()
    assert not any(noun.endswith("s") for noun in forces())
