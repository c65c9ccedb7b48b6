"""Paths to articles: finds the files, reads each in its format, fills in what is known of it."""

from __future__ import annotations

import datetime
import hashlib
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path, PurePath
from typing import cast

from timeline.articles.fields import Document
from timeline.articles.files import STDIN, display, find_files
from timeline.articles.formats import FORMATS, HEAD_BYTES, format_of, problem
from timeline.articles.layout import lay_out
from timeline.articles.published import find_published
from timeline.records import Article, Problem, ReadArticle

MAX_CHARACTERS = 500_000
"""The longest text that is taken for an article: a hundred times a long report."""


def read(
    paths: Iterable[str | Path], *, published: datetime.date | None = None
) -> Iterator[ReadArticle | Problem]:
    """The articles in files and folders, as they are read; "-" is standard input.

    Files come sorted by where they are, whatever the order of `paths`; each is read once.
    `published` stands in for the publication date of articles that give none. What cannot be read
    is one `Problem` of severity error, and the rest is read; nothing is raised. A warning or note
    about an article comes just before it.

    `Article.sha256` is that of the text's UTF-8 bytes alone: the same text under two titles is the
    same text. `Article.id` is the file's own id, else its name without suffix, with the line or
    item number for files of many articles; an id met before gets the start of the text's hash.
    """
    ids: set[str] = set()
    for path in find_files(paths):
        if isinstance(path, Problem):
            yield path
            continue
        for document in _documents(path):
            if isinstance(document, Problem):
                yield document
            else:
                yield from _finished(document, path, ids, published)


def _documents(path: str) -> Iterator[Document | Problem]:
    where = display(path)
    try:
        if path == STDIN:
            yield from _from_stream(cast(BufferedReader, sys.stdin.buffer), "", "standard input")
            return
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            yield problem(where, "not a regular file")
            return
        with open(path, "rb") as stream:  # noqa: PTH123  # a name that is no UTF-8 is a plain string
            yield from _from_stream(stream, PurePath(path).suffix, where)
    except OSError as error:
        yield problem(where, (error.strerror or str(error)).lower())


def _from_stream(stream: BufferedReader, suffix: str, where: str) -> Iterator[Document | Problem]:
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if not head:
        yield problem(where, "empty file")
        return
    format_ = format_of(suffix, head)
    if format_ is None:
        known = ", ".join(suffix for row in FORMATS for suffix in row.suffixes)
        yield problem(where, f"unknown format {suffix!r}: not one of {known}")
        return
    yield from format_.read(stream, where)


def _finished(
    document: Document, path: str, ids: set[str], option: datetime.date | None
) -> Iterator[ReadArticle | Problem]:
    """The article of a document, after what there is to say about it."""
    text = document.text
    if len(text) > MAX_CHARACTERS:
        told = f"a text of {len(text):,} characters (the limit is {MAX_CHARACTERS:,}): not read"
        yield problem(document.where, told)
        return
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    layout = lay_out(text, document.title)
    published = find_published(
        field=document.published, headers=layout.headers, dateline=layout.dateline, option=option
    )
    id_, collision = _new_id(document, path, sha256, ids)
    for message, severity in (
        (document.warning, "warning"),
        (collision, "warning"),
        (published.doubt, "warning" if document.published not in (None, "") else "note"),
    ):
        if message:
            yield Problem(
                step="articles",
                where=document.where,
                message=message,
                severity="warning" if severity == "warning" else "note",
            )
    yield ReadArticle(
        article=Article(
            id=id_,
            path=STDIN if path == STDIN else display(path),
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


def _new_id(document: Document, path: str, sha256: str, ids: set[str]) -> tuple[str, str | None]:
    """An id that no article has had, and a warning where that took a change."""
    stem = "stdin" if path == STDIN else display(PurePath(path).stem)
    wanted = document.id or (f"{stem}-{document.part}" if document.part else stem)
    id_, length = wanted, 8
    while id_ in ids:
        # The same text under the same id: a counter is all that is left.
        id_ = (
            f"{wanted}-{sha256[:length]}" if length <= 8 else f"{wanted}-{sha256[:8]}-{length - 7}"
        )
        length += 1
    ids.add(id_)
    if id_ == wanted:
        return id_, None
    return id_, f"the id {wanted!r} is taken by an article before it: this one is {id_!r}"
