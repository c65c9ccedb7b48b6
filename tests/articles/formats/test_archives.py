from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from backports import zstd

from tests.articles.formats.made import PAGE, tarred, zipped
from tests.articles.formats.reading import article, fault, places, read, texts
from timeline.articles import limits
from timeline.articles.document import Document
from timeline.records import Problem

LINES = b'{"text": "One."}\n{"text": "Two."}\n'
COMPRESS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_compressed_file_is_read_in_the_format_of_its_name(suffix: str) -> None:
    items = read(f"wire.jsonl{suffix}", COMPRESS[suffix](LINES))
    assert texts(items) == ["One.", "Two."]
    assert places(items) == [f"wire.jsonl{suffix}#1", f"wire.jsonl{suffix}#2"]
    assert [item.place.stem for item in items if isinstance(item, Document)] == ["wire", "wire"]
    assert texts(read("wire", COMPRESS[suffix](LINES))) == ["One.", "Two."]


def test_a_zip_is_read_by_name_and_its_members_are_named() -> None:
    data = zipped({"b.txt": b"Two.", "may/a.jsonl": LINES, "a.txt": b"One.", ".hidden": b"x",
                   "__MACOSX/a.txt": b"x"})  # fmt: skip
    items = read("news.zip", data)
    assert places(items) == [
        "news.zip!a.txt", "news.zip!b.txt", "news.zip!may/a.jsonl#1", "news.zip!may/a.jsonl#2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mode"), [("n.tar", "w"), ("n.tar.gz", "w:gz"), ("n.tgz", "w:gz")]
)
def test_a_tar_is_read_in_its_order(name: str, mode: str) -> None:
    items = read(name, tarred({"b.txt": b"Two.", "a.txt": b"One."}, mode))
    assert places(items) == [f"{name}!b.txt", f"{name}!a.txt"]


def test_what_a_browser_saved_with_a_page_is_passed_over() -> None:
    note, page = read(
        "news.zip", zipped({"a.html": PAGE, "a_files/b.html": PAGE, "a_files/c.css": b""})
    )
    assert isinstance(note, Problem)
    assert (note.severity, note.where) == ("note", "news.zip!a_files/")
    assert places([page]) == ["news.zip!a.html"]


def test_a_member_of_unknown_format_costs_only_itself() -> None:
    items = read("news.zip", zipped({"a.txt": b"One.", "b.exe": b"MZ", "c.txt": b"Two."}))
    assert [item.message[:24] for item in items if isinstance(item, Problem)] == [
        "unknown format '.exe': n"
    ]
    assert len(items) == 3


def test_archives_in_archives_are_read_to_the_limit() -> None:
    data, name = b"One.", "a.txt"
    for depth in range(limits.MAX_DEPTH):
        data, name = zipped({name: data}), f"{depth}.zip"
    assert article(name, data).place.where == "3.zip!2.zip!1.zip!0.zip!a.txt"
    assert fault("4.zip", zipped({name: data})) == "files nested more than 4 deep: not read"


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_bomb_is_one_problem(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    line = b'{"text": "' + b"a" * 1000 + b'"}\n'
    items = read(f"wire.jsonl{suffix}", COMPRESS[suffix](line * 20_000))
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (
        problem.message == "expands to more than 1 MB and 200 times its size: the rest is not read"
    )


def test_a_bomb_in_an_archive_ends_the_whole_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    zeros = b"0" * 5_000_000
    bomb = zipped({"a.txt": b"One.", "b.zip": zipped({"c.txt": zeros}), "d.txt": b"Two."})
    items = read("news.zip", bomb)
    assert texts(items)[0] == "One."
    assert [item.where for item in items if isinstance(item, Problem)] == ["news.zip"]
    assert len(items) == 2


def test_text_that_compresses_well_is_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000)
    line = b'{"text": "The harbour of Lund closed on %d March, and opened again a day later."}\n'
    data = b"".join(line % number for number in range(2_000))
    assert len(read("wire.jsonl.gz", gzip.compress(data))) == 2_000


@pytest.mark.parametrize("suffix", COMPRESS)
def test_a_compressed_file_cut_off_keeps_what_came_before(suffix: str) -> None:
    whole = b"".join(b'{"text": "Line %d of %d."}\n' % (n, n**9) for n in range(4_000))
    data = COMPRESS[suffix](whole)
    items = read(f"wire.jsonl{suffix}", data[: len(data) // 2])
    problems = [item.message for item in items if isinstance(item, Problem)]
    assert problems
    assert "cut off" in problems[-1] or "damaged" in problems[-1] or "malformed" in problems[0]


def test_too_many_members_are_one_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    members = {f"{n}.txt": b"One." for n in range(5)}
    for name, data in (("n.zip", zipped(members)), ("n.tar", tarred(members))):
        items = read(name, data)
        assert texts(items) == ["One."] * 3 + [
            "more than 3 files in this archive: the others are not read"
        ]


def test_links_and_devices_in_a_tar_lead_nowhere() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE),
                           ("null", tarfile.CHRTYPE), ("pipe", tarfile.FIFOTYPE)):  # fmt: skip
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert texts(read("n.tar", file.getvalue())) == ["not a regular file"] * 4


def test_an_encrypted_member_says_what_to_do() -> None:
    data = bytearray(zipped({"a.txt": b"One."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert fault("n.zip", bytes(data)) == "encrypted: unpack the archive with its password first"


def test_an_archive_of_nothing_is_one_problem() -> None:
    assert fault("n.zip", zipped({})) == "no file in this archive"
    assert fault("n.zip", b"PK\x03\x04").startswith("damaged zip archive")
    assert fault("n.tar", b"x" * 600).startswith("damaged tar archive")


def test_without_its_library_zstandard_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    assert fault("a.txt.zst", COMPRESS[".zst"](b"One.")) == (
        "needs backports.zstd: pip install 'event-timeline[zstd]'"
    )


def test_nothing_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    items = read("n.zip", zipped({"../../out.txt": b"One.", "/etc/out.txt": b"Two."}))
    assert places(items) == ["n.zip!../../out.txt", "n.zip!/etc/out.txt"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(
        fileobj=file, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1"
    ) as archive:
        member = tarfile.TarInfo("caf\xe9.txt")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"One."))
    assert places(read("n.tar", file.getvalue())) == ["n.tar!caf\\xe9.txt"]


def test_a_zip_of_a_method_nobody_knows_costs_only_that_member() -> None:
    data = bytearray(zipped({"a.txt": b"One.", "b.txt": b"Two."}))
    data[data.index(b"PK\x01\x02") + 10] = 99
    data[8] = 99
    first, second = read("n.zip", bytes(data))
    assert isinstance(first, Problem)
    assert texts([second]) == ["Two."]
    assert zipfile.is_zipfile(io.BytesIO(bytes(data)))
