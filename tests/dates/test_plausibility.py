"""Which publication dates a text belies, and which it does not."""

from __future__ import annotations

import msgspec
import pytest
from tests.annotated import annotated

from timeline.dates import find
from timeline.dates.plausibility import doubt, left_behind
from timeline.records import AnnotatedArticle


def article(marked: str, published: str | None) -> AnnotatedArticle:
    return annotated("one", marked, published=published)


PAST = "Rebels {took:ASSAULT,time=0} the bridge on <24 September 2023:2023-09-24>."
PLAN = (
    "Voters {will choose:ELECTION,status=planned,tense=future,time=0} a mayor on "
    "<24 September 2023:2023-09-24>."
)


@pytest.mark.parametrize(
    ("marked", "published", "belied"),
    [
        (PAST, "2023-09-24", False),
        (PAST, "2023-09-23", False),  # the other side of the world
        (PAST, "2023-09-22", True),
        (PAST, "2016-01-01", True),
        (PAST, "2026-01-01", False),
        (PAST, None, False),
        (PLAN, "2023-09-20", False),
        (PLAN, "2023-10-20", False),
        (PLAN, "2026-01-01", True),
        (PLAN + "\nShe {won:ELECTION,time=1} in <2025:2025-01-01>.", "2026-01-01", False),
        (PLAN.replace("tense=future", "tense=past"), "2026-01-01", False),
    ],
)
def test_what_is_done_and_what_is_to_come(marked: str, published: str | None, belied: bool):
    assert (doubt(article(marked, published)) is not None) == belied


def test_one_slip_among_days_that_agree_is_forgiven():
    days = ("2021-03-01", "2021-03-02", "2021-03-12")
    marked = "\n".join(
        f"It {{burned:DISASTER,time={n}}} on <{day}:{day}>." for n, day in enumerate(days)
    )
    assert doubt(article(marked, "2021-03-03")) is None
    assert doubt(article(marked.replace("2021-03-01", "2021-03-11"), "2021-03-03")) is not None


def test_history_told_in_passing_speaks_for_nothing():
    marked = PAST.replace("ASSAULT", "ASSAULT,background")
    assert doubt(article(marked, "2016-01-01")) is None


@pytest.mark.parametrize(
    ("marked", "belied"),
    [
        ("It burned <today:2026-01-05=published>, <24 September 2023:2023-09-24>.", True),
        ("It burned <today:2026-01-05=published> (<24 September 2023:2023-09-24>).", True),
        ("It burned <today:2026-01-05=published> as on <24 September 2023:2023-09-24>.", False),
        ("It burned <today:2026-01-05=published>, <5 January 2026:2026-01-05>.", False),
    ],
)
def test_another_day_called_today(marked: str, belied: bool):
    assert (doubt(article(marked, "2026-01-05")) is not None) == belied


@pytest.mark.parametrize(
    ("published", "belied"),
    [("2023-10-01", False), ("2024-03-01", False), ("2026-03-01", True)],
)
def test_weekdays_that_no_near_year_has(published: str, belied: bool):
    # Both are days of 2023; in 2026 and the years beside it they are other weekdays.
    text = "It burned on Sunday, September 24, and again on Monday, September 25. Nobody was hurt."
    read = article(text, published)
    day = read.article.published
    times = find(read.text, published=day)
    reason = doubt(msgspec.structs.replace(read, times=times))
    assert (reason is not None) == belied
    if reason:
        assert reason.startswith("in no year near it “Sunday, September 24”")


THAT_WEEK = "Ostrova {won:SPORT} the cup <on Thursday:XXXX-WXX-4>."


@pytest.mark.parametrize(
    ("marked", "published", "others", "belied"),
    [
        (THAT_WEEK, "2017-04-07", ("2016-11-03", "2016-11-03", "2016-11-04"), True),
        # two days later, and another article a month later
        (THAT_WEEK, "2016-11-05", ("2016-11-03", "2016-11-03", "2016-11-04"), False),
        (THAT_WEEK, "2017-04-07", ("2016-11-03", "2016-11-03", "2016-12-04"), False),
        # two others show nothing
        (THAT_WEEK, "2017-04-07", ("2016-11-03", "2016-11-03"), False),
        # it looks back
        (
            THAT_WEEK + "\nThey {lost:SPORT} in <3 November 2016:2016-11-03>.",
            "2017-04-07",
            ("2016-11-03", "2016-11-03", "2016-11-04"),
            False,
        ),
        # history is no looking back on the news
        (
            THAT_WEEK + "\nThey {lost:SPORT} in <14 June 1908:1908-06-14>.",
            "2017-04-07",
            ("2016-11-03", "2016-11-03", "2016-11-04"),
            True,
        ),
    ],
)
def test_news_of_that_week_months_after_all_others(marked, published, others, belied):
    rest = [
        annotated(f"other-{number}", THAT_WEEK, published=day) for number, day in enumerate(others)
    ]
    found = left_behind([annotated("late", marked, published=published), *rest])
    assert list(found) == (["late"] if belied else [])
