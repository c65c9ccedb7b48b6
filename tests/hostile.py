"""Hostile inputs, some 300 of them, the same in every run: what a folder may hold at its worst.

Good files of every format are damaged by rules with fixed seeds; bombs, tricks with names and
links, and markup that attacks its readers are made by hand.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyarrow
import pyarrow.parquet
from backports import zstd

from tests.articles.formats.made import PAGE, PROSE, epub, pdf, tarred, warc, word, zipped

TEXT = " ".join(PROSE)
LINE = json.dumps({"text": TEXT, "title": "Ferry aground", "date": "2024-03-06"}).encode() + b"\n"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Port News</title>'
    + "".join(
        f"<item><title>{n}</title><guid>{n}</guid><description>{one}</description></item>"
        for n, one in enumerate(PROSE)
    )
    + "</channel></rss>"
).encode()
MHTML = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
    b"Content-Type: text/html\r\n\r\n" + PAGE + b"\r\n--B--\r\n"
)


FREE_BYTES = 1_000_000
"""What a compressed file may expand to when these are read: bombs need not be large to be bombs."""


class Input(NamedTuple):
    """A file by its name, which is what it attacks with, or its content."""

    name: str
    data: bytes


def _parquet() -> bytes:
    file = io.BytesIO()
    rows = [{"text": one, "date": "2024-03-06"} for one in PROSE]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file)
    return file.getvalue()


def good() -> dict[str, bytes]:
    """A good file of every format, by its suffix."""
    return {
        ".txt": f"Ferry aground\n6 March 2024\n\n{TEXT}\n".encode(),
        ".md": f"---\ntitle: Ferry\ndate: 2024-03-06\n---\n# Ferry\n\n{TEXT}\n".encode(),
        ".html": PAGE,
        ".mhtml": MHTML,
        ".json": b"[" + LINE.strip() + b"," + LINE.strip() + b"]",
        ".jsonl": LINE * 5,
        ".csv": b"title,date,text\n" + f'Ferry,2024-03-06,"{TEXT}"\n'.encode() * 5,
        ".tsv": b"title\tdate\ttext\n" + f"Ferry\t2024-03-06\t{TEXT}\n".encode() * 5,
        ".parquet": _parquet(),
        ".xml": RSS,
        ".epub": epub(),
        ".docx": word(),
        ".pdf": pdf(),
        ".warc": warc({"https://portnews.example/1": PAGE, "https://portnews.example/2": PAGE}),
        ".zip": zipped({"a.html": PAGE, "b.jsonl": LINE * 3, "c.txt": TEXT.encode()}),
        ".tar": tarred({"a.html": PAGE, "b.jsonl": LINE * 3, "c.txt": TEXT.encode()}),
        ".tgz": tarred({"a.html": PAGE, "b.jsonl": LINE * 3}, "w:gz"),
        ".jsonl.gz": gzip.compress(LINE * 50, mtime=0),
        ".jsonl.bz2": bz2.compress(LINE * 50),
        ".jsonl.xz": lzma.compress(LINE * 50),
        ".jsonl.zst": zstd.compress(LINE * 50),
        ".warc.gz": warc({"https://portnews.example/1": PAGE}, compressed=True),
    }


# --- damage ------------------------------------------------------------------------------------


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(max(3, len(data) // 200)):
        changed[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(changed)


def _blank(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + bytes(len(data[start : start + 64])) + data[start + 64 :]


def _shuffle(data: bytes, dice: random.Random) -> bytes:
    at = sorted(dice.randrange(len(data)) for _ in range(3))
    pieces = [data[: at[0]], data[at[0] : at[1]], data[at[1] : at[2]], data[at[2] :]]
    dice.shuffle(pieces)
    return b"".join(pieces) or b"x"


def _double(data: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data


def _huge_numbers(data: bytes, dice: random.Random) -> bytes:
    """Lengths and counts become the largest there are."""
    changed = bytearray(data)
    for _ in range(3):
        start = dice.randrange(len(data))
        changed[start : start + 4] = b"\xff\xff\xff\x7f"[: len(data) - start]
    return bytes(changed)


def _wide(data: bytes, dice: random.Random) -> bytes:
    """The bytes as UTF-16 without a mark, as some exports have them."""
    return data.decode("latin-1").encode("utf-16-le")


def _front(data: bytes, dice: random.Random) -> bytes:
    return bytes(dice.randrange(256) for _ in range(32)) + data


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _flip,
    _blank,
    _shuffle,
    _double,
    _huge_numbers,
    _wide,
    _front,
    lambda data, dice: _flip(_cut(data, dice), dice),
    lambda data, dice: _cut(data, dice)[-200:] or b"x",
)


def damaged() -> Iterator[Input]:
    """Every good file in every damage."""
    for suffix, data in good().items():
        for number, damage in enumerate(DAMAGE):
            dice = random.Random(f"{suffix} {number}")
            yield Input(f"damaged-{number}{suffix}", damage(data, dice))


# --- bombs -------------------------------------------------------------------------------------


def _deep_zip(depth: int) -> bytes:
    data, name = b"A ferry sank.", "a.txt"
    for number in range(depth):
        data, name = zipped({name: data}), f"{number}.zip"
    return data


def _wide_zip() -> bytes:
    """Zips of zips of blanks: a hundred times their size."""
    inner = zipped({f"{n}.txt": b" " * FREE_BYTES for n in range(10)})
    return zipped({f"{n}.zip": inner for n in range(10)})


def _deep_gzip(depth: int) -> bytes:
    data = b"A ferry sank."
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def _dictionary_bomb() -> bytes:
    """One long text repeated in every row: the file holds it once."""
    file = io.BytesIO()
    text = "A ferry sank. " * 30_000
    pyarrow.parquet.write_table(pyarrow.table({"text": [text] * 300}), file, compression="zstd")
    return file.getvalue()


def _entities(kind: str) -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE {kind} [<!ENTITY l0 "lol">{lol}]>'
    if kind == "rss":
        body = '<rss version="2.0"><channel><item><title>x</title><description>&l9;</description>'
        return f"{head}{body}</item></channel></rss>".encode()
    return f"{head}<html><body><p>&l9; A ferry sank.</p></body></html>".encode()


def _outside(path: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{path}">]>'
        '<rss version="2.0"><channel>'
        "<item><title>t</title><description>&x; A ferry sank.</description></item>"
        "</channel></rss>"
    ).encode()


def _sparse_tar() -> bytes:
    """A member that says it is a terabyte."""
    member = tarfile.TarInfo("a.txt")
    member.size = 1 << 40
    return member.tobuf() + b"A ferry sank."


def bombs() -> Iterator[Input]:
    """Small files that are large, deep or many when they are read."""
    zeros = bytes(6 * FREE_BYTES)
    yield Input("bomb.txt.gz", gzip.compress(zeros, 9, mtime=0))
    yield Input("bomb.jsonl.gz", gzip.compress(LINE * 3_000, 9, mtime=0))
    yield Input("bomb.txt.bz2", bz2.compress(zeros))
    yield Input("bomb.txt.zst", zstd.compress(zeros))
    yield Input("bomb.txt.xz", lzma.compress(zeros, preset=0))
    yield Input("bomb-wide.zip", _wide_zip())
    yield Input("bomb-deep.zip", _deep_zip(60))
    yield Input("bomb-deep.gz", _deep_gzip(200))
    yield Input("bomb.docx", zipped({"word/document.xml": zeros}))
    yield Input("bomb.epub", zipped({"META-INF/container.xml": zeros}))
    yield Input("bomb.tar.gz", gzip.compress(tarred({"a.txt": zeros}), 9, mtime=0))
    yield Input("bomb.parquet", _dictionary_bomb())
    yield Input("bomb-size.tar", _sparse_tar())
    yield Input("bomb-members.zip", zipped({f"{n}.txt": b"x" for n in range(1_000)}))
    yield Input("bomb-entities.xml", _entities("rss"))
    yield Input("bomb-entities.html", _entities("html"))
    yield Input("bomb-aliases.md", _aliases())
    for suffix in (".html", ".xml", ".json", ".md"):
        yield Input(f"bomb-tags{suffix}", b"<div>" * 50_000 + b"A ferry sank." + b"</div>" * 50_000)
    yield Input("deep.json", b"[" * 200_000 + b"]" * 200_000)
    yield Input("deep-object.json", b'{"text":' * 200_000 + b"1" + b"}" * 200_000)
    yield Input("deep.jsonl", (b"[" * 50_000 + b"\n") * 3)
    yield Input("deep-lists.md", b"".join(b" " * n + b"- a\n" for n in range(2_000)))
    yield Input("deep-quotes.md", b">" * 50_000 + b" A ferry sank.")
    yield Input("brackets.md", b"[" * 50_000 + b"A ferry sank." + b"](" * 50_000)
    yield Input("long-line.txt", b"The ferry sank. " * 300_000)
    yield Input("long-word.txt", b"a" * 400_000 + b".")
    yield Input("many-lines.txt", b"\n" * 1_000_000 + b"A ferry sank.")
    yield Input("many-columns.csv", b"text," + b"a," * 100_000 + b"\n" + b"A ferry sank.," * 9)
    yield Input("open-quote.csv", b'title,text\n"' + b"a" * 2_000_000)
    yield Input("attributes.html", b"<html><body " + b"a=b " * 200_000 + b"><p>A ferry sank.</p>")


def _aliases() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return ("---\n" + "\n".join(lines) + "\ntitle: *a11\n---\nA ferry sank.\n").encode()


# --- tricks ------------------------------------------------------------------------------------

NAMES = (
    "-rf", "-rf.txt", "--output=x.txt", "a\nb.txt", "a\tb.txt", "a b.txt", "a'b.txt", 'a"b.txt',
    "$(touch x).txt", "`touch x`.txt", "a;b.txt", "a|b.txt", "*.txt", "?.txt", "~.txt", "%s%n.txt",
    "{0}.txt", "a\x1b[2Jb.txt", "\u202egpj.txt", "é" * 60 + ".txt", "a" * 240 + ".txt", "CON.txt",
    "a.txt.txt", "a..txt", "#1.txt", "a#1!b.txt", "<script>.txt", "&amp;.txt", "\u2028.txt",
)  # fmt: skip
MEMBERS = (
    "../../x.txt", "/etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "a/../../x.txt", "./x.txt", "-rf",
    "a\nb.txt", "\u202etxt.exe", "a" * 3_000 + ".txt", "x.txt/", "//x.txt", "~/x.txt", "nul.txt",
)  # fmt: skip


def tricks() -> Iterator[Input]:
    """Names that attack shells, terminals and paths, in folders and in archives."""
    for name in NAMES:
        yield Input(name, TEXT.encode())
    for number, name in enumerate(MEMBERS):
        yield Input(f"member-{number}.zip", zipped({name: TEXT.encode()}))
        yield Input(f"member-{number}.tar", tarred({name: TEXT.encode()}))
    yield Input("same.zip", _twice())
    yield Input("links.tar", _links())
    yield Input("outside.xml", _outside("/etc/passwd"))
    yield Input("outside-device.xml", _outside("/dev/zero"))
    yield Input("outside.epub", zipped({"META-INF/container.xml": _outside("/etc/passwd")}))
    yield Input("self.zip", zipped({"self.zip": zipped({"self.zip": b"PK\x03\x04"})}))


def _twice() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    return file.getvalue().replace(b"b.txt", b"a.txt")


def _links() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind, target in (
            ("a", tarfile.SYMTYPE, "b"), ("b", tarfile.SYMTYPE, "a"), ("c", tarfile.LNKTYPE, "c"),
            ("d.txt", tarfile.SYMTYPE, "/etc/passwd"), ("e", tarfile.CHRTYPE, ""),
        ):  # fmt: skip
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
    return file.getvalue()


# --- texts -------------------------------------------------------------------------------------

ATTACKS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\x00", "\x1b[31m", "\ufeff",
    "\u202e", "\u0000\uffff", "‮" * 1_000, "a" + "\u0301" * 5_000, "&#0;&#x110000;&#55296;",
    "]]>", "<!--", "--><script>", "{{7*7}}", "${jndi:ldap://x}", "=cmd|' /C calc'!A0", "%00",
    "1e999999", "9" * 5_000, "-" * 5_000, "?" * 5_000, "1/" * 5_000, "March " * 200,
    "on Monday " * 200, "30 February 2024. ", "31/31/3131 ", "0000-00-00 ", "99999-99-99 ",
)  # fmt: skip


def texts() -> Iterator[Input]:
    """Texts that attack what shows them, parses them, or reckons with their numbers."""
    for number, attack in enumerate(ATTACKS):
        said = f"{attack} {PROSE[0]} {attack}"
        row = {"text": said, "title": attack, "date": attack, "id": attack, "url": attack}
        yield Input(f"attack-{number}.json", json.dumps(row).encode())
        if number % 2:
            yield Input(f"attack-{number}.html", PAGE.replace(PROSE[0].encode(), said.encode()))
        else:
            yield Input(f"attack-{number}.txt", said.encode("utf-8", "replace"))
    for encoding in ("utf-16", "utf-32", "utf-7", "cp037", "shift_jis", "koi8_r", "iso2022_jp"):
        for suffix in (".txt", ".html", ".csv", ".json", ".xml"):
            said = good()[suffix].decode().replace("harbour", "Hafen")
            yield Input(f"as-{encoding}{suffix}", said.encode(encoding, "replace"))
    for number, value in enumerate(("1e400", "-" + "9" * 5_000, "NaN", "Infinity", "1E+999999999")):
        row_text = f'{{"text": "A ferry sank.", "date": {value}, "id": {value}}}'
        yield Input(f"number-{number}.json", row_text.encode())
    for suffix in good():
        yield Input(f"empty{suffix}", b"")
        yield Input(f"nul{suffix}", bytes(2_000))


def inputs() -> list[Input]:
    """All of them."""
    return [*damaged(), *bombs(), *tricks(), *texts()]
