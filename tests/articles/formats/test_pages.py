"""Pages as they are saved: the article alone comes out of them, with its title, day and outlet."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.articles.formats.reading import article, fault
from tests.articles.formats.reading import read as items_of
from timeline.articles import read
from timeline.records import Problem, ReadArticle

PAGES = Path(__file__).parent / "pages"
BODY = "<article>" + "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "A ferry with 212 people on board ran aground off the harbour of Lund on Tuesday evening.",
        "Everyone was brought to safety by midnight, and the captain was questioned by the police.",
        "In June 2023 a freighter struck the same rock, and a light was promised and never built.",
    )
) + "</article>"  # fmt: skip


def _page(head: str = "", body: str = BODY) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_saved_page_gives_its_article_and_nothing_else() -> None:
    document = article("ferry.html", (PAGES / "ferry.html").read_bytes())
    assert document.title == "Ferry runs aground off Lund harbour"
    assert document.outlet == "Port News"
    assert document.url == "https://portnews.example/harbour/ferry-aground-212-saved"
    assert (document.published, document.published_from) == ("2024-03-06", "field")
    for said in ("A ferry with 212 people", "Second accident in a year", "never built"):
        assert said in document.text
    for furniture in (
        "cookies", "Subscribe", "World", "Storm closes", "from my window", "rights reserved",
        "tracker", "Most read",
    ):  # fmt: skip
        assert furniture not in document.text, furniture


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-06T08:15:00+01:00">'
        '<meta property="article:modified_time" content="2024-03-09T08:15:00+01:00">',
        '<meta name="date" content="2024-03-06">',
        '<meta itemprop="datePublished" content="2024-03-06">',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type":'
        ' "NewsArticle", "datePublished": "2024-03-06T08:15:00Z"}</script>',
    ],
)
def test_the_day_is_that_of_the_metadata(head: str) -> None:
    document = article("a.html", _page(head))
    assert (document.published, document.published_from) == ("2024-03-06", "field")


def test_the_day_may_be_in_the_address(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://portnews.example/2024/03/06/ferry">'
    document = article("a.html", _page(head))
    assert (document.published, document.published_from) == ("2024-03-06", "url")
    (tmp_path / "a.html").write_bytes(_page(head))
    (item,) = read([tmp_path])
    assert isinstance(item, ReadArticle)
    assert item.article.published == datetime.date(2024, 3, 6)
    assert item.article.published_basis == "url"


def test_a_day_in_the_running_text_or_a_copyright_line_is_none_of_publication() -> None:
    body = BODY.replace("on Tuesday", "on 5 March 2024") + "<footer>© 2024 Port News</footer>"
    assert article("a.html", _page(body=body)).published is None


def test_a_day_that_today_has_not_reached_is_taken() -> None:
    head = '<meta property="article:published_time" content="2087-03-06">'
    assert article("a.html", _page(head)).published == "2087-03-06"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0028)https://portnews.example/a -->",
        "<!--\n Page saved with SingleFile \n url: https://portnews.example/a \n-->",
    ],
)
def test_the_address_may_be_what_the_browser_noted(comment: str) -> None:
    document = article("a.html", comment.encode() + _page())
    assert document.url == "https://portnews.example/a"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1250", "cp1250"),
        ("iso-8859-1", "cp1252"),
        ("shift_jis", "utf-8"),
        ("none", "utf-8"),
    ],
)
def test_the_charset_is_the_declared_one_if_it_fits(declared: str, encoding: str) -> None:
    page = _page(f'<meta charset="{declared}">', BODY.replace("captain", "captain, “Pavel Žák”,"))
    document = article("a.html", page.decode().encode(encoding))
    assert "“Pavel Žák”" in document.text


def test_a_page_without_an_article_is_one_problem() -> None:
    assert fault("a.html", _page(body="<nav><a href='/'>Home</a></nav>")).startswith("no ")
    assert fault("a.html", b"").startswith("empty file")


def test_scripts_are_not_text() -> None:
    body = (
        "<script>alert('one')</script>" + BODY + "<script>document.write('A bomb fell.')</script>"
    )
    text = article("a.html", _page(body=body)).text
    assert "alert" not in text
    assert "bomb" not in text


def test_a_page_saved_as_mhtml_is_read() -> None:
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://portnews.example/2024/03/06/a\r\n"
        b"Subject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="----B"\r\n\r\n------B\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://portnews.example/2024/03/06/a\r\n\r\n"
        + _page().replace(b"=", b"=3D")
        + b"\r\n------B\r\nContent-Type: image/png\r\n\r\nx\r\n------B--\r\n"
    )
    document = article("a.mhtml", data)
    assert document.text.startswith("A ferry with 212 people")
    assert (document.url, document.published_from) == (
        "https://portnews.example/2024/03/06/a",
        "url",
    )
    assert fault("a.mht", b"MIME-Version: 1.0\n\nplain\n").startswith("no web page in it")


def test_what_a_browser_saved_with_a_page_is_passed_over_with_a_note(tmp_path: Path) -> None:
    (tmp_path / "Ferry aground.html").write_bytes(_page())
    (tmp_path / "Ferry aground_files" / "ads").mkdir(parents=True)
    (tmp_path / "Ferry aground_files" / "style.css").write_text("p {}")
    (tmp_path / "Ferry aground_files" / "ads" / "frame.html").write_bytes(_page())
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.html").write_bytes(_page())
    items = list(read([tmp_path]))
    notes = [item for item in items if isinstance(item, Problem)]
    assert [item.article.id for item in items if isinstance(item, ReadArticle)] == [
        "Ferry aground",
        "a",
    ]
    assert [(note.severity, note.where) for note in notes] == [
        ("note", f"{tmp_path}/Ferry aground_files/")
    ]


def test_a_page_called_index_is_named_after_its_folder(tmp_path: Path) -> None:
    for name in ("ferry", "storm"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_bytes(_page(body=BODY.replace("ferry", name)))
    items = list(read([tmp_path]))
    assert [item.article.id for item in items if isinstance(item, ReadArticle)] == [
        "ferry",
        "storm",
    ]


def test_a_page_of_our_own_making_is_no_source() -> None:
    """A shared timeline lies beside the articles that it was made of."""
    page = _page('<meta name="generator" content="timeline 0.1.0">')
    (told,) = items_of("timeline.html", page)
    assert isinstance(told, Problem)
    assert (told.severity, told.message.partition(":")[0]) == ("note", "a page that timeline made")
