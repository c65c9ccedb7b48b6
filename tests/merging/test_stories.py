import numpy as np
import pytest

from tests.annotated import annotated
from timeline.merging.stories import stories
from timeline.merging.words import words_of

FERRY = [
    "The ferry Aurora sank off Lemberk and divers searched the harbour.",
    "Divers of the Lemberk harbour police raised the Aurora.",
    "The owner of the Aurora, a ferry, was questioned by harbour police.",
]
STRIKE = [
    "Nurses in Ostrova went on strike over pay.",
    "The strike of nurses in Ostrova entered a second week, unions said.",
    "Unions and hospitals in Ostrova talked about pay.",
]


def told(texts):
    return stories(words_of([annotated(str(place), text) for place, text in enumerate(texts)]))


def likeness(left, right):
    (found,) = told([*FERRY, *STRIKE]).dots(np.array([left]), np.array([right]))
    return float(found)


def test_articles_of_one_story_are_more_alike_than_articles_of_two():
    within = min(likeness(0, 1), likeness(1, 2), likeness(3, 4), likeness(4, 5))
    across = max(likeness(left, right) for left in range(3) for right in range(3, 6))
    assert within > 0.5 > across


def test_likeness_goes_both_ways_and_a_story_is_its_own_likest():
    assert likeness(0, 2) == likeness(2, 0)
    assert likeness(1, 1) == pytest.approx(1.0)


def test_an_article_without_known_words_is_like_none():
    alone = told(["Snow fell.", *FERRY])
    assert alone.dots(np.array([0]), np.array([1]))[0] == 0.0
