"""Web pages: HTML as saved or crawled, and pages saved as one MHTML file."""

from __future__ import annotations

import codecs
import copy
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, cast

import msgspec

from timeline.articles import limits
from timeline.articles.charset import UndecodableError, decode
from timeline.articles.document import Document, Item, Place, UnreadableError, whole

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE
)
# What browsers write above a page they save: "<!-- saved from url=(0042)https://… -->", and
# the extension SingleFile: "Page saved with SingleFile  url: https://…".
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)"
)
_OF_OURS = re.compile(r"timeline \d")  # what our own page names as its generator
_SENTENCE_END = re.compile(r"\w[.!?…]")
_DATES: dict[str, Any] = {
    "extensive_search": False,  # no guesses from the running text or the copyright line
    "original_date": True,  # when it came out, not when it was last changed
    "max_date": "2100-01-01",  # the library's default is today, and nothing here reads that
    "deferred_url_extractor": True,
}
_NO_PAGE = "<html><body><p></p></body></html>"


def read_page(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A page is one article: the text that stands in it, without menus, comments and banners."""
    html, warning = _decoded(whole(stream, limits.MAX_PAGE_BYTES))
    yield _article(html, place, warning)


def read_mhtml(stream: BufferedReader, place: Place) -> Iterator[Item]:
    """A page that a browser saved as one file (RFC 2557): the first HTML part in it."""
    import email

    message = email.message_from_bytes(whole(stream))
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            charset = part.get_content_charset()
            html, warning = _decoded(cast(bytes, data or b""), charset)
            url = part["Content-Location"] or message["Snapshot-Content-Location"]
            url = str(url).strip() if url and str(url).startswith("http") else place.url
            yield _article(html, msgspec.structs.replace(place, url=url), warning)
            return
    raise UnreadableError("no web page in it: none of its parts is HTML")


def _decoded(data: bytes, charset: str | None = None) -> tuple[str, str | None]:
    """The page as text: in the charset that it declares if that fits, else as any text."""
    match = _CHARSET.search(data[: limits.HEAD_BYTES])
    declared = charset or (match[1].decode("ascii") if match else None)
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        # Browsers read what calls itself Latin-1 as windows-1252 (WHATWG Encoding Standard).
        latin = declared.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii")
        try:
            return data.decode("cp1252" if latin else declared), None
        except (UnicodeDecodeError, LookupError):
            pass
    if not data:
        raise UnreadableError("empty file")
    try:
        return decode(data)
    except UndecodableError as error:
        raise UnreadableError(str(error)) from None


def _article(html: str, place: Place, warning: str | None) -> Item:
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(html.replace("\0", ""), max_size=limits.MAX_PAGE_BYTES * 4)
    if tree is None:
        return place.problem("no web page: HTML that cannot be parsed")
    if _OF_OURS.match(str(tree.xpath("string(//meta[@name='generator']/@content)"))):
        told = "a page that timeline made: passed over, since it is no source"
        return msgspec.structs.replace(place.problem(told), severity="note")
    saved_from = _SAVED_FROM.search(html[: limits.HEAD_BYTES])
    page: Any = bare_extraction(
        copy.deepcopy(tree),
        url=place.url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    text = page and page.text
    if not text or not _SENTENCE_END.search(text):
        return place.problem("no article in this page: no text but menus and links")
    url = page.url or place.url or (saved_from[1] if saved_from else None)
    day, day_from = _published(tree, url)
    return Document(
        place=place,
        # A paragraph to a line: the empty one between them says that no sentence runs on.
        text=re.sub(r"\n+", "\n\n", text),
        title=page.title or None,
        published=day or place.published,
        published_from="url" if day_from == "url" else "field",
        url=url,
        outlet=page.sitename or place.outlet or page.hostname,
        warning=warning,
    )


def _published(tree: Any, url: str | None) -> tuple[str | None, str]:
    """The day that the page gives, else the one in its address, and which of them it is."""
    from htmldate import find_date

    page = copy.deepcopy(tree)
    for link in page.xpath('.//link[@rel="canonical"]'):  # its address is looked at below
        link.getparent().remove(link)
    if day := find_date(page, **_DATES):
        return day, "field"
    return (find_date(_NO_PAGE, url=url, **_DATES) if url else None), "url"
