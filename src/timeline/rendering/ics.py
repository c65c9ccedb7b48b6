"""A calendar (iCalendar, RFC 5545): every event an entry of whole days."""

from __future__ import annotations

import datetime

from timeline.records import Event, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.wording import article_words, date_words, one_line, status_words

_STATUS = {"planned": "TENTATIVE", "possible": "TENTATIVE"}
_DAY = datetime.timedelta(days=1)


def ics(timeline: Timeline, page: Page) -> str:
    """The timeline as a calendar. An event whose day is uncertain spans all days it may have been.

    Entries are transparent: a span of weeks makes nobody busy. DTSTAMP, which the standard asks
    for, is the last day on which a source was published, so that the same timeline gives the same
    bytes.
    """
    from icalendar import Calendar
    from icalendar import Event as Entry

    articles = {article.id: article for article in timeline.articles}
    calendar = Calendar()
    calendar.add("prodid", f"-//timeline//{one_line(timeline.generator.timeline)}//EN")
    calendar.add("version", "2.0")
    if page.title:
        calendar.add("name", one_line(page.title))
        calendar.add("x-wr-calname", one_line(page.title))
    for event in timeline.events:
        if event.date is None or event.date.earliest is None or event.date.latest is None:
            continue
        told = [articles[one.article] for one in event.sources if one.article in articles]
        published = [article.published for article in told if article.published]
        stamp = max(published, default=event.date.latest)
        entry = Entry()
        entry.add("uid", f"{one_line(event.id)}@timeline")
        entry.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
        entry.add("dtstart", event.date.earliest)
        if event.date.latest < datetime.date.max:
            entry.add("dtend", event.date.latest + _DAY)  # exclusive, RFC 5545 3.6.1
        entry.add("summary", one_line(event.title) + status_words(event))
        entry.add("description", _description(event, timeline))
        if event.places:
            entry.add("location", ", ".join(one_line(place.name) for place in event.places))
        addresses = [address for one in told if (address := web_address(one.url))]
        if addresses:
            entry.add("url", addresses[0])
        entry.add("categories", [one_line(event.type)])
        entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return str(calendar.to_ical().decode())


def _description(event: Event, timeline: Timeline) -> str:
    """What a reader of the entry wants to know: how sure the date is, and who says so."""
    articles = {article.id: article for article in timeline.articles}
    lines = []
    if event.date:
        lines += [f"{date_words(event.date)} ({event.date.basis}): {one_line(event.date.reason)}"]
    quoted: dict[str, str] = {}
    for source in event.sources:
        quoted.setdefault(source.article, source.quote)
    for id, quote in quoted.items():
        article = articles.get(id)
        lines += ["", f"“{one_line(quote)}”", f"— {article_words(article) if article else id}"]
        if article and (address := web_address(article.url)):
            lines.append(address)
    return "\n".join(lines)
