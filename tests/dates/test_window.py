"""Articles known only to have been published between two days."""

from __future__ import annotations

from datetime import date

from timeline.dates import find
from timeline.records import TimeExpression

AUTUMN = (date(2023, 9, 25), date(2023, 11, 29))


def only(text: str, window: tuple[date, date]) -> TimeExpression:
    (found,) = find(text, published=window)
    return found


def test_what_holds_for_every_day_is_resolved() -> None:
    found = only("The attack of September 24 was condemned.", AUTUMN)
    assert found.value == "2023-09-24"
    assert found.earliest == found.latest == date(2023, 9, 24)
    assert found.anchor == "published"


def test_the_rest_stays_partial_within_limits() -> None:
    found = only("He resigned on Sunday.", AUTUMN)
    assert found.value == "XXXX-WXX-7"
    assert (found.earliest, found.latest) == (date(2023, 9, 24), date(2023, 11, 26))


def test_yesterday_lies_within_the_window_moved_by_a_day() -> None:
    found = only("He resigned yesterday.", AUTUMN)
    assert found.value == "XXXX-XX-XX"
    assert (found.earliest, found.latest) == (date(2023, 9, 24), date(2023, 11, 28))


def test_a_year_is_resolved_where_the_window_does_not_cross_it() -> None:
    assert only("He resigned last year.", AUTUMN).value == "2022"
    crossing = only("He resigned last year.", (date(2023, 12, 30), date(2024, 1, 2)))
    assert (crossing.value, crossing.earliest) == ("XXXX", date(2022, 1, 1))


def test_full_dates_need_no_window() -> None:
    assert only("He resigned on 3 May 2021.", AUTUMN).anchor is None


def test_a_window_of_one_day_is_that_day() -> None:
    day = date(2023, 9, 25)
    assert find("He left yesterday.", published=(day, day)) == find(
        "He left yesterday.", published=day
    )


def test_a_year_before_a_quarter_of_no_known_year_is_not_before_a_year_told_earlier() -> None:
    text = "It lost money in 1984. Fourth-quarter profit rose from the year-earlier figure."
    _, _, found = find(text, published=(date(2000, 1, 20), date(2001, 1, 20)))
    assert found.text == "year-earlier"
    assert (found.value, found.earliest, found.latest) == (
        "XXXX",
        date(1998, 10, 1),
        date(1999, 12, 31),
    )
