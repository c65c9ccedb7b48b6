"""Expressions of news with the value they have, by publication day and tense.

Each row marks its expression with brackets. Where a row holds two marks, both values are given,
separated by a bar.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from timeline.dates import find
from timeline.records import TimeExpression

WEDNESDAY = "2024-03-06"

CALENDAR = [
    ("Talks began on [24 September 2023].", "2023-09-24"),
    ("Talks began on [September 24, 2023].", "2023-09-24"),
    ("Talks began on [September 24 2023].", "2023-09-24"),
    ("Talks began on [Sept. 24, 2023].", "2023-09-24"),
    ("Talks began on [Sept 24th, 2023].", "2023-09-24"),
    ("Talks began on [24 Sept. 2023].", "2023-09-24"),
    ("Talks began on [24th September 2023].", "2023-09-24"),
    ("Talks began on [the 24th of September, 2023].", "2023-09-24"),
    ("Talks began on [the 24th of September].", "2023-09-24"),
    ("Talks began on [Sunday, 24 September 2023].", "2023-09-24"),
    ("Talks began on [Sunday, September 24th].", "2023-09-24"),
    ("Talks began on [Sun. Sept. 24].", "2023-09-24"),
    ("Talks began [2023-09-24].", "2023-09-24"),
    ("Talks began [09/24/2023].", "2023-09-24"),
    ("Talks began [24/09/2023].", "2023-09-24"),
    ("Talks began [24.09.2023].", "2023-09-24"),
    ("Talks began [9/24/23].", "2023-09-24"),
    ("Talks began in [September 2023].", "2023-09"),
    ("Talks began in [Sept. 2023].", "2023-09"),
    ("Talks began in [September of 2023].", "2023-09"),
    ("Talks began in [September, 2023].", "2023-09"),
    ("Talks began in [late September 2023].", "2023-09"),
    ("Talks began in [mid-September 2023].", "2023-09"),
    ("Talks began in [2008].", "2008"),
    ("Talks began in [early 2008].", "2008"),
    ("Talks began in [the year 2008].", "2008"),
    ("A treaty of [1648] ended the war.", "1648"),
    ("Talks began in [nineteen ninety-six].", "1996"),
    ("Talks began in [the 1990s].", "199"),
    ("Talks began in [the late 1990s].", "199"),
    ("Talks began in [the mid-1980s].", "198"),
    ("Talks began in [the '80s].", "198"),
    ("Talks began in [the eighties].", "198"),
    ("It stood since [the 12th century].", "11"),
    ("It stood since [the twentieth century].", "19"),
    ("A [19th-century] church burned.", "18"),
    ("Ministers meet on [November 28 and 29, 2023].", "2023-11-28/2023-11-29"),
    ("Ministers meet on [November 28-29, 2023].", "2023-11-28/2023-11-29"),
    ("Ministers meet on [28-29 November 2023].", "2023-11-28/2023-11-29"),
    ("Ministers meet on [28 and 29 November 2023].", "2023-11-28/2023-11-29"),
    ("Ministers meet on [28–29 November 2023].", "2023-11-28/2023-11-29"),
    ("Ministers met from [3 to 5 March].", "2024-03-03/2024-03-05"),
    ("Ministers met from [March 3 to March 5].", "2024-03-03/2024-03-05"),
    ("Ministers met from [March 3 through 5].", "2024-03-03/2024-03-05"),
    ("Ministers met from [30 January to 2 February 2024].", "2024-01-30/2024-02-02"),
    ("Ministers met between [May and July].", "2023-05/2023-07"),
    ("Ministers met between [May and July 2021].", "2021-05/2021-07"),
    ("The [1998-99] season was lost.", "1998/1999"),
    ("The [1999-00] season was lost.", "1999/2000"),
    ("He ruled from [1998 to 2003].", "1998/2003"),
    ("He ruled between [1998 and 2003].", "1998/2003"),
]

WITHOUT_YEAR = [
    ("Police said on [Feb. 3] that he left.", "2024-02-03"),
    ("He left on [March 6].", "2024-03-06"),
    ("He left on [December 30].", "2023-12-30"),
    ("The vote is scheduled for [December 30].", "2024-12-30"),
    ("The vote will be held on [April 2].", "2024-04-02"),
    ("The vote was held on [October 2].", "2023-10-02"),
    ("The vote was held on [2 October].", "2023-10-02"),
    ("He was born on [Feb. 29].", "2024-02-29"),
    ("It closed in [January].", "2024-01"),
    ("It closed in [March].", "2024-03"),
    ("It closed in [November].", "2023-11"),
    ("It will close in [November].", "2024-11"),
    ("It closed in [early November].", "2023-11"),
    ("It closed [last November].", "2023-11"),
    ("It closed [last January].", "2024-01"),
    ("It will close [next May].", "2024-05"),
    ("It closed in [May last year].", "2023-05"),
    ("It closed in [January this year].", "2024-01"),
    ("It closed [last summer].", "2023-SU"),
    ("It closed [last winter].", "2023-WI"),
    ("It will open [this summer].", "2024-SU"),
    ("It will open [next spring].", "2025-SP"),
    ("It opened in [the summer of 1987].", "1987-SU"),
    ("It opened in [spring 1987].", "1987-SP"),
    ("The [August] floods killed dozens.", "2023-08"),
]

WEEKDAYS = [
    ("He resigned on [Monday].", "2024-03-04"),
    ("He resigned on [Tuesday].", "2024-03-05"),
    ("He resigned on [Wednesday].", "2024-03-06"),
    ("He resigned on [Thursday].", "2024-02-29"),
    ("He will resign on [Thursday].", "2024-03-07"),
    ("He said he would resign on [Thursday].", "2024-03-07"),
    ("He said on [Thursday] that he would resign.", "2024-02-29"),
    ("He is to resign on [Monday].", "2024-03-11"),
    ("He is expected to resign on [Monday].", "2024-03-11"),
    ("[Friday]'s attack killed two.", "2024-03-01"),
    ("He resigned [last Friday].", "2024-03-01"),
    ("He resigned [last Wednesday].", "2024-02-28"),
    ("He resigns [next Tuesday].", "2024-03-12"),
    ("He resigned on [Sunday night].", "2024-03-03TNI"),
    ("He resigned on [Friday morning].", "2024-03-01TMO"),
    ("He resigned [early Friday].", "2024-03-01"),
    ("He resigned [late Sunday].", "2024-03-03"),
    ("He resigned on [Tuesday of last week].", "2024-02-27"),
    ("It rained from [Friday to Sunday].", "2024-03-01/2024-03-03"),
    ("It rained on [Saturday and Sunday].", "2024-03-02/2024-03-03"),
    ("It rained over [the weekend].", "2024-W09-WE"),
    ("It rained [last weekend].", "2024-W09-WE"),
    ("They will play [this weekend].", "2024-W10-WE"),
    ("They will play [next weekend].", "2024-W11-WE"),
]

DEICTIC = [
    ("He resigned [today].", "2024-03-06"),
    ("He resigned [yesterday].", "2024-03-05"),
    ("He will resign [tomorrow].", "2024-03-07"),
    ("He resigned [the day before yesterday].", "2024-03-04"),
    ("He resigns [the day after tomorrow].", "2024-03-08"),
    ("He resigned [earlier today].", "2024-03-06"),
    ("He resigned [late yesterday].", "2024-03-05"),
    ("He resigned [this morning].", "2024-03-06TMO"),
    ("He resigned [last night].", "2024-03-05TNI"),
    ("He resigns [tonight].", "2024-03-06TNI"),
    ("He resigned [yesterday evening].", "2024-03-05TEV"),
    ("Shells fell [overnight].", "2024-03-06TNI"),
    ("He resigned [last week].", "2024-W09"),
    ("He resigned [this week].", "2024-W10"),
    ("He resigns [next week].", "2024-W11"),
    ("He resigned [earlier this week].", "2024-W10"),
    ("He resigned [late last week].", "2024-W09"),
    ("He resigned [last month].", "2024-02"),
    ("He resigned [earlier this month].", "2024-03"),
    ("He resigns [next month].", "2024-04"),
    ("He resigned [last year].", "2023"),
    ("He resigned [earlier this year].", "2024"),
    ("He resigns [later this year].", "2024"),
    ("He resigns [early next year].", "2025"),
    ("He resigned [three days ago].", "2024-03-03"),
    ("He resigned [two weeks ago].", "2024-W08"),
    ("He resigned [a month ago].", "2024-02"),
    ("He resigned [a year ago].", "2023"),
    ("He resigned [ten years ago].", "2014"),
    ("He resigned [about six months ago].", "2023-09"),
    ("He resigned [a decade ago].", "2014"),
    ("It was built [more than a century ago].", "1924"),
    ("He resigned [several years ago].", "PAST_REF"),
    ("He resigns [two weeks from now].", "2024-W12"),
    ("He resigns by [the end of the month].", "2024-03"),
    ("He resigns by [the end of the year].", "2024"),
    ("He resigns by [year-end].", "2024"),
    ("He resigned [earlier in the day].", "2024-03-06"),
    ("Sales fell in [the third quarter].", "2023-Q3"),
    ("Sales fell in [the first quarter of 2022].", "2022-Q1"),
    ("[Fourth-quarter] sales fell.", "2023-Q4"),
    ("Sales fell in [the first half of 2023].", "2023-H1"),
    ("Sales fell in [Q2 2023].", "2023-Q2"),
    ("Sales fell in [fiscal 2023].", "2023"),
]

ANAPHORIC = [
    ("He came on [24 September 2023] and left [two days later].", "2023-09-24|2023-09-26"),
    ("He came on [24 September 2023]. [A day earlier], she came.", "2023-09-24|2023-09-23"),
    ("He came on [24 September 2023]. [The previous day], she came.", "2023-09-24|2023-09-23"),
    ("He came on [24 September 2023]. [The next day], she came.", "2023-09-24|2023-09-25"),
    ("He came on [24 September 2023]. [The following day] she came.", "2023-09-24|2023-09-25"),
    ("He came on [24 September 2023]. [That day] she came.", "2023-09-24|2023-09-24"),
    ("He came on [24 September 2023]. [That night] she came.", "2023-09-24|2023-09-24TNI"),
    ("He came on [24 September 2023]. [Two weeks later] she came.", "2023-09-24|2023-10-08"),
    ("He came on [24 September 2023]. [A month later] she came.", "2023-09-24|2023-10"),
    ("He came on [24 September 2023]. [The same month] she came.", "2023-09-24|2023-09"),
    ("He came in [May 1994]. She came [that year].", "1994-05|1994"),
    ("He came in [May 1994]. She came [the following year].", "1994-05|1995"),
    ("He came in [1994]. [Five years later] she came.", "1994|1999"),
    ("He came in [1994]. [Two years earlier] she came.", "1994|1992"),
    ("He came on [Sunday]. [A day earlier] she came.", "2024-03-03|2024-03-02"),
    ("They met in [March 2011]. On [September 5] they signed.", "2011-03|2011-09-05"),
    ("[A day earlier], she came.", "XXXX-XX-XX"),
    ("He came on [May 3, 2021]. [Earlier this year] he fell. [A day earlier], she came.",
     "2021-05-03|2024|XXXX-XX-XX"),
    ("It earned more in [the third quarter of 2023] than [a year earlier].", "2023-Q3|2022-Q3"),
]  # fmt: skip

CLOCK = [
    ("The train left at [6:10am].", "2024-03-06T06:10"),
    ("The train left at [6.10am] sharp.", "2024-03-06T06:10"),
    ("The train left at [6:10 a.m. on Wednesday].", "2024-03-06T06:10"),
    ("The train left at [6:10 p.m. Sunday].", "2024-03-03T18:10"),
    ("The train left at [9 p.m.] and stopped.", "2024-03-06T21:00"),
    ("The train left at [18:45].", "2024-03-06T18:45"),
    ("The train left at [18:45 GMT].", "2024-03-06T18:45"),
    ("The train left at [noon].", "2024-03-06T12:00"),
    ("The train left at [midnight Friday].", "2024-03-01T24:00"),
    ("The train left at [5 o'clock].", "2024-03-06T05:00"),
    ("The train left at [4 in the morning].", "2024-03-06T04:00"),
    ("The train left at [5 p.m. on Feb. 3].", "2024-02-03T17:00"),
]

DURATIONS_AND_SETS = [
    ("It took [two days].", "P2D"),
    ("It took [2 1/2 years].", "P2Y6M"),
    ("It took [two and a half years].", "P2Y6M"),
    ("It took [nearly two months].", "P2M"),
    ("It took [more than four hours].", "PT4H"),
    ("It took [half an hour].", "PT30M"),
    ("It took [an hour and a half].", "PT1H30M"),
    ("It took [90 minutes].", "PT90M"),
    ("It took [a decade].", "P10Y"),
    ("It took [several weeks].", "PXW"),
    ("It took [a few days].", "PXD"),
    ("It took [months].", "PXM"),
    ("A [three-day] strike began.", "P3D"),
    ("It rose for [the past two weeks].", "P2W"),
    ("It rose in [the first nine months].", "P9M"),
    ("It rises [every day].", "P1D"),
    ("It rises [every Monday].", "XXXX-WXX-1"),
    ("It rises [daily].", "P1D"),
    ("It rises on [Tuesday nights].", "XXXX-WXX-2TNI"),
    ("It rises [every two weeks].", "P2W"),
    ("It rises twice [a year].", "P1Y"),
    ("It rises [annually].", "P1Y"),
    ("It rose [recently].", "PAST_REF"),
    ("It rose in [recent days].", "PAST_REF"),
    ("It is [now] high.", "PRESENT_REF"),
    ("It will rise [soon].", "FUTURE_REF"),
    ("It will rise in [the near future].", "FUTURE_REF"),
    ("It will rise in [coming weeks].", "FUTURE_REF"),
]

HOLIDAYS = [
    ("They fought on [Christmas Day].", "2023-12-25"),
    ("They fought on [New Year's Eve].", "2023-12-31"),
    ("They will meet on [Easter Sunday].", "2024-03-31"),
    ("They met on [Good Friday 2022].", "2022-04-15"),
    ("They met on [Thanksgiving].", "2023-11-23"),
    ("They met on [Memorial Day 2023].", "2023-05-29"),
]

UNKNOWN_PUBLICATION = [
    ("He came on [September 24].", "XXXX-09-24"),
    ("He came in [2008].", "2008"),
    ("He came in [May].", "XXXX-05"),
    ("He came on [Sunday].", "XXXX-WXX-7"),
    ("He came [yesterday].", "XXXX-XX-XX"),
    ("He came [last week].", "XXXX-WXX"),
    ("He came [last year].", "XXXX"),
    ("He came [last summer].", "XXXX-SU"),
    ("He came on [September 24]. [A day earlier] she came.", "XXXX-09-24|XXXX-09-23"),
    ("He came on [September 24]. [That day] she came.", "XXXX-09-24|XXXX-09-24"),
    ("He came on [May 3, 2021]. [A day later] she came.", "2021-05-03|2021-05-04"),
    ("Ministers meet on [November 28 and 29].", "XXXX-11-28/XXXX-11-29"),
]

TABLE = [
    *((text, value, WEDNESDAY) for rows in (
        CALENDAR, WITHOUT_YEAR, WEEKDAYS, DEICTIC, ANAPHORIC, CLOCK, DURATIONS_AND_SETS, HOLIDAYS
    ) for text, value in rows),
    *((text, value, None) for text, value in UNKNOWN_PUBLICATION),
]  # fmt: skip

FALSE_FRIENDS = [
    "You may go, and we may 10 times ask why.",
    "May we go?",
    "Theresa May left.",
    "They march on, and the march was long.",
    "The sun set and she sat down.",
    "Sun Li won.",
    "Prices fall, and the fall of the king came.",
    "The second man came second.",
    "Page 13 of 30",
    "A+ A-",
    "It is open 24/7.",
    "The 9/11 attacks",
    "A Boeing 747 landed.",
    "A 6-year-old boy and a man, 40 years old, came.",
    "Call 555-1234 or 020 7946 0018.",
    "They won 3-1 and then 21:19.",
    "It cost $1990 and weighed 2000 pounds.",
    "Some 2000 people came; 1,999 left.",
    "Sections 5.1.2 and 10.2.3.4",
    "The iPhone 12 and the A380",
    "She is in her twenties.",
    "The Daily Mail said so.",
    "A quarter of them left in the second half of the game.",
    "June Carter sang with Jan Kavan.",
    "Spring water and a spring in his step",
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where they were."""
    spans, plain = [], ""
    for part in re.split(r"(\[[^\]]*\])", text):
        if part.startswith("["):
            spans.append((len(plain), len(plain) + len(part) - 2))
            part = part[1:-1]
        plain += part
    return plain, spans


