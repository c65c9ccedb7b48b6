"""The command that scores our time expressions against gold TimeML."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "evaluation" / "timex.py"

GOLD = """<?xml version="1.0"?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-06">March 6, 2024</TIMEX3></DCT>
<TEXT>The board <EVENT eid="e1" class="OCCURRENCE">met</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2024-03-05">Tuesday</TIMEX3> &amp; will vote
<TIMEX3 tid="t2" type="DATE" value="2024-W99">next week</TIMEX3>. Talks on
<TIMEX3 tid="t3" type="DATE" value="2023-11-28">November 28</TIMEX3> and
<TIMEX3 tid="t4" type="DATE" value="2023-11-29">29</TIMEX3> failed, as in
<TIMEX3 tid="t5" type="DATE" value="2001">the year of the snake</TIMEX3>.
</TEXT></TimeML>
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False
    )


def test_spans_and_values_are_scored(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.tml").write_text(GOLD, encoding="utf-8")
    done = run(gold, "--output", tmp_path / "ours", "--errors", "5")
    assert done.returncode == 0, done.stderr
    # Four of five found, each with the right span; one of the four has another value.
    line = next(row for row in done.stdout.splitlines() if row.startswith("gold"))
    assert line.split() == [
        *("gold", "5", "4"),
        *("100.00", "80.00", "88.89"),
        *("100.00", "80.00", "88.89"),
        *("75.00", "60.00", "66.67"),
    ]
    assert "gold 'next week' 2024-W99 ours 'next week' 2024-W11" in done.stdout
    assert "'the year of the snake' 2001" in done.stdout


def test_predictions_are_timeml_under_the_same_names(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.tml").write_text(GOLD, encoding="utf-8")
    assert run(gold, "--output", tmp_path / "ours").returncode == 0
    written = (tmp_path / "ours" / "a.tml").read_text(encoding="utf-8")
    assert 'type="DATE" value="2024-03-05"' in written
    assert ">Tuesday</TIMEX3> &amp; will" in written
    # Scored against themselves, the predictions are perfect.
    again = run(tmp_path / "ours")
    assert " ".join(["100.00"] * 9) in " ".join(again.stdout.split())


def test_another_scorer_is_run_on_both_folders(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.tml").write_text(GOLD, encoding="utf-8")
    scorer = tmp_path / "scorer.py"
    scorer.write_text(
        "import pathlib, sys\n"
        "print([len(list(pathlib.Path(f).glob('*.tml'))) for f in sys.argv[1:3]])\n"
        "sys.exit(3)\n"
    )
    done = run(gold, "--scorer", scorer)
    assert "[1, 1]" in done.stdout
    assert done.returncode == 3


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 2
