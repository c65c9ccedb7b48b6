"""The command that dates the mentions of each article for the TimeSET scorer."""

import json
from pathlib import Path

from tests.evaluation.corpus import make, run, scorer


def test_the_scorer_gets_dated_mentions(tmp_path: Path) -> None:
    corpus, lines = make(tmp_path), tmp_path / "ours.jsonl"
    done = run("timeset.py", corpus, "--scorer", scorer(tmp_path), "--output", lines)
    assert done.returncode == 3, done.stderr
    assert done.stdout.split() == ["scored", str(corpus), str(lines)]
    articles = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert [one["article"]["id"] for one in articles] == ["bank", "quake"]
    days = {
        mention["text"]: mention["date"] and mention["date"]["earliest"]
        for one in articles
        for mention in one["mentions"]
    }
    assert days["resigned"] == days["killed"] == "2019-03-05"
    assert days["opened"] == "2019-03-04"


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert run("timeset.py", tmp_path, "--scorer", scorer(tmp_path)).returncode == 2
