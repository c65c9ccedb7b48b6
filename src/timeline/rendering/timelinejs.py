"""JSON for TimelineJS 3 (Northwestern University Knight Lab): a slide for each event.

https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import html

import msgspec

from timeline.records import Article, Event, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.sides import sides
from timeline.rendering.wording import article_words, date_words, one_line, status_words

_PARTS = ("year", "month", "day")


def timelinejs(timeline: Timeline, page: Page) -> str:
    """The timeline as TimelineJS takes it; its texts are HTML, so all of ours is escaped.

    A day or month that is not known is omitted; the date in words stands above each slide.
    """
    articles = {article.id: article for article in timeline.articles}
    slides = [slide for event in timeline.events if (slide := _slide(event, articles))]
    story: dict[str, object] = {"scale": "human"}
    if page.title:
        story["title"] = {"text": {"headline": _escaped(page.title)}}
    story["events"] = slides
    return msgspec.json.format(msgspec.json.encode(story), indent=2).decode() + "\n"


def _slide(event: Event, articles: dict[str, Article]) -> dict[str, object] | None:
    if event.date is None:
        return None
    first, last = sides(event.date)
    start = first or last
    if start is None:
        return None
    slide: dict[str, object] = {"start_date": _date(start)}
    if first and last and first != last:
        slide["end_date"] = _date(last)
    slide["display_date"] = _escaped(date_words(event.date))
    slide["text"] = {
        "headline": _escaped(one_line(event.title) + status_words(event)),
        "text": _quotes(event, articles),
    }
    slide["unique_id"] = event.id
    slide["autolink"] = False
    return slide


def _date(day: str) -> dict[str, int]:
    return {part: int(number) for part, number in zip(_PARTS, day.split("-"), strict=False)}


def _quotes(event: Event, articles: dict[str, Article]) -> str:
    """Each article's first quote with its reference."""
    quoted: dict[str, str] = {}
    for source in event.sources:
        quoted.setdefault(source.article, source.quote)
    return "".join(
        f"<blockquote>{_escaped(quote)}</blockquote><p>{_reference(articles.get(id), id)}</p>"
        for id, quote in quoted.items()
    )


def _reference(article: Article | None, id: str) -> str:
    if article is None:
        return _escaped(id)
    words = _escaped(article_words(article))
    address = web_address(article.url)
    return f'<a href="{html.escape(address)}">{words}</a>' if address else words


def _escaped(text: str) -> str:
    return html.escape(one_line(text))
