"""What a run keeps and finds: the items of files, and annotations.

A file is known by its bytes, wherever it lies and whenever it was changed; an annotation by the
content of its article.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from timeline.records import AnnotatedArticle, Problem, ReadArticle
from timeline.store import values
from timeline.store.database import connect, told, writing

_PAGE = 64
"""Items of a file that are written or read at a time: an archive may have a million."""

Item = ReadArticle | Problem


class Maker(msgspec.Struct, frozen=True):
    """What made a result; `fingerprint` stands for all that it depends on beside its input."""

    step: str
    version: str
    model: str | None
    fingerprint: bytes


class File(msgspec.Struct, frozen=True):
    """A file that is read: what its items are kept by, and where it lies.

    `name` is as much of its name as reading looks at, `options` what it is read with. `shown` is
    what the places of its items begin with.
    """

    sha256: bytes
    name: str
    options: bytes
    path: str
    shown: str


class Store:
    """An open store. Every method raises `StoreError` where the file cannot be used."""

    def __init__(self, path: str | Path) -> None:
        """Opens the store at a path, or makes a new one there."""
        self.path = Path(path)
        self._connection = connect(self.path, new=True)
        self._makers: dict[Maker, int] = {}
        with told(self.path), writing(self._connection):
            pass  # one that cannot be written is told before the work begins

    def close(self) -> None:
        """Close the file; all that was kept is in it already."""
        self._connection.close()

    def items(self, maker: Maker, file: File) -> Iterator[Item] | None:
        """What a file holds, None where that is not known.

        The iterator raises `ValueDamagedError` at an item that is lost; the reading is then
        forgotten.
        """
        with told(self.path):
            found = self._reading(maker, file)
            if found is None:
                return None
            reading, count = found
            self._place(file, reading)
        return self._stored(reading, count, file.shown)

    def _stored(self, reading: int, count: int, shown: str) -> Iterator[Item]:
        for start in range(0, count, _PAGE):
            with told(self.path):
                rows = self._connection.execute(
                    "SELECT content, value FROM items"
                    " WHERE reading = ? AND position >= ? AND position < ? ORDER BY position",
                    (reading, start, start + _PAGE),
                ).fetchall()
            try:
                if len(rows) != min(_PAGE, count - start):
                    raise values.ValueDamagedError("items are missing")
                items = [_item(row, shown) for row in rows]
            except values.ValueDamagedError:
                with told(self.path):
                    self._connection.execute("DELETE FROM readings WHERE id = ?", (reading,))
                raise
            yield from items

    def keep_items(
        self, maker: Maker, file: File, items: Iterable[Item], unchanged: Callable[[], bool]
    ) -> Iterator[Item]:
        """Passes on what is read of a file, and keeps it once all is read.

        `unchanged` is asked then: what was read of a file that changed meanwhile is not kept.
        """
        reading = _Reading(file)
        try:
            for item in items:
                reading.add(item)
                if len(reading.rows) == _PAGE:
                    self._write(maker, reading)
                yield item
            if unchanged():
                self._write(maker, reading, last=True)
        finally:
            if reading.id is not None and not reading.done:
                with told(self.path):
                    self._connection.execute("DELETE FROM readings WHERE id = ?", (reading.id,))

    def _write(self, maker: Maker, reading: _Reading, last: bool = False) -> None:
        """Writes the items at hand, and with the last ones that the reading is whole."""
        if reading.unfit:
            return
        number = self._maker(maker)
        with told(self.path), writing(self._connection):
            if last and (other := self._reading(maker, reading.file)):
                self._place(reading.file, other[0])  # another run was quicker
                return
            if reading.id is None:
                file = reading.file
                reading.id = self._connection.execute(
                    "INSERT INTO readings (maker, sha256, name, options) VALUES (?, ?, ?, ?)",
                    (number, file.sha256, file.name, file.options),
                ).lastrowid
            try:
                self._connection.executemany(
                    "INSERT INTO items (reading, position, content, value, sum)"
                    " VALUES (?, ?, ?, ?, ?)",
                    reading.taken(),
                )
            except sqlite3.IntegrityError:  # pruned by another run
                reading.unfit = True
                return
            if last:
                self._connection.execute(
                    "UPDATE readings SET items = ? WHERE id = ?", (reading.count, reading.id)
                )
                assert reading.id is not None
                self._place(reading.file, reading.id)
        reading.done = last

    def annotation(self, maker: Maker, article: ReadArticle) -> AnnotatedArticle | None:
        """The annotations of an article, None where they are not known."""
        with told(self.path):
            found = self._connection.execute(
                "SELECT value FROM annotations WHERE content = ? AND maker = ?",
                (values.content(article), self._maker(maker)),
            ).fetchone()
        if found is None:
            return None
        try:
            kept = values.annotated_article(found[0])
        except values.ValueDamagedError:
            return None
        return msgspec.structs.replace(kept, article=article.article)

    def keep_annotation(self, maker: Maker, article: ReadArticle, made: AnnotatedArticle) -> None:
        """Keeps the annotations of an article."""
        about = values.without_name(article).article
        value = values.packed(msgspec.structs.replace(made, article=about))
        with told(self.path):
            self._connection.execute(
                "INSERT OR REPLACE INTO annotations (content, maker, value, sum)"
                " VALUES (?, ?, ?, ?)",
                (values.content(article), self._maker(maker), value, values.sum_of(value)),
            )

    def _maker(self, maker: Maker) -> int:
        """The number of a maker, which is noted when it is new."""
        if maker not in self._makers:
            row = (maker.step, maker.version, maker.model, maker.fingerprint)
            with told(self.path):
                self._connection.execute(
                    "INSERT OR IGNORE INTO makers (step, version, model, fingerprint)"
                    " VALUES (?, ?, ?, ?)",
                    row,
                )
                (self._makers[maker],) = self._connection.execute(
                    "SELECT id FROM makers WHERE step = ? AND fingerprint = ?",
                    (maker.step, maker.fingerprint),
                ).fetchone()
        return self._makers[maker]

    def _reading(self, maker: Maker, file: File) -> tuple[int, int] | None:
        """The number of a reading that is whole, and how many items it has."""
        found: tuple[int, int] | None = self._connection.execute(
            "SELECT id, items FROM readings WHERE maker = ? AND sha256 = ? AND name = ?"
            " AND options = ? AND items IS NOT NULL",
            (self._maker(maker), file.sha256, file.name, file.options),
        ).fetchone()
        return found

    def _place(self, file: File, reading: int) -> None:
        """Notes where a reading was asked for."""
        path = os.fsencode(os.path.abspath(file.path))  # noqa: PTH100  # as bytes
        row = (path, file.options, reading)
        known = self._connection.execute(
            "SELECT 1 FROM places WHERE path = ? AND options = ? AND reading = ?", row
        ).fetchone()
        if known is None:
            self._connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?)", row)


class _Reading:
    """A file that is being read: the items that are not yet written."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.id: int | None = None
        self.count = 0
        self.rows: list[tuple[bytes | None, bytes]] = []
        self.unfit = self.done = False

    def add(self, item: Item) -> None:
        """Packs an item; one whose place is not within the file makes the reading unfit."""
        row = None if self.unfit else _row(item, self.file.shown)
        if row is None:
            self.unfit = True
        else:
            self.rows.append(row)

    def taken(self) -> list[tuple[int | None, int, bytes | None, bytes, bytes]]:
        """The rows of the items at hand, which are then no longer there."""
        rows = [
            (self.id, position, content, value, values.sum_of(value))
            for position, (content, value) in enumerate(self.rows, start=self.count)
        ]
        self.count += len(rows)
        self.rows = []
        return rows


def _row(item: Item, shown: str) -> tuple[bytes | None, bytes] | None:
    """An item without the path of its file, and of an article the digest of its content."""
    where = item.where if isinstance(item, Problem) else item.article.path
    if not where.startswith(shown):
        return None
    within = where[len(shown) :]
    if isinstance(item, Problem):
        return None, values.packed(msgspec.structs.replace(item, where=within))
    about = msgspec.structs.replace(item.article, path=within)
    return values.content(item), values.packed(msgspec.structs.replace(item, article=about))


def _item(row: tuple[bytes | None, bytes], shown: str) -> Item:
    content, value = row
    if content is None:
        lost = values.problem(value)
        return msgspec.structs.replace(lost, where=shown + lost.where)
    read = values.read_article(value)
    about = msgspec.structs.replace(read.article, path=shown + read.article.path)
    return msgspec.structs.replace(read, article=about)
