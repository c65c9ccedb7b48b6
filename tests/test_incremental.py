"""Runs with a store: the same bytes, and nothing is read or annotated twice."""

from __future__ import annotations

import functools
import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import timeline
from timeline import annotation, articles, cli, fingerprint, incremental
from timeline.records import AnnotatedArticle, Problem
from timeline.settings import Settings

reading = importlib.import_module("timeline.articles.read")  # the package has a call of its name

WIRE = [
    {"id": "a", "published": "2021-03-05", "text": "A dam burst above Ostrova on Wednesday."},
    {"id": "b", "published": "2021-03-06", "text": "Mayor Ana Berg resigned on Friday."},
    {"id": "b", "published": "2021-03-06", "text": "Engineers had warned of cracks in 2019."},
    {"id": "c"},
]
PAGE = (
    "<html><head><title>Dam</title><meta property='article:published_time' content='2021-03-07'>"
    "</head><body><article><h1>Dam</h1><p>Nine people drowned in the flood on Wednesday, the"
    " police said. The town of Ostrova was under water for two days.</p></article></body></html>"
)


@pytest.fixture(autouse=True, scope="module")
def one_model() -> Iterator[None]:
    """The model is loaded once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(articles, "load_model", functools.cache(articles.load_model))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record that holds no article, an id that is taken, a date without a year, a web page."""
    made = tmp_path / "news"
    (made / "may").mkdir(parents=True)
    (made / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in WIRE), "utf-8")
    (made / "may" / "index.html").write_text(PAGE, "utf-8")
    (made / "dated.txt").write_text(
        "OSTROVA, March 8 (River Desk) — Parliament opened an inquiry on Monday.\n", "utf-8"
    )
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "a.store"))


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read and annotated, by name."""
    done: list[str] = []
    read, annotate = reading._articles, annotation._annotate_parsed

    def read_too(stream, place, published):  # type: ignore[no-untyped-def]
        done.append(Path(place.path).name)
        yield from read(stream, place, published)

    def annotate_too(parsed, model):  # type: ignore[no-untyped-def]
        done.append(parsed.article.id)
        return annotate(parsed, model)

    monkeypatch.setattr(reading, "_articles", read_too)
    monkeypatch.setattr(annotation, "_annotate_parsed", annotate_too)
    return done


def run(paths: object, settings: Settings) -> list[AnnotatedArticle | Problem]:
    return list(timeline.annotate(paths, settings))  # type: ignore[arg-type]


def test_a_second_run_gives_the_same_and_does_nothing(
    folder: Path, settings: Settings, work: list[str]
) -> None:
    fresh = run(folder, Settings())
    assert sum(isinstance(item, AnnotatedArticle) for item in fresh) == 5
    assert sum(isinstance(item, Problem) for item in fresh) == 1
    work.clear()
    assert run(folder, settings) == fresh
    assert work == ["dated.txt", "dated", "index.html", "may", "wire.jsonl", "a", "b", *work[7:]]
    work.clear()
    assert run(folder, settings) == fresh
    assert run(folder, msgspec.structs.replace(settings, workers=2)) == fresh
    assert work == []


def test_only_what_changed_is_done(folder: Path, settings: Settings, work: list[str]) -> None:
    run(folder, settings)
    rows = [*WIRE[:1], {**WIRE[1], "text": "Mayor Ana Berg stayed."}, *WIRE[2:]]
    (folder / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "new.txt").write_text("A bridge fell on 5 March 2021.\n", "utf-8")
    fresh = run(folder, Settings())
    work.clear()
    assert run(folder, settings) == fresh
    assert work == ["new.txt", "new", "wire.jsonl", "b"]


def test_a_moved_folder_is_known(folder: Path, settings: Settings, work: list[str]) -> None:
    run(folder, settings)
    moved = folder.rename(folder.with_name("archive"))
    (moved / "may").rename(moved / "june")  # the name of a page called index is its folder's
    fresh = run(moved, Settings())
    work.clear()
    assert run(moved, settings) == fresh
    assert work == ["dated.txt", "index.html", "wire.jsonl"]
    work.clear()
    assert run([moved / "wire.jsonl", moved / "dated.txt"], settings)
    assert work == []


def test_other_options_read_anew(folder: Path, settings: Settings, work: list[str]) -> None:
    run(folder, settings)
    other = msgspec.structs.replace(settings, fields=(("title", "headline"),))
    work.clear()
    run(folder, other)
    assert work == ["dated.txt", "index.html", "wire.jsonl"]  # it changed nothing in an article


def test_an_interrupted_run_goes_on(folder: Path, settings: Settings, work: list[str]) -> None:
    fresh = run(folder, Settings())
    items = timeline.annotate(folder, settings)
    for _ in range(3):
        next(items)
    items.close()  # type: ignore[attr-defined]
    work.clear()
    assert run(folder, settings) == fresh
    assert work[:2] == ["wire.jsonl", "b"]


def test_a_damaged_store_costs_time_and_nothing_else(
    folder: Path, settings: Settings, work: list[str]
) -> None:
    import sqlite3

    fresh = run(folder, settings)
    assert settings.store
    connection = sqlite3.connect(settings.store)
    with connection:
        connection.execute("UPDATE items SET value = x'00' WHERE position = 1")
        connection.execute("UPDATE annotations SET value = x'00'")
    connection.close()
    work.clear()
    assert run(folder, settings) == fresh
    assert {"dated.txt", "wire.jsonl", "dated", "a"} <= set(work)
    work.clear()
    assert run(folder, settings) == fresh
    assert work == []


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    folder: Path, settings: Settings, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = reading._finished

    def change(document, published):  # type: ignore[no-untyped-def]
        with (folder / "dated.txt").open("a", encoding="utf-8") as file:
            file.write("It was Monday.\n")
        return finished(document, published)

    monkeypatch.setattr(reading, "_finished", change)
    run(folder / "dated.txt", settings)
    monkeypatch.setattr(reading, "_finished", finished)
    fresh = run(folder, Settings())
    assert run(folder, settings) == fresh


def test_a_name_that_is_no_utf_8_is_kept(tmp_path: Path, settings: Settings) -> None:
    name = os.fsdecode(b"na\xefve.txt")
    (tmp_path / name).write_text("A bridge fell on 5 March 2021.\n", encoding="utf-8")
    assert run(tmp_path / name, settings) == run(tmp_path / name, settings)
    assert incremental.prune(str(settings.store)).files == 0


_UNWANTED = ("spacy", "thinc", "trafilatura", "htmldate", "dateparser")


def test_a_run_of_which_all_is_known_loads_no_model(folder: Path, settings: Settings) -> None:
    run(folder, settings)
    code = (
        "import sys, timeline\n"
        "settings = timeline.Settings(store=sys.argv[2], workers=int(sys.argv[3]))\n"
        "made = timeline.extract(sys.argv[1], settings)\n"
        "assert len(made.articles) == 5\n"
        f"print([name for name in {_UNWANTED} if name in sys.modules])\n"
    )
    command = [sys.executable, "-c", code, str(folder), str(settings.store), "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_model_that_is_not_there_is_told_as_without_a_store(
    folder: Path, settings: Settings
) -> None:
    for name in ("no_such_pipeline", str(folder)):
        with pytest.raises(timeline.ModelMissing, match="cannot be loaded"):
            run(folder, msgspec.structs.replace(settings, model=name))


def test_another_version_does_all_anew_and_prunes_the_old(
    folder: Path, settings: Settings, work: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = run(folder, settings)
    monkeypatch.setattr(fingerprint, "_libraries", lambda: b"another version of a library")
    work.clear()
    assert run(folder, settings) == fresh
    assert {"dated.txt", "dated"} <= set(work)
    found = incremental.info(str(settings.store))
    assert [one.current for one in found.contents] == [False, True, False, True]
    pruned = incremental.prune(str(settings.store))
    assert (pruned.files, pruned.annotations) == (3, 5)
    work.clear()
    assert run(folder, settings) == fresh
    assert work == []


def test_annotations_depend_on_no_name(folder: Path) -> None:
    """What lets an article be known under another name: nothing that is annotated tells it."""
    annotate = annotation.annotator(articles.load_model())
    for read in articles.read([folder]):
        if isinstance(read, Problem):
            continue
        about = msgspec.structs.replace(read.article, id="other", path="elsewhere.txt")
        other = annotate(msgspec.structs.replace(read, article=about))
        assert msgspec.structs.replace(other, article=read.article) == annotate(read)


def test_the_commands(folder: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(settings.store)
    extract = ["extract", str(folder), "--format", "json", "--all", "--quiet"]
    assert cli.run(extract) == 1
    fresh = capsys.readouterr()
    for _ in range(2):
        assert cli.run([*extract, "--store", place]) == 1
        assert capsys.readouterr() == fresh
    assert cli.run(["store", "info", place]) == 0
    size, read, annotated = capsys.readouterr().out.splitlines()
    assert size.endswith(" MB")
    version = timeline.__version__
    assert read.startswith(f"read by timeline {version}: 3 files, 5 articles, ")
    assert annotated.startswith(f"annotated by timeline {version} with en_timeline_news-")
    assert cli.run(["store", "check", place]) == 0
    assert capsys.readouterr().out == "whole\n"
    (folder / "dated.txt").unlink()
    assert cli.run(["store", "prune", place]) == 0
    assert capsys.readouterr().out.startswith("taken out: 1 files, 1 annotated articles; ")
    with Path(place).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)
    assert cli.run(["store", "check", place]) == 1
    assert capsys.readouterr().out.startswith(f"{place}: ")
    assert cli.run(["store", "prune", place, "--model", "none"]) == 2
    assert capsys.readouterr().err.startswith("timeline: ")


@pytest.mark.parametrize("command", ["annotate", "extract"])
def test_a_file_that_is_no_store_is_a_line_and_status_2(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    page = folder / "may" / "index.html"
    assert cli.run([command, str(folder), "--store", str(page)]) == 2
    assert capsys.readouterr() == ("", f"timeline: {page}: no store of timeline\n")
