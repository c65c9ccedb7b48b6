"""What holds for any text: offsets, order, value and days agree, no exception, linear time."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import find
from timeline.dates.grammar import fold
from timeline.dates.period import bounds
from timeline.dates.rule import Match
from timeline.dates.rules import RULES
from timeline.dates.scan import scan
from timeline.edtf import edtf

WORDS = sorted(
    {word for rule in RULES for example in rule.examples for word in example[0].split()}
    | {"may", "sat", "-", "–", "’s", "30", "2/29/2023", "\n\n", "İstanbul", "31", "½", "'", "1,000"}
)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
PUBLISHED = st.none() | DAYS | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(
    lambda words: " ".join(words).replace("[", "").replace("]", "")
) | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(TEXTS, PUBLISHED)
def test_spans_are_in_order_and_hold_their_text(text: str, published: object) -> None:
    last = 0
    for found in find(text, published=published):  # type: ignore[arg-type]
        assert last <= found.start < found.end
        assert found.text == text[found.start : found.end]
        last = found.end


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_days_agree_with_the_value(text: str, published: date | None) -> None:
    for found in find(text, published=published):
        days = (found.earliest, found.latest)
        if found.type in ("DATE", "TIME"):
            first, last = bounds(found.value) or (None, None)
            recent = found.mod in ("AFTER", "ON_OR_AFTER") and found.anchor == "published"
            assert days == (first, published if recent and first else last)
        assert (found.earliest is None) == (found.latest is None)
        if found.earliest is not None and found.latest is not None:
            assert found.earliest <= found.latest
            assert edtf(found.earliest, found.latest, found.mod)


@settings(max_examples=300, deadline=None)
@given(TEXTS, DAYS, st.integers(0, 500), st.booleans())
def test_a_window_holds_what_its_ends_give(text: str, first: date, days: int, end: bool) -> None:
    last = first + timedelta(days=days)
    day = last if end else first
    window = find(text, published=(first, last))
    limits = {(t.start, t.end): t for t in window}
    for found in find(text, published=day):
        outer = limits[found.start, found.end]
        if "X" not in outer.value:
            assert outer.value == found.value
        if outer.earliest is not None and outer.latest is not None and found.earliest is not None:
            assert found.latest is not None
            assert outer.earliest <= found.earliest <= found.latest <= outer.latest


@settings(max_examples=200, deadline=None)
@given(TEXTS, PUBLISHED)
def test_the_same_text_gives_the_same_expressions(text: str, published: object) -> None:
    assert find(text, published=published) == find(text, published=published)  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_nothing_is_placed_that_leans_on_an_unknown_day(text: str) -> None:
    assert all(t.anchor != "published" for t in find(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_rule_would_find_what_the_scanner_passes_over(text: str) -> None:
    """Triggers and openers only save time: trying every rule at every letter finds the same."""
    folded, found, place = fold(text), [], 0
    while place < len(text):
        hits = [
            (rule, Match(hit, text))
            for rule in RULES
            if not (place and (folded[place - 1].isalnum() or folded[place - 1] == "_"))
            and folded[place].isalnum()
            and (hit := rule.compiled.match(folded, place))
        ]
        hits.sort(key=lambda pair: -pair[1].end)
        taken = next((m for rule, m in hits if rule.accept is None or rule.accept(m)), None)
        if taken is not None:
            found.append((taken.start, taken.end))
        place = taken.end if taken is not None else place + 1
    assert [(match.start, match.end) for _, match in scan(text)] == found


ADVERSARIAL = {
    "numbers": "1 ",
    "years": "1998 ",
    "year ranges": "1998-",
    "slashes": "1/2/",
    "commas": "1,000,",
    "months": "May ",
    "day lists": "May 3 and ",
    "ranges in ranges": "from 3 to ",
    "spelled": "twenty ",
    "thousands": "two thousand ",
    "chains": "a day earlier ",
    "quarters": "the third quarter of 1998. The quarter ",
    "edges": "the early ",
    "verbs": "walked ",
    "letters": "a",
    "blanks": " " * 7,
    "lines": "a\n",
}


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL.keys())
def test_time_is_linear_in_length(unit: str) -> None:
    def seconds(repeats: int) -> float:
        began = time.process_time()
        find(unit * repeats, published=date(2024, 3, 6))
        return time.process_time() - began

    seconds(50)
    short = min(seconds(1_000) for _ in range(3))
    assert seconds(8_000) < 8 * 3 * short + 0.1


def test_a_hundred_thousand_numbers_take_seconds() -> None:
    began = time.process_time()
    assert find("1 " * 100_000, published=date(2024, 3, 6)) == ()
    assert time.process_time() - began < 10
