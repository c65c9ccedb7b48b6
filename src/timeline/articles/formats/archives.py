"""Archives and compressed files: what lies in them is read in its own format, as a stream.

Nothing is unpacked to the disk, so a member called "../../x" is a name and no place.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

import msgspec

from timeline.articles import limits
from timeline.articles.companions import companions
from timeline.articles.document import Item, Member, Place, Reader, UnreadableError, seekable
from timeline.articles.expansion import expanded
from timeline.articles.extras import load

_ENCRYPTED = 0x1


def _compressed(opened: Callable[[BufferedReader], Any]) -> Reader:
    """The reader of a format that compresses one file: "wire.jsonl.gz" holds "wire.jsonl"."""

    def read(stream: BufferedReader, place: Place) -> Iterator[Item]:
        name = PurePosixPath(place.name)
        short = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
        inner = str(name.with_suffix(short.get(name.suffix.lower(), ""))) if name.suffix else ""
        plain = expanded(cast(BinaryIO, opened(stream)), place.budget)
        yield Member(plain, msgspec.structs.replace(place, name=inner))

    return read


def _zstandard(stream: BufferedReader) -> Any:
    zstd = load("backports.zstd", "zstd")  # Python 3.14's compression.zstd
    return zstd.ZstdFile(stream, options={zstd.DecompressionParameter.window_log_max: 27})


read_gzip = _compressed(lambda stream: gzip.GzipFile(fileobj=stream))
read_bzip2 = _compressed(bz2.BZ2File)
read_xz = _compressed(lzma.LZMAFile)
read_zstandard = _compressed(_zstandard)


def read_zip(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """The files of a zip archive, sorted by name as those of a folder are."""
    with seekable(stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except _BAD_ZIP as error:
            raise UnreadableError(f"damaged zip archive: {error}") from None
        with archive:
            yield from _members(archive, place)


_BAD_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError)


def _members(archive: zipfile.ZipFile, place: Place) -> Iterator[Item]:
    members = [one for one in archive.infolist() if not (one.is_dir() or _hidden(one.filename))]
    left = companions(one.filename for one in members)
    yield from left.notes(place.path)
    members = [one for one in members if one.filename not in left.files]
    if not members:
        raise UnreadableError("no file in this archive")
    for member in sorted(members, key=lambda one: one.filename)[: limits.MAX_MEMBERS]:
        here = _member(place, member.filename)
        if member.flag_bits & _ENCRYPTED:
            yield here.problem("encrypted: unpack the archive with its password first")
            continue
        try:
            opened = archive.open(member)
        except _BAD_ZIP as error:
            yield here.problem(f"damaged: {error}")
            continue
        with opened:
            yield Member(expanded(cast(BinaryIO, opened), place.budget), here)
    if len(members) > limits.MAX_MEMBERS:
        yield place.problem(_too_many())


def read_tar(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """The files of a tar archive, in its order; links in it lead nowhere."""
    count = 0
    try:
        with tarfile.open(fileobj=cast(BufferedReader, _Ending(stream)), mode="r|") as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # or it keeps every header
                if member.isdir() or _hidden(member.name):
                    continue
                count += 1
                if count > limits.MAX_MEMBERS:
                    yield place.problem(_too_many())
                    return
                here = _member(place, member.name)
                opened = archive.extractfile(member) if member.isreg() else None
                if opened is None:
                    yield here.problem("not a regular file")
                else:
                    yield Member(expanded(cast(BinaryIO, opened), place.budget), here)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise UnreadableError(f"damaged tar archive: {error}") from None
    except OSError as error:
        if error.errno is not None:
            raise
        raise UnreadableError(f"damaged tar archive: {error}") from None
    if not count:
        raise UnreadableError("no file in this archive")


class _Ending:
    """A stream that says when it has ended: the library passes over a member that claims to be a
    terabyte by a hundred million reads, whether they give anything or not."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream, self._ends = stream, 0

    def read(self, count: int) -> bytes:
        data = self._stream.read(count)
        if not data:
            self._ends += 1
            if self._ends > _ENDS_OF_A_TAR:
                raise tarfile.ReadError("unexpected end of data")
        return data


_ENDS_OF_A_TAR = 20


def _member(place: Place, name: str) -> Place:
    shown = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return msgspec.structs.replace(place, path=f"{place.path}!{shown}", name=shown)


def _hidden(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part not in (".", "..", "/")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _too_many() -> str:
    return f"more than {limits.MAX_MEMBERS:,} files in this archive: the others are not read"
