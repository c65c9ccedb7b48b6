"""Which numbers an event is told with, and what they count."""

import pytest

from tests.treebank import parsed
from timeline.events import find
from timeline.events.lexicon import counted
from timeline.events.quantities import value


def quantities(sentence):
    article = parsed(sentence)
    return [
        (mention.text, q.kind, q.low, q.high, q.modifier, q.unit, q.text)
        for mention in find(article, article.entities, ())
        for q in mention.quantities
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The clashes that took place on Monday injured nine people.",
            [("injured", "injured", 9, 9, None, "people", "nine people")],
        ),
        (
            "Police arrested two men and three women.",
            [
                ("arrested", "arrested", 2, 2, None, "men", "two men"),
                ("arrested", "arrested", 3, 3, None, "women", "three women"),
            ],
        ),
        (
            "Two people died when a bus overturned on Monday.",
            [("died", "killed", 2, 2, None, "people", "Two people")],
        ),
        ("Two dead in factory blaze", [("dead", "killed", 2, 2, None, None, "Two")]),
        (
            "At least 12 police officers were wounded in the raid.",
            [
                (
                    *("wounded", "injured", 12, None, "at least"),
                    *("police officers", "At least 12 police officers"),
                )
            ],
        ),
        (
            "The army deployed up to 1,200 soldiers.",
            [("deployed", "deployed", None, 1200, "up to", "soldiers", "up to 1,200 soldiers")],
        ),
        (
            "The flood displaced tens of thousands of villagers.",
            [
                (
                    *("displaced", "displaced", 20_000, None, "tens of thousands"),
                    *("villagers", "tens of thousands of villagers"),
                )
            ],
        ),
        (
            "The brewery bought its rival for about $2.5 million.",
            [
                (
                    *("bought", "money", 2_500_000, 2_500_000, "about"),
                    *("dollar", "about $2.5 million"),
                )
            ],
        ),
        (
            "The blast killed 20 to 30 miners.",
            [("killed", "killed", 20, 30, None, "miners", "20 to 30 miners")],
        ),
    ],
)
def test_a_number_is_read_with_what_it_counts(sentence, expected):
    assert quantities(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The treaty replaced the 2008 budget.",  # a year
        "Route 12 was closed.",  # a name
        "The strike lasted nine hours.",  # a time
    ],
)
def test_some_numbers_count_nothing(sentence):
    assert quantities(sentence) == []


def test_spans_are_those_of_the_text():
    article = parsed("At least 12 police officers were wounded in the raid.")
    (mention,) = (m for m in find(article, article.entities, ()) if m.quantities)
    (quantity,) = mention.quantities
    assert article.text[quantity.start : quantity.end] == quantity.text


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200", 1200),
        ("2.5 million", 2_500_000),
        ("3bn", 3 * 10**9),
        ("twenty-one", 21),
        ("a dozen", 12),
        ("two dozen", 24),
        ("12.5", 12.5),
        ("several", None),
    ],
)
def test_numbers_as_news_writes_them(words, number):
    assert value(words) == number


def test_the_table_has_known_slots_only():
    assert {slot for _, slot in counted()} == {"object", "subject", "noun", "after"}
