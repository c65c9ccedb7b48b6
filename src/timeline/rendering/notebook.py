"""A timeline as a plain HTML table, which is how Jupyter shows it."""

from __future__ import annotations

from html import escape

from timeline.records import Article, Event, Timeline
from timeline.rendering.view import lines_for, select
from timeline.rendering.wording import UNDATED, article_words, date_words, one_line, status_words
from timeline.settings import View


def notebook(timeline: Timeline) -> str:
    """The events that `timeline extract` would show, each with its sources; all text is escaped."""
    shown = select(timeline, View(limit=lines_for(len(timeline.articles))))
    articles = {article.id: article for article in timeline.articles}
    rows = [_row(event, articles) for event in (*shown.events, *shown.undated)]
    every = len(timeline.events) + len(timeline.undated)
    note = f"{len(rows)} of {every} events" if len(rows) < every else f"{every} events"
    return (
        "<table><thead><tr><th>Date</th><th>Event</th><th>Sources</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table><p>{note}</p>"
    )


def _row(event: Event, articles: dict[str, Article]) -> str:
    date = date_words(event.date) if event.date else UNDATED
    title = one_line(event.title) + status_words(event)
    names = dict.fromkeys(source.article for source in event.sources)
    told = "<br>".join(
        _cell(article_words(articles[name])) if name in articles else _cell(name) for name in names
    )
    return f"<tr><td>{_cell(date)}</td><td>{_cell(title)}</td><td>{told}</td></tr>"


def _cell(text: str) -> str:
    return escape(one_line(text))
