"""A stream of bytes to the articles in it, however many files lie in one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import PurePosixPath

import msgspec

from timeline.articles import limits
from timeline.articles.charset import UndecodableError
from timeline.articles.document import Document, Member, Place, UnreadableError
from timeline.articles.expansion import BombError, damage_of
from timeline.articles.extras import ExtraMissingError
from timeline.articles.formats import Format, format_of
from timeline.records import Problem

_LOST = (UnreadableError, UndecodableError, ExtraMissingError)
# An address in memory in the message of a library: it would differ from run to run.
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}|\d{12,}")


def documents(stream: BufferedReader, place: Place) -> Iterator[Document | Problem]:
    """The articles of a stream in the format of its name or of its first bytes.

    What cannot be read is a `Problem`, and what a bomb leaves unread is one. Raises only OSError.
    """
    try:
        head = stream.peek(limits.HEAD_BYTES)[: limits.HEAD_BYTES]
        if not head:
            yield place.problem(damage_of(stream) or "empty file")
            return
        suffix = PurePosixPath(place.name).suffix
        row = format_of(suffix, head)
        if row is None:
            yield place.problem(_unknown(suffix))
            return
        yield from _read(row, stream, place)
        if damage := damage_of(stream):
            yield place.problem(damage)
    except _LOST as error:
        yield place.problem(damage_of(stream) or str(error))
    except BombError as error:
        if place.depth:
            raise  # nothing more is read of the outermost file
        yield place.problem(str(error))


def _read(row: Format, stream: BufferedReader, place: Place) -> Iterator[Document | Problem]:
    items = row.read(stream, place)
    while True:
        try:
            item = next(items, None)
        except (*_LOST, BombError, OSError):
            raise
        except Exception as error:
            if row.library is None:
                raise
            # Libraries that read what others wrote fail in ways that no list of errors holds.
            reason = _ADDRESS.sub("…", " ".join(f"{type(error).__name__}: {error}".split()))[:200]
            raise UnreadableError(f"cannot be read as {row.name} ({reason})") from error
        if item is None:
            return
        if not isinstance(item, Member):
            yield item
        elif place.depth >= limits.MAX_DEPTH:
            yield item.place.problem(f"files nested more than {limits.MAX_DEPTH} deep: not read")
        else:
            deeper = msgspec.structs.replace(item.place, depth=place.depth + 1)
            yield from documents(item.stream, deeper)


def _unknown(suffix: str) -> str:
    named = f"unknown format {suffix!r}" if suffix else "unknown format"
    return (
        f"{named}: none of text, Markdown, HTML, JSON, CSV, Parquet, feeds, EPUB, DOCX, PDF, WARC"
        " and archives of these"
    )