def read(text: str, published: str | None) -> tuple[TimeExpression, ...]:
    return find(text, published=date.fromisoformat(published) if published else None)


@pytest.mark.parametrize(("text", "values", "published"), TABLE)
def test_value(text: str, values: str, published: str | None) -> None:
    plain, spans = marked(text)
    found = {(t.start, t.end): t for t in read(plain, published)}
    assert [found[s].value if s in found else None for s in spans] == values.split("|"), found


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends_stay_words(text: str) -> None:
    assert [t.text for t in read(text, WEDNESDAY)] == []


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("in early September", "START"),
        ("in late September", "END"),
        ("in mid-September", "MID"),
        ("at the end of 2023", "END"),
        ("for about two weeks", "APPROX"),
        ("for more than two weeks", "MORE_THAN"),
        ("for at least two weeks", "EQUAL_OR_MORE"),
        ("for up to two weeks", "EQUAL_OR_LESS"),
        ("for nearly two weeks", "LESS_THAN"),
        ("late Sunday", "END"),
        ("earlier this week", "START"),
    ],
)
def test_mod(text: str, mod: str) -> None:
    assert [t.mod for t in read(text, WEDNESDAY)] == [mod]


def test_the_basis_can_be_read_off_the_anchor() -> None:
    text = "On 3 May 2021 he came. On Sunday he left. A day earlier he wrote."
    assert [t.anchor for t in read(text, WEDNESDAY)] == [None, "published", "time:1"]


