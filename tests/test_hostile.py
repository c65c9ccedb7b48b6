"""Hostile inputs end as articles or as problems: nothing crashes, hangs, or is written."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import hostile
from timeline import cli
from timeline.articles import limits, read
from timeline.records import Problem, ReadArticle

LONGEST = 20.0
"""Seconds of processor time that one input may take; most take some milliseconds."""


class Folder:
    """A folder of hostile files, and what reading it gave."""

    def __init__(self, root: Path) -> None:
        self.root, self.files = root, dict[str, hostile.Input]()
        for number, one in enumerate(hostile.inputs()):
            place = root / f"{number:03}"
            place.mkdir()
            (place / one.name).write_bytes(one.data)
            self.files[str(place / one.name)] = one
        (root / "loop").symlink_to(root)
        (root / "000" / "loop").symlink_to("loop")
        self.before = self.tree()
        self.items: list[ReadArticle | Problem] = []
        self.slow: dict[str, float] = {}
        for path in self.files:
            begin = time.process_time()
            self.items += read([path])
            if (took := time.process_time() - begin) > LONGEST:
                self.slow[path] = took

    def tree(self) -> set[str]:
        return set(map(str, self.root.rglob("*")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "articles").mkdir()
    here, limit = Path.cwd(), limits.FREE_BYTES
    limits.FREE_BYTES = hostile.FREE_BYTES
    (root / "work").mkdir()
    os.chdir(root / "work")
    try:
        yield Folder(root / "articles")
    finally:
        os.chdir(here)
        limits.FREE_BYTES = limit


def test_there_are_enough_of_them(folder: Folder) -> None:
    assert len(folder.files) > 300


def test_every_input_is_an_article_or_a_problem(folder: Folder) -> None:
    told = [item.where if isinstance(item, Problem) else item.article.path for item in folder.items]
    for path in folder.files:
        assert any(one.startswith(path) for one in told), path


def test_good_files_are_read_so_that_damage_is_what_is_tested(tmp_path: Path) -> None:
    for suffix, data in hostile.good().items():
        path = tmp_path / f"good{suffix}"
        path.write_bytes(data)
        items = list(read([path]))
        assert any(isinstance(item, ReadArticle) for item in items), suffix
        assert [
            item for item in items if isinstance(item, Problem) and item.severity == "error"
        ] == []


def test_nothing_is_written(folder: Folder) -> None:
    assert folder.tree() == folder.before
    assert list(Path.cwd().iterdir()) == []
    assert sorted(path.name for path in folder.root.parent.iterdir()) == ["articles", "work"]


def test_no_input_takes_long(folder: Folder) -> None:
    assert folder.slow == {}


def test_no_file_outside_is_read(folder: Folder) -> None:
    for item in folder.items:
        assert "root:" not in (item.message if isinstance(item, Problem) else item.text)


def test_a_folder_of_them_all_is_read_in_one_run_and_links_in_a_circle_end(
    folder: Folder, tmp_path: Path
) -> None:
    small = [path for path in folder.files if Path(path).stat().st_size < 20_000][::3]
    for number, path in enumerate(small):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / Path(path).name).write_bytes(Path(path).read_bytes())
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    items = list(read([tmp_path]))
    ids = [item.article.id for item in items if isinstance(item, ReadArticle)]
    assert len(ids) == len(set(ids))
    assert len(ids) > 50


def test_those_that_are_articles_make_a_timeline(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole program on the texts that attack: valid JSON, one line for each problem."""
    paths = [path for path, one in folder.files.items() if one.name.startswith("attack-")][::2]
    status = cli.run(
        ["extract", *paths, "--format", "json", "--output", str(tmp_path / "out.json")]
    )
    assert status in (0, 1)
    story = json.loads((tmp_path / "out.json").read_bytes())
    assert len(story["articles"]) > 20
    assert list(tmp_path.iterdir()) == [tmp_path / "out.json"]
    for line in capsys.readouterr().err.splitlines():
        assert line.startswith("timeline: ")
