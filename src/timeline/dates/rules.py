"""The one table of rules. The longest match wins; of equally long ones, the first in the table."""

from __future__ import annotations

from timeline.dates import (
    anaphoric,
    calendar,
    clock,
    deictic,
    durations,
    fiscal,
    holidays,
    months,
    sets,
    vague,
    weekdays,
    years,
)
from timeline.dates.rule import Rule

RULES: tuple[Rule, ...] = (
    *calendar.RULES,
    *months.RULES,
    *years.RULES,
    *clock.RULES,
    *weekdays.RULES,
    *holidays.RULES,
    *fiscal.RULES,
    *deictic.RULES,
    *anaphoric.RULES,
    *sets.RULES,
    *durations.RULES,
    *vague.RULES,
)
