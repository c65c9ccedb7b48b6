"""What is kept comes back to its maker as it was, and to no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.store.made import MODEL, READER, article, file, lost, made_of
from timeline.records import Problem, ReadArticle
from timeline.store import Maker, Store, ValueDamagedError

Item = ReadArticle | Problem


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "articles.store"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    made = Store(place)
    yield made
    made.close()


def keep(store: Store, items: list[Item], maker: Maker = READER, **about: object) -> list[Item]:
    return list(store.keep_items(maker, file(**about), items, lambda: True))  # type: ignore[arg-type]


def given(store: Store, maker: Maker = READER, **about: object) -> list[Item] | None:
    found = store.items(maker, file(**about))  # type: ignore[arg-type]
    return None if found is None else list(found)


def many(count: int, folder: str = "news") -> list[Item]:
    return [
        lost(number, folder) if number % 10 == 3 else article(number, folder)
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 5, 63, 64, 65, 128, 200])
def test_the_items_of_a_file_come_back_in_order(store: Store, count: int) -> None:
    assert given(store) is None
    assert keep(store, many(count)) == many(count)
    assert given(store) == many(count)


def test_they_outlive_the_run(store: Store, place: Path) -> None:
    keep(store, many(70))
    store.close()
    again = Store(place)
    assert given(again) == many(70)
    again.close()


def test_other_bytes_options_names_or_makers_have_nothing(store: Store) -> None:
    keep(store, many(2))
    assert given(store, data=b"2") is None
    assert given(store, options=b"x") is None
    assert given(store, path="news/flood.jsonl") is None
    assert given(store, maker=Maker("read", "1.0", None, b"another")) is None


def test_a_file_that_was_moved_is_known_with_its_new_place(store: Store) -> None:
    keep(store, many(5))
    assert given(store, path="old/news/dam.jsonl") == many(5, "old/news")


@pytest.mark.parametrize("count", [5, 200])
def test_what_was_not_read_to_its_end_is_not_kept(store: Store, place: Path, count: int) -> None:
    reading = store.keep_items(READER, file(), many(count), lambda: True)
    for _ in range(count - 1):
        next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert given(store) is None
    assert _count(place, "items") == 0


@pytest.mark.parametrize("count", [5, 200])
def test_what_changed_while_it_was_read_is_not_kept(store: Store, place: Path, count: int) -> None:
    assert list(store.keep_items(READER, file(), many(count), lambda: False)) == many(count)
    assert given(store) is None
    assert _count(place, "items") == 0


def test_a_place_outside_of_the_file_is_not_kept(store: Store) -> None:
    items = [article(1), lost(2, "elsewhere")]
    assert keep(store, items) == items
    assert given(store) is None


def test_two_runs_that_read_one_file_keep_it_once(store: Store, place: Path) -> None:
    other = Store(place)
    one = store.keep_items(READER, file(), many(100), lambda: True)
    two = other.keep_items(READER, file(), many(100), lambda: True)
    assert [*zip(one, two, strict=True)] == [*zip(many(100), many(100), strict=True)]
    assert given(store) == given(other) == many(100)
    assert _count(place, "items") == 100
    other.close()


def test_a_run_whose_file_is_pruned_goes_on(store: Store, place: Path) -> None:
    reading = store.keep_items(READER, file(), many(200), lambda: True)
    for _ in range(100):
        next(reading)
    _change(place, "DELETE FROM readings")
    assert len(list(reading)) == 100
    assert given(store) is None


@pytest.mark.parametrize(
    ("damage", "whole"),
    [
        ("UPDATE items SET value = x'00' WHERE position = 0", 0),
        ("UPDATE items SET value = x'00' WHERE position = 100", 64),
        ("DELETE FROM items WHERE position = 130", 128),
    ],
)
def test_damage_is_told_after_what_is_whole_and_the_file_forgotten(
    store: Store, place: Path, damage: str, whole: int
) -> None:
    keep(store, many(200))
    _change(place, damage)
    reading = store.items(READER, file())
    assert reading is not None
    assert [next(reading) for _ in range(whole)] == many(whole)
    with pytest.raises(ValueDamagedError):
        next(reading)
    assert given(store) is None


def test_annotations_go_by_the_content_of_an_article(store: Store) -> None:
    assert store.annotation(MODEL, article(1)) is None
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    assert store.annotation(MODEL, article(1)) == made_of(article(1))
    assert store.annotation(MODEL, article(2)) is None


def test_the_same_article_under_another_name_is_known(store: Store) -> None:
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    about = msgspec.structs.replace(article(1).article, id="copy", path="copies/1.txt")
    copy = msgspec.structs.replace(article(1), article=about)
    assert store.annotation(MODEL, copy) == made_of(copy)


@pytest.mark.parametrize(
    "change", [{"title": "Dams"}, {"url": "https://a.example"}, {"sha256": ""}]
)
def test_an_article_of_which_something_else_is_known_is_another(
    store: Store, change: dict[str, str]
) -> None:
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    about = msgspec.structs.replace(article(1).article, **change)
    assert store.annotation(MODEL, msgspec.structs.replace(article(1), article=about)) is None


def test_another_model_has_its_own_annotations(store: Store) -> None:
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    other = Maker("annotate", "1.0", "en_some-1", b"trained anew")
    assert store.annotation(other, article(1)) is None


def test_damaged_annotations_are_not_there(store: Store, place: Path) -> None:
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    _change(place, "UPDATE annotations SET value = x'00'")
    assert store.annotation(MODEL, article(1)) is None
    store.keep_annotation(MODEL, article(1), made_of(article(1)))
    assert store.annotation(MODEL, article(1)) == made_of(article(1))


def _change(place: Path, statement: str) -> None:
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA foreign_keys = ON")
    with connection:
        connection.execute(statement)
    connection.close()


def _count(place: Path, table: str) -> int:
    connection = sqlite3.connect(place)
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)
