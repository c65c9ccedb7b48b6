from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hand_made import when
from timeline.edtf import edtf
from timeline.records import Basis, Conflict, EventDate
from timeline.rendering.wording import date_words, fold, limits, one_line, subject


def _date(text: str, basis: Basis = "stated") -> EventDate:
    return EventDate(edtf=text, earliest=None, latest=None, basis=basis, reason="made by hand")


@pytest.mark.parametrize(
    ("text", "basis", "words"),
    [
        ("2023-09-24", "stated", "24 September 2023"),
        ("2023-09", "stated", "September 2023"),
        ("2008", "stated", "2008"),
        ("0079-08-24", "stated", "24 August 79"),
        ("2008~", "stated", "about 2008"),
        ("2023-09?", "stated", "perhaps September 2023"),
        ("2023-11-28/2023-11-29", "stated", "28–29 November 2023"),
        ("2023-09-24/2023-10-01", "stated", "24 September – 1 October 2023"),
        ("2022-12-31/2023-01-01", "stated", "31 December 2022 – 1 January 2023"),
        ("2022-09-24/2023-09-25", "stated", "24 September 2022 – 25 September 2023"),
        ("1998/1999", "stated", "1998–1999"),
        ("2023-05/2023-09", "stated", "May – September 2023"),
        ("2022-02-24/..", "stated", "since 24 February 2022"),
        ("../2022-02-24", "stated", "until 24 February 2022"),
        ("2023-09-24/..", "bounded", "after 24 September 2023"),
        ("../2023-09-24", "bounded", "before 24 September 2023"),
        ("2023-09-24/2023-11-11", "bounded", "between 24 September and 11 November 2023"),
        ("2023-11-06/2023-11-11", "bounded", "between 6 and 11 November 2023"),
        ("XXXX", "bounded", "date unknown"),
        ("2023-21", "stated", "2023-21"),
    ],
)
def test_a_date_in_words(text: str, basis: Basis, words: str) -> None:
    assert date_words(_date(text, basis)) == words


def test_short_words_take_months_in_three_letters() -> None:
    date = when("2023-09-24", "2023-11-11", basis="bounded")
    assert date_words(date, short=True) == "between 24 Sep and 11 Nov 2023"


_days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@given(_days, _days, st.sampled_from(["stated", "bounded"]))
def test_words_never_lose_the_year_of_a_limit(
    one: datetime.date, other: datetime.date, basis: Basis
) -> None:
    first, last = sorted((one, other))
    words = date_words(_date(edtf(first, last), basis))
    assert str(first.year) in words
    assert str(last.year) in words


def test_control_characters_and_line_breaks_become_one_space() -> None:
    assert one_line("a\x1b[31mred\n\n  \x07b\u202ec") == "a [31mred bc"


@pytest.mark.parametrize("name", ["VUČIĆ", "Vucic", "Vuc\u030cic\u0301"])
def test_fold_ignores_case_and_diacritics(name: str) -> None:
    assert fold(name) == "vucic"


def test_fold_reads_letters_with_a_stroke() -> None:
    assert fold("Đinđić, Wałęsa, Ørsted") == "dindic, walesa, orsted"


@pytest.mark.parametrize(
    ("about", "unit", "low", "high", "words"),
    [
        ("killed", None, 12, 14, "12–14 killed"),
        ("killed", "officers", 1, 2, "1–2 officers killed"),
        ("money", "dollar", 5, 9, "$5–9"),
        ("money", "dollar", 105_000_000_000, 121_000_000_000, "$105–121 billion"),
        ("money", "euro", 900_000, 1_500_000, "€900,000–1.5 million"),
        ("money", "krone", 5, 9, "5–9 krone"),
        ("other", "launches", 9, 18, "9–18 launches"),
        ("place", None, None, None, "place"),
    ],
)
def test_what_sources_differ_on_reads_as_news_has_it(about, unit, low, high, words):
    one = Conflict(about=about, unit=unit, verdict="contradicted", low=low, high=high, claims=())
    assert " ".join(filter(None, (limits(one), subject(one)))) == words