def test_the_other_reading_of_a_weekday_is_kept() -> None:
    (sunday,) = read("He came on Sunday.", WEDNESDAY)
    assert (sunday.value, sunday.alternative) == ("2024-03-03", "2024-03-10")


def test_an_ambiguous_numeric_date_keeps_the_other_order() -> None:
    (day,) = read("Filed 03/04/2021.", WEDNESDAY)
    assert (day.value, day.alternative) == ("2021-03-04", "2021-04-03")


def test_a_duration_up_to_publication_can_be_placed() -> None:
    (days,) = read("It rose in the past two days.", WEDNESDAY)
    assert (days.earliest, days.latest) == (date(2024, 3, 4), date(2024, 3, 6))


def test_only_the_spans_asked_for_are_read() -> None:
    text = "Posted 1 May 2020. He left on 2 May 2020. See also 3 May 2020."
    start, end = text.index("He"), text.index(" See")
    assert [t.value for t in find(text, spans=[(start, end)])] == ["2020-05-02"]


def test_an_expression_does_not_reach_over_a_blank_line() -> None:
    assert [t.text for t in read("Signed in May\n\n2021 people came", None)] == ["May"]


@pytest.mark.parametrize(
    ("text", "mod"),
    [("more than two years ago", "BEFORE"), ("less than a week ago", "AFTER")],
)
def test_more_than_so_long_ago_is_before_that(text: str, mod: str) -> None:
    assert [t.mod for t in read(text, WEDNESDAY)] == [mod]


def test_a_possessive_weekday_is_one_that_has_been() -> None:
    text = "Praising Thursday's release, he promised to go on with the talks."
    assert [t.value for t in read(text, WEDNESDAY)] == ["2024-02-29"]
