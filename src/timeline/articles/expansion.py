"""Compressed bytes to bytes, counted, so that a file of kilobytes cannot become terabytes."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO

from timeline.articles import limits


class BombError(Exception):
    """A file expands beyond the limit; nothing more of it is read."""


class DamagedError(Exception):
    """Compressed bytes that are cut off or wrong; the message says how."""


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
    """The bytes that a decompressor gives, counted against the budget of the file."""

    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes; raises `DamagedError` and `BombError`."""
        try:
            data = self._stream.read(len(buffer))
        except BombError:
            raise
        except EOFError:
            raise DamagedError("cut off: the compressed data ends too early") from None
        except (zlib.error, ValueError, RuntimeError, NotImplementedError) as error:
            raise DamagedError(f"damaged: {error}") from None
        except OSError as error:
            if error.errno is not None:
                raise  # the disk, not the data
            raise DamagedError(f"damaged: {error}") from None
        except Exception as error:  # lzma.LZMAError, zipfile.BadZipFile, zstandard.ZstdError
            raise DamagedError(f"damaged: {error}") from None
        self._budget.give(len(data))
        buffer[: len(data)] = data
        return len(data)


def expanded(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """A decompressor as a stream that is counted."""
    return io.BufferedReader(Expanded(stream, budget), 1 << 16)
