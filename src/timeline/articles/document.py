"""What readers of formats take and give: a place, and the articles and members found there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import PurePosixPath
from typing import Literal, cast

import msgspec

from timeline.articles import limits
from timeline.articles.charset import UndecodableError, decode
from timeline.articles.expansion import Budget
from timeline.records import Problem

_SAY_NOTHING = ("index", "default")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where bytes come from, and what is known of the articles in them.

    `path` is for people and provenance ("news.zip!may/a.html", bytes that are no UTF-8 escaped),
    `name` that of the innermost file ("may/a.html"), `part` the record of it ("7"). `names` are the
    user's field names before ours, `budget` what may still be expanded, `depth` how many files this
    one lies in. `url`, `outlet` and `published` are what the surrounding file says.
    """

    path: str
    name: str
    budget: Budget
    names: tuple[tuple[str, str], ...] = ()
    part: str | None = None
    depth: int = 0
    url: str | None = None
    outlet: str | None = None
    published: object = None

    @property
    def where(self) -> str:
        """The path with the part: "feed.xml#3"."""
        return self.path if self.part is None else f"{self.path}#{self.part}"

    @property
    def stem(self) -> str:
        """The name of the file alone, without suffix; of "may/index.html", "may"."""
        name = PurePosixPath(self.name)
        return name.parent.name or name.stem if name.stem in _SAY_NOTHING else name.stem

    def at(self, part: int | str) -> Place:
        """A record of this file: the line of JSON Lines, the item of an array, the row."""
        return msgspec.structs.replace(self, part=str(part))

    def problem(self, message: str) -> Problem:
        """An article that is lost, and why."""
        return problem(self.where, message)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its format gives it, before anything is made of it.

    `published` is the value as found, whatever its type, and `published_from` where it stood.
    `warning` concerns the decoding.
    """

    place: Place
    text: str
    id: str | None = None
    title: str | None = None
    published: object = None
    published_from: Literal["field", "url"] = "field"
    url: str | None = None
    outlet: str | None = None
    warning: str | None = None


class Member(msgspec.Struct, frozen=True):
    """A file inside a file: its bytes, to be read in its own format, and its place."""

    stream: BufferedReader
    place: Place


Item = Document | Member | Problem
Reader = Callable[[BufferedReader, Place], Iterator[Item]]
"""What reads a format: yields what it finds; what it cannot read it yields as a `Problem`."""


class UnreadableError(Exception):
    """A file that is lost as a whole; the message says why."""


def problem(where: str, message: str) -> Problem:
    """An article or a file that is lost, and why."""
    return Problem(step="articles", where=where, message=message)


def whole(stream: BufferedReader, limit: int | None = None) -> bytes:
    """All bytes of a file that is small enough; raises `UnreadableError`."""
    limit = limits.MAX_BYTES if limit is None else limit
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"larger than {limits.megabytes(limit)}: not read")
    return data


def whole_text(stream: BufferedReader, kind: str = "text") -> tuple[str, str | None]:
    """The text of a file, and a warning where its encoding had to be detected.

    Raises `UnreadableError`, also for a file without any text.
    """
    try:
        text, warning = decode(whole(stream))
    except UndecodableError as error:
        raise UnreadableError(str(error)) from None
    if not text.strip():
        raise UnreadableError(f"no {kind}: only white space" if text else "empty file")
    return text, warning


@contextmanager
def seekable(stream: BufferedReader) -> Iterator[BufferedReader]:
    """The stream itself if one can go back in it, else a temporary copy."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.MAX_BYTES) as copy:
        size = 0
        while data := stream.read(1 << 20):
            size += len(data)
            if size > limits.MAX_SPOOLED:
                most = limits.megabytes(limits.MAX_SPOOLED)
                raise UnreadableError(f"larger than {most}: not read")
            copy.write(data)
        copy.seek(0)
        yield cast(BufferedReader, copy)
