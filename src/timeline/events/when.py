"""Which time dates a mention: its time expression, a stated relation, or the news it is part of.

Three sources, the surest first. (1) The expression that the syntax attaches: "on Sunday". (2) A
relation to something dated: "following the attack of September 24" gives a limit, never a day.
(3) For news told without a date, what the article as a whole allows: the day of its news if it is
fresh, else the time between the newest event that it tells and its publication.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

import msgspec

from timeline.edtf import edtf
from timeline.records import (
    AnnotatedArticle,
    Basis,
    EventDate,
    Mention,
    Relation,
    TimeExpression,
)

DAY = datetime.timedelta(days=1)

FRESH = 3 * DAY
"""News is fresh if the newest day it tells is at most this long before it appeared."""

DATE_OF_NEWS = 1 * DAY
"""A morning paper tells the day before: a newest day this near is the day of the news."""

Known = Mapping[str, EventDate]
"""What is known of events from other mentions: mention id to the date of its event."""


def date_mentions(article: AnnotatedArticle, known: Known | None = None) -> AnnotatedArticle:
    """Date the mentions of an article; a mention that nothing dates keeps None.

    Without `known` only the article's own words count: expressions and relations between its own
    mentions. With `known`, relations to events that other articles date are settled too, and news
    without a date is placed by the article as a whole.
    """
    own = {mention.id: _own_date(mention, article) for mention in article.mentions}
    dates = {name: date for name, date in own.items() if date is not None}
    if known is not None:
        dates = {**known, **dates}
    newest = _newest_day(article, dates)
    causes = _dates_of_causes(article, own)

    def date(mention: Mention) -> EventDate | None:
        found = own[mention.id] or _related_date(mention, article, dates) or causes.get(mention.id)
        if found is None and known is not None and mention.id not in known:
            found = _date_of_news(mention, article, newest)
        return found

    mentions = tuple(
        msgspec.structs.replace(mention, date=date(mention)) for mention in article.mentions
    )
    return msgspec.structs.replace(article, mentions=mentions)


def _own_date(mention: Mention, article: AnnotatedArticle) -> EventDate | None:
    return None if mention.time is None else _date_of_time(article.times[mention.time], article)


def _date_of_time(time: TimeExpression, article: AnnotatedArticle) -> EventDate | None:
    if time.earliest is None and time.latest is None:
        return None
    return EventDate(
        edtf=edtf(time.earliest, time.latest, time.mod),
        earliest=time.earliest,
        latest=time.latest,
        basis=_basis(time, article),
        reason=_reading(time, article),
    )


def _basis(time: TimeExpression, article: AnnotatedArticle) -> Basis:
    if "X" in time.value:
        return "bounded"
    if time.anchor is None:
        return "stated"
    if time.anchor.startswith("article:") or article.article.published_basis == "inferred":
        return "inferred"
    return "resolved"


def _reading(time: TimeExpression, article: AnnotatedArticle) -> str:
    """How an expression was read, as "“on Sunday” is 2023-09-24, counted from ..."."""
    said = f"“{time.text}” is {time.value}"
    if time.anchor is None:
        return f"{said}, as the text says"
    kind, _, name = time.anchor.partition(":")
    if kind == "article":
        return f"{said}: the article {name} tells the same date"
    if kind == "time":
        before = article.times[int(name)]
        return f"{said}, counted from “{before.text}” ({before.value})"
    about = article.article
    if about.published is not None:
        return f"{said}, counted from the publication on {about.published}"
    window = edtf(about.published_earliest, about.published_latest)
    return f"{said}, counted from a publication in {window}"


def _related_date(mention: Mention, article: AnnotatedArticle, dates: Known) -> EventDate | None:
    for relation in mention.relations:
        other = _related_to(relation, article, dates)
        if other is not None:
            return _limited(mention, relation, other, article)
    return None


def _dates_of_causes(
    article: AnnotatedArticle, own: Mapping[str, EventDate | None]
) -> dict[str, EventDate]:
    """Limits of events by what came after: the uprising that a declaration of 2008 followed."""
    limits = {}
    for mention in article.mentions:
        later = own[mention.id]
        for relation in mention.relations:
            if relation.kind == "after" and relation.mention and later and later.latest:
                told = article.text[relation.start : relation.end]
                reason = f"“{told}” sets the limit, since {later.reason}"
                limits[relation.mention] = _bounded(None, later.latest, reason)
    return limits


def _related_to(relation: Relation, article: AnnotatedArticle, dates: Known) -> EventDate | None:
    if relation.time is not None:
        return _date_of_time(article.times[relation.time], article)
    return dates.get(relation.mention) if relation.mention is not None else None


def _limited(
    mention: Mention, relation: Relation, other: EventDate, article: AnnotatedArticle
) -> EventDate | None:
    """The limits that a relation to `other` sets; an event told as done was done by publication."""
    told = article.text[relation.start : relation.end]
    done_by = _published_by(article) if mention.status in ("happened", "ongoing") else None
    match relation.kind:
        case "during":
            earliest, latest = other.earliest, other.latest
        case "after":
            earliest, latest = other.earliest, done_by
        case "before":
            earliest, latest = None, other.latest
    if earliest is None and latest is None:
        return None
    if earliest and latest and earliest > latest:
        return None
    return _bounded(earliest, latest, f"“{told}” sets the limits, since {other.reason}")


def _bounded(
    earliest: datetime.date | None, latest: datetime.date | None, reason: str
) -> EventDate:
    return EventDate(
        edtf=edtf(earliest, latest),
        earliest=earliest,
        latest=latest,
        basis="bounded",
        reason=reason,
    )


def _published_by(article: AnnotatedArticle) -> datetime.date | None:
    return article.article.published or article.article.published_latest


def _newest_day(article: AnnotatedArticle, dates: Known) -> datetime.date | None:
    """The newest day, not after publication, that the article tells something to have happened on.

    Expressions such as "today" count too, whatever they date.
    """
    limit = _published_by(article)
    days = [*_days_of_events(article, dates), *_days_of_news(article)]
    return max((day for day in days if limit is None or day <= limit), default=None)


def _days_of_events(article: AnnotatedArticle, dates: Known) -> Iterator[datetime.date]:
    for mention in article.mentions:
        date = dates.get(mention.id)
        if date and date.earliest and date.earliest == date.latest and mention.status == "happened":
            yield date.earliest


def _days_of_news(article: AnnotatedArticle) -> Iterator[datetime.date]:
    published = article.article.published
    for time in article.times:
        counted = published is not None and time.anchor == "published"
        if counted and time.earliest and time.earliest == time.latest:
            yield time.earliest


def _date_of_news(
    mention: Mention, article: AnnotatedArticle, newest: datetime.date | None
) -> EventDate | None:
    """Place news that has no date of its own; None where wording or tense do not allow it.

    Only verbs are news: a noun ("the deal") may point back to anything. "Has called for" in an
    article whose newest day is weeks before it appeared happened somewhere in between.
    """
    published = article.article.published
    if mention.background or mention.tense == "none" or mention.status in ("possible", "denied"):
        return None
    if mention.status == "planned":
        if published is None:
            return None
        return _bounded(published, None, f"told as still to come on {published}")
    if published is not None and (newest is None or published - newest <= FRESH):
        day = newest if newest and published - newest <= DATE_OF_NEWS else published
        return EventDate(
            edtf=edtf(day, day),
            earliest=day,
            latest=day,
            basis="published",
            reason=f"told as news of {day} in an article published on {published}",
        )
    if newest is None:
        return None
    latest = _published_by(article)
    return _bounded(newest, latest, f"news of an article whose newest dated event is of {newest}")
