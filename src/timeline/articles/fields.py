"""Field names of JSON articles: the one table that maps what exports call them to ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

# Ours -> theirs, first one present wins.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id"),
    "title": ("title", "headline"),
    "text": ("text", "maintext", "body", "content", "article_text"),
    "published": (
        "published",
        "date_publish",
        "published_at",
        "publishedAt",
        "publish_date",
        "datePublished",
        "pub_date",
        "date",
    ),
    "url": ("url", "link"),
    "source": ("source", "outlet", "source_domain", "publisher"),
}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its format gives it, before anything is made of it.

    `where` is for messages ("export.jsonl:7"), `part` tells the articles of one file apart ("7").
    `published` is the value as found, whatever its type. `warning` concerns the decoding.
    """

    where: str
    text: str
    part: str | None = None
    id: str | None = None
    title: str | None = None
    published: object = None
    url: str | None = None
    outlet: str | None = None
    warning: str | None = None


class TextMissingError(Exception):
    """A JSON object that holds no article; the message says why."""


def from_fields(row: Mapping[str, Any], *, where: str, part: str | None) -> Document:
    """The article that a JSON object holds. Raises `TextMissingError` where it has no text."""
    text = _value(row, "text")
    if not isinstance(text, str):
        if text is None:
            raise TextMissingError(f"no text: none of the fields {', '.join(FIELDS['text'])}")
        raise TextMissingError(
            f"the text is a JSON {_JSON_NAMES.get(type(text), 'value')}, not a string"
        )
    return Document(
        where=where,
        part=part,
        text=_LONE_SURROGATE.sub("\ufffd", text),
        id=_string(_value(row, "id")),
        title=_string(_value(row, "title")),
        published=_value(row, "published"),
        url=_string(_value(row, "url")),
        outlet=_string(_value(row, "source")),
    )


# JSON can spell half a character ("\\ud83d" alone), which no UTF-8 output can hold.
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JSON_NAMES = {list: "array", dict: "object", int: "number", float: "number", bool: "boolean"}


def _value(row: Mapping[str, Any], field: str) -> Any:
    return next((row[name] for name in FIELDS[field] if row.get(name) not in (None, "")), None)


def _string(value: object) -> str | None:
    """A metadata field as one line; an outlet may be {"id": ..., "name": ...}."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(_LONE_SURROGATE.sub("\ufffd", str(value)).split()) or None
