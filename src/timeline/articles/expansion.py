"""Compressed bytes to bytes, counted, so that a file of kilobytes cannot become terabytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, cast

from timeline.articles import limits


class BombError(Exception):
    """A file expands beyond the limit; nothing more of it is read."""


class Budget:
    """What has been read of one file, and what it has expanded to, with all that lies in it."""

    def __init__(self, taken: int = 0) -> None:
        self.taken, self.given = taken, 0

    def give(self, count: int) -> None:
        """Count expanded bytes; raises `BombError` when they are too many."""
        self.given += count
        if self.given > max(limits.FREE_BYTES, limits.MAX_RATIO * self.taken):
            raise BombError(
                f"expands to more than {limits.megabytes(limits.FREE_BYTES)} and"
                f" {limits.MAX_RATIO} times its size: the rest is not read"
            )


class Taken(io.RawIOBase):
    """A pipe whose bytes are counted as read; what a regular file holds is known beforehand."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._budget.taken += len(data)
        return len(data)


class Expanded(io.RawIOBase):
    """The bytes that a decompressor gives, counted against the budget of the file.

    Where the data is cut off or wrong the stream ends, so that what came before is read; `damage`
    then says how.
    """

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        # A decompressor that is asked for much loses what it had when the data turns out cut off.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._budget = budget
        self.damage: str | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes; raises `BombError`."""
        if self.damage:
            return 0
        try:
            data = self._read(len(buffer))
        except BombError:
            raise
        except EOFError:
            self.damage = "cut off: the compressed data ends too early"
            return 0
        except Exception as error:
            # zlib.error, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile, zstd.ZstdError
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk, not the data
            self.damage = f"damaged: {error}"
            return 0
        self._budget.give(len(data))
        buffer[: len(data)] = data
        return len(data)


def expanded(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """A decompressor as a stream that is counted."""
    return cast(io.BufferedReader, io.BufferedReader(Expanded(stream, budget), 1 << 16))


def damage_of(stream: io.BufferedReader) -> str | None:
    """What was wrong with compressed bytes that have been read."""
    return getattr(stream.raw, "damage", None)
