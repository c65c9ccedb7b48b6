"""Feeds: RSS and Atom files, an article to an entry."""

from __future__ import annotations

import io
from collections.abc import Iterator
from io import BufferedReader

from timeline.articles.document import Document, Item, Place, UnreadableError, whole
from timeline.articles.markup import plain


def read_feed(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """Each entry is an article: its content, else its description, which may be a teaser."""
    import feedparser

    feed = feedparser.parse(
        io.BytesIO(whole(stream)), sanitize_html=True, resolve_relative_uris=False
    )
    if not feed.version and not feed.entries:
        fault = feed.get("bozo_exception")
        told = f": {fault}" if fault else ""
        raise UnreadableError(" ".join(f"XML, but neither RSS nor Atom{told}".split())[:200])
    if not feed.entries:
        raise UnreadableError("no article: a feed without entries")
    fault = feed.get("bozo_exception") if feed.get("bozo") else None
    warning = f"malformed feed, read as far as it goes: {fault}" if fault else None
    outlet = _line(feed.feed.get("title")) or place.outlet
    for number, entry in enumerate(feed.entries, 1):
        here = place.at(number)
        contents = [one.get("value", "") for one in entry.get("content", [])]
        text = max([plain(one) for one in (*contents, entry.get("summary", ""))], key=len)
        if not text.strip():
            yield here.problem("no text: an entry without content and description")
            continue
        yield Document(
            place=here,
            text=text,
            id=_line(entry.get("id")),
            title=_line(entry.get("title")),
            published=entry.get("published") or entry.get("updated") or place.published,
            url=_line(entry.get("link")) or place.url,
            outlet=_line(entry.get("source", {}).get("title")) or outlet,
            warning=" ".join(warning.split())[:200] if warning and number == 1 else None,
        )


def _line(value: object) -> str | None:
    return " ".join(plain(value).split()) or None if isinstance(value, str) else None
