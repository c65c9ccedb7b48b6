"""Field names of articles in JSON, tables and front matter: what exports call them, and ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.articles.document import Document, Place
from timeline.articles.markup import plain


@cache
def known() -> dict[str, tuple[str, ...]]:
    """Ours -> theirs, the first one present wins; the rows of `fields.tsv`."""
    table: dict[str, list[str]] = {}
    for line in (files("timeline.articles") / "fields.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            ours, theirs, _ = line.split("\t")
            table.setdefault(ours, []).append(theirs)
    return {ours: tuple(theirs) for ours, theirs in table.items()}


class TextMissingError(Exception):
    """A row that holds no article; the message says why."""


def from_fields(row: Mapping[str, Any], place: Place) -> Document:
    """The article that a JSON object, a row of a table or front matter holds.

    Markup in title and text is taken out. Raises `TextMissingError` where there is no text.
    """
    text = _value(row, "text", place)
    if not isinstance(text, str):
        if text is None:
            looked_for = ", ".join(names_of("text", place)[:6])
            raise TextMissingError(
                f"no text: none of the fields {looked_for}, …; name the field that holds it with"
                " --map text=FIELD"
            )
        raise TextMissingError(
            f"the text is a JSON {_JSON_NAMES.get(type(text), 'value')}, not a string"
        )
    text = plain(_LONE_SURROGATE.sub("\ufffd", text))
    if not text.strip():
        raise TextMissingError("no text: only white space")
    return Document(
        place=place,
        text=text,
        id=_string(_value(row, "id", place)),
        title=_string(_value(row, "title", place)),
        published=_value(row, "published", place) or place.published,
        url=_string(_value(row, "url", place)) or place.url,
        outlet=_string(_value(row, "source", place)) or place.outlet,
    )


def names_of(ours: str, place: Place) -> list[str]:
    """The names that a field of ours goes by: the user's, then those of the table."""
    return [theirs for mapped, theirs in place.names if mapped == ours] + list(known()[ours])


def listed(value: Mapping[str, Any]) -> list[Any] | None:
    """The array of articles that an answer of an interface wraps ({"articles": [...]})."""
    for name in known()["list"]:
        found = _at(value, name)
        if isinstance(found, list):
            return found
    return None


# JSON can spell half a character ("\\ud83d" alone), which no UTF-8 output can hold.
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JSON_NAMES = {list: "array", dict: "object", int: "number", float: "number", bool: "boolean"}


def _value(row: Mapping[str, Any], ours: str, place: Place) -> Any:
    values = (_at(row, name) for name in names_of(ours, place))
    return next((value for value in values if value not in (None, "")), None)


def _at(row: Any, name: str) -> Any:
    """The value of a name, and of a dotted name within objects and arrays."""
    if isinstance(row, Mapping) and name in row:
        return row[name]
    first, dot, rest = name.partition(".")
    if not dot:
        return None
    if isinstance(row, Mapping):
        return _at(row.get(first), rest)
    if isinstance(row, list) and first.isdigit() and int(first) < len(row):
        return _at(row[int(first)], rest)
    return None


def _string(value: object) -> str | None:
    """A metadata field as one line; an outlet may be {"id": ..., "name": ...}."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    try:
        string = plain(_LONE_SURROGATE.sub("\ufffd", str(value)))
    except ValueError:  # an integer of more than 4,300 digits
        return None
    return " ".join(string.split()) or None
