import sys

import pytest

from tests.articles.formats.made import PROSE, epub, pdf, word, zipped
from tests.articles.formats.reading import article, fault, places, read, texts
from timeline.articles import limits


def test_each_chapter_of_an_epub_is_an_article_of_its_day_and_publisher() -> None:
    items = read("week.epub", epub())
    assert places(items) == ["week.epub!OEBPS/text/c0.xhtml", "week.epub!OEBPS/text/c1.xhtml"]
    for number, item in enumerate(items):
        assert (item.title, item.outlet) == (f"Ferry aground {number}", "Port News")  # type: ignore[union-attr]
        assert item.published == "2024-03-06"  # type: ignore[union-attr]
        assert PROSE[0] in item.text  # type: ignore[union-attr]


def test_a_word_document_is_an_article_and_its_making_no_date() -> None:
    document = article("ferry.docx", word())
    assert document.text == f"{PROSE[0]}\n\nSaved: 212 people\n\n{PROSE[1]}"
    assert (document.title, document.published) == ("Ferry aground", None)


def test_a_pdf_is_an_article_and_its_making_no_date() -> None:
    cut = ("The govern-", "ment closed the har-", "bour. Anna-", "Lena Holm agreed.")
    document = article("ferry.pdf", pdf(cut))
    assert document.text == "The government closed the harbour. Anna-\nLena Holm agreed."
    assert (document.title, document.published) == ("Ferry aground", None)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.epub", b"PK", "cannot be read as EPUB"),
        ("a.epub", zipped({"mimetype": b"x"}), "no EPUB: META-INF/container.xml is missing"),
        ("a.epub", epub(chapters=0), "no article: a book without chapters"),
        ("a.docx", b"PK", "cannot be read as Word (DOCX)"),
        ("a.docx", zipped({"word/document.xml": b"<x/>"}), "cannot be read as Word (DOCX)"),
        ("a.pdf", b"%PDF-1.7 and no more", "cannot be read as PDF"),
        ("a.pdf", pdf(("",)), "no text in this PDF"),
    ],
)
def test_what_cannot_be_read_is_one_problem(name: str, data: bytes, message: str) -> None:
    assert fault(name, data).startswith(message)


@pytest.mark.parametrize(
    ("name", "data", "module"), [("a.docx", word(), "docx"), ("a.pdf", pdf(), "pypdf")]
)
def test_without_its_library_a_format_names_the_command(
    monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert fault(name, data) == f"needs {module}: pip install 'event-timeline[documents]'"


def test_a_document_that_expands_beyond_the_limit_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = zipped({"word/document.xml": b" " * 3_000_000})
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    assert fault("a.docx", bomb).startswith("expands to more than 1 MB and 200 times its size")


def test_a_pdf_of_too_many_pages_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PDF_PAGES", 0)
    assert fault("a.pdf", pdf()) == "1 pages (the limit is 0): not read"


def test_documents_without_suffix_are_told_by_their_first_bytes() -> None:
    assert len(texts(read("week", epub()))) == 2
    assert article("ferry", pdf()).title == "Ferry aground"
    assert article("ferry", word()).title == "Ferry aground"
