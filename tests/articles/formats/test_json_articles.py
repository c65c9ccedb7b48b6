import json
from typing import Any

import pytest

from tests.articles.formats.reading import article, fault, places, read, texts
from timeline.articles import limits
from timeline.articles.document import Document
from timeline.articles.fields import known

TEXT = "A ferry ran aground off Lund on Tuesday."

EXPORTS: dict[str, dict[str, Any]] = {
    "news-please": {
        "title": "Ferry aground", "maintext": TEXT, "description": "A teaser.",
        "date_publish": "2024-03-06 08:15:00", "date_download": "2024-05-01 00:00:00",
        "url": "https://port.example/1", "source_domain": "port.example", "authors": ["A. Cole"],
    },
    "newspaper4k": {
        "title": "Ferry aground", "text": TEXT, "summary": "A summary.",
        "publish_date": "2024-03-06T08:15:00+01:00", "url": "https://port.example/1",
        "source_url": "port.example", "movies": [], "keywords": ["ferry"],
    },
    "NewsCatcher 2": {
        "title": "Ferry aground", "summary": TEXT, "excerpt": "A teaser.", "_id": "abc",
        "published_date": "2024-03-06 08:15:00", "link": "https://port.example/1",
        "clean_url": "port.example", "rank": 7,
    },
    "NewsCatcher 3": {
        "title": "Ferry aground", "content": TEXT, "description": "A teaser.", "id": "abc",
        "published_date": "2024-03-06 08:15:00", "link": "https://port.example/1",
        "name_source": "port.example", "domain_url": "elsewhere.example",
    },
    "Giveme5W1H": {
        "dId": "abc", "title": "Ferry aground", "text": TEXT, "description": "A teaser.",
        "date_publish": "2024-03-06 08:15:00", "url": "https://port.example/1",
        "publisher": "port.example",
    },
    "Media Cloud": {
        "stories_id": 17, "article_title": "Ferry aground", "text_content": TEXT,
        "publication_date": "2024-03-06", "original_url": "https://port.example/1",
        "canonical_domain": "port.example", "language": "en",
    },
    "Common Crawl News": {
        "title": "Ferry aground", "text": TEXT, "domain": "port.example",
        "date": "2024-03-06 08:15:00", "url": "https://port.example/1", "image_url": "",
    },
    "NewsAPI": {
        "title": "Ferry aground", "content": TEXT, "description": "A teaser.",
        "publishedAt": "2024-03-06T08:15:00Z", "url": "https://port.example/1",
        "source": {"id": None, "name": "port.example"},
    },
    "Guardian": {
        "id": "world/1", "webTitle": "Ferry aground", "webPublicationDate": "2024-03-06T08:15:00Z",
        "webUrl": "https://port.example/1", "fields": {"bodyText": TEXT},
        "publication": "port.example",
    },
    "schema.org": {
        "headline": "Ferry aground", "articleBody": TEXT, "datePublished": "2024-03-06",
        "url": "https://port.example/1", "publisher": {"name": "port.example"},
    },
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_read_with_its_own_names(export: str) -> None:
    document = article("wire.json", json.dumps(EXPORTS[export]).encode())
    assert (document.title, document.text) == ("Ferry aground", TEXT)
    assert str(document.published).startswith("2024-03-06")
    assert (document.url, document.outlet) == ("https://port.example/1", "port.example")


@pytest.mark.parametrize("wrapper", ["articles", "results", "posts", "stories", "items"])
def test_an_answer_that_wraps_its_articles_is_many(wrapper: str) -> None:
    answer = {"status": "ok", "total": 2, wrapper: [{"text": "one"}, {"text": "two"}]}
    items = read("wire.json", json.dumps(answer).encode())
    assert texts(items) == ["one", "two"]
    assert places(items) == ["wire.json#1", "wire.json#2"]


def test_articles_may_lie_deeper_in_an_answer() -> None:
    hit = {"_id": "abc", "_source": {"body": "one"}}
    document = article("wire.json", json.dumps({"hits": {"hits": [hit]}}).encode())
    assert (document.id, document.text) == ("abc", "one")


def test_every_name_of_the_table_is_read() -> None:
    for ours, names in known().items():
        if ours in ("list", "text"):
            continue
        for name in names:
            row: dict[str, Any] = {"text": "A ferry sank."}
            inner = row
            *objects, last = name.split(".")
            for one in objects:
                inner = inner.setdefault(one, {})
            inner[last] = "2023"
            document = article("wire.json", json.dumps(row).encode())
            assert getattr(document, {"source": "outlet"}.get(ours, ours)) == "2023", name


def test_a_name_of_the_user_goes_before_the_table() -> None:
    row = {"text": "A ferry sank.", "date": "2024-05-01", "meta": {"day": "2024-03-06"}}
    names = (("published", "meta.day"), ("title", "none"))
    assert article("a.json", json.dumps(row).encode(), names).published == "2024-03-06"


def test_markup_in_a_text_is_taken_out() -> None:
    row = {
        "title": "Ferry &amp; rock",
        "text": "<p>One &lt; two.</p><script>x()</script><p>Three.</p>",
    }
    document = article("a.json", json.dumps(row).encode())
    assert (document.title, document.text) == ("Ferry & rock", "One < two.\n\nThree.")


def test_an_array_is_many_articles_each_with_its_number() -> None:
    items = read("news.json", b'[{"text": "one"}, 7, {"text": "two"}]')
    assert texts(items) == ["one", "no article: JSON, but not an object", "two"]
    assert places(items) == ["news.json#1", "news.json#2", "news.json#3"]


def test_a_bad_line_costs_only_itself() -> None:
    items = read("news.jsonl", b'{"text": "one"}\n{"text": \n\n{"text": "two"}\n')
    assert texts(items) == ["one", "malformed JSON: column 10: Expecting value", "two"]
    assert places(items) == ["news.jsonl#1", "news.jsonl#2", "news.jsonl#4"]


def test_json_lines_under_the_suffix_of_json_are_read() -> None:
    assert texts(read("a.json", b'{"text": "one"}\n{"text": "two"}\n')) == ["one", "two"]


def test_json_lines_in_utf16_are_read() -> None:
    lines = '{"text": "one"}\n{"text": "two"}\n'
    assert texts(read("a.jsonl", lines.encode("utf-16"))) == ["one", "two"]


def test_a_line_separator_inside_a_string_ends_no_line() -> None:
    assert texts(read("a.jsonl", '{"text": "one\u2028two"}\n'.encode())) == ["one\u2028two"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.json", b"", "empty file"),
        ("a.json", b'{\n"text": \n', "malformed JSON: line 3, column 1: Expecting value"),
        ("a.json", b"[]", "no article: an empty JSON array"),
        ("a.json", b"3", "no article: JSON, but not an object"),
        ("a.json", b'{"text": " "}', "no text: only white space"),
        ("a.json", b'{"text": ["a"]}', "the text is a JSON array, not a string"),
        ("a.json", b"[" * 100_000, "malformed JSON: nested too deeply"),
        ("a.jsonl", b"\n\n", "no JSON: only white space"),
        ("a.jsonl", b"\x00\x01\x02", "binary data, not text"),
    ],
)
def test_what_cannot_be_read_is_exactly_one_problem(name: str, data: bytes, message: str) -> None:
    assert fault(name, data) == message


def test_a_missing_text_says_what_to_do() -> None:
    told = fault("a.json", b'{"title": "A ferry sank"}')
    assert told.startswith("no text: none of the fields text, maintext, body")
    assert told.endswith("--map text=FIELD")


def test_a_line_over_the_limit_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1_000_000)
    long = b'{"text": "' + b"a" * 2_500_000 + b'"}\n'
    assert texts(read("a.jsonl", b'{"text": "one"}\n' + long + b'{"text": "two"}\n')) == [
        "one",
        "line longer than 1 MB: not read",
        "two",
    ]


def test_half_a_character_is_replaced() -> None:
    (item,) = read("a.json", b'{"text": "one \\ud83d two"}')
    assert isinstance(item, Document)
    assert item.text == "one \ufffd two"
