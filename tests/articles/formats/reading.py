"""Bytes under a file name, read as the program reads a file of that name."""

from __future__ import annotations

from io import BufferedReader, BytesIO
from typing import cast

from timeline.articles.document import Document, Place
from timeline.articles.expansion import Budget
from timeline.articles.streams import documents
from timeline.records import Problem


def place(name: str, size: int = 0, names: tuple[tuple[str, str], ...] = ()) -> Place:
    return Place(path=name, name=name, budget=Budget(size), names=names)


def read(
    name: str, data: bytes, names: tuple[tuple[str, str], ...] = ()
) -> list[Document | Problem]:
    stream = cast(BufferedReader, BufferedReader(BytesIO(data)))  # type: ignore[arg-type]
    return list(documents(stream, place(name, len(data), names)))


def article(name: str, data: bytes, names: tuple[tuple[str, str], ...] = ()) -> Document:
    (item,) = read(name, data, names)
    assert isinstance(item, Document), item
    return item


def fault(name: str, data: bytes) -> str:
    (item,) = read(name, data)
    assert isinstance(item, Problem), item
    assert item.severity == "error"
    return item.message


def texts(items: list[Document | Problem]) -> list[str]:
    return [item.text if isinstance(item, Document) else item.message for item in items]


def places(items: list[Document | Problem]) -> list[str]:
    return [item.place.where if isinstance(item, Document) else item.where for item in items]
