"""WARC, the format of web crawls (ISO 28500): each page in it is an article."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

import msgspec

from timeline.articles.document import Item, Member, Place, UnreadableError
from timeline.articles.expansion import expanded
from timeline.records import Problem

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """The pages that were answered in full, with their addresses; one note counts the rest.

    When a page was fetched is no day of publication, and is not taken for one.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = pages = 0
    try:
        for record in ArchiveIterator(stream, no_record_parse=False):
            number += 1
            if not _is_page(record):
                continue
            pages += 1
            here = msgspec.structs.replace(
                place.at(number), url=record.rec_headers.get_header("WARC-Target-URI") or place.url
            )
            body = expanded(record.content_stream(), place.budget)
            yield Member(body, msgspec.structs.replace(here, name=f"{place.stem}.html"))
    except ArchiveLoadFailed as error:
        raise UnreadableError(f"damaged WARC after record {number}: {error}") from None
    if not pages:
        raise UnreadableError(f"no web page among its {number:,} records")
    if number > pages:
        yield Problem(
            step="articles",
            where=place.where,
            message=f"{number - pages:,} records are no web pages: passed over",
            severity="note",
        )


def _is_page(record: object) -> bool:
    """A page that a server answered with, or one stored without its answer."""
    kind = getattr(record, "rec_type", None)
    if kind == "resource":
        return str(record.rec_headers.get_header("Content-Type") or "").startswith(_PAGES)  # type: ignore[attr-defined]
    if kind != "response" or not record.http_headers:  # type: ignore[attr-defined]
        return False
    headers = record.http_headers  # type: ignore[attr-defined]
    return headers.get_statuscode() == "200" and str(
        headers.get_header("Content-Type") or ""
    ).lower().startswith(_PAGES)
