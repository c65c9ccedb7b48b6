"""The doctor: what is there is ok, what is missing is named with the command that adds it."""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path

import pytest

import timeline
from timeline import cli, diagnosis
from timeline.model import model_path


def _found(folder: Path) -> dict[str, diagnosis.Finding]:
    return {one.name: one for one in timeline.doctor(folder)}


def test_here_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _found(tmp_path)
    assert {one.state for one in found.values()} == {"ok"}
    assert found["timeline"].message == importlib.metadata.version("event-timeline")
    assert "spacy 3." in found["libraries"].message
    assert {"extra documents", "extra parquet", "extra zstd"} <= found.keys()
    assert cli.run(["doctor"]) == 0
    assert capsys.readouterr().out.count("\n") == len(found)


def test_a_missing_extra_names_the_command_and_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "pypdf":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    extra = _found(tmp_path)["extra documents"]
    assert (extra.state, extra.message) == ("missing", "pypdf is not installed")
    assert extra.remedy == "pip install 'event-timeline[documents]'"
    assert cli.run(["doctor"]) == 0
    assert "pip install 'event-timeline[documents]'\n" in capsys.readouterr().out


def test_a_library_too_old_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "0.1" if name == "typer" else real(name)
    )
    libraries = _found(tmp_path)["libraries"]
    assert libraries.state == "wrong"
    assert libraries.message.startswith("typer 0.1 is not >=")
    assert cli.run(["doctor"]) == 1


def test_a_model_that_was_changed_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(model_path(), folder)
    assert diagnosis.model(folder).state == "ok"
    (folder / "meta.json").write_text("{}")
    (folder / "tokenizer").unlink()
    finding = diagnosis.model(folder)
    assert finding.state == "wrong"
    assert "meta.json is not as it was packed" in finding.message
    assert "tokenizer is missing" in finding.message
    assert diagnosis.model(tmp_path).state == "wrong"


def test_a_configuration_that_cannot_be_read_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "timeline.toml").write_text("[story]\nfolow = []\n")
    finding = _found(tmp_path)["timeline.toml"]
    assert (finding.state, finding.message) == (
        "wrong",
        "[story]: no setting 'folow': did you mean 'follow'?",
    )
    monkeypatch.chdir(tmp_path)
    assert cli.run(["doctor"]) == 1
