"""Paths to articles: finds the files, reads each in its format, fills in what is known of it."""

from __future__ import annotations

import datetime
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import cast

from timeline.articles import limits
from timeline.articles.document import Document, Place, problem
from timeline.articles.expansion import Budget, Taken
from timeline.articles.files import STDIN, display, find_files
from timeline.articles.layout import lay_out
from timeline.articles.published import find_published
from timeline.articles.streams import documents
from timeline.records import Article, Problem, ReadArticle


def read(
    paths: Iterable[str | Path],
    *,
    published: datetime.date | None = None,
    names: Iterable[tuple[str, str]] = (),
) -> Iterator[ReadArticle | Problem]:
    """The articles in files and folders, as they are read; "-" is standard input.

    Files come sorted by where they are, whatever the order of `paths`; each is read once.
    `published` stands in for the publication date of articles that give none. `names` are field
    names to look for before those of `fields.tsv`, as pairs of ours and theirs ("published",
    "date_published"). What cannot be read is one `Problem` of severity error, and the rest is
    read; nothing is raised. A warning or note about an article comes just before it.

    `Article.sha256` is that of the text's UTF-8 bytes alone: the same text under two titles is the
    same text. `Article.path` leads to the article: the file, behind "!" the file within an archive,
    behind "#" the line, item, row or record ("feeds.zip!port.xml#3"). `Article.id` is the file's
    own id, else its name without suffix, with that number for files of many articles; an id met
    before gets the start of the text's hash.
    """
    ids: set[str] = set()
    for path in find_files(paths):
        if isinstance(path, Problem):
            yield path
            continue
        for document in _documents(path, tuple(names)):
            if isinstance(document, Problem):
                yield document
            else:
                yield from _finished(document, ids, published)


def _documents(path: str, names: tuple[tuple[str, str], ...]) -> Iterator[Document | Problem]:
    shown = "standard input" if path == STDIN else display(path)
    try:
        if path == STDIN:
            budget = Budget()
            piped = cast(BufferedReader, BufferedReader(Taken(sys.stdin.buffer, budget)))
            yield from documents(piped, Place(path=shown, name="", budget=budget, names=names))
            return
        about = Path(path).stat()
        if not (stat.S_ISREG(about.st_mode) or stat.S_ISFIFO(about.st_mode)):
            yield problem(shown, "not a regular file")
            return
        with open(path, "rb") as stream:  # noqa: PTH123  # a name that is no UTF-8 is a plain string
            budget = Budget(about.st_size)
            if stat.S_ISFIFO(about.st_mode):
                stream = cast(BufferedReader, BufferedReader(Taken(stream, budget)))
            name = display(path).replace(os.sep, "/")
            yield from documents(stream, Place(path=shown, name=name, budget=budget, names=names))
    except OSError as error:
        yield problem(shown, (error.strerror or str(error)).lower())


def _finished(
    document: Document, ids: set[str], option: datetime.date | None
) -> Iterator[ReadArticle | Problem]:
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
    id_, collision = _new_id(document, sha256, ids)
    for message, severity in (
        (document.warning, "warning"),
        (collision, "warning"),
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
            id=id_,
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


def _new_id(document: Document, sha256: str, ids: set[str]) -> tuple[str, str | None]:
    """An id that no article has had, and a warning where that took a change."""
    stem, part = document.place.stem or "stdin", document.place.part
    wanted = document.id or (f"{stem}-{part}" if part else stem)
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
