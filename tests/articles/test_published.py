import datetime

import pytest

from timeline.articles.published import Published, find_published, read_field

DAY = datetime.date(2023, 10, 2)
OTHER = datetime.date(2024, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2023-10-02",
        "2023-10-02T23:30:00-05:00",
        "2023-10-02 08:00:00",
        "20231002",
        "20231002T080000Z",
        20231002,
        1696204800,
        1696204800000,
        1696204800.5,
        "1696204800",
        "Mon, 02 Oct 2023 23:30:00 +0200",
        "Mon Oct 02 08:00:00 +0000 2023",
        "October 2, 2023",
        "2 Oct. 2023, 10:15 GMT",
        "2nd October 2023",
        "2023/10/02",
    ],
)
def test_a_field_is_read_in_the_ways_exports_write_it(value: object) -> None:
    assert read_field(value) == DAY


@pytest.mark.parametrize(
    "value", ["2023-10", "2023", 2023, "02/10/2023", "yesterday", "2023-02-30", True, [], {}, 1e300]
)
def test_an_incomplete_or_ambiguous_field_is_no_date(value: object) -> None:
    assert read_field(value) is None


def test_not_a_number_is_no_date() -> None:
    assert read_field(float("nan")) is None


def find(
    field: object = None,
    headers: dict[str, str] | None = None,
    dateline: str | None = None,
    option: datetime.date | None = None,
) -> Published:
    return find_published(field=field, headers=headers or {}, dateline=dateline, option=option)


def test_the_field_comes_before_the_header_before_the_dateline_before_the_option() -> None:
    headers, dateline = {"date": "2 October 2023"}, "OSLO, Oct 2, 2023 (Agency)"
    assert find("2023-10-02", {"date": "1 Jan 2024"}, None, OTHER) == (DAY, "field", None)
    assert find(None, headers, "OSLO, Jan 1, 2024", OTHER) == (DAY, "header", None)
    assert find(None, {}, dateline, OTHER) == (DAY, "dateline", None)
    assert find(None, {}, None, DAY) == (DAY, "option", None)
    assert find() == (None, None, None)


def test_the_day_of_publication_comes_before_the_last_update() -> None:
    headers = {"updated": "2024-01-01", "published": "2023-10-02"}
    assert find(headers=headers).day == DAY


def test_a_field_that_gives_no_day_is_said_and_the_next_cue_is_taken() -> None:
    published = find("Oct 2023", {}, "OSLO, Oct 2, 2023")
    assert (published.day, published.basis) == (DAY, "dateline")
    assert published.doubt is not None
    assert "'Oct 2023'" in published.doubt


def test_a_dateline_without_its_year_gives_no_day_and_says_so() -> None:
    assert find(dateline="OSLO, Oct 2 (Agency)") == (
        None,
        None,
        "the dateline 'OSLO, Oct 2 (Agency)' gives no year",
    )


def test_a_dateline_without_a_date_is_nothing_to_speak_of() -> None:
    assert find(dateline="OSLO (Agency)") == (None, None, None)
