"""Input formats: one table, from suffix or first bytes to the reader of that format.

A reader takes a stream of bytes and yields the articles in it; what it cannot read it yields as a
`Problem` and goes on. A new format is a new reader and a new row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import NamedTuple

import msgspec

from timeline.articles.charset import UndecodableError, decode, wide_mark
from timeline.articles.fields import Document, TextMissingError, from_fields
from timeline.records import Problem

MAX_BYTES = 50_000_000
"""The most that is read at a time: a text file, a JSON document, one line of JSON Lines."""

HEAD_BYTES = 4096
"""How many first bytes a format is recognised by."""

Reader = Callable[[BufferedReader, str], Iterator[Document | Problem]]


class Format(NamedTuple):
    """A format: its name, its file suffixes, what its first bytes look like, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    looks: re.Pattern[bytes]
    read: Reader


def problem(where: str, message: str) -> Problem:
    """An article that is lost, and why."""
    return Problem(step="articles", where=where, message=message)


def read_text(stream: BufferedReader, where: str) -> Iterator[Document | Problem]:
    """A plain text file is one article."""
    text, trouble = _decoded(stream, where)
    if isinstance(text, Problem):
        yield text
    elif not text.strip():
        yield problem(where, "empty file" if not text else "no text: only white space")
    else:
        yield Document(where=where, text=text, warning=trouble)


def read_json(stream: BufferedReader, where: str) -> Iterator[Document | Problem]:
    """A JSON object is one article, an array of objects is many.

    Exports name JSON Lines `.json` too: what is no JSON document is read line by line if one
    of its first two lines is.
    """
    text, trouble = _decoded(stream, where)
    if isinstance(text, Problem):
        yield text
        return
    if not text.strip():
        yield problem(where, "empty file" if not text else "no JSON: only white space")
        return
    value, fault = _loaded(text)
    if fault is not None:
        lines = text.split("\n")
        if len(lines) > 1 and any(isinstance(_loaded(line)[0], dict) for line in lines[:2]):
            for number, line in enumerate(lines, 1):
                yield from _line(line, where, number, trouble)
        else:
            yield problem(where, f"malformed JSON: {fault}")
    elif isinstance(value, list):
        if not value:
            yield problem(where, "no article: an empty JSON array")
        for number, row in enumerate(value, 1):
            yield _article(row, f"{where}:item {number}", str(number), trouble)
    else:
        yield _article(value, where, None, trouble)


def read_json_lines(stream: BufferedReader, where: str) -> Iterator[Document | Problem]:
    """Each line a JSON object, each object an article; read line by line, however long the file."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if wide_mark(head):
        text, trouble = _decoded(stream, where)
        if isinstance(text, Problem):
            yield text
            return
        for number, line in enumerate(text.split("\n"), 1):
            yield from _line(line, where, number, trouble)
        return
    if b"\0" in head:
        yield problem(where, "binary data, not text")
        return
    number = found = 0
    while data := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(data) > MAX_BYTES:
            yield problem(f"{where}:{number}", f"line longer than {_megabytes()}: not read")
            found += 1
            while data and not data.endswith(b"\n"):
                data = stream.readline(MAX_BYTES)
            continue
        try:
            text, trouble = decode(data)
        except UndecodableError as error:
            yield problem(f"{where}:{number}", str(error))
            found += 1
            continue
        for item in _line(text, where, number, trouble):
            yield item
            found += 1
    if not found:
        yield problem(where, "empty file" if not number else "no JSON: only white space")


# The first row whose suffix fits reads a file; a file without suffix and standard input are read by
# the first row that looks right. Plain text comes last: it looks like anything.
FORMATS: tuple[Format, ...] = (
    Format(
        "JSON Lines",
        (".jsonl", ".ndjson"),
        re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^\n]*\}[ \t\r]*\n\s*\{\s*"'),
        read_json_lines,
    ),
    Format(
        "JSON",
        (".json",),
        re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*["}]|\[\s*[{\]])'),
        read_json,
    ),
    Format("plain text", (".txt", ".text"), re.compile(b""), read_text),
)


def format_of(suffix: str, head: bytes) -> Format | None:
    """The format for a file suffix (".json"), or for first bytes where there is no suffix."""
    if suffix:
        return next((row for row in FORMATS if suffix.lower() in row.suffixes), None)
    return next(row for row in FORMATS if row.looks.match(head))


def _megabytes() -> str:
    return f"{MAX_BYTES // 1_000_000} MB"


def _decoded(stream: BufferedReader, where: str) -> tuple[str | Problem, str | None]:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return problem(where, f"larger than {_megabytes()}: not read"), None
    try:
        return decode(data)
    except UndecodableError as error:
        return problem(where, str(error)), None


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


def _line(text: str, where: str, number: int, trouble: str | None) -> Iterator[Document | Problem]:
    if not text.strip():
        return
    place = f"{where}:{number}"
    value, fault = _loaded(text.rstrip("\r\n"))
    if fault is not None:
        # "line 1" of a line would mislead: the number is in `place`.
        yield problem(place, f"malformed JSON: {fault.removeprefix('line 1, ')}")
    else:
        yield _article(value, place, str(number), trouble)


def _article(
    value: object, where: str, part: str | None, trouble: str | None
) -> Document | Problem:
    if not isinstance(value, dict):
        return problem(where, "no article: JSON, but not an object")
    try:
        document = from_fields(value, where=where, part=part)
    except TextMissingError as error:
        return problem(where, str(error))
    if not document.text.strip():
        return problem(where, "no text: only white space")
    return msgspec.structs.replace(document, warning=trouble)
