"""EDTF level 1, checked against the edtf package."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from timeline.edtf import edtf, limits

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("earliest", "latest", "mod", "expected"),
    [
        (date(2023, 9, 24), date(2023, 9, 24), None, "2023-09-24"),
        (date(2023, 9, 1), date(2023, 9, 30), None, "2023-09"),
        (date(2023, 9, 1), date(2023, 9, 30), "START", "2023-09"),
        (date(2024, 2, 1), date(2024, 2, 29), None, "2024-02"),
        (date(2008, 1, 1), date(2008, 12, 31), None, "2008"),
        (date(1990, 1, 1), date(1999, 12, 31), None, "1990/1999"),
        (date(2023, 11, 28), date(2023, 11, 29), None, "2023-11-28/2023-11-29"),
        (date(2023, 9, 24), None, None, "2023-09-24/.."),
        (None, date(2023, 9, 24), None, "../2023-09-24"),
        (date(2008, 1, 1), date(2008, 12, 31), "APPROX", "2008~"),
        (date(2023, 9, 24), date(2023, 9, 24), "APPROX", "2023-09-24~"),
        (None, None, None, "XXXX"),
    ],
)
def test_edtf(earliest: date | None, latest: date | None, mod: str | None, expected: str) -> None:
    assert edtf(earliest, latest, mod) == expected


@given(st.none() | DAYS, st.none() | DAYS, st.sampled_from([None, "APPROX", "START"]))
def test_the_edtf_package_reads_the_same_limits(
    earliest: date | None, latest: date | None, mod: str | None
) -> None:
    if earliest is not None and latest is not None and earliest > latest:
        earliest, latest = latest, earliest
    if earliest is None and latest is None:
        return
    parsed = parse_edtf(edtf(earliest, latest, mod))
    if earliest is not None:
        assert tuple(parsed.lower_strict())[:3] == earliest.timetuple()[:3]
    if latest is not None:
        assert tuple(parsed.upper_strict())[:3] == latest.timetuple()[:3]


def test_limits_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        edtf(date(2023, 9, 25), date(2023, 9, 24))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-09-24", (date(2023, 9, 24), date(2023, 9, 24))),
        ("2008~", (date(2008, 1, 1), date(2008, 12, 31))),
        ("2023-24", (date(2023, 12, 1), date(2024, 2, 29))),
        ("2023-09-24/..", (date(2023, 9, 24), None)),
        ("2023-09/2023-10", (date(2023, 9, 1), date(2023, 10, 31))),
    ],
)
def test_limits_are_read_back(text: str, days: tuple[date | None, date | None]) -> None:
    assert limits(text) == days


@pytest.mark.parametrize("text", ["yesterday", "2023-02-30", "2023-13"])
def test_what_is_no_date_has_no_limits(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        limits(text)
