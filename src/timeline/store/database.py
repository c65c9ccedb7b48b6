"""The file: its tables, how it is opened, and what is said when SQLite refuses.

It is opened in WAL mode, so that one run may write while others read; a writer waits for another.
Every statement, or group of statements in `writing`, is in the file as a whole or not at all,
whatever becomes of the process.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

APPLICATION = 0x544C4E45
"""Marks the file as ours (`PRAGMA application_id`): "TLNE"."""

SCHEMA = 1
"""The version of the tables (`PRAGMA user_version`)."""

PATIENCE = 60.0
"""Seconds to wait for another run that is writing."""

_HEAD = b"SQLite format 3\0"

_TABLES = """
CREATE TABLE makers (
    id INTEGER PRIMARY KEY,
    step TEXT NOT NULL,           -- 'read' or 'annotate'
    version TEXT NOT NULL,        -- of the package
    model TEXT,                   -- what annotated articles call it; reading has none
    fingerprint BLOB NOT NULL,    -- code, tables, libraries, model
    UNIQUE (step, fingerprint)
);
-- A file that was read: its bytes, its name as far as it matters, and the options.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    maker INTEGER NOT NULL REFERENCES makers,
    sha256 BLOB NOT NULL,
    name TEXT NOT NULL,
    options BLOB NOT NULL,
    items INTEGER                          -- how many, when all of them are here
);
CREATE UNIQUE INDEX whole_readings ON readings (maker, sha256, name, options)
    WHERE items IS NOT NULL;
-- Its articles and problems in order, the path of the file taken off their places.
CREATE TABLE items (
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    content BLOB,                 -- of an article: the digest that annotations go by
    value BLOB NOT NULL,
    sum BLOB NOT NULL,            -- SHA-256 of the value
    PRIMARY KEY (reading, position)
);
-- Where a reading was last asked for.
CREATE TABLE places (
    path BLOB NOT NULL,
    options BLOB NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE,
    PRIMARY KEY (path, options)
);
CREATE INDEX places_by_reading ON places (reading);
CREATE INDEX items_by_content ON items (content);
CREATE TABLE annotations (
    content BLOB NOT NULL,
    maker INTEGER NOT NULL REFERENCES makers,
    value BLOB NOT NULL,
    sum BLOB NOT NULL,
    PRIMARY KEY (content, maker)
);
"""


class StoreError(Exception):
    """A store that cannot be used; the message is one line that names it."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns an error of SQLite into a line that names the store."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{path}: no store of timeline") from error
        if code is not None and code & 0xFF == sqlite3.SQLITE_CORRUPT:
            told = f"{path}: a damaged store ({error}): delete it, and the next run makes it anew"
            raise StoreError(told) from error
        raise StoreError(f"{path}: {error}") from error


def connect(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """Opens a store, and makes it first if `new` allows it. Raises `StoreError`."""
    if not path.exists() and not new:
        raise StoreError(f"{path}: no such file")
    if path.is_file():
        with suppress(OSError), path.open("rb") as file:  # SQLite says what is wrong
            # SQLite takes a file of a few bytes for an empty one, and would write over it.
            if (head := file.read(len(_HEAD))) and head != _HEAD:
                raise StoreError(f"{path}: no store of timeline")
    with told(path):
        connection = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            if _is_ours(connection, path):
                _set_up(connection)
            else:
                with writing(connection):  # another run may have made it in the meantime
                    if not _is_ours(connection, path):
                        for statement in _TABLES.split(";\n"):
                            connection.execute(statement)
                        connection.execute(f"PRAGMA application_id = {APPLICATION}")
                        connection.execute(f"PRAGMA user_version = {SCHEMA}")
                _set_up(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file has our tables; False for a new one. Raises `StoreError` for another's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not application:
        return False
    if application != APPLICATION:
        raise StoreError(f"{path}: no store of timeline")
    if schema != SCHEMA:
        made = "a newer" if schema > SCHEMA else "an older"
        raise StoreError(f"{path}: a store of {made} version of timeline: name another file")
    return True


def _set_up(connection: sqlite3.Connection) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            # Two runs that open a new store at once: SQLite does not wait by itself here.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Statements that go into the file together."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
