"""Whether an article can have appeared on the day that its metadata give.

A date field may hold the day of a crawl, of a first version, or a default; every "on Tuesday" read
from it is then wrong. The text betrays it: it tells as done what lies after that day, as still to
come what lies long before it, or calls another day "today". An article is doubted only for days
that it states in full itself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from timeline.dates import lexicon
from timeline.records import AnnotatedArticle, Mention, TimeExpression

_LEEWAY = datetime.timedelta(days=1)
"""A night's work: news dated the 5th in one zone tells of the 6th in another."""
_LONG = datetime.timedelta(days=31)
"""What lies so long before the publication can't be still to come."""
_RECENT = datetime.timedelta(days=365)
_FEWEST = 3
"""So many other articles show when the news of a story was told."""
_AT_ONCE = datetime.timedelta(days=14)
"""The time within which all of them appeared."""
_LATER = datetime.timedelta(days=60)
"""Who writes of it so much later tells when it was."""

_WEEKDAY_AND_DAY = re.compile(r"([a-z]{3,9})\.?,? .*\d")
_TODAY = frozenset({"today", "tonight", "this morning", "this afternoon", "this evening"})
_APPOSED = re.compile(r"(?:,| \(|,? on) ?$| $")


def doubt(article: AnnotatedArticle) -> str | None:
    """Why its publication date can't be right, for the user; None where nothing belies it."""
    published = article.article.published
    if published is None:
        return None
    return (
        _done_later(article, published)
        or _still_to_come(article, published)
        or _another_today(article, published)
        or _other_weekdays(article, published)
    )


def left_behind(collection: Sequence[AnnotatedArticle]) -> dict[str, str]:
    """Why the publication dates of some articles can't be right, by their ids, from those of the
    rest of a story: they are months later, and yet look back on nothing.

    All others appeared within days of one another. What tells of their news months later says
    when that was ("last November", "October 2016"); what knows only "Thursday" is news of that
    week, and its page was changed or crawled later.
    """
    days = sorted(
        (about.published, about.id)
        for about in (one.article for one in collection)
        if about.published is not None
    )
    if len(days) <= _FEWEST:
        return {}
    (latest, name), first, last = days[-1], days[0][0], days[-2][0]
    if last - first > _AT_ONCE or latest - last < _LATER:
        return {}
    (article,) = (one for one in collection if one.article.id == name)
    looks_back = any(
        time.earliest is not None
        and time.latest is not None
        and time.latest - time.earliest <= _LONG
        and first - _RECENT < time.latest < latest - _LONG
        for time in article.times
    )
    if looks_back:
        return {}
    return {name: f"the others of its story are of {last} or before, and it looks back on no day"}


def _done_later(article: AnnotatedArticle, published: datetime.date) -> str | None:
    """Things told as done on days after it; a single slip among many days is forgiven."""
    done = [(time, first) for time, first, last, _ in _dated(article, "happened") if first == last]
    later = [(time, day) for time, day in done if day > published + _LEEWAY]
    agreeing = [day for _, day in done if published - _RECENT <= day <= published + _LEEWAY]
    if not later or len(later) < len(agreeing):
        return None
    return f"it tells of “{later[0][0].text}” as past"


def _still_to_come(article: AnnotatedArticle, published: datetime.date) -> str | None:
    """Things still to come on a day long before it, and nothing that was known only later."""
    plans = [
        (time, last)
        for time, first, last, mention in _dated(article, "planned")
        if first == last and last < published - _LONG and mention.tense in ("future", "present")
    ]
    if not plans:
        return None
    time, day = max(plans, key=lambda plan: plan[1])
    known_later = any(
        other.anchor is None and other.earliest is not None and other.earliest > day
        for other in article.times
    )
    return None if known_later else f"it tells of “{time.text}” as still to come"


def _another_today(article: AnnotatedArticle, published: datetime.date) -> str | None:
    """ "Today, 24 September 2023" in an article dated otherwise."""
    for time, following in zip(article.times, article.times[1:], strict=False):
        stated = following.anchor is None and following.earliest == following.latest
        if time.text.lower() not in _TODAY or not stated or following.earliest is None:
            continue
        apposed = _APPOSED.fullmatch(article.text, time.end, following.start)
        if apposed and abs(following.earliest - published) > _LEEWAY:
            return f"it calls “{following.text}” today"
    return None


def _other_weekdays(article: AnnotatedArticle, published: datetime.date) -> str | None:
    """ "Sunday, September 24" (and another such) in no year near it, by their weekdays."""
    agree, wrong = 0, []
    for time in article.times:
        named = _WEEKDAY_AND_DAY.match(time.text.lower())
        weekday = lexicon.WEEKDAYS.get(named[1]) if named else None
        if time.anchor != "published" or weekday is None or time.rule not in _WITHOUT_YEAR:
            continue
        if time.earliest is not None and time.earliest.isoweekday() == weekday:
            agree += 1
        else:
            wrong.append(time.text)
    if len(wrong) < max(2, agree + 1):
        return None
    return f"in no year near it “{wrong[0]}” and “{wrong[1]}” have these weekdays"


_WITHOUT_YEAR = frozenset({"month_day", "day_month"})

_Told = tuple[TimeExpression, datetime.date, datetime.date, Mention]


def _dated(article: AnnotatedArticle, status: str) -> Iterator[_Told]:
    """Mentions of a status with the expression that dates them in full, and its limits."""
    for mention in article.mentions:
        if mention.status != status or mention.time is None or mention.background:
            continue
        time = article.times[mention.time]
        if time.anchor is None and time.earliest is not None and time.latest is not None:
            yield time, time.earliest, time.latest, mention
