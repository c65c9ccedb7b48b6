"""Plain text and Markdown, with or without front matter: a file is an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

import msgspec

from timeline.articles import limits
from timeline.articles.document import Document, Item, Place, whole_text
from timeline.articles.fields import from_fields
from timeline.articles.markup import plain

_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)


def read_text(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A plain text file is one article; front matter above it gives its fields."""
    text, warning = whole_text(stream)
    yield _with_front_matter(text, place, warning)


def read_markdown(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A Markdown file is one article; its text is what a reader of the page would see."""
    from markdown_it import MarkdownIt

    text, warning = whole_text(stream)
    item = _with_front_matter(text, place, warning)
    if isinstance(item, Document):
        shown = plain(MarkdownIt("commonmark").render(item.text))
        if not shown.strip():
            yield place.problem("no text: nothing but markup")
            return
        item = msgspec.structs.replace(item, text=shown)
    yield item


def _with_front_matter(text: str, place: Place, warning: str | None) -> Item:
    document = Document(
        place=place,
        text=text,
        published=place.published,
        url=place.url,
        outlet=place.outlet,
        warning=warning,
    )
    match = _FRONT.match(text, 0, limits.MAX_FRONT_MATTER)
    if not match:
        return document
    try:
        fields = _loaded(match[1], match[2])
    except _FrontMatterError as error:
        told = f"the front matter cannot be read ({error}): taken for text"
        return msgspec.structs.replace(document, warning=warning or told)
    body = text[match.end() :]
    if not fields:  # a rule above the text, and one below its first paragraph
        return document
    if not body.strip():
        return place.problem("no text: nothing below the front matter")
    known = from_fields(
        {**fields, "text": body}, msgspec.structs.replace(place, names=_but_text(place))
    )
    return msgspec.structs.replace(known, text=body, warning=warning)


def _but_text(place: Place) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in place.names if pair[0] != "text")


class _FrontMatterError(Exception):
    pass


def _loaded(fence: str, text: str) -> Mapping[str, Any]:
    """The fields of front matter, YAML between dashes and TOML between plus signs."""
    if fence == "+++":
        try:
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise _FrontMatterError(str(error)) from None
    import yaml

    try:
        safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        value = yaml.load(text, Loader=safe)  # noqa: S506  # safe_load, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _FrontMatterError(" ".join(str(error).split())[:120]) from None
    return value if isinstance(value, dict) else {}
