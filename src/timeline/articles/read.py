"""Paths to articles: finds the files, reads each in its format, fills in what is known of it."""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import cast

import msgspec

from timeline.articles import limits
from timeline.articles.document import Document, Place, problem
from timeline.articles.expansion import Budget, Taken
from timeline.articles.files import STDIN, display, find_files
from timeline.articles.layout import lay_out
from timeline.articles.published import find_published
from timeline.articles.streams import documents
from timeline.records import Article, Problem, ReadArticle

Item = ReadArticle | Problem

Through = Callable[[BufferedReader, str, Iterator[Item]], Iterator[Item]]
"""What stands between a file and its reader: takes the file, opened, its path, and what will be
read of it as soon as somebody asks; gives what is to be taken for that."""


class Watch(msgspec.Struct):
    """How many bytes of all files have been read, for whoever wants to know how much is left."""

    total: int = 0
    done: int = 0


def read(
    paths: Iterable[str | Path],
    *,
    published: datetime.date | None = None,
    names: Iterable[tuple[str, str]] = (),
    through: Through | None = None,
    watch: Watch | None = None,
) -> Generator[Item, None, None]:
    """The articles in files and folders, as they are read; "-" is standard input.

    Files come sorted by where they are, whatever the order of `paths`; each is read once.
    `published` stands in for the publication date of articles that give none. `names` are field
    names to look for before those of `fields.tsv`, as pairs of ours and theirs ("published",
    "date_published"). What cannot be read is one `Problem` of severity error, and the rest is
    read; nothing is raised. A warning or note about an article comes just before it. `through` may
    give for a regular file what it gave the last time. `watch` is kept up to date.

    `Article.sha256` is that of the text's UTF-8 bytes alone: the same text under two titles is the
    same text. `Article.path` leads to the article: the file, behind "!" the file within an archive,
    behind "#" the line, item, row or record ("feeds.zip!port.xml#3"). `Article.id` is the file's
    own id, else its name without suffix, with that number for files of many articles; an id met
    before gets the start of the text's hash.
    """
    known = tuple(names)
    ids: set[str] = set()
    listed = list(find_files(paths))
    watch = watch or Watch()
    watch.total = sum(_size(path) for path in listed if isinstance(path, str))
    for path in listed:
        if isinstance(path, Problem):
            yield path
            continue
        for item in _read_file(path, published, known, through, watch):
            yield from _named(item, ids) if isinstance(item, ReadArticle) else (item,)


def _read_file(
    path: str,
    published: datetime.date | None,
    names: tuple[tuple[str, str], ...],
    through: Through | None,
    watch: Watch,
) -> Iterator[Item]:
    """What one file holds, whatever others do: two articles may still have one id."""
    shown = "standard input" if path == STDIN else display(path)
    try:
        if path == STDIN:
            budget = Budget()
            piped = cast(BufferedReader, BufferedReader(Taken(sys.stdin.buffer, budget)))
            place = Place(path=shown, name="", budget=budget, names=names)
            yield from _articles(piped, place, published)
            return
        about = Path(path).stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISFIFO(about.st_mode)):
            yield problem(shown, "not a regular file")
            return
        with open(path, "rb") as stream:  # noqa: PTH123  # a name that is no UTF-8 is a plain string
            budget = Budget(about.st_size)
            name = shown.replace(os.sep, "/")
            place = Place(path=shown, name=name, budget=budget, names=names)
            if stat.S_ISFIFO(about.st_mode):
                taken = cast(BufferedReader, BufferedReader(Taken(stream, budget)))
                yield from _articles(taken, place, published)
                return
            items = _articles(stream, place, published)
            before = watch.done
            for item in through(stream, path, items) if through else items:
                if not stream.closed:  # as the reader of tables leaves it
                    watch.done = before + stream.tell()
                yield item
            watch.done = before + about.st_size
    except OSError as error:
        yield problem(shown, (error.strerror or str(error)).lower())


def _size(path: str) -> int:
    """The bytes of a file, 0 for what is none or not there."""
    try:
        about = Path(path).stat()
    except OSError:
        return 0
    return about.st_size if stat.S_ISREG(about.st_mode) else 0


def _articles(
    stream: BufferedReader, place: Place, published: datetime.date | None
) -> Iterator[Item]:
    for document in documents(stream, place):
        if isinstance(document, Problem):
            yield document
        else:
            yield from _finished(document, published)


def _finished(document: Document, option: datetime.date | None) -> Iterator[Item]:
    """The article of a document, after what there is to say about it."""
    text = document.text
    if len(text) > limits.MAX_CHARACTERS:
        most = f"{limits.MAX_CHARACTERS:,}"
        told = f"a text of {len(text):,} characters (the limit is {most}): not read"
        yield document.place.problem(told)
        return
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    layout = lay_out(text, document.title)
    published = find_published(
        field=document.published,
        headers=layout.headers,
        dateline=layout.dateline,
        option=option,
        field_basis=document.published_from,
    )
    stem, part = document.place.stem or "stdin", document.place.part
    for message, severity in (
        (document.warning, "warning"),
        (published.doubt, "warning" if document.published not in (None, "") else "note"),
    ):
        if message:
            yield Problem(
                step="articles",
                where=document.place.where,
                message=message,
                severity="warning" if severity == "warning" else "note",
            )
    yield ReadArticle(
        article=Article(
            id=document.id or (f"{stem}-{part}" if part else stem),
            path=document.place.where,
            title=document.title or layout.headers.get("title") or layout.headline,
            outlet=document.outlet or layout.headers.get("source") or None,
            url=document.url or layout.headers.get("url") or None,
            published=published.day,
            published_basis=published.basis,
            dateline=layout.dateline if published.day is None else None,
            sha256=sha256,
        ),
        text=text,
        blocks=layout.blocks,
    )


def _named(read: ReadArticle, ids: set[str]) -> Iterator[Item]:
    """The article with an id that none before it has, after a warning where that took a change."""
    wanted, sha256 = read.article.id, read.article.sha256
    id_, length = wanted, 8
    while id_ in ids:
        # The same text under the same id: a counter is all that is left.
        id_ = (
            f"{wanted}-{sha256[:length]}" if length <= 8 else f"{wanted}-{sha256[:8]}-{length - 7}"
        )
        length += 1
    ids.add(id_)
    if id_ != wanted:
        told = f"the id {wanted!r} is taken by an article before it: this one is {id_!r}"
        yield Problem(step="articles", where=read.article.path, message=told, severity="warning")
        read = msgspec.structs.replace(read, article=msgspec.structs.replace(read.article, id=id_))
    yield read
