"""Files at addresses, as of an object store: "s3://archive/2024/". The only door to file systems.

pyarrow knows object stores and clusters itself (s3, gs, abfs, hdfs) and mounted folders (file);
other addresses are asked of fsspec, where it is installed. Nothing is asked of an address that the
user has not given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import Any, cast
from urllib.parse import quote, unquote, urlsplit

import msgspec

from timeline.articles.companions import PASSED_OVER, companions
from timeline.articles.document import problem
from timeline.articles.extras import ExtraMissingError, load
from timeline.records import Problem

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(path: str) -> bool:
    """Whether a path names a place in a file system elsewhere."""
    return _ADDRESS.match(path) is not None


def shown(address: str) -> str:
    """An address as it is shown and stored: without the keys that it may hold, readable."""
    parts = urlsplit(address)
    return unquote(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")


class AddressError(OSError):
    """An address that leads nowhere; the message is one line."""


class Files(msgspec.Struct, frozen=True):
    """A file system of pyarrow, and a path in it; `quoted` where addresses are percent-encoded."""

    system: Any
    path: str
    quoted: bool


def file_system(address: str) -> Files:
    """The file system that an address names. Raises `AddressError`."""
    try:
        fs = load("pyarrow.fs", "parquet")
    except ExtraMissingError as error:
        raise AddressError(str(error)) from None
    try:
        system, path = fs.FileSystem.from_uri(address)
        return Files(system, path, quoted=True)
    except ValueError as error:
        if "Unrecognized filesystem" not in str(error):
            raise AddressError(_line(error)) from None
    try:
        system, path = load("fsspec.core", "ray").url_to_fs(address)
    except (ValueError, ImportError, ExtraMissingError) as error:
        raise AddressError(_line(error)) from None
    return Files(fs.PyFileSystem(fs.FSSpecHandler(system)), path, quoted=False)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def find(addresses: Iterable[str]) -> Iterator[str | Problem]:
    """The files at and below addresses, each once and sorted, as `find_files` has those of folders:
    hidden ones and what a browser saved with a page are left out. What cannot be listed is a
    `Problem`."""
    found: dict[str, str | Problem] = {}
    for address in sorted(addresses):
        try:
            for item in _below(address):
                found.setdefault(item.where if isinstance(item, Problem) else item, item)
        except OSError as error:
            found[address] = problem(shown(address), (error.strerror or _line(error)).lower())
    for _, item in sorted(found.items(), key=lambda row: row[0].split("/")):
        yield item


def _below(address: str) -> Iterator[str | Problem]:
    place = file_system(address)
    fs = load("pyarrow.fs", "parquet")
    about = place.system.get_file_info(place.path)
    if about.type == fs.FileType.NotFound:
        raise AddressError("no such file or folder")
    if about.type == fs.FileType.File:
        yield address
        return
    root = about.path.rstrip("/")
    listing = place.system.get_file_info(fs.FileSelector(place.path, recursive=True))
    names = [one.path[len(root) :].lstrip("/") for one in listing if one.type == fs.FileType.File]
    names = [name for name in names if not any(part.startswith(".") for part in name.split("/"))]
    beside = companions(names)
    if not names:
        raise AddressError("no file in this folder")
    base, _, query = address.partition("?")
    query = f"?{query}" if query else ""
    for folder in beside.folders:
        where = shown(f"{base.rstrip('/')}/{folder}")
        yield Problem(step="articles", where=where, message=PASSED_OVER, severity="note")
    for name in names:
        if name not in beside.files:
            yield f"{base.rstrip('/')}/{quote(name) if place.quoted else name}{query}"


def opened(address: str) -> tuple[BufferedReader, int]:
    """The bytes at an address, and how many they are. Raises OSError."""
    place = file_system(address)
    stream = place.system.open_input_file(place.path)
    return cast(BufferedReader, BufferedReader(stream, 1 << 20)), stream.size()
