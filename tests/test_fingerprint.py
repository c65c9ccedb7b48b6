"""Fingerprints: all that a stored result depends on changes them, and nothing else does."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import timeline
from tests.test_imports import MAY_IMPORT
from timeline import fingerprint
from timeline.articles import load_model
from timeline.model import model_path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]

NOT_STORED = {
    "icalendar",  # rendering
    "jinja2",
    "packaging",  # doctor
    "pystemmer",  # merging
    "rich",
    "typer",
}
"""Libraries that are only used after annotation, or around it."""


def test_every_library_is_looked_at_or_used_later() -> None:
    needed = [Requirement(one) for one in PROJECT["dependencies"]]
    for extra in ("documents", "parquet", "zstd"):
        needed += [Requirement(one) for one in PROJECT["optional-dependencies"][extra]]
    names = {canonicalize_name(one.name) for one in needed}
    looked_at = {canonicalize_name(name) for name in fingerprint.LIBRARIES}
    assert names - NOT_STORED <= looked_at
    assert not looked_at & NOT_STORED


def _reach(*parts: str) -> set[str]:
    """What parts of the package may import, and what these may."""
    found, new = set[str](), set(parts)
    while new:
        found |= new
        new = {other for part in new for other in MAY_IMPORT[part]} - found
    return found


def test_all_code_that_a_result_may_come_from_is_looked_at() -> None:
    def covered(names: tuple[str, ...]) -> set[str]:
        return {name.removesuffix(".py") for name in names}

    assert _reach("articles") - {"model"} <= covered(fingerprint.READING)
    steps = MAY_IMPORT["annotation"] - {"incremental"}
    assert _reach(*steps) - {"model"} <= covered(fingerprint.ANNOTATION)
    package = Path(timeline.__file__).parent
    assert all((package / part).exists() for part in fingerprint.ANNOTATION)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, without its model, that is looked at in its place."""
    there = tmp_path / "timeline"
    package = Path(timeline.__file__).parent
    shutil.copytree(package, there, ignore=shutil.ignore_patterns("model", "schemas"))
    monkeypatch.setattr(timeline, "__file__", str(there / "__init__.py"))
    return there


@pytest.mark.parametrize(
    ("path", "read", "annotated"),
    [
        ("articles/layout.py", True, True),
        ("articles/fields.tsv", True, True),
        ("records.py", True, True),
        ("dates/weekdays.py", False, True),
        ("events/quantities.tsv", False, True),
        ("annotation.py", False, True),
        ("merging/features.py", False, False),
        ("rendering/csv.py", False, False),
    ],
)
def test_a_change_of_the_code_is_seen(copy: Path, path: str, read: bool, annotated: bool) -> None:
    def digests() -> tuple[bytes, bytes]:
        fingerprint._code.cache_clear()
        return fingerprint._code(fingerprint.READING), fingerprint._code(fingerprint.ANNOTATION)

    before = digests()
    with (copy / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    after = digests()
    fingerprint._code.cache_clear()
    assert (before[0] != after[0], before[1] != after[1]) == (read, annotated)


def test_any_file_of_a_model_is_looked_at(tmp_path: Path) -> None:
    for name in ("meta.json", "ner/model", "ner/moves"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    before = fingerprint.digest_of(tmp_path)
    (tmp_path / "ner" / "__pycache__").mkdir()
    (tmp_path / "ner" / "__pycache__" / "x.pyc").write_text("1")
    assert fingerprint.digest_of(tmp_path) == before
    (tmp_path / "ner" / "moves").write_text("2")
    changed = fingerprint.digest_of(tmp_path)
    assert changed != before
    (tmp_path / "ner" / "moves").rename(tmp_path / "ner" / "moved")
    assert fingerprint.digest_of(tmp_path) not in (before, changed)


def test_the_name_of_a_model_is_the_one_it_has_when_loaded() -> None:
    about = load_model().meta
    name = f"{about['lang']}_{about['name']}-{about['version']}"
    assert fingerprint.model_name(None) == fingerprint.model_name(str(model_path())) == name


def test_a_package_is_found_and_nothing_else_is_a_model() -> None:
    assert fingerprint.model_folder("spacy").name == "spacy"
    for name in ("no_such_pipeline", "no/such/folder", "blank:en"):
        with pytest.raises(LookupError):
            fingerprint.model_folder(name)
