import pytest

from tests.articles.formats.made import PAGE, PROSE, warc
from tests.articles.formats.reading import fault, places, read
from timeline.articles.document import Document
from timeline.records import Problem

CRAWL = {
    "https://portnews.example/2024/03/06/ferry": PAGE,
    "https://portnews.example/a.png": b"PNG",
}


@pytest.mark.parametrize(("name", "compressed"), [("crawl.warc", False), ("crawl.warc.gz", True)])
def test_each_page_is_an_article_with_its_address(name: str, compressed: bool) -> None:
    page, note = read(name, warc(CRAWL, compressed))
    assert isinstance(page, Document)
    assert PROSE[0] in page.text
    assert page.url == "https://portnews.example/2024/03/06/ferry"
    assert (page.published, page.published_from) == ("2024-03-06", "url")
    assert isinstance(note, Problem)
    assert (note.severity, note.message) == ("note", "2 records are no web pages: passed over")
    assert places([page]) == [f"{name}#2"]


def test_when_a_page_was_fetched_is_no_day_of_publication() -> None:
    page, _ = read("crawl.warc", warc({"https://portnews.example/ferry": PAGE}))
    assert isinstance(page, Document)
    assert page.published is None


def test_a_crawl_without_pages_is_one_problem() -> None:
    assert fault("a.warc", warc({})) == "no web page among its 1 records"
    assert fault("a.warc", b"WARC/1.0\r\nnonsense").startswith("no web page")


def test_a_crawl_cut_off_keeps_what_came_before() -> None:
    pages = {f"https://portnews.example/{n}": PAGE.replace(b"212", b"%d" % n) for n in range(9)}
    items = read("crawl.warc.gz", warc(pages, compressed=True)[:-300])
    assert len([item for item in items if isinstance(item, Document)]) == 8
    assert [item.severity for item in items if isinstance(item, Problem)] == ["note", "error"]
