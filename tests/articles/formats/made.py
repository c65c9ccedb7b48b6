"""Files of the formats that a program must write: EPUB, Word, PDF, WARC and archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib

PROSE = (
    "A ferry with 212 people on board ran aground off the harbour of Lund on Tuesday evening.",
    "Everyone was brought to safety by midnight, and the captain was questioned by the police.",
    "In June 2023 a freighter struck the same rock, and a light was promised and never built.",
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferry aground</title></head><body><article><h1>Ferry"
    f" aground</h1>{''.join(f'<p>{one}</p>' for one in PROSE)}</article></body></html>"
).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 6, 0, 0, 0)), data, method)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def epub(chapters: int = 2, date: str = "2024-03-06") -> bytes:
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Weekly</dc:title>'
        f"<dc:publisher>Port News</dc:publisher><dc:date>{date}</dc:date></metadata>"
        f'<manifest><item id="nav" href="nav.xhtml" properties="nav"'
        f' media-type="application/xhtml+xml"/>{items}</manifest>'
        f'<spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = {
        f"OEBPS/text/c{n}.xhtml": PAGE.replace(b"Ferry aground", b"Ferry aground %d" % n)
        for n in range(chapters)
    }
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/book.opf": package.encode(),
            "OEBPS/nav.xhtml": b"<html><body><p>Contents.</p></body></html>",
            **pages,
        }
    )


def pdf(lines: tuple[str, ...] = PROSE, title: str = "Ferry aground") -> bytes:
    """A PDF with a page of text, written by hand."""
    shown = b"".join(
        b"(%s) Tj T* " % line.replace("(", r"\(").replace(")", r"\)").encode() for line in lines
    )
    content = zlib.compress(b"BT /F1 10 Tf 14 TL 40 780 Td " + shown + b"ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(%s)/CreationDate(D:20240501000000Z)>>" % title.encode(),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def word() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "Ferry aground"
    document.add_paragraph(PROSE[0])
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Saved:", "212 people"
    document.add_paragraph(PROSE[1])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def warc(pages: dict[str, bytes], compressed: bool = False) -> bytes:
    """A crawl: a description of itself, then for each address the answer of its server."""
    records = [_record("warcinfo", "", b"software: by hand\r\n")]
    for address, data in pages.items():
        kind = "text/html; charset=utf-8" if data.startswith(b"<") else "image/png"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        records.append(_record("response", address, answer))
    return b"".join(gzip.compress(one, mtime=0) if compressed else one for one in records)


def _record(kind: str, address: str, block: bytes) -> bytes:
    type_ = (
        "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        + (f"WARC-Target-URI: {address}\r\n" if address else "")
        + f"WARC-Record-ID: <urn:uuid:{len(block)}>\r\nContent-Type: {type_}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
