import pytest

from tests.articles.formats.reading import fault
from timeline.articles.formats import FORMATS, format_of


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"A ferry sank.\n", "plain text"),
        (b"[Updated] A ferry sank.\n", "plain text"),
        (b"{A ferry sank}\n", "plain text"),
        (b'{"text": "A ferry sank."}', "JSON"),
        (b'\xef\xbb\xbf [{"text": "A ferry sank."}]', "JSON"),
        (b'{"text": "one"}\n{"text": "two"}\n', "JSON Lines"),
        (b'{\n "text": "one"\n}\n', "JSON"),
        (b"\n<!DOCTYPE html><p>A ferry sank.", "web page (HTML)"),
        (b"<!-- saved from url=(0014)about:internet -->\n<html>", "web page (HTML)"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "web page (HTML)"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "feed (RSS, Atom)"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed (RSS, Atom)"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web page (MHTML)"),
        (b"%PDF-1.7", "PDF"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"BZh9", "bzip2"),
        (b"\xfd7zXZ\x00", "xz"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"PAR1", "Parquet"),
        (b"a" * 257 + b"ustar", "tar"),
    ],
)
def test_a_file_without_suffix_is_told_by_its_first_bytes(data: bytes, name: str) -> None:
    format_ = format_of("", data)
    assert format_ is not None
    assert format_.name == name


def test_every_suffix_leads_to_its_row() -> None:
    for row in FORMATS:
        for suffix in row.suffixes:
            assert format_of(suffix.upper(), b"") is row


def test_an_unknown_suffix_is_told_by_the_first_bytes_but_never_taken_for_text() -> None:
    page = format_of(".php", b"<!doctype html><p>A ferry sank.")
    assert page is not None
    assert page.name == "web page (HTML)"
    assert format_of(".log", b"A ferry sank.") is None
    assert fault("wire.log", b"A ferry sank.").startswith("unknown format '.log': none of text")


def test_no_suffix_stands_in_two_rows() -> None:
    suffixes = [suffix for row in FORMATS for suffix in row.suffixes]
    assert len(suffixes) == len(set(suffixes))
