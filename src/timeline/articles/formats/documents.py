"""Documents: EPUB, Word and PDF.

When such a file was made says nothing of when its text came out: only the date that an EPUB states
for its publication is taken.
"""

from __future__ import annotations

import io
import logging
import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BufferedReader
from typing import Any
from urllib.parse import unquote

import msgspec

from timeline.articles import limits
from timeline.articles.document import (
    Document,
    Item,
    Member,
    Place,
    UnreadableError,
    seekable,
    whole,
)
from timeline.articles.expansion import expanded
from timeline.articles.extras import load

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")
_LONGEST_XML = 5_000_000


def read_epub(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """Each chapter is an article, in the order of reading, with outlet and day of the book."""
    with seekable(stream) as file, zipfile.ZipFile(file) as book:
        container = _xml(book, _CONTAINER, place)
        root = next(iter(container.xpath("//*[local-name()='rootfile']/@full-path")), None)
        if root is None:
            raise UnreadableError("no EPUB: its container names no package")
        package = _xml(book, root, place)

        def meta(name: str) -> str | None:
            found = package.xpath(f"//*[local-name()='metadata']/*[local-name()='{name}']/text()")
            return " ".join(str(found[0]).split()) if found else None

        known = msgspec.structs.replace(
            place, outlet=meta("publisher") or meta("title"), published=meta("date")
        )
        chapters = {
            item.get("id"): item.get("href", "")
            for item in package.xpath("//*[local-name()='manifest']/*[local-name()='item']")
            if item.get("media-type") in _CHAPTERS
            and "nav" not in item.get("properties", "").split()
        }
        spine = package.xpath("//*[local-name()='spine']/*[local-name()='itemref']/@idref")
        number = 0
        for reference in spine[: limits.MAX_MEMBERS]:
            if reference not in chapters:
                continue
            number += 1
            name = posixpath.join(posixpath.dirname(root), unquote(chapters[reference]))
            here = msgspec.structs.replace(
                known, path=f"{place.path}!{name}", name=f"{place.stem}-{number}.xhtml"
            )
            try:
                yield Member(expanded(book.open(name), place.budget), here)  # type: ignore[arg-type]
            except KeyError:
                yield here.problem("a chapter that the book names and does not hold")
        if not number:
            raise UnreadableError("no article: a book without chapters")


def _xml(book: zipfile.ZipFile, name: str, place: Place) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        with expanded(book.open(name), place.budget) as file:  # type: ignore[arg-type]
            tree = etree.fromstring(whole(file, _LONGEST_XML), parser)
    except KeyError:
        raise UnreadableError(f"no EPUB: {name} is missing") from None
    if tree is None:
        raise UnreadableError(f"no EPUB: {name} cannot be read")
    return tree


def read_word(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A Word document is one article; rows of tables follow the text in their place."""
    docx = load("docx", "documents")
    data = whole(stream)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for part in parts.infolist():  # the library expands every part: count first
            with expanded(parts.open(part), place.budget) as bytes_:  # type: ignore[arg-type]
                while bytes_.read(1 << 20):
                    pass
    document = docx.Document(io.BytesIO(data))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            # A cell that spans several columns is given once for each of them.
            lines += [
                " ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows
            ]
        else:
            lines.append(block.text)
    text = "\n\n".join(line for line in lines if line.strip())
    if not text.strip():
        raise UnreadableError("no text in this document")
    yield Document(
        place=place,
        text=text,
        title=" ".join((document.core_properties.title or "").split()) or None,
        published=place.published,
        url=place.url,
        outlet=place.outlet,
    )


# A word cut at the end of a line: "govern-\nment". Names keep their hyphen: "Anna-\nLena".
_CUT = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")


def read_pdf(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A PDF is one article: the text of its pages, words cut at the ends of lines mended."""
    pypdf = load("pypdf", "documents")
    # What it mends in silence is no news, and what it cannot mend it raises.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(whole(stream)))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("encrypted: save it without its password")
    count = len(reader.pages)
    if count > limits.MAX_PDF_PAGES:
        raise UnreadableError(f"{count:,} pages (the limit is {limits.MAX_PDF_PAGES}): not read")
    pages = []
    for page in reader.pages:
        pages.append(page.extract_text() or "")
        place.budget.give(len(pages[-1]))
    text = _CUT.sub("", "\n".join(pages)).strip()
    if not text:
        raise UnreadableError(
            "no text in this PDF: pages of pictures need optical recognition first"
        )
    title = reader.metadata.title if reader.metadata else None
    yield Document(
        place=place,
        text=text,
        title=" ".join(str(title or "").split()) or None,
        published=place.published,
        url=place.url,
        outlet=place.outlet,
    )
