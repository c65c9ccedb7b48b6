"""What a store says of itself, what is taken out of it, and that damage is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from tests.store.made import MODEL, READER, article, file, made_of
from timeline.store import Maker, Store, StoreError, check, info, prune

OLD = Maker("read", "0.9", None, b"old reader")
OLD_MODEL = Maker("annotate", "0.9", "en_some-0", b"old model")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one file on the disk and one that was there, read by two versions."""
    (tmp_path / "news").mkdir()
    here = tmp_path / "news" / "dam.jsonl"
    here.write_bytes(b"here")
    store = Store(tmp_path / "a.store")
    shown = str(here)
    one = _moved(article(1), shown)
    two = _moved(article(2), shown)
    about = msgspec.structs.replace(file(data=b"here"), path=shown, shown=shown)
    for reader in (READER, OLD):
        about = msgspec.structs.replace(about, options=reader.fingerprint)
        list(store.keep_items(reader, about, [one], lambda: True))
    gone = msgspec.structs.replace(about, sha256=b"gone", path=shown + "x", options=b"")
    list(store.keep_items(READER, gone, [two], lambda: True))
    for model in (MODEL, OLD_MODEL):
        store.keep_annotation(model, one, made_of(one))
    store.keep_annotation(MODEL, two, made_of(two))
    store.close()
    return tmp_path / "a.store"


def _moved(read, path):
    about = msgspec.structs.replace(read.article, path=path)
    return msgspec.structs.replace(read, article=about)


def test_what_is_in_it_by_step_version_and_model(place: Path) -> None:
    found = info(place, (READER, MODEL))
    assert found.size == place.stat().st_size
    assert [
        (one.step, one.version, one.model, one.current, one.files, one.articles)
        for one in found.contents
    ] == [
        ("read", "1.0", None, True, 2, 2),
        ("read", "0.9", None, False, 1, 1),
        ("annotate", "1.0", "en_some-1", True, None, 2),
        ("annotate", "0.9", "en_some-0", False, None, 1),
    ]
    assert all(one.size > 0 for one in found.contents)


def test_pruning_leaves_what_this_version_needs_for_the_files_there(place: Path) -> None:
    pruned = prune(place, (READER, MODEL))
    assert (pruned.files, pruned.annotations) == (2, 2)
    left = info(place, (READER, MODEL)).contents
    assert [(one.step, one.version, one.articles) for one in left] == [
        ("read", "1.0", 1),
        ("annotate", "1.0", 1),
    ]
    assert check(place) == ()
    assert prune(place, (READER, MODEL)).files == 0


def test_what_a_killed_run_left_of_a_file_is_pruned(place: Path) -> None:
    connection = sqlite3.connect(place)
    with connection:
        connection.execute("UPDATE readings SET items = NULL WHERE id = 1")
        connection.execute("DELETE FROM places WHERE reading = 1")
    connection.close()
    assert check(place) == ()
    assert prune(place, (READER, OLD)).files == 2
    assert [one.version for one in info(place, ()).contents] == ["0.9"]


def test_a_changed_file_asks_for_nothing(place: Path) -> None:
    (place.parent / "news" / "dam.jsonl").write_bytes(b"changed")
    prune(place, (READER, MODEL))
    assert info(place, ()).contents == ()


def test_a_store_that_is_whole_has_no_faults(place: Path) -> None:
    assert check(place) == ()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (
            "UPDATE items SET value = x'00' WHERE reading = 1",
            "item 0 of reading 1 is not as it was",
        ),
        ("UPDATE annotations SET value = x'00'", "are not as they were written"),
        ("DELETE FROM items", "reading 1 lacks items"),
        ("UPDATE items SET content = x'00'", "under the digest of another"),
        ("DELETE FROM makers", "belongs to nothing"),
    ],
)
def test_damage_is_found(place: Path, damage: str, told: str) -> None:
    connection = sqlite3.connect(place)
    with connection:
        connection.execute(damage)
    connection.close()
    faults = check(place)
    assert any(told in fault.message for fault in faults), faults
    assert {fault.severity for fault in faults} == {"error"}


def test_bytes_that_rot_on_the_disk_are_found(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096
    place.write_bytes(data)
    assert check(place)


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    for call in (check, lambda path: info(path, ()), lambda path: prune(path, (READER,))):
        with pytest.raises(StoreError, match="no such file"):
            call(tmp_path / "none")
