"""Files at addresses: of a folder, as pyarrow has it, and of what only fsspec knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.articles import addresses, read
from timeline.articles.files import find_files
from timeline.records import Article, Problem, ReadArticle

pytest.importorskip("pyarrow")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/two.txt", "a/one.txt", "a/.hidden.txt", ".git/config.txt", "café #1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The ferry of {name} sank on 4 March 2021.\n")
    return tmp_path


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder in memory, at an address that pyarrow does not know."""
    system = pytest.importorskip("fsspec").filesystem("memory")
    system.pipe({"/news/a/one.txt": b"The ferry sank on 4 March 2021.\n", "/news/.no.txt": b"x"})
    yield "memory://news"
    system.rm("/news", recursive=True)


def found(paths: list[str]) -> list[str]:
    return [
        one.message if isinstance(one, Problem) else addresses.shown(one).rpartition("/")[2]
        for one in find_files(paths)
    ]


def told(paths: list[str]) -> list[Article | str]:
    return [
        one.article if isinstance(one, ReadArticle) else one.message
        for one in read(paths)
        if isinstance(one, ReadArticle) or one.severity == "error"
    ]


def test_a_folder_is_read_recursively_without_hidden_files(folder: Path) -> None:
    assert found([folder.as_uri()]) == ["one.txt", "two.txt", "café #1.txt"]


def test_an_article_is_as_in_the_folder_but_for_its_path(folder: Path) -> None:
    here, there = told([str(folder)]), told([folder.as_uri()])
    paths = [one.path for one in there if isinstance(one, Article)]
    assert paths == [
        f"file://{folder}/{name}" for name in ("a/one.txt", "b/two.txt", "café #1.txt")
    ]
    assert [one.sha256 for one in there if isinstance(one, Article)] == [
        one.sha256 for one in here if isinstance(one, Article)
    ]
    assert [one.id for one in there if isinstance(one, Article)] == ["one", "two", "café #1"]


def test_a_file_named_in_two_ways_is_read_once(folder: Path) -> None:
    addresses_ = [folder.as_uri(), (folder / "a").as_uri(), (folder / "a/one.txt").as_uri()]
    assert found(addresses_) == ["one.txt", "two.txt", "café #1.txt"]


def test_addresses_come_after_files(folder: Path) -> None:
    paths = [(folder / "a/one.txt").as_uri(), str(folder / "b"), "-"]
    assert found(paths)[:2] == ["two.txt", "one.txt"]


def test_what_fsspec_knows_is_read(memory: str) -> None:
    (article,) = told([memory])
    assert isinstance(article, Article)
    assert (article.id, article.path) == ("one", "memory://news/a/one.txt")


def test_what_is_not_there_is_a_problem(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert told([(folder / "none").as_uri()]) == ["no such file or folder"]
    assert told([(folder / "empty").as_uri()]) == ["no file in this folder"]
    (problem,) = told(["nowhere://news"])
    assert "nowhere" in str(problem)


def test_keys_in_an_address_are_not_shown() -> None:
    assert addresses.shown("s3://key:secret@wire/may%202024?region=x") == "s3://wire/may 2024"


def test_a_path_is_no_address() -> None:
    assert not any(map(addresses.is_address, ("news/a.txt", "C:/news", "a:b", "-")))
