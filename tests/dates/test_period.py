"""Calendar arithmetic on TIMEX3 values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates.period import add_months, bounds, containing, easter, move_day, nth_weekday

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-09-24", date(2023, 9, 24), date(2023, 9, 24)),
        ("2023-09-24TNI", date(2023, 9, 24), date(2023, 9, 24)),
        ("2023-09-24T06:10", date(2023, 9, 24), date(2023, 9, 24)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("202", date(2020, 1, 1), date(2029, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("2023-W39", date(2023, 9, 25), date(2023, 10, 1)),
        ("2023-W39-WE", date(2023, 9, 30), date(2023, 10, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("2023-11-28/2023-11-29", date(2023, 11, 28), date(2023, 11, 29)),
        ("1998/1999", date(1998, 1, 1), date(1999, 12, 31)),
    ],
)
def test_bounds(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    ["XXXX-09-24", "2023-02-30", "PAST_REF", "P2D", "2023-W60", "2023-QX", "", "2023-13",
     "2023-11-29/2023-11-28"],
)  # fmt: skip
def test_what_has_no_days(value: str) -> None:
    assert bounds(value) is None


@given(DAYS, st.sampled_from(["D", "W", "M", "Q", "H", "Y", "E", "C"]))
def test_a_day_lies_in_the_period_that_contains_it(day: date, unit: str) -> None:
    days = bounds(containing(day, unit))
    assert days is not None
    assert days[0] <= day <= days[1]


@given(DAYS, st.integers(-600, 600))
def test_months_later_is_that_many_months_later(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later is not None
    assert (later.year - day.year) * 12 + later.month - day.month == months


@given(DAYS, st.integers(-400, 400))
def test_a_full_day_moves_by_days(day: date, steps: int) -> None:
    assert move_day(day.isoformat(), steps) == (day + timedelta(days=steps)).isoformat()


@pytest.mark.parametrize(
    ("value", "steps", "moved"),
    [
        ("XXXX-09-24", -1, "XXXX-09-23"),
        ("XXXX-09-30", 1, "XXXX-10-01"),
        ("XXXX-02-29", 0, "XXXX-02-29"),
        ("XXXX-03-01", -1, "XXXX-XX-XX"),
        ("XXXX-12-31", 1, "XXXX-XX-XX"),
        ("XXXX-WXX-7", 1, "XXXX-WXX-1"),
        ("XXXX-WXX-1", -1, "XXXX-WXX-7"),
    ],
)
def test_a_partial_day_moves_as_far_as_it_is_known(value: str, steps: int, moved: str) -> None:
    assert move_day(value, steps) == moved


@pytest.mark.parametrize(
    "day", [date(2000, 4, 23), date(2019, 4, 21), date(2023, 4, 9), date(2024, 3, 31)]
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


def test_nth_weekday() -> None:
    assert nth_weekday(2023, 11, 4, 4) == date(2023, 11, 23)
    assert nth_weekday(2023, 5, 1, -1) == date(2023, 5, 29)
