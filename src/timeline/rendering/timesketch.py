"""JSON Lines for Timesketch: what is known of an event's first and last day, a line each.

https://timesketch.org/guides/user/import-from-json-csv/
"""

from __future__ import annotations

import datetime

import msgspec

from timeline.records import Event, EventDate, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.wording import date_words, one_line, status_words

_EPOCH = datetime.date(1970, 1, 1)
_DAY_IN_MICROSECONDS = 24 * 60 * 60 * 1_000_000


def timesketch(timeline: Timeline, page: Page) -> str:
    """The timeline with the fields that Timesketch asks for, and our own beside them.

    A day is its first instant in UTC, since Timesketch knows instants only; `timestamp_desc` says
    which day it is, and `edtf` holds what is really known.
    """
    addresses = {article.id: web_address(article.url) for article in timeline.articles}
    return "".join(
        msgspec.json.encode(_line(event, event.date, day, name, addresses)).decode() + "\n"
        for event in timeline.events
        if event.date
        for day, name in _days(event.date)
    )


def _days(date: EventDate) -> list[tuple[datetime.date, str]]:
    if date.earliest and date.earliest == date.latest:
        return [(date.earliest, "Day of event")]
    ends = [(date.earliest, "First possible day"), (date.latest, "Last possible day")]
    return [(day, name) for day, name in ends if day]


def _line(
    event: Event,
    date: EventDate,
    day: datetime.date,
    name: str,
    addresses: dict[str, str | None],
) -> dict[str, object]:
    told = list(dict.fromkeys(source.article for source in event.sources))
    return {
        "message": one_line(event.title) + status_words(event),
        "datetime": f"{day.isoformat()}T00:00:00+00:00",
        "timestamp": (day - _EPOCH).days * _DAY_IN_MICROSECONDS,
        "timestamp_desc": name,
        "data_type": "news:timeline:event",
        "tag": [event.type, event.status],
        "event_id": event.id,
        "date": date_words(date),
        "edtf": date.edtf,
        "basis": date.basis,
        "reason": one_line(date.reason),
        "participants": [one_line(one.name) for one in event.participants],
        "places": [one_line(place.name) for place in event.places],
        "articles": told,
        "urls": [address for id in told if (address := addresses.get(id))],
        "quote": one_line(event.sources[0].quote) if event.sources else "",
    }
