"""Run folders: articles in, their lines out."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import timeline
from tests.annotated import annotated
from timeline import cli
from timeline.engines import run_folder
from timeline.records import AnnotatedArticle, Problem

parquet = pytest.importorskip("pyarrow.parquet")

LOST = Problem(step="articles", where="b.txt", message="empty file")


@pytest.fixture
def items() -> list[AnnotatedArticle | Problem]:
    first = annotated("a", "Gunmen {attacked:ASSAULT} a village <on Sunday:2023-09-24>.")
    return [first, LOST, annotated("c", "A bridge {fell:COLLAPSE} <on Monday:2023-09-25>.")]


def kept(items: list[AnnotatedArticle | Problem], place: Path | str) -> list[bytes]:
    assert list(run_folder.written(items, str(place))) == items
    return list(timeline.read_run_folder(str(place)))


@pytest.mark.parametrize("address", [False, True])
def test_the_lines_of_the_articles_come_back(
    items, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: bool
) -> None:
    monkeypatch.setattr(run_folder, "ROWS", 1)
    folder = tmp_path / "runs" / "one"
    lines = kept(items, folder.as_uri() if address else folder)
    assert lines == [msgspec.json.encode(one) for one in items if one != LOST]
    assert sorted(path.name for path in folder.iterdir()) == [
        "articles-000000.parquet",
        "articles-000001.parquet",
    ]


def test_the_columns_tell_what_the_articles_are(items, tmp_path: Path) -> None:
    kept(items, tmp_path)
    rows = parquet.read_table(tmp_path / "articles-000000.parquet").to_pylist()
    assert [(row["id"], row["mentions"]) for row in rows] == [("a", 1), ("c", 1)]


def test_an_earlier_run_is_left_alone(items, tmp_path: Path) -> None:
    before = kept(items, tmp_path)
    with pytest.raises(timeline.EngineError, match="holds an earlier run"):
        kept(items[:1], tmp_path)
    assert list(timeline.read_run_folder(str(tmp_path))) == before


def test_a_run_folder_is_merged_like_the_lines(
    items, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = kept(items, tmp_path / "run")
    (tmp_path / "lines.jsonl").write_bytes(b"\n".join(lines))
    told = []
    for place in ("run", "lines.jsonl"):
        assert cli.run(["merge", str(tmp_path / place), "--format", "json", "--all"]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert "attacked" in told[0]


def test_what_is_no_run_folder_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["merge", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"timeline: {tmp_path}: no run folder")


def test_a_place_that_cannot_be_written_is_told(items, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(timeline.EngineError, match="file"):
        kept(items, tmp_path / "file" / "run")
