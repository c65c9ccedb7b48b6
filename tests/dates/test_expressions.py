"""Expressions of news with the value they have, by publication day and tense: expressions.tsv."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from timeline.dates import find
from timeline.records import TimeExpression

WEDNESDAY = "2024-03-06"

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "expressions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]

FALSE_FRIENDS = [
    "You may go, and we may 10 times ask why.",
    "May we go?",
    "Theresa May left.",
    "They march on, and the march was long.",
    "The sun set and she sat down.",
    "Sun Li won.",
    "Prices fall, and the fall of the king came.",
    "The second man came second.",
    "Page 13 of 30",
    "A+ A-",
    "It is open 24/7.",
    "The 9/11 attacks",
    "A Boeing 747 landed.",
    "A 6-year-old boy and a man, 40 years old, came.",
    "Call 555-1234 or 020 7946 0018.",
    "They won 3-1 and then 21:19.",
    "It cost $1990 and weighed 2000 pounds.",
    "Some 2000 people came; 1,999 left.",
    "Sections 5.1.2 and 10.2.3.4",
    "The iPhone 12 and the A380",
    "She is in her twenties.",
    "The Daily Mail said so.",
    "A quarter of them left in the second half of the game.",
    "June Carter sang with Jan Kavan.",
    "Spring water and a spring in his step",
    "13 of 30 seats went to Sun Li's party.",
    "He may 5 times a game score.",
    "The second of the seconds ran to the second floor.",
    "See pages 1990 to 2001 and p. 1984.",
    "The Airbus A320-200 and the F-16 flew with a 737-800.",
    "They won 30-20, 6-4 and 2000-1500.",
    "Tickets cost $20, €1999 and £2,000.",
    "Model 2010-X and serial number 1998",
    "A 40-something, aged 45, and a 3-month-old baby",
    "Dial 0800 1998 2001.",
    "They joined the annual March for Peace.",
    "It soon became a flood.",
    'He said so on "This Week," a programme.',
    "The sun rose and they wed and sat.",
    "Mar a Lago, Dec beats and Jan Berg",
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where they were."""
    spans, plain = [], ""
    for part in re.split(r"(\[[^\]]*\])", text):
        if part.startswith("["):
            spans.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, spans


def read(text: str, published: str | None) -> tuple[TimeExpression, ...]:
    return find(text, published=date.fromisoformat(published) if published else None)


@pytest.mark.parametrize(("published", "tense", "text", "values"), ROWS)
def test_value(published: str, tense: str, text: str, values: str) -> None:
    plain, spans = marked(text)
    found = {(t.start, t.end): t for t in read(plain, None if published == "-" else published)}
    assert [found[s].value if s in found else None for s in spans] == values.split("|"), found


def test_the_table_is_long_and_knows_each_row_once() -> None:
    assert len(ROWS) >= 400
    assert len({(published, text) for published, _, text, _ in ROWS}) == len(ROWS)
    assert {tense for _, tense, _, _ in ROWS} == {"past", "present", "future", "none"}


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_stay_words(text: str) -> None:
    assert [t.text for t in read(text, WEDNESDAY)] == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("in early September", "START"),
        ("in late September", "END"),
        ("in mid-September", "MID"),
        ("at the end of 2023", "END"),
        ("for about two weeks", "APPROX"),
        ("for more than two weeks", "MORE_THAN"),
        ("for at least two weeks", "EQUAL_OR_MORE"),
        ("for up to two weeks", "EQUAL_OR_LESS"),
        ("for nearly two weeks", "LESS_THAN"),
        ("late Sunday", "END"),
        ("earlier this week", "START"),
    ],
)
def test_mod(text: str, mod: str) -> None:
    assert [t.mod for t in read(text, WEDNESDAY)] == [mod]


def test_the_basis_can_be_read_off_the_anchor() -> None:
    text = "On 3 May 2021 he came. On Sunday he left. A day earlier he wrote."
    assert [t.anchor for t in read(text, WEDNESDAY)] == [None, "published", "time:1"]


def test_the_other_reading_of_a_weekday_is_kept() -> None:
    (sunday,) = read("He came on Sunday.", WEDNESDAY)
    assert (sunday.value, sunday.alternative) == ("2024-03-03", "2024-03-10")


def test_an_ambiguous_numeric_date_keeps_the_other_order() -> None:
    (day,) = read("Filed 03/04/2021.", WEDNESDAY)
    assert (day.value, day.alternative) == ("2021-03-04", "2021-04-03")


def test_a_duration_up_to_publication_can_be_placed() -> None:
    (days,) = read("It rose in the past two days.", WEDNESDAY)
    assert (days.earliest, days.latest) == (date(2024, 3, 4), date(2024, 3, 6))


def test_only_the_spans_asked_for_are_read() -> None:
    text = "Posted 1 May 2020. He left on 2 May 2020. See also 3 May 2020."
    start, end = text.index("He"), text.index(" See")
    assert [t.value for t in find(text, spans=[(start, end)])] == ["2020-05-02"]


def test_an_expression_does_not_reach_over_a_blank_line() -> None:
    assert [t.text for t in read("Signed in May\n\n2021 people came", None)] == ["May"]


@pytest.mark.parametrize(
    ("text", "mod"),
    [("more than two years ago", "BEFORE"), ("less than a week ago", "AFTER")],
)
def test_more_than_so_long_ago_is_before_that(text: str, mod: str) -> None:
    assert [t.mod for t in read(text, WEDNESDAY)] == [mod]


def test_a_possessive_weekday_is_one_that_has_been() -> None:
    text = "Praising Thursday's release, he promised to go on with the talks."
    assert [t.value for t in read(text, WEDNESDAY)] == ["2024-02-29"]


def test_less_than_so_long_ago_lasts_until_publication() -> None:
    (past,) = read("He fell less than a fortnight ago.", WEDNESDAY)
    assert (past.earliest, past.latest) == (date(2024, 2, 19), date(2024, 3, 6))
