"""Worker processes: the order is kept, and one that dies takes nothing with it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

import timeline
from timeline import annotation, articles, workers
from timeline.records import AnnotatedArticle, Problem, ReadArticle
from timeline.settings import Settings
from timeline.workers import in_processes

TWO = Settings(workers=2)


def _articles(folder: Path, count: int) -> list[ReadArticle]:
    for number in range(count):
        text = f"A dam burst above Ostrova on {number + 1} March 2021."
        (folder / f"{number:02}.txt").write_text(text, "utf-8")
    return [one for one in articles.read([folder]) if isinstance(one, ReadArticle)]


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> list[int]:
    """Have a process killed as soon as it is at this article, so many times."""
    killed: list[int] = []
    give, hear = workers._Worker.give, workers._Workers._hear

    def kill(worker: workers._Worker) -> None:
        at = worker.given[0].read.article.id if worker.given and worker.ready else None
        if at == name and len(killed) < times:
            killed.append(worker.process.pid or 0)
            os.kill(killed[-1], signal.SIGKILL)

    def give_and_kill(worker: workers._Worker, slot: workers._Slot) -> None:
        give(worker, slot)
        kill(worker)

    def hear_and_kill(
        self: workers._Workers, worker: workers._Worker, kind: bytes, rest: bytes
    ) -> None:
        hear(self, worker, kind, rest)
        kill(worker)

    monkeypatch.setattr(workers._Worker, "give", give_and_kill)
    monkeypatch.setattr(workers._Workers, "_hear", hear_and_kill)
    return killed


def test_a_killed_process_loses_nothing_the_order_is_kept_and_few_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = _articles(tmp_path, 31)
    drawn: list[str] = []

    def found():  # type: ignore[no-untyped-def]
        for one in read:
            drawn.append(one.article.id)
            yield one

    monkeypatch.setattr(workers, "_WINDOW", 8)
    killed = _kill_at(monkeypatch, "02", times=1)
    made = in_processes(found(), TWO)
    first = next(made)
    assert len(drawn) <= 16
    annotate = annotation.annotator(articles.load_model())
    assert [first, *made] == [(one, annotate(one)) for one in read]
    assert len(killed) == 1


def test_an_article_that_takes_processes_with_it_is_lost_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _articles(tmp_path, 4)
    killed = _kill_at(monkeypatch, "02", times=100)
    made = list(timeline.annotate(tmp_path, TWO))
    assert len(killed) == workers._TRIES
    assert [one.article.id for one in made if isinstance(one, AnnotatedArticle)] == [
        "00",
        "01",
        "03",
    ]
    (lost,) = [one for one in made if isinstance(one, Problem)]
    assert lost.where == str(tmp_path / "02.txt")
    assert lost.message == "not read: 3 processes died of it, the last was killed by SIGKILL"
    assert lost.severity == "error"


FAULTY = """
import spacy
from spacy.language import Language

from timeline.model import model_path

@Language.component("faulty")
def faulty(doc):
    if "trips" in doc.text:
        raise ValueError("no such\\nverb")
    return doc

def load(**options):
    nlp = spacy.load(model_path())
    nlp.add_pipe("faulty")
    return nlp
"""


@pytest.mark.parametrize("count", [1, 2])
def test_an_article_at_which_a_pipeline_fails_is_lost_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    installed = tmp_path / "site"
    (installed / "faulty_pipeline").mkdir(parents=True)
    (installed / "faulty_pipeline" / "__init__.py").write_text(FAULTY, "utf-8")
    (installed / "faulty_pipeline-1.0.dist-info").mkdir()
    about = "Metadata-Version: 2.1\nName: faulty_pipeline\nVersion: 1.0\n"
    (installed / "faulty_pipeline-1.0.dist-info" / "METADATA").write_text(about, "utf-8")
    monkeypatch.syspath_prepend(installed)
    monkeypatch.setenv("PYTHONPATH", str(installed))
    folder = tmp_path / "articles"
    folder.mkdir()
    _articles(folder, 5)
    (folder / "02.txt").write_text("This trips it up.", "utf-8")
    settings = Settings(workers=count, model="faulty_pipeline")
    made = list(timeline.annotate(folder, settings))
    (lost,) = [one for one in made if isinstance(one, Problem)]
    assert lost.where == str(folder / "02.txt")
    assert "by a fault of the program (ValueError: no such verb, at __init__.py:" in lost.message
    assert lost.severity == "error"
    assert len(made) == 5


def test_processes_that_do_not_start_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = _articles(tmp_path, 1)
    monkeypatch.setattr(workers, "_serve", os._exit)  # its argument is no status: it fails
    with pytest.raises(timeline.WorkersFailed, match="do not start: ended with status 1"):
        list(in_processes(read, TWO))


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    read = _articles(tmp_path, 1)
    with pytest.raises(timeline.ModelMissing, match="'no_such_pipeline' cannot be loaded"):
        list(in_processes(read, Settings(workers=2, model="no_such_pipeline")))
