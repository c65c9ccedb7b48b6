"""The sample stories against their golden timelines, through the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from timeline import cli
from timeline.cli.messages import DRIFTED

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
STORIES = {"kosovo": ROOT / "data", "key-bridge": ROOT / "tests" / "stories" / "key-bridge"}


def check(articles: Path, story: str) -> int:
    return cli.run(["check", str(articles), "--golden", str(GOLDEN / f"{story}.json"), "--quiet"])


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_as_its_readers_found_it(story: str) -> None:
    assert check(STORIES[story], story) == cli.DONE


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("Gunmen attacked a customs post near Leposavic on October 12.", "extra"),
        ("A court in Belgrade released Radoicic on October 9.", "Radoicic"),
    ],
)
def test_a_sentence_with_another_date_is_drift(
    added: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(STORIES["kosovo"], tmp_path / "data")
    article = tmp_path / "data" / "06-radoicic-released.txt"
    article.write_text(f"{article.read_text(encoding='utf-8')}\n{added}\n", encoding="utf-8")
    assert check(tmp_path / "data", "kosovo") == DRIFTED
    assert said in capsys.readouterr().out
