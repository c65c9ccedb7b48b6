"""What is no store is told in one line and left as it is; two runs may open one at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.store import Store, StoreError, check
from timeline.store.database import SCHEMA


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    place = tmp_path / "new.store"
    place.touch()
    Store(place).close()
    assert check(place) == ()


def test_a_store_is_one_file_between_runs(tmp_path: Path) -> None:
    Store(tmp_path / "a.store").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.store"]


@pytest.mark.parametrize("data", [b"A dam burst.\n" * 500, b"x"])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "story.txt"
    place.write_bytes(data)
    with pytest.raises(StoreError, match=r"story\.txt: no store of timeline$"):
        Store(place)
    assert place.read_bytes() == data


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "other.sqlite"
    _change(place, "CREATE TABLE makers (name)")
    before = place.read_bytes()
    with pytest.raises(StoreError, match="no store of timeline"):
        Store(place)
    assert place.read_bytes() == before


@pytest.mark.parametrize(("schema", "age"), [(SCHEMA + 1, "newer"), (SCHEMA - 1, "older")])
def test_a_store_of_another_version_is_told(tmp_path: Path, schema: int, age: str) -> None:
    place = tmp_path / "a.store"
    Store(place).close()
    _change(place, f"PRAGMA user_version = {schema}")
    with pytest.raises(StoreError, match=f"a store of an? {age} version of timeline"):
        Store(place)


def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing/a\.store: unable to open database file"):
        Store(tmp_path / "missing" / "a.store")
    with pytest.raises(StoreError, match="unable to open database file"):
        Store(tmp_path)


_WRITER = """
import sys
from pathlib import Path
from tests.store.made import MODEL, READER, article, file, made_of
from timeline.store import Store

store = Store(Path(sys.argv[1]))
for number in range(200):
    about = file(data=b"%d" % number)
    list(store.keep_items(READER, about, [article(number)], lambda: True))
    store.keep_annotation(MODEL, article(number), made_of(article(number)))
    assert store.annotation(MODEL, article(number)) == made_of(article(number))
store.close()
"""


def test_runs_that_write_at_once_wait_for_each_other(tmp_path: Path) -> None:
    place = tmp_path / "a.store"
    root = Path(__file__).parents[2]
    runs = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(place)], cwd=root) for _ in range(4)
    ]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    assert check(place) == ()
    connection = sqlite3.connect(place)
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM annotations)"
    ).fetchone()
    connection.close()
    assert counts == (200, 200)


def _change(place: Path, statement: str) -> None:
    connection = sqlite3.connect(place)
    with connection:
        connection.execute(statement)
    connection.close()
