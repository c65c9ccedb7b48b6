"""A list to publish: every event with its date, every source as a footnote with its quote."""

from __future__ import annotations

import html
import re

from timeline.records import Article, Event, Source, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.wording import (
    UNDATED,
    article_facts,
    date_words,
    one_line,
    status_words,
)

_PUNCTUATION = re.compile(r"([\\`*_\[\]#|~])")


def markdown(timeline: Timeline, page: Page) -> str:
    """The timeline as Markdown with footnotes (CommonMark and the footnotes of GitHub or Pandoc).

    A sentence has one footnote, however many events it tells. Text from articles is escaped: it can
    set neither markup nor HTML.
    """
    articles = {article.id: article for article in timeline.articles}
    footnotes: dict[tuple[str, int], tuple[int, str]] = {}

    def mark(source: Source) -> str:
        sentence = (source.article, source.sentence.start)
        if sentence not in footnotes:
            text = f"“{_escape(source.quote)}” — {_reference(articles, source.article)}"
            footnotes[sentence] = (len(footnotes) + 1, text)
        return f"[^{footnotes[sentence][0]}]"

    def item(event: Event) -> str:
        marks = dict.fromkeys(mark(source) for source in event.sources)
        date = f"**{_escape(date_words(event.date))}**: " if event.date else ""
        return f"- {date}{_escape(event.title)}{status_words(event)}{''.join(marks)}"

    lines = [f"# {_escape(page.title or 'Timeline')}", ""]
    lines += [item(event) for event in timeline.events] or ["No dated events."]
    if timeline.undated:
        lines += ["", f"## {UNDATED}", "", *(item(event) for event in timeline.undated)]
    if footnotes:
        notes = (f"[^{number}]: {text}" for number, text in footnotes.values())
        lines += ["", "## Sources", "", *notes]
    return "\n".join(lines) + "\n"


def _reference(articles: dict[str, Article], id: str) -> str:
    article = articles.get(id)
    if article is None:
        return _escape(id)
    title = _escape(article.title or article.path)
    if address := web_address(article.url):
        title = f"[{title}](<{address}>)"
    return ", ".join([title, *(_escape(fact) for fact in article_facts(article))])


def _escape(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", html.escape(one_line(text), quote=False))
