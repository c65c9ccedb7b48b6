import datetime
import re

import pytest

from timeline.articles.calendar_date import CLOCK, FULL_DATE, MONTH_DAY, find_full_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Load-Date: May 4, 2018", datetime.date(2018, 5, 4)),
        ("Fri May 4 2018", datetime.date(2018, 5, 4)),
        ("Friday, 4 May 2018, 10:00", datetime.date(2018, 5, 4)),
        ("on 2018-05-04.", datetime.date(2018, 5, 4)),
        ("Sept. 4th, 2018", datetime.date(2018, 9, 4)),
        ("31 June 2018", None),
        ("04/05/2018", None),
        ("May 2018", None),
        ("May 4", None),
        ("2018-05-041", None),
    ],
)
def test_only_a_complete_date_is_found(text: str, day: datetime.date | None) -> None:
    assert find_full_date(text) == day


def test_the_patterns_have_no_groups_to_disturb_the_ones_around_them() -> None:
    for pattern in (FULL_DATE, MONTH_DAY, CLOCK):
        assert re.compile(pattern).groups == 0
