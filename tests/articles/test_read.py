import datetime
import hashlib
import io
import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.articles import read
from timeline.articles.formats import FORMATS
from timeline.records import Problem, ReadArticle

PROSE = "The coast guard said on Monday that everyone on board had been brought to safety."
DAY = datetime.date(2018, 5, 4)


def articles(*paths: Path | str, published: datetime.date | None = None) -> list[ReadArticle]:
    return [item for item in read(paths, published=published) if isinstance(item, ReadArticle)]


def problems(*paths: Path | str) -> list[Problem]:
    return [item for item in read(paths) if isinstance(item, Problem)]


def test_a_text_file_is_an_article_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"Title: Ferry aground\nDate: 4 May 2018\nSource: Port News\n{PROSE}")
    (item,) = articles(path)
    assert item.article.id == "ferry"
    assert item.article.path == str(path)
    assert item.article.title == "Ferry aground"
    assert item.article.outlet == "Port News"
    assert (item.article.published, item.article.published_basis) == (DAY, "header")
    assert item.article.sha256 == hashlib.sha256(item.text.encode()).hexdigest()


def test_a_text_longer_than_any_article_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text("x " * 250_001, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(PROSE, encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem.severity == "error"
    assert "500,002 characters" in problem.message
    assert [item.article.id for item in articles(tmp_path)] == ["ferry"]


@pytest.mark.parametrize("day", ["4 May 2018", "May 4, 2018", "2018-05-04", "Friday, 4 May 2018"])
def test_a_date_on_a_line_of_its_own_in_the_head_is_that_of_publication(
    tmp_path: Path, day: str
) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(f"Ferry runs aground near the old harbour\nBy Ann Cole\n{day}\n\n{PROSE}")
    (item,) = articles(path)
    assert (item.article.published, item.article.published_basis) == (DAY, "header")
    assert item.article.title == "Ferry runs aground near the old harbour"


def test_the_fields_of_a_json_article_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"id": 17, "title": "Ferry aground", "published": "2018-05-04T09:00:00Z", "text": "'
        + PROSE
        + '", "url": "https://news.example/1", "source": "Port News"}'
    )
    (item,) = articles(path)
    assert (item.article.id, item.article.title, item.article.outlet, item.article.url) == (
        "17",
        "Ferry aground",
        "Port News",
        "https://news.example/1",
    )
    assert (item.article.published, item.article.published_basis) == (DAY, "field")


def test_the_option_stands_in_only_where_the_article_is_silent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(f"OSLO, May 4, 2018 (AFP) - {PROSE}")
    other = datetime.date(2019, 1, 1)
    found = [item.article for item in articles(tmp_path, published=other)]
    assert [(a.published, a.published_basis) for a in found] == [
        (other, "option"),
        (DAY, "dateline"),
    ]


def test_without_any_cue_the_date_is_unknown_however_new_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (item,) = articles(tmp_path)
    assert (item.article.published, item.article.published_basis) == (None, None)


def test_a_dateline_without_year_is_a_note(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"OSLO, May 4 (AFP) - {PROSE}")
    (problem,) = problems(tmp_path)
    assert problem.severity == "note"
    assert problem.message == "the dateline 'OSLO, May 4 (AFP)' gives no year"


def test_articles_of_one_file_are_told_apart_by_their_line(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_text(f'{{"text": "{PROSE}"}}\n\n{{"text": "{PROSE}"}}\n')
    assert [item.article.id for item in articles(tmp_path)] == ["wire-1", "wire-3"]


def test_an_id_taken_before_gets_the_hash_of_the_text(tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a/ferry.txt").write_text("One. " + PROSE)
    (tmp_path / "b/ferry.txt").write_text("Two. " + PROSE)
    (tmp_path / "c/ferry.txt").write_text("Two. " + PROSE)
    start = hashlib.sha256(("Two. " + PROSE).encode()).hexdigest()[:8]
    assert [item.article.id for item in articles(tmp_path)] == [
        "ferry",
        f"ferry-{start}",
        f"ferry-{start}-2",
    ]
    assert [problem.severity for problem in problems(tmp_path)] == ["warning", "warning"]


def test_an_encoding_that_had_to_be_found_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(("“Nobody knew,” she said. " * 9).encode("cp1252"))
    (problem,) = problems(tmp_path)
    assert (problem.severity, problem.message) == ("warning", "not UTF-8: read as cp1252")
    assert articles(tmp_path)[0].text.startswith("“Nobody knew,”")


def test_what_cannot_be_read_is_one_error_each_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.json").write_text('{"text": ')
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text(PROSE)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / "odd.txt").write_bytes(bytes(range(1, 256)) * 8)
    paths = (tmp_path, tmp_path / "empty", tmp_path / "none")
    assert [item.article.id for item in articles(*paths)] == ["good"]
    found = {Path(problem.where).name: problem.message for problem in problems(*paths)}
    assert found == {
        "bad.json": "malformed JSON: line 1, column 10: Expecting value",
        "binary.txt": "binary data, not text",
        "empty": "no file in this folder",
        "empty.txt": "empty file",
        "gone.txt": "no such file or directory",
        "letter.docx": "cannot be read as Word (DOCX) (BadZipFile: File is not a zip file)",
        "none": "no such file or folder",
        "odd.txt": "not UTF-8, and no other encoding reads as text",
    }
    assert all(problem.severity == "error" for problem in problems(*paths))


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text(PROSE)
    monkeypatch.setattr(sys.modules["timeline.articles.read"], "open", refuse, raising=False)
    assert [problem.message for problem in problems(tmp_path)] == ["permission denied"]


def test_a_device_is_a_problem() -> None:
    assert [problem.message for problem in problems("/dev/null")] == ["not a regular file"]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (PROSE.encode(), ["stdin"]),
        (f'{{"text": "{PROSE}"}}\n{{"text": "{PROSE}", "id": "b"}}\n'.encode(), ["stdin-1", "b"]),
        (f'[{{"text": "{PROSE}"}}]'.encode(), ["stdin-1"]),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]
) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", stream)
    found = articles("-")
    assert [item.article.id for item in found] == ids
    assert {item.article.path.partition("#")[0] for item in found} == {"standard input"}


SUFFIXES = sorted({suffix for row in FORMATS for suffix in row.suffixes} | {""})


@settings(deadline=None)  # the first file of a format loads its library
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_an_article_or_a_problem(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        items = list(read([path]))
    assert items
    for item in items:
        if isinstance(item, ReadArticle):
            assert item.text.encode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
NAMES = st.sampled_from(["id", "title", "text", "published", "url", "source", "date", "other"])


@given(st.dictionaries(NAMES, VALUES))
def test_any_json_object_is_an_article_or_a_problem(row: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.json"
        path.write_text(json.dumps(row))
        items = list(read([path]))
    errors = [item for item in items if isinstance(item, Problem) and item.severity == "error"]
    assert len(errors) + sum(isinstance(item, ReadArticle) for item in items) == 1
