"""Input formats: one table, from suffix or first bytes to the reader of that format.

A reader takes a stream of bytes and its place and yields the articles in it; what it cannot read it
yields as a `Problem` and goes on. Readers of archives yield the files in them, which are looked up
here in their turn. A new format is a new reader and a new row.
"""

from __future__ import annotations

import re

import msgspec

from timeline.articles.document import Reader
from timeline.articles.formats.archives import (
    read_bzip2,
    read_gzip,
    read_tar,
    read_xz,
    read_zip,
    read_zstandard,
)
from timeline.articles.formats.documents import read_epub, read_pdf, read_word
from timeline.articles.formats.feeds import read_feed
from timeline.articles.formats.json_articles import read_json, read_json_lines
from timeline.articles.formats.pages import read_mhtml, read_page
from timeline.articles.formats.tables import read_csv, read_parquet
from timeline.articles.formats.texts import read_markdown, read_text
from timeline.articles.formats.web_archives import read_warc


class Format(msgspec.Struct, frozen=True):
    """A format: its name and suffixes, what its first bytes look like, and its reader.

    `looks` is None for a format that only its suffix tells. `library` is what reads it, beside the
    standard library; `extra` the extra of the package that installs it. `keeps` and `loses` are for
    docs/formats.md.
    """

    name: str
    suffixes: tuple[str, ...]
    looks: re.Pattern[bytes] | None
    read: Reader
    keeps: str
    loses: str
    library: str | None = None
    extra: str | None = None


def _starts(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:\xef\xbb\xbf)?\s*" + pattern, re.IGNORECASE | re.DOTALL)


_FIELDS = "id, title, text, publication date, address, outlet"
_OF_MEMBERS = "what the formats in it keep; the member is named in the path"

# The first row whose suffix fits reads a file; a file of no or of unknown suffix, and standard
# input, are read by the first row that looks right. Plain text looks like anything, so it comes
# last, and only what has no suffix is taken for it.
FORMATS: tuple[Format, ...] = (
    Format(
        "JSON Lines",
        (".jsonl", ".ndjson"),
        _starts(rb'\{[^\n]*\}[ \t\r]*\n\s*\{\s*"'),
        read_json_lines,
        keeps=_FIELDS,
        loses="all other fields; HTML tags in texts",
    ),
    Format(
        "JSON",
        (".json",),
        _starts(rb'(?:\{\s*["}]|\[\s*[{\]])'),
        read_json,
        keeps=_FIELDS,
        loses="all other fields; HTML tags in texts",
    ),
    Format(
        "web page (HTML)",
        (".html", ".htm", ".xhtml"),
        _starts(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*(?:<!doctype html|<html|<head|<body)"
        ),
        read_page,
        keeps="title, text of the article, publication date (of the page, else of its address),"
        " address, outlet",
        loses="menus, banners, comments, related links, pictures, captions, links",
        library="trafilatura, htmldate",
    ),
    Format(
        "web page (MHTML)",
        (".mhtml", ".mht"),
        _starts(rb"(?:From|MIME-Version|Snapshot-Content-Location):.{0,2000}multipart/related"),
        read_mhtml,
        keeps="as HTML",
        loses="as HTML",
        library="trafilatura, htmldate",
    ),
    Format(
        "feed (RSS, Atom)",
        (".xml", ".rss", ".atom", ".rdf"),
        _starts(
            rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b"
        ),
        read_feed,
        keeps="id, title, content or description, publication date, link, title of the feed",
        loses="authors, categories, enclosures; what a teaser leaves out",
        library="feedparser",
    ),
    Format(
        "Markdown",
        (".md", ".markdown"),
        None,
        read_markdown,
        keeps="front matter (YAML or TOML) with the fields of JSON, text",
        loses="formatting, links, pictures",
        library="markdown-it-py, PyYAML",
    ),
    Format(
        "CSV, TSV",
        (".csv", ".tsv", ".tab"),
        None,
        read_csv,
        keeps=_FIELDS,
        loses="all other columns; HTML tags in texts",
    ),
    Format(
        "Parquet",
        (".parquet", ".pq"),
        _starts(rb"PAR1"),
        read_parquet,
        keeps=_FIELDS,
        loses="all other columns; HTML tags in texts",
        library="pyarrow",
        extra="parquet",
    ),
    Format(
        "EPUB",
        (".epub",),
        re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL),
        read_epub,
        keeps="each chapter as HTML, publisher, publication date",
        loses="as HTML; authors",
        library="lxml, trafilatura",
    ),
    Format(
        "Word (DOCX)",
        (".docx",),
        re.compile(rb"PK\x03\x04.{26}.{0,4000}?word/", re.DOTALL),
        read_word,
        keeps="title, text, tables as lines",
        loses="when it was made, authors, notes, headers, pictures",
        library="python-docx",
        extra="documents",
    ),
    Format(
        "PDF",
        (".pdf",),
        _starts(rb"%PDF-"),
        read_pdf,
        keeps="title, text",
        loses="when it was made, authors, pictures; the order of columns where it is unclear",
        library="pypdf",
        extra="documents",
    ),
    Format(
        "WARC",
        (".warc",),
        _starts(rb"WARC/\d"),
        read_warc,
        keeps="each page as HTML, its address",
        loses="as HTML; when it was fetched; everything but pages answered with status 200",
        library="warcio",
    ),
    Format(
        "zip",
        (".zip",),
        re.compile(rb"PK\x03\x04"),
        read_zip,
        keeps=_OF_MEMBERS,
        loses="hidden files; folders that a browser saved with a page",
    ),
    Format(
        "tar",
        (".tar",),
        re.compile(rb".{257}ustar", re.DOTALL),
        read_tar,
        keeps=_OF_MEMBERS,
        loses="hidden files; links",
    ),
    Format(
        "gzip",
        (".gz", ".tgz"),
        re.compile(rb"\x1f\x8b\x08"),
        read_gzip,
        keeps="what the format in it keeps",
        loses="nothing",
    ),
    Format(
        "bzip2",
        (".bz2", ".tbz2"),
        re.compile(rb"BZh[1-9]"),
        read_bzip2,
        keeps="what the format in it keeps",
        loses="nothing",
    ),
    Format(
        "xz",
        (".xz", ".txz"),
        re.compile(rb"\xfd7zXZ\x00"),
        read_xz,
        keeps="what the format in it keeps",
        loses="nothing",
    ),
    Format(
        "Zstandard",
        (".zst", ".zstd"),
        re.compile(rb"\x28\xb5\x2f\xfd"),
        read_zstandard,
        keeps="what the format in it keeps",
        loses="nothing",
        library="backports.zstd",
        extra="zstd",
    ),
    Format(
        "plain text",
        (".txt", ".text"),
        re.compile(b""),
        read_text,
        keeps="front matter or header lines (title, date, source, url), text",
        loses="nothing",
        library="PyYAML",
    ),
)


def format_of(suffix: str, head: bytes) -> Format | None:
    """The format for a file suffix (".json"), else for first bytes that it is recognised by."""
    for row in FORMATS:
        if suffix and suffix.lower() in row.suffixes:
            return row
    rows = FORMATS[:-1] if suffix else FORMATS
    return next((row for row in rows if row.looks and row.looks.match(head)), None)
