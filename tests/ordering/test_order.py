"""The one order of a timeline."""

import random

from tests.hand_made import event, source, when
from timeline.ordering import in_order


def test_days_come_before_longer_spans_told_days_before_guessed_ones_then_as_they_are_told():
    source_one = source("gazette", "burst")
    expected = [
        event("z1", "a day, told first", source_one, date=when("2021-03-03")),
        event("a2", "a day, told later", source("gazette", "fled"), date=when("2021-03-03")),
        event(
            "a1", "limits of a day", source_one, date=when("2021-03-03", "2021-03-03", "bounded")
        ),
        event("b1", "a month", source_one, date=when("2021-03-03", "2021-03-31")),
        event("a0", "a later day", source_one, date=when("2021-03-04")),
    ]
    for seed in range(5):
        mixed = random.Random(seed).sample(expected, len(expected))
        assert list(in_order(mixed)) == expected
