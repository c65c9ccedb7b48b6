"""The command that scores our names against labelled news."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "evaluation" / "names.py"
LABELS = SCRIPT.parent / "news_names" / "labels.jsonl"
DATA = SCRIPT.parents[1]

TEXT = (
    "Anna Berg flew from Norway to Kenya on Monday.\n"
    "The minister met members of the European Parliament in Nairobi.\n"
)
NAMES = [("Anna Berg", "PERSON"), ("Norway", "GPE"), ("Kenya", "LOC"), ("Nairobi", "GPE")]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False
    )


def labelled(folder: Path, names: list[tuple[str, str]], until: int | None = None) -> list[Path]:
    """Arguments for an article of our own with these names marked."""
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    places = [(TEXT.index(name), TEXT.index(name) + len(name), label) for name, label in names]
    row = {
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "article": "story/a",
        "part": "develop",
        "labelled_until": until,
        "names": places,
    }
    (folder / "labels.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return [folder / "articles", Path("--labels"), folder / "labels.jsonl"]


def table(output: str, title: str) -> dict[str, list[str]]:
    """The rows of one table by their first word."""
    rows = [line.split() for line in output.splitlines()]
    start = next(index for index, row in enumerate(rows) if row[:2] == [title, "gold"])
    return {row[0]: row[1:] for row in rows[start + 1 : start + 6]}


def test_names_are_scored_by_span_and_label_with_places_joined(tmp_path: Path) -> None:
    done = run(*labelled(tmp_path, NAMES), "--errors", "5")
    assert done.returncode == 0, done.stderr
    for title in ("model", "annotate"):
        rows = table(done.stdout, title)
        assert rows["PERSON"] == ["1", "1", "1", "100.0", "100.0", "100.0"]
        assert rows["PLACE"] == ["3", "3", "3", "100.0", "100.0", "100.0"]
        # The parliament is found, but not marked here.
        assert rows["ORG"] == ["0", "1", "0", "0.0", "0.0", "0.0"]
        assert rows["all"] == ["4", "5", "4", "80.0", "100.0", "88.9"]
    assert "spurious: 1" in done.stdout
    assert "'European Parliament' ORG" in done.stdout


def test_a_wrong_span_and_a_wrong_label_are_told_apart(tmp_path: Path) -> None:
    wrong = [("Berg", "PERSON"), ("Norway", "ORG"), ("members", "ORG")]
    done = run(*labelled(tmp_path, wrong), "--errors", "5")
    assert "gold 'Berg' PERSON ours 'Anna Berg' PERSON" in done.stdout
    assert "gold 'Norway' ORG ours 'Norway' PLACE" in done.stdout
    assert "missed: 1" in done.stdout


def test_what_comes_after_the_labelled_part_is_not_scored(tmp_path: Path) -> None:
    done = run(*labelled(tmp_path, NAMES[:3], until=TEXT.index("\n")))
    assert table(done.stdout, "model")["all"][:3] == ["3", "3", "3"]


def test_watched_names_are_counted_one_by_one(tmp_path: Path) -> None:
    watched = tmp_path / "watched.tsv"
    watched.write_text("Berg\tname\nKenya\tname\nParliament\tno name\nMonday\tno name\n")
    arguments = labelled(tmp_path, [*NAMES[:2], ("Kenya", "ORG")])
    out = run(*arguments, "--watch", watched).stdout
    rows = {line.split()[0]: line for line in out.splitlines() if line}
    assert rows["Berg"].endswith("1 of 1")
    assert "0 of 1" in rows["Kenya"]
    assert "European Parliament" in rows["Parliament"]
    assert rows["Monday"].endswith("none")


def test_a_folder_without_labelled_articles_is_an_error(tmp_path: Path) -> None:
    assert run(tmp_path).returncode == 2


def test_labels_of_the_sample_articles_fit_their_texts() -> None:
    done = run(DATA / "data", DATA / "tests" / "stories", "--part", "all")
    assert "18 of 51 labelled articles" in done.stdout
    assert float(table(done.stdout, "annotate")["all"][-1]) > 80


def test_labels_are_well_formed() -> None:
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len({row["sha256"] for row in rows}) == len(rows)
    assert {row["part"] for row in rows} == {"develop", "report"}
    for row in rows:
        ends = [0] + [end for _, end, _ in row["names"]]
        for (start, end, label), before in zip(row["names"], ends, strict=False):
            assert before <= start < end
            assert label in {"PERSON", "ORG", "GPE", "LOC", "NORP"}
