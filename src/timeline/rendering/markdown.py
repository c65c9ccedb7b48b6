"""A list to publish: every event with its date, every source as a footnote with its quote."""

from __future__ import annotations

import html
import re

from timeline.records import Article, Event, Source, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.parts import by_story, nested
from timeline.rendering.wording import (
    BACKGROUND,
    UNDATED,
    article_facts,
    background_words,
    conflict_legend,
    conflict_words,
    date_words,
    one_line,
    sources_words,
    status_words,
)

_PUNCTUATION = re.compile(r"([\\`*_\[\]#|~])")


def markdown(timeline: Timeline, page: Page) -> str:
    """The timeline as Markdown with footnotes (CommonMark and the footnotes of GitHub or Pandoc).

    A folder of several stories has a section for each. An event has marks for what its sources
    differ on and, where some articles copy others, the number of independent ones. A sentence has
    one footnote, however many events it tells. Text from articles is escaped: it can
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

    def item(event: Event, is_part: bool) -> str:
        marks = dict.fromkeys(mark(source) for source in event.sources)
        date = f"**{_escape(date_words(event.date))}**: " if event.date else ""
        told = f" ({counted})" if (counted := sources_words(event)) else ""
        differ = f" {_escape(found)}" if (found := conflict_words(event)) else ""
        said = f"{background_words(event)}{status_words(event)}{differ}{told}"
        return f"{'  ' * is_part}- {date}{_escape(event.title)}{said}{''.join(marks)}"

    lines = [f"# {_escape(page.title or 'Timeline')}", ""]
    parts = by_story(timeline)
    for story, dated, undated in parts:
        if len(parts) > 1:
            lines += [f"## {_escape(story.title) if story else 'Others'}", ""]
        lines += [item(*one) for one in nested(dated)] or ["No dated events."]
        if undated:
            level = "##" if len(parts) == 1 else "###"
            lines += ["", f"{level} {UNDATED}", "", *(item(*one) for one in nested(undated))]
        lines.append("")
    lines.pop()
    if any(event.background for event in (*timeline.events, *timeline.undated)):
        lines += ["", f"{BACKGROUND} background, told in passing."]
    if marks := conflict_legend((*timeline.events, *timeline.undated)):
        lines += ["", f"{_escape(marks)}."]
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
