"""Annotated articles in Parquet files, in a folder or at an address that nodes can write to.

Each file has some hundred articles, a row each: what there is to search by, and in `annotated` the
line that `timeline annotate` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from timeline import articles
from timeline.articles.extras import ExtraMissingError, load
from timeline.engines.errors import EngineError
from timeline.records import AnnotatedArticle, Problem

ROWS = 500
"""Articles in a file."""
_NAME = "articles-{:06}.parquet"


def written(
    items: Iterable[AnnotatedArticle | Problem], place: str | None
) -> Iterator[AnnotatedArticle | Problem]:
    """The items as they come; the articles among them are also written to `place`, if there is one.

    Raises `EngineError` for a place that holds an earlier run, or that cannot be written.
    """
    if place is None:
        yield from items
        return
    folder = _Folder(place)
    for item in items:
        if isinstance(item, AnnotatedArticle):
            folder.add(item)
        yield item
    folder.close()


def read_run_folder(place: str) -> Iterator[bytes]:
    """The lines of JSON in a run folder, in the order of the articles, for `read_annotated`.

    Raises `EngineError` where there is none, or it cannot be read.
    """
    system, path = _system(place)
    parquet = load("pyarrow.parquet", "parquet")
    try:
        files = list(_files(system, path))
        if not files:
            raise EngineError(f"{place}: no run folder: it has no {_NAME.format(0)}")
        for file in files:
            with system.open_input_file(file) as source, parquet.ParquetFile(source) as table:
                for batch in table.iter_batches(batch_size=64, columns=["annotated"]):
                    yield from (line.encode() for line in batch.column(0).to_pylist())
    except (OSError, ValueError) as error:
        raise _unusable(place, error) from None


class _Folder:
    """A run folder that is written, file by file, each as a whole."""

    def __init__(self, place: str) -> None:
        self._place, self._rows = place, list[AnnotatedArticle]()
        self._system, self._path = _system(place)
        try:
            self._system.create_dir(self._path, recursive=True)
            if next(_files(self._system, self._path), None) is not None:
                raise EngineError(f"{place}: holds an earlier run: name another folder")
        except OSError as error:
            raise _unusable(place, error) from None
        self._number = 0

    def add(self, article: AnnotatedArticle) -> None:
        self._rows.append(article)
        if len(self._rows) >= ROWS:
            self._write()

    def close(self) -> None:
        if self._rows:
            self._write()

    def _write(self) -> None:
        name = _NAME.format(self._number)
        partial, whole = f"{self._path}/.{name}.partial", f"{self._path}/{name}"
        table = _table(self._rows)
        try:
            with self._system.open_output_stream(partial) as sink:
                load("pyarrow.parquet", "parquet").write_table(table, sink, compression="zstd")
            self._system.move(partial, whole)
        except OSError as error:
            raise _unusable(self._place, error) from None
        self._rows.clear()
        self._number += 1


def _table(rows: list[AnnotatedArticle]) -> Any:
    arrow = load("pyarrow", "parquet")
    about = [one.article for one in rows]
    columns = {
        "id": arrow.array([one.id for one in about], arrow.string()),
        "path": arrow.array([one.path for one in about], arrow.string()),
        "title": arrow.array([one.title for one in about], arrow.string()),
        "outlet": arrow.array([one.outlet for one in about], arrow.string()),
        "url": arrow.array([one.url for one in about], arrow.string()),
        "published": arrow.array([one.published for one in about], arrow.date32()),
        "sha256": arrow.array([one.sha256 for one in about], arrow.string()),
        "model": arrow.array([one.model for one in rows], arrow.string()),
        "mentions": arrow.array([len(one.mentions) for one in rows], arrow.int32()),
        "annotated": arrow.array(
            [msgspec.json.encode(one).decode() for one in rows], arrow.large_string()
        ),
    }
    return arrow.table(columns)


def _system(place: str) -> tuple[Any, str]:
    """The file system of a place, and the path there."""
    try:
        if articles.is_address(place):
            found = articles.file_system(place)
            return found.system, found.path.rstrip("/")
        return load("pyarrow.fs", "parquet").LocalFileSystem(), str(Path(place).resolve())
    except ExtraMissingError as error:
        raise EngineError(f"a run folder {error}") from None
    except OSError as error:
        raise _unusable(place, error) from None


def _files(system: Any, path: str) -> Iterator[str]:
    selector = load("pyarrow.fs", "parquet").FileSelector(path, allow_not_found=True)
    names = sorted(one.path for one in system.get_file_info(selector))
    first, _, last = _NAME.partition("{:06}")
    for name in names:
        own = name.rpartition("/")[2]
        if own.startswith(first) and own.endswith(last):
            yield name


def _unusable(place: str, error: Exception) -> EngineError:
    reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:200]
    return EngineError(f"{articles.shown(place) if '://' in place else place}: {reason}")
