"""What the other articles tell about the dates of an article that does not say when it appeared.

"On September 24" needs a year. If other articles of the collection tell the same day in full, or
have a publication date to count it from, it is the year that they give. The dates so settled
narrow the time in which the article can have appeared: not before what it tells as done, not
after what it tells as still to come.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from timeline.dates import plausibility
from timeline.dates.find import find
from timeline.dates.period import bounds, day_of
from timeline.records import AnnotatedArticle, Problem, TimeExpression

WEEK = datetime.timedelta(days=7)

REACH = datetime.timedelta(days=182)
"""News leaves out the year of dates that are nearer than those of the year before or after."""

_SOME_DAY = "XXXX-XX-XX"
_PARTIAL = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:/XXXX-\d\d(?:-\d\d)?)?")


def infer(
    collection: Sequence[AnnotatedArticle],
) -> tuple[list[AnnotatedArticle], list[Problem]]:
    """Settle the dates of articles without a publication date by those of the whole collection.

    Gives the articles in the same order, those without a date with their dates resolved as far as
    the collection allows and their window of publication, and a note for each of them. A date of
    publication that the text belies is not used; a warning says so and why.
    """
    late = plausibility.left_behind(collection)
    doubts = [plausibility.doubt(one) or late.get(one.article.id) for one in collection]
    warnings = [
        _warning(one, reason) for one, reason in zip(collection, doubts, strict=True) if reason
    ]
    collection = [
        _undated(one) if reason else one for one, reason in zip(collection, doubts, strict=True)
    ]
    calendar = _Calendar(collection)
    articles = [_dated_by_dateline(one, calendar) for one in collection]
    calendar = _Calendar(articles)
    articles = [one if one.article.published else _settled(one, calendar) for one in articles]
    notes = [
        _note(after)
        for before, after in zip(collection, articles, strict=True)
        if before.article.published is None
    ]
    return articles, warnings + notes


def _warning(article: AnnotatedArticle, reason: str) -> Problem:
    about = article.article
    message = f"the publication date {about.published} ({about.published_basis}) can't be right and"
    message += f" is not used: {reason}"
    return Problem(step="dates", where=about.id, message=message, severity="warning")


def _undated(article: AnnotatedArticle) -> AnnotatedArticle:
    """The article without its publication date, and its times read without it."""
    about = msgspec.structs.replace(article.article, published=None, published_basis=None)
    times = _read_again(article, None)
    if any(time.anchor == "published" for time in times):  # it could not be read again
        times = [time if time.anchor is None else _unresolved(time) for time in times]
    return msgspec.structs.replace(article, article=about, times=tuple(times))


def _unresolved(time: TimeExpression) -> TimeExpression:
    return msgspec.structs.replace(time, value=_SOME_DAY, earliest=None, latest=None, anchor=None)


class _Calendar:
    """What a collection knows of years.

    `told` has for a month and day ("09-24") the years that articles give it, how many do, and the
    first of them; `published` has the publication days in order, each with its first article.
    """

    def __init__(self, collection: Sequence[AnnotatedArticle]) -> None:
        self.told: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
        published: dict[datetime.date, str] = {}
        for article in collection:
            about = article.article
            if about.published:
                first = published.setdefault(about.published, about.id)
                published[about.published] = min(first, about.id)
            for time in article.times:
                day = time.earliest
                if time.type in ("DATE", "TIME") and day is not None and day == time.latest:
                    years = self.told[f"{day:%m-%d}"]
                    count, source = years.get(day.year, (0, about.id))
                    years[day.year] = count + 1, min(source, about.id)
        self.published = sorted(published.items())
        self._days = [day for day, _ in self.published]
        self._nearest: dict[str, tuple[int, str] | None] = {}

    def year_told(self, month_day: str) -> tuple[int, str] | None:
        """The year that most articles give a day, and the first of them."""
        years = self.told.get(month_day)
        if not years:
            return None
        year = max(years, key=lambda year: (years[year][0], year))
        return year, years[year][1]

    def nearest_year(self, month_day: str) -> tuple[int, str] | None:
        """The year in which a day is nearest to a publication day, and that article.

        None where the nearest is half a year away: the story may be of another year.
        """
        if month_day not in self._nearest:
            self._nearest[month_day] = self._year_nearest_to(month_day)
        return self._nearest[month_day]

    def _year_nearest_to(self, month_day: str) -> tuple[int, str] | None:
        if not self.published:
            return None
        month, number = (int(part) for part in month_day.split("-"))
        options = []
        for year in range(self._days[0].year - 1, self._days[-1].year + 2):
            day = day_of(year, month, number)
            if day is not None:
                after = bisect_left(self._days, day)
                for published, source in self.published[max(0, after - 1) : after + 1]:
                    options.append((abs(day - published), year, source))
        distance, year, source = min(options, default=(REACH, 0, ""))
        return (year, source) if distance < REACH else None


def _dated_by_dateline(article: AnnotatedArticle, calendar: _Calendar) -> AnnotatedArticle:
    """Complete a dateline ("PRISTINA, Sept 24") with the year that others give the same day.

    If none tells that day, it is the one nearest to what the collection was published on.
    """
    if article.article.published or not article.article.dateline:
        return article
    days = [found for time in find(article.article.dateline) if (found := _month_day(time))]
    if len(days) != 1:
        return article
    source = calendar.year_told(days[0]) or calendar.nearest_year(days[0])
    if source is None:
        return article
    day = datetime.date.fromisoformat(f"{source[0]:04}-{days[0]}")
    about = msgspec.structs.replace(article.article, published=day, published_basis="inferred")
    times = tuple(_read_again(article, day))
    return msgspec.structs.replace(article, article=about, times=times)


def _settled(article: AnnotatedArticle, calendar: _Calendar) -> AnnotatedArticle:
    borrowed = {
        index: time
        for index in range(len(article.times))
        if (time := _with_year(index, article, calendar)) is not None
    }
    told = {**_stated(article), **borrowed}
    done = [
        time.earliest
        for index, time in told.items()
        if time.earliest and _is_near(time) and not _tells_to_come(article, article.times[index])
    ]
    if not done:
        return article
    earliest = max(done)
    times = _read_again(article, (earliest, earliest + REACH))
    latest = _first_to_come(article, [borrowed.get(i, time) for i, time in enumerate(times)])
    if latest is not None and latest < earliest:
        latest = None  # of another year than what the article tells as done: it limits nothing
    if latest is not None:
        times = _read_again(article, (earliest, latest))
    else:
        times = [_open(time) for time in times]
    times = [borrowed.get(index, time) for index, time in enumerate(times)]
    return msgspec.structs.replace(
        article,
        times=tuple(times),
        article=msgspec.structs.replace(
            article.article,
            published_basis="inferred",
            published_earliest=earliest,
            published_latest=latest,
        ),
    )


def _month_day(time: TimeExpression) -> str | None:
    """Month and first day of an expression without a year: "09-24"; of a month its middle."""
    found = _PARTIAL.fullmatch(time.value)
    return f"{found[1]}-{found[2] or '15'}" if found else None


def _with_year(index: int, article: AnnotatedArticle, calendar: _Calendar) -> TimeExpression | None:
    """An expression that lacks the year, with the year and the article that it comes from.

    What other articles tell comes first. Else it is near the publication of the others, unless the
    article has named a year before: "June 12" in a history of 1999 is not of this year.
    """
    time = article.times[index]
    month_day = _month_day(time)
    if month_day is None:
        return None
    source = calendar.year_told(month_day)
    named = any(other.anchor is None and other.earliest for other in article.times[:index])
    if source is None and not named:
        source = calendar.nearest_year(month_day)
    if source is None:
        return None
    value = time.value.replace("XXXX", f"{source[0]:04}")
    limits = bounds(value)
    if limits is None:
        return None
    return msgspec.structs.replace(
        time, value=value, earliest=limits[0], latest=limits[1], anchor=f"article:{source[1]}"
    )


def _stated(article: AnnotatedArticle) -> dict[int, TimeExpression]:
    """What is given in full. A year alone ("in 1999") says little about when it appeared."""
    return {i: time for i, time in enumerate(article.times) if time.anchor is None}


def _is_near(time: TimeExpression) -> bool:
    """Whether an expression tells days: not a month, of which any day may be meant."""
    return bool(time.earliest and time.latest and time.latest - time.earliest <= WEEK)


def _tells_to_come(article: AnnotatedArticle, time: TimeExpression) -> bool:
    return any(
        mention.status == "planned"
        for mention in article.mentions
        if (sentence := article.sentences[mention.sentence]).start <= time.start < sentence.end
    )


def _read_again(
    article: AnnotatedArticle,
    published: datetime.date | tuple[datetime.date, datetime.date] | None,
) -> list[TimeExpression]:
    """The article's expressions, resolved for another day of publication, or for two limits."""
    paragraphs: dict[int, tuple[int, int]] = {}
    for sentence in article.sentences:
        start, _ = paragraphs.get(sentence.paragraph, (sentence.start, 0))
        paragraphs[sentence.paragraph] = (start, sentence.end)
    spans = [paragraphs[number] for number in sorted(paragraphs)]
    found = list(find(article.text, published=published, spans=spans))
    places = [(time.start, time.end) for time in article.times]
    if [(time.start, time.end) for time in found] != places:
        return list(article.times)
    return found


def _open(time: TimeExpression) -> TimeExpression:
    """An expression without the limit that comes from how far we chose to look.

    "Earlier in the day" may be of any day that the article tells, so it sets no limit at all.
    """
    if time.anchor is None or "X" not in time.value:
        return time
    earliest = None if time.value == _SOME_DAY else time.earliest
    return msgspec.structs.replace(time, earliest=earliest, latest=None)


def _first_to_come(
    article: AnnotatedArticle, times: Sequence[TimeExpression]
) -> datetime.date | None:
    """The last day of the first date that the article tells as still to come."""
    days = [
        time.latest
        for time in times
        if time.latest and "X" not in time.value and _tells_to_come(article, time)
    ]
    return min(days, default=None)


def _note(article: AnnotatedArticle) -> Problem:
    about = article.article
    if about.published is not None:
        message = f"published on {about.published}, if “{about.dateline}” is of the story's year"
        return Problem(step="dates", where=about.id, message=message, severity="note")
    message = "no publication date (--published gives one)"
    if about.published_earliest is not None:
        until = f" and by {about.published_latest}" if about.published_latest else ""
        message += f"; as it tells of {about.published_earliest}, it appeared then or later{until}"
    return Problem(step="dates", where=about.id, message=message, severity="note")
