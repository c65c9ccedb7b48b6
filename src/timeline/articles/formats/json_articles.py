"""JSON and JSON Lines, as news crawlers, archives and interfaces export articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader

import msgspec

from timeline.articles import limits
from timeline.articles.charset import UndecodableError, decode, wide_mark
from timeline.articles.document import Item, Place, whole_text
from timeline.articles.fields import TextMissingError, from_fields, listed


def read_json(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A JSON object is one article, an array of objects is many, wrapped or not.

    Exports name JSON Lines `.json` too: what is no JSON document is read line by line if one
    of its first two lines is.
    """
    text, warning = whole_text(stream, "JSON")
    value, fault = _loaded(text)
    if fault is not None:
        lines = text.split("\n")
        if len(lines) > 1 and any(isinstance(_loaded(line)[0], dict) for line in lines[:2]):
            for number, line in enumerate(lines, 1):
                yield from _line(line, place.at(number), warning)
        else:
            yield place.problem(f"malformed JSON: {fault}")
        return
    if isinstance(value, dict):
        article = _article(value, place, warning)
        rows = listed(value) if not hasattr(article, "text") else None
        if rows is None:
            yield article
            return
        value = rows
    if not isinstance(value, list):
        yield place.problem("no article: JSON, but not an object")
        return
    if not value:
        yield place.problem("no article: an empty JSON array")
    for number, row in enumerate(value, 1):
        yield _article(row, place.at(number), warning)


def read_json_lines(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """Each line a JSON object, each object an article; read line by line, however long the file."""
    head = stream.peek(limits.HEAD_BYTES)[: limits.HEAD_BYTES]
    if wide_mark(head):
        text, warning = whole_text(stream, "JSON")
        for number, line in enumerate(text.split("\n"), 1):
            yield from _line(line, place.at(number), warning)
        return
    if b"\0" in head:
        yield place.problem("binary data, not text")
        return
    number = found = 0
    while data := stream.readline(limits.MAX_BYTES + 1):
        number += 1
        if len(data) > limits.MAX_BYTES:
            size = limits.megabytes(limits.MAX_BYTES)
            yield place.at(number).problem(f"line longer than {size}: not read")
            found += 1
            while data and not data.endswith(b"\n"):
                data = stream.readline(limits.MAX_BYTES)
            continue
        try:
            text, warning = decode(data)
        except UndecodableError as error:
            yield place.at(number).problem(str(error))
            found += 1
            continue
        for item in _line(text, place.at(number), warning):
            yield item
            found += 1
    if not found:
        yield place.problem("empty file" if not number else "no JSON: only white space")


def _loaded(text: str) -> tuple[object, str | None]:
    """The JSON value of `text`, or what is wrong with it."""
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        return None, f"line {error.lineno}, column {error.colno}: {error.msg}"
    except RecursionError:
        return None, "nested too deeply"
    except ValueError as error:  # an integer of more than 4,300 digits
        return None, str(error)


def _line(text: str, place: Place, warning: str | None) -> Iterator[Item]:
    if not text.strip():
        return
    value, fault = _loaded(text.rstrip("\r\n"))
    if fault is not None:
        # "line 1" of a line would mislead: the number is in `place`.
        yield place.problem(f"malformed JSON: {fault.removeprefix('line 1, ')}")
    else:
        yield _article(value, place, warning)


def _article(value: object, place: Place, warning: str | None) -> Item:
    if not isinstance(value, dict):
        return place.problem("no article: JSON, but not an object")
    if isinstance(value.get("_source"), dict):  # a hit of Elasticsearch
        value = {"_id": value.get("_id"), **value["_source"]}
    try:
        return msgspec.structs.replace(from_fields(value, place), warning=warning)
    except TextMissingError as error:
        return place.problem(str(error))
