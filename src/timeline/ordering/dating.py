"""The date of an event from the dates of its mentions."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from timeline.edtf import edtf
from timeline.records import AnnotatedArticle, Basis, Cluster, EventDate, Mention

SUREST: tuple[Basis, ...] = ("stated", "resolved", "inferred", "published", "bounded")
"""From the date that needs least faith to the one that needs most."""


def date_events(
    clusters: Iterable[Cluster], collection: Iterable[AnnotatedArticle]
) -> dict[str, EventDate]:
    """The date of each event that has one, by the ids of all its mentions."""
    mentions = {mention.id: mention for article in collection for mention in article.mentions}
    dates = {}
    for cluster in clusters:
        date = event_date([mentions[name] for name in cluster.mentions])
        if date is not None:
            dates.update(dict.fromkeys(cluster.mentions, date))
    return dates


def event_date(mentions: Sequence[Mention]) -> EventDate | None:
    """The date of an event told by these mentions.

    Dates that the texts give outweigh the day of the news, which outweighs limits; what was
    announced for a day within the limits was on that day. Among given
    dates the one that most mentions bear out wins, then the most precise, then the earliest. Limits
    are narrowed by one another ("after 24 September" here, told by 6 November there).
    """
    # What was still to come when one article appeared may be done in another: "will meet", "met".
    done = [mention for mention in mentions if mention.status in ("happened", "ongoing")]
    dates = [mention.date for mention in done or mentions if mention.date is not None]
    if not dates:
        dates = [mention.date for mention in mentions if mention.date is not None]
    given = [date for date in dates if _is_given(date)]
    if not given and all(date.basis == "bounded" for date in dates):
        # "They met in Brussels" sets no day, "will meet on 28 November" does.
        announced = [one.date for one in mentions if one.date is not None and _is_given(one.date)]
        given = [
            date for date in announced if all(_within(_limits(date), _limits(d)) for d in dates)
        ]
    if given:
        told = Counter(_limits(date) for date in given)
        return max(given, key=lambda date: _worth(date, told))
    news = [date for date in dates if date.basis == "published"]
    limits = [date for date in dates if date.basis == "bounded"]
    if news:
        first = min(news, key=_limits)
        return _narrowed(first, limits) if limits else first
    limits.sort(key=lambda limit: (_width(limit), *_limits(limit), limit.reason))
    return _narrowed(limits[0], limits[1:]) if limits else None


def may_coincide(one: EventDate, other: EventDate) -> bool:
    """Whether there is a day that both dates allow."""
    (earliest, latest), (start, end) = _limits(one), _limits(other)
    return earliest <= end and start <= latest


def _is_given(date: EventDate) -> bool:
    return SUREST.index(date.basis) < SUREST.index("published")


def _worth(
    date: EventDate, told: Mapping[tuple[datetime.date, datetime.date], int]
) -> tuple[int, int, int, int, str]:
    """How well a date is borne out: sort key, the greatest is best."""
    support = sum(count for limits, count in told.items() if _within(_limits(date), limits))
    earliest, _ = _limits(date)
    return (
        support,
        -_width(date).days,
        -earliest.toordinal(),
        -SUREST.index(date.basis),
        date.reason,
    )


def _narrowed(date: EventDate, others: Iterable[EventDate]) -> EventDate:
    """A date cut to the limits that others set, as far as they leave anything of it."""
    earliest, latest = _limits(date)
    reasons = [date.reason]
    for other in sorted(others, key=lambda other: (*_limits(other), other.reason)):
        start, end = _limits(other)
        start, end = max(earliest, start), min(latest, end)
        # Limits that meet in one day are two vague statements and no day that anyone names.
        if (start, end) != (earliest, latest) and start < end:
            earliest, latest = start, end
            reasons.append(other.reason)
    known = (
        earliest if earliest != datetime.date.min else None,
        latest if latest != datetime.date.max else None,
    )
    return msgspec.structs.replace(
        date,
        edtf=edtf(*known),
        earliest=known[0],
        latest=known[1],
        reason="; ".join(dict.fromkeys(reasons)),
    )


def _width(date: EventDate) -> datetime.timedelta:
    earliest, latest = _limits(date)
    return latest - earliest


def _limits(date: EventDate) -> tuple[datetime.date, datetime.date]:
    return date.earliest or datetime.date.min, date.latest or datetime.date.max


def _within(
    inner: tuple[datetime.date, datetime.date], outer: tuple[datetime.date, datetime.date]
) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
