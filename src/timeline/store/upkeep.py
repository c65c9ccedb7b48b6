"""Looking after a store: what is in it, what is no longer needed, and whether it is whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from timeline.records import Problem, Record
from timeline.store import values
from timeline.store.database import connect, told, writing
from timeline.store.kept import Maker


class Content(Record, frozen=True, kw_only=True):
    """What one maker has in a store: the articles of files that were read, or
    articles annotated with a model. `size` is in bytes, as kept. `current` says whether a run of
    today would take it."""

    step: str
    version: str
    model: str | None
    current: bool
    files: int | None
    articles: int
    size: int


class Info(Record, frozen=True, kw_only=True):
    """What is in a store, and the bytes of its file."""

    size: int
    contents: tuple[Content, ...]


class Pruned(Record, frozen=True, kw_only=True):
    """How much was taken out of a store, and the bytes of its file before and after."""

    files: int
    annotations: int
    before: int
    after: int


_CONTENTS = """
SELECT step, version, model, fingerprint, files, articles, size FROM makers JOIN (
    SELECT
        maker,
        count(DISTINCT reading) AS files,
        count(content) AS articles,
        sum(length(value)) AS size
        FROM items JOIN readings ON readings.id = reading GROUP BY maker
    UNION ALL
    SELECT maker, NULL, count(*), sum(length(value)) FROM annotations GROUP BY maker
) ON maker = makers.id ORDER BY step DESC, makers.id
"""


def info(path: str | Path, makers: Collection[Maker]) -> Info:
    """What is in a store; what these makers made is current. Raises `StoreError`."""
    place = Path(path)
    now = {(maker.step, maker.fingerprint) for maker in makers}
    with closing(connect(place)) as connection, told(place):
        contents = tuple(
            Content(
                step=step,
                version=version,
                model=model,
                current=(step, fingerprint) in now,
                files=files,
                articles=articles,
                size=size,
            )
            for step, version, model, fingerprint, files, articles, size in connection.execute(
                _CONTENTS
            )
        )
        return Info(size=place.stat().st_size, contents=contents)


def prune(path: str | Path, makers: Collection[Maker]) -> Pruned:
    """Takes out what others than these makers made, and what no input file asks for any more.

    A file asks for what was read of it as long as it lies where it was read and has the same bytes;
    an article asks for its annotations. Raises `StoreError`.
    """
    place = Path(path)
    with closing(connect(place)) as connection, told(place):
        before = place.stat().st_size
        gone = [
            row
            for *row, sha256 in connection.execute(
                "SELECT path, places.options, sha256 FROM places"
                " JOIN readings ON readings.id = reading"
            )
            if _sha256(os.fsdecode(row[0])) != sha256
        ]
        with writing(connection):
            connection.executemany("DELETE FROM places WHERE path = ? AND options = ?", gone)
            connection.execute(
                "CREATE TEMP TABLE kept AS SELECT id FROM makers WHERE (step, fingerprint) IN"
                f" (VALUES {', '.join(['(?, ?)'] * len(makers))})",
                [value for maker in makers for value in (maker.step, maker.fingerprint)],
            )
            files = connection.execute(
                "DELETE FROM readings WHERE maker NOT IN kept"
                " OR id NOT IN (SELECT reading FROM places)"
            ).rowcount
            annotations = connection.execute(
                "DELETE FROM annotations WHERE maker NOT IN kept OR content NOT IN"
                " (SELECT content FROM items WHERE content IS NOT NULL)"
            ).rowcount
            connection.execute(
                "DELETE FROM makers WHERE id NOT IN (SELECT maker FROM readings)"
                " AND id NOT IN (SELECT maker FROM annotations)"
            )
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        after = place.stat().st_size
    return Pruned(files=files, annotations=annotations, before=before, after=after)


def _sha256(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # a name that is no UTF-8 is a plain string
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None


def check(path: str | Path) -> tuple[Problem, ...]:
    """What is wrong with a store: by SQLite's own check, then each value by its digest.

    What is damaged is made anew by the next run. Raises `StoreError` for what cannot be opened.
    """
    place = Path(path)
    with closing(connect(place)) as connection:
        try:
            return tuple(_faults(connection, place))
        except sqlite3.Error as error:
            return (_problem(place, str(error)),)


def _faults(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield _problem(path, line)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield _problem(path, f"a row of {table} belongs to nothing")
    for reading, position, content, value, sum in connection.execute(
        "SELECT reading, position, content, value, sum FROM items"
    ):
        where = f"item {position} of reading {reading}"
        if values.sum_of(value) != sum:
            yield _problem(path, f"{where} is not as it was written")
        elif content is not None and values.content(values.read_article(value)) != content:
            yield _problem(path, f"{where} is kept under the digest of another")
    for content, value, sum in connection.execute("SELECT content, value, sum FROM annotations"):
        if values.sum_of(value) != sum:
            told = f"the annotations of {content.hex()[:12]} are not as they were written"
            yield _problem(path, told)
    for (reading,) in connection.execute(
        "SELECT id FROM readings WHERE items IS NOT NULL AND items <>"
        " (SELECT count(*) FROM items WHERE items.reading = readings.id)"
    ):
        yield _problem(path, f"reading {reading} lacks items")


def _problem(path: Path, message: str) -> Problem:
    return Problem(step="store", where=str(path), message=message)
