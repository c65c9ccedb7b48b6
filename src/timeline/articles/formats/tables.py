"""Tables with a header row: CSV and TSV, and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from io import BufferedReader

import msgspec

from timeline.articles import limits
from timeline.articles.charset import encoding_of
from timeline.articles.document import Item, Place, UnreadableError, seekable
from timeline.articles.extras import load
from timeline.articles.fields import TextMissingError, from_fields, names_of
from timeline.settings import FIELDS

_SAMPLE = 1_000_000  # bytes that the encoding is told by
_DELIMITERS = ",\t;|"


def read_csv(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """Each row an article, the first row the names of the fields; read row by row.

    The delimiter is that of comma, tab, semicolon and bar which the first row has most of.
    """
    head = stream.read(_SAMPLE)
    encoding, warning = encoding_of(head)
    rest = io.BufferedReader(_Chained(head, stream))
    text = io.TextIOWrapper(rest, encoding=encoding, errors="replace", newline="")
    first = text.readline(limits.HEAD_BYTES)
    if not first.strip():
        raise UnreadableError("no table: the first line is empty")
    delimiter = max(_DELIMITERS, key=first.count)
    columns = next(csv.reader([first], delimiter=delimiter), [])
    known = set(names_of("text", place))
    if not known & set(columns):
        raise UnreadableError(_no_text(columns))
    csv.field_size_limit(limits.MAX_BYTES)
    rows = csv.reader(_lines(text), delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except (csv.Error, _LongLineError) as error:
            yield place.at(number).problem(f"malformed row: {error}")
            if isinstance(error, _LongLineError):
                return
            continue
        if any(row):
            yield _article(dict(zip(columns, row, strict=False)), place.at(number), warning)
    if number == 2:
        yield place.problem("no article: a header row and nothing below it")


def read_parquet(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """Each row an article; only the columns that hold fields of articles are read."""
    parquet = load("pyarrow.parquet", "parquet")
    with seekable(stream) as source, parquet.ParquetFile(source) as file:
        columns = [column.name for column in file.schema_arrow]
        wanted = {name.partition(".")[0] for ours in FIELDS for name in names_of(ours, place)}
        used = [name for name in columns if name in wanted]
        if not {name.partition(".")[0] for name in names_of("text", place)} & set(used):
            raise UnreadableError(_no_text(columns))
        number = 0
        # Few rows at a time: a column of one long text repeated is small in the file only.
        for batch in file.iter_batches(batch_size=16, columns=used):
            for row in batch.to_pylist():
                number += 1
                yield _article(row, place.at(number), None)
        if not number:
            yield place.problem("no article: a table without rows")


def _no_text(columns: list[str]) -> str:
    told = ", ".join(columns[:8])[:200]
    return (
        f"no column with a text that is known (the columns are {told}): name it with"
        " --map text=COLUMN"
    )


def _article(row: dict[str, object], place: Place, warning: str | None) -> Item:
    try:
        document = from_fields(row, place)
    except TextMissingError as error:
        return place.problem(str(error))
    return msgspec.structs.replace(document, warning=warning)


class _LongLineError(Exception):
    pass


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(limits.MAX_BYTES + 1):
        if len(line) > limits.MAX_BYTES:
            size = limits.megabytes(limits.MAX_BYTES)
            raise _LongLineError(f"line longer than {size}: the rest is not read")
        yield line


class _Chained(io.RawIOBase):
    """What was read of a stream to look at it, and then the stream."""

    def __init__(self, head: bytes, stream: BufferedReader) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head.read(len(buffer)) or self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
