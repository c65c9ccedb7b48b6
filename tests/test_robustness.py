"""Bad input through the command line: each gets one line and its exit status, the rest is kept."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline import cli

GOOD = {
    "dam.txt": "OSTROVA, March 4, 2021 — A dam burst above the town on Wednesday and nine people"
    " died. Mayor Ana Berg resigned on Thursday.\n",
    "inquiry.json": json.dumps(
        {
            "title": "Parliament opens an inquiry",
            "published": "2021-03-10",
            "text": "Parliament opened an inquiry on Tuesday into the dam that burst on March 3.",
        }
    ),
}

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 64,
    "program.bin": b"\x7fELF\x02\x01\x01" + bytes(4096),
    "not-utf-8.txt": b"The mayor \xc5\xa0ari\xc4\x87 left \xff\xfe\x80\x81 \xc3\x28 caf\xe9.\n"
    * 20,
    "cut-off.json": b'{"title": "Dam", "text": "A dam burst on 3 Mar',
    "no-text.json": b'{"title": "Dam"}',
    "no-article.json": b"[]",
    "nested.json": b"[" * 100_000,
    "bad-line.jsonl": b"{this is no JSON}\n",
    "one-line.txt": b"The council met and the mayor spoke about the flood of 3 March 2021. "
    * 73_000,
}
"""What cannot be read; the last is an article of 5 MB on a single line."""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.run([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of good articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _kept(out: str) -> dict[str, object]:
    """What a timeline says, without what went wrong."""
    timeline = json.loads(out)
    assert timeline.pop("problems")
    return dict(timeline)


def test_bad_files_are_a_line_each_and_nothing_else_is_lost(run: Run, folder: Path) -> None:
    extract = ("extract", folder, "--format", "json", "--quiet")
    status, alone, err = run(*extract)
    assert (status, err) == (0, "")
    timeline = json.loads(alone)
    assert len(timeline["articles"]) == len(GOOD)
    assert timeline["events"]

    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    status, out, err = run(*extract)
    assert status == 1
    lines = err.splitlines()
    for name in BAD:
        told = [
            line
            for line in lines
            if line.startswith((f"timeline: {folder / name}:", f"timeline: {folder / name}#"))
        ]
        assert len(told) == 1, (name, err)
    assert len(lines) == len(BAD)
    del timeline["problems"]
    assert _kept(out) == timeline


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["extract", "annotate"])
def test_a_bad_file_alone_is_a_line_and_status_2(
    run: Run, tmp_path: Path, name: str, command: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    status, out, err = run(command, path)
    assert (status, out) == (2, "")
    assert err.startswith((f"timeline: {path}:", f"timeline: {path}#"))
    assert err.count("\n") == 1


def test_a_bad_line_of_json_lines_loses_only_itself(run: Run, folder: Path) -> None:
    path = folder / "lines.jsonl"
    good = {"id": "a", "text": "A bridge fell on 5 March 2021.", "published": "2021-03-05"}
    path.write_text(f"{json.dumps(good)}\nnot JSON\n{json.dumps({**good, 'id': 'b'})}\n")
    status, out, err = run("annotate", path)
    assert status == 1
    assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == ["a", "b"]
    assert err.count("\n") == 1
    assert f"{path}#2:" in err


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_folder_and_a_missing_path_are_a_line_and_status_2(
    run: Run, tmp_path: Path, made: bool
) -> None:
    path = tmp_path / "nothing"
    if made:
        path.mkdir()
    status, out, err = run("extract", path)
    assert (status, out) == (2, "")
    assert err.startswith(f"timeline: {path}: no ")
    assert err.count("\n") == 1


def test_a_missing_path_loses_nothing_else(run: Run, folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    status, out, err = run("extract", folder, missing, "--format", "json", "--quiet")
    assert (status, err) == (1, f"timeline: {missing}: no such file or folder\n")
    assert len(json.loads(out)["articles"]) == len(GOOD)


@pytest.mark.parametrize("command", ["extract", "annotate"])
def test_an_unwritable_output_is_a_line_and_status_2(
    run: Run, folder: Path, tmp_path: Path, command: str
) -> None:
    output = tmp_path / "missing" / "story.json"
    status, out, err = run(command, folder, "--output", output)
    assert (status, out) == (2, "")
    assert err == f"timeline: cannot write {output}: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_line_and_status_2(run: Run, folder: Path) -> None:
    status, _, err = run("extract", folder, "--quiet", "--output", "/dev/full")
    assert (status, err) == (2, "timeline: cannot write /dev/full: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="names of files are bytes only on POSIX")
def test_a_file_name_that_is_no_utf_8_is_read_and_shown(run: Run, folder: Path) -> None:
    name = os.fsdecode(b"na\xefve.txt")
    (folder / name).write_text("A bridge fell on 5 March 2021.\n", encoding="utf-8")
    status, out, _ = run("extract", folder, "--format", "json")
    assert status == 0
    assert len(json.loads(out)["articles"]) == len(GOOD) + 1


def test_a_missing_model_is_a_line_and_status_2(run: Run, folder: Path) -> None:
    status, out, err = run("extract", folder, "--model", "no_such_pipeline")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "no_such_pipeline" in err
