"""Reading and annotation through a store: what is known is taken from it, what is new is kept.

A file that has the bytes it had the last time is not read again, and an article whose content is
known is not annotated again, so that a second run costs what is new, and a killed one goes on where
it ended. What is taken is what would be made: see `fingerprint`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BufferedReader
from itertools import islice
from pathlib import Path

import msgspec

import timeline
from timeline import articles, fingerprint, store
from timeline.records import AnnotatedArticle, ReadArticle
from timeline.settings import Settings
from timeline.store import File, Info, Item, Maker, Pruned, Store, ValueDamagedError


def makers(model: str | None = None) -> tuple[Maker, Maker]:
    """How this version of the package reads, and how it annotates with a model.

    Raises LookupError where there is no such model.
    """
    version = timeline.__version__
    return (
        Maker("read", version, None, fingerprint.reading()),
        Maker("annotate", version, fingerprint.model_name(model), fingerprint.annotation(model)),
    )


def info(path: str | Path, model: str | None = None) -> Info:
    """What is in a store, and what of it a run with this model would take.

    Raises `timeline.StoreError`, and LookupError where there is no such model.
    """
    return store.info(path, makers(model))


def prune(path: str | Path, model: str | None = None) -> Pruned:
    """Takes out of a store what another version of the package or another model made, and what no
    input file asks for any more.

    Raises `timeline.StoreError`, and LookupError where there is no such model.
    """
    return store.prune(path, makers(model))


class Incremental:
    """A store in a run: what the steps ask for, and what they give it."""

    def __init__(self, kept: Store, settings: Settings) -> None:
        """Works out how this run reads and annotates. Raises LookupError without the model."""
        self._store = kept
        self._reading, self._annotation = makers(settings.model)
        self._options = msgspec.msgpack.encode((settings.published, settings.fields))

    def read(self, stream: BufferedReader, path: str, items: Iterator[Item]) -> Iterator[Item]:
        """The items of a file: as kept if it has the bytes it had, else as they are read now."""
        before = os.fstat(stream.fileno())
        shown = articles.display(path)
        file = File(
            sha256=hashlib.file_digest(stream, "sha256").digest(),
            name="/".join(shown.replace(os.sep, "/").split("/")[-_NAME:]),
            options=self._options,
            path=path,
            shown=shown,
        )
        stream.seek(0)

        def unchanged() -> bool:
            after = os.fstat(stream.fileno())
            return (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)

        given = 0
        kept = self._store.items(self._reading, file)
        if kept is not None:
            try:
                for item in kept:
                    yield item
                    given += 1
                return
            except ValueDamagedError:
                pass  # what has been given is what will be read
        made = self._store.keep_items(self._reading, file, items, unchanged)
        yield from islice(made, given, None)

    def annotation(self, article: ReadArticle) -> AnnotatedArticle | None:
        """The annotations of an article, None where they are not known."""
        return self._store.annotation(self._annotation, article)

    def keep(self, article: ReadArticle, made: AnnotatedArticle) -> None:
        """Keeps the annotations of an article."""
        self._store.keep_annotation(self._annotation, article, made)


_NAME = 2
"""How many parts of a path reading looks at: the suffix tells the format, the name is the id, and
of "flood/index.html" it is the folder's."""


@contextmanager
def opened(settings: Settings) -> Iterator[Incremental | None]:
    """The store of a run, None where the settings name none.

    Raises `timeline.StoreError`, and `ModelMissing` without the model.
    """
    if settings.store is None:
        yield None
        return
    with closing(Store(settings.store)) as kept:
        try:
            incremental = Incremental(kept, settings)
        except LookupError:
            articles.load_model(settings.model)  # says what is wrong with it
            raise
        yield incremental
