import os
from pathlib import Path

import pytest

from timeline.articles.files import display, find_files
from timeline.records import Problem


def names(paths: list[str | Path]) -> list[str]:
    return [
        item.message if isinstance(item, Problem) else Path(item).name for item in find_files(paths)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/two.txt", "a/one.txt", "a/.hidden.txt", ".git/config.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def test_folders_are_read_recursively_without_hidden_files(folder: Path) -> None:
    assert names([folder]) == ["one.txt", "two.txt", "c.txt"]


def test_a_hidden_file_named_outright_is_read(folder: Path) -> None:
    assert names([folder / "a/.hidden.txt"]) == [".hidden.txt"]


def test_the_order_of_the_paths_changes_nothing(folder: Path) -> None:
    paths: list[str | Path] = [folder / "c.txt", folder / "b", folder / "a/one.txt", "-"]
    assert list(find_files(paths)) == list(find_files(paths[::-1]))


def test_a_file_named_in_two_ways_is_read_once(folder: Path) -> None:
    assert names([folder, folder / "a", folder / "b/../c.txt"]) == ["one.txt", "two.txt", "c.txt"]


def test_standard_input_comes_last(folder: Path) -> None:
    assert list(find_files(["-", folder / "c.txt"])) == [str(folder / "c.txt"), "-"]


def test_a_link_in_a_circle_ends(folder: Path) -> None:
    (folder / "a/up").symlink_to(folder, target_is_directory=True)
    assert names([folder]) == ["one.txt", "two.txt", "c.txt"]


def test_a_linked_folder_elsewhere_is_read(folder: Path) -> None:
    (folder / "b/link").symlink_to(folder / "a", target_is_directory=True)
    assert names([folder / "b"]) == ["one.txt", "two.txt"]


def test_a_missing_path_and_an_empty_folder_are_one_problem_each(tmp_path: Path) -> None:
    (tmp_path / "empty/inner").mkdir(parents=True)
    assert names([tmp_path / "none", tmp_path / "empty"]) == [
        "no file in this folder",
        "no such file or folder",
    ]


def test_a_broken_link_is_handed_on_to_be_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert names([tmp_path]) == ["gone.txt"]


def test_a_name_that_is_no_utf8_is_shown_escaped() -> None:
    assert display(os.fsdecode(b"caf\xe9.txt")) == "caf\\xe9.txt"
