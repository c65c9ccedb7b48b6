"""dateparser reads spans that a rule has seen to be dates, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from timeline.dates import find
from timeline.dates.fallback import day_in_words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("24. Oktober 2023", date(2023, 10, 24)),
        ("5 de enero de 2021", date(2021, 1, 5)),
        ("14 juillet 2022", date(2022, 7, 14)),
        ("3 maggio 2020", date(2020, 5, 3)),
    ],
)
def test_a_date_in_another_language(words: str, day: date) -> None:
    assert day_in_words(words) == day
    (found,) = find(f"The letter of {words} was read out.")
    assert (found.text, found.value, found.rule) == (words, day.isoformat(), "foreign_day")


@pytest.mark.parametrize("words", ["Oktober 2023", "24. Oktober", "Oktober", "may", "we", "A+ A-"])
def test_nothing_is_filled_in(words: str) -> None:
    assert day_in_words(words) is None


def test_plain_english_needs_no_dateparser() -> None:
    code = (
        "import sys, timeline.dates as d;"
        "assert d.find('on 24 September 2023 and next Friday, a day earlier');"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
