"""A table for spreadsheets: one event per row."""

from __future__ import annotations

import csv as csv_library
import io

from timeline.records import Event, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.wording import article_words, date_words, one_line

COLUMNS = (
    *("id", "date", "edtf", "earliest", "latest", "basis", "title", "type", "status"),
    *("score", "background", "participants", "places"),
    *("articles", "independent", "sources", "addresses", "quote", "reason"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv(timeline: Timeline, page: Page) -> str:
    """The timeline as CSV (RFC 4180, lines end in LF), those without a date last.

    `articles` counts those that tell the event, `independent` those of them that are no copies,
    `sources` names them. A cell that a spreadsheet
    would run as a formula ("=cmd|...") begins with an apostrophe, as OWASP advises.
    """
    articles = {article.id: article for article in timeline.articles}

    def row(event: Event) -> tuple[str, ...]:
        date = event.date
        told = list(dict.fromkeys(source.article for source in event.sources))
        known = [articles[id] for id in told if id in articles]
        addresses = [web_address(article.url) for article in known]
        return (
            event.id,
            date_words(date) if date else "",
            date.edtf if date else "",
            date.earliest.isoformat() if date and date.earliest else "",
            date.latest.isoformat() if date and date.latest else "",
            date.basis if date else "",
            event.title,
            event.type,
            event.status,
            f"{event.score:.4f}",
            "yes" if event.background else "no",
            "; ".join(one.name for one in event.participants),
            "; ".join(place.name for place in event.places),
            str(len(told)),
            str(event.independent),
            "; ".join(article_words(articles[id]) if id in articles else id for id in told),
            " ".join(dict.fromkeys(one for one in addresses if one)),
            event.sources[0].quote if event.sources else "",
            date.reason if date else "",
        )

    out = io.StringIO()
    writer = csv_library.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in (*timeline.events, *timeline.undated):
        writer.writerow([_cell(one) for one in row(event)])
    return out.getvalue()


def _cell(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
