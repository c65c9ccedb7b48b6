"""People whom articles introduce as passers-by."""

import pytest

from tests.annotated import annotated
from timeline.ordering.bystanders import bystanders


@pytest.mark.parametrize(
    "sentence",
    [
        "Nearby resident [Tom Vale:PERSON:agent] {said:STATEMENT} he heard a bang.",
        "[Tom Vale:PERSON:agent], 30, from Lund, {said:STATEMENT} he heard a bang.",
        "[Tom Vale:PERSON:agent], a passenger, {said:STATEMENT} he heard a bang.",
        "[Tom Vale:PERSON:agent], who was one of the injured passengers, {said:STATEMENT} so.",
        "The eyewitness [Tom Vale:PERSON:agent] {said:STATEMENT} he heard a bang.",
    ],
)
def test_passers_by_are_known_by_a_word_or_their_age(sentence):
    assert bystanders([annotated("a", sentence)]) == {"Tom Vale"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor [Anna Berg:PERSON:agent] {said:STATEMENT} residents were safe.",
        "[Anna Berg:PERSON:agent], the mayor, {said:STATEMENT} a passenger had called.",
        "[Anna Berg:PERSON:agent], 30 miles away, {said:STATEMENT} so.",
        "Residents of [Lund:GPE:agent], a tourist town, {said:STATEMENT} so.",
    ],
)
def test_nobody_else_is(sentence):
    assert bystanders([annotated("a", sentence)]) == frozenset()
