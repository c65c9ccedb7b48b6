"""The command that makes a timeline for each entity of a corpus."""

from pathlib import Path

from tests.evaluation.corpus import make, run, scorer


def test_an_entity_has_the_mentions_in_which_it_takes_part(tmp_path: Path) -> None:
    corpus, ours = make(tmp_path), tmp_path / "ours"
    done = run("semeval.py", corpus, "--scorer", scorer(tmp_path), "--output", ours)
    assert done.returncode == 3, done.stderr
    assert done.stdout.split() == ["scored", str(corpus / "timelines"), str(ours)]
    title, *rows = (ours / "berg.txt").read_text(encoding="utf-8").splitlines()
    assert title == "Anders Berg"
    dated = {mention: row.split("\t")[1] for row in rows for mention in row.split("\t")[2:]}
    assert dated["bank-2-founded"] == "1999-XX-XX"
    assert dated["bank-2-resigned"] == "2019-03-05"
    assert {"quake-2-visited", "quake-2-praised"} <= dated.keys()
    assert "quake-1-killed" not in dated
    orders = [int(row.split("\t")[0]) for row in rows if "XXXX" not in row]
    assert orders == sorted(orders)


def test_a_corpus_without_entities_is_an_error(tmp_path: Path) -> None:
    assert run("semeval.py", tmp_path, "--scorer", scorer(tmp_path)).returncode == 2
