"""The command that scores which words we take for events."""

import json
from pathlib import Path

from tests.evaluation.corpus import make, run


def test_triggers_of_validated_sentences_are_scored(tmp_path: Path) -> None:
    corpus = make(tmp_path)
    done = run("triggers.py", corpus, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    # "rescuers" is no event of ours, the "earthquake" none of the annotators; headlines are not
    # among the validated sentences.
    assert (found["gold"], found["ours"], found["right"]) == (7, 7, 6)
    assert found["precision"] == found["recall"] == found["f1"] == 85.71
    assert found["precision of nouns"] == 0.0


def test_topics_are_what_names_begin_with(tmp_path: Path) -> None:
    corpus = make(tmp_path)
    done = run("triggers.py", corpus, "--topics", "quake", "--errors", "5")
    assert done.stdout.startswith("1 articles, 4 gold events")
    assert "missed: rescuers 1" in done.stdout
    assert run("triggers.py", corpus, "--topics", "37").returncode == 2
