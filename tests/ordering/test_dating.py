import datetime

import msgspec
import pytest

from tests.annotated import annotated
from timeline.events.when import date_mentions
from timeline.ordering.dating import event_date
from timeline.records import EventDate


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def mention(edtf, basis):
    """A mention with a date, "2023-09-24" or "2023-09-24/2023-11-06" (either side may be open)."""
    (bare,) = annotated("a", "She {resigned:RETREAT}.").mentions
    first, _, last = edtf.partition("/")
    ends = [None if end == ".." else day(end) for end in (first, last or first)]
    date = EventDate(edtf=edtf, earliest=ends[0], latest=ends[1], basis=basis, reason=edtf)
    return type(bare)(
        **{name: getattr(bare, name) for name in bare.__struct_fields__ if name != "date"},
        date=date,
    )


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        # what a text says outweighs the day of the news and limits
        ([("2023-09-25", "published"), ("2023-09-24", "resolved")], "2023-09-24"),
        ([("2023-09-01/2023-11-06", "bounded"), ("2023-09-24", "stated")], "2023-09-24"),
        # most mentions
        (
            [("2023-09-23", "resolved"), ("2023-09-24", "resolved"), ("2023-09-24", "resolved")],
            "2023-09-24",
        ),
        # the first news
        ([("2019-05-09", "published"), ("2019-05-08", "published")], "2019-05-08"),
        # limits narrow one another
        ([("2023-09-24/..", "bounded"), ("../2023-11-06", "bounded")], "2023-09-24/2023-11-06"),
        # limits that meet in one day are no day
        (
            [("2023-09-24/2023-11-06", "bounded"), ("2023-11-06/..", "bounded")],
            "2023-09-24/2023-11-06",
        ),
        # limits that leave nothing are not used
        ([("2023-09-24/..", "bounded"), ("../2023-09-01", "bounded")], "../2023-09-01"),
    ],
)
def test_date_of_an_event(mentions, expected):
    assert event_date([mention(*one) for one in mentions]).edtf == expected
    assert event_date([mention(*one) for one in reversed(mentions)]).edtf == expected


def test_an_event_that_nothing_dates_has_no_date():
    (bare,) = date_mentions(annotated("a", "She {resigned:RETREAT}.")).mentions
    assert event_date([bare]) is None


def announced(edtf, basis):
    return msgspec.structs.replace(mention(edtf, basis), status="planned")


def test_what_was_announced_for_a_day_and_is_told_as_done_was_on_that_day():
    done = mention("2023-09-24/2023-11-29", "bounded")
    date = event_date([done, announced("2023-11-28/2023-11-29", "stated")])
    assert (date.edtf, date.basis) == ("2023-11-28/2023-11-29", "stated")


def test_what_was_done_before_the_day_announced_is_not_of_that_day():
    done = mention("2023-09-24/2023-11-06", "bounded")
    date = event_date([done, announced("2023-11-28/2023-11-29", "stated")])
    assert date.edtf == "2023-09-24/2023-11-06"
