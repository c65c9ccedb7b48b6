import json
from io import BufferedReader, BytesIO

import pytest

from timeline.articles import formats
from timeline.articles.fields import FIELDS, Document
from timeline.articles.formats import FORMATS, format_of
from timeline.records import Problem


def read(suffix: str, data: bytes) -> list[Document | Problem]:
    format_ = format_of(suffix, data)
    assert format_ is not None
    return list(format_.read(BufferedReader(BytesIO(data)), "news"))  # type: ignore[arg-type]


def texts(items: list[Document | Problem]) -> list[str]:
    return [item.text if isinstance(item, Document) else item.message for item in items]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"A ferry sank.\n", "plain text"),
        (b"[Updated] A ferry sank.\n", "plain text"),
        (b"{A ferry sank}\n", "plain text"),
        (b'{"text": "A ferry sank."}', "JSON"),
        (b'\xef\xbb\xbf [{"text": "A ferry sank."}]', "JSON"),
        (b'{"text": "one"}\n{"text": "two"}\n', "JSON Lines"),
        (b'{\n "text": "one"\n}\n', "JSON"),
    ],
)
def test_a_file_without_suffix_is_told_by_its_first_bytes(data: bytes, name: str) -> None:
    format_ = format_of("", data)
    assert format_ is not None
    assert format_.name == name


def test_every_suffix_leads_to_its_row() -> None:
    for row in FORMATS:
        for suffix in row.suffixes:
            assert format_of(suffix.upper(), b"") is row


def test_an_unknown_suffix_has_no_format() -> None:
    assert format_of(".docx", b"PK") is None


def test_text_is_kept_as_it_is() -> None:
    assert texts(read(".txt", b"\xef\xbb\xbf One\r\n\r\nTwo ")) == [" One\r\n\r\nTwo "]


@pytest.mark.parametrize("field", FIELDS)
def test_every_name_of_a_field_is_read(field: str) -> None:
    for name in FIELDS[field]:
        row = {"text": "A ferry sank."} if field != "text" else {}
        (document,) = read(".json", json.dumps(row | {name: "2023"}).encode())
        assert isinstance(document, Document)
        assert getattr(document, "outlet" if field == "source" else field) == "2023"


def test_an_outlet_may_be_an_object_with_a_name() -> None:
    (document,) = read(".json", b'{"text": "x", "source": {"id": null, "name": "Port News"}}')
    assert isinstance(document, Document)
    assert document.outlet == "Port News"


def test_an_array_is_many_articles_each_with_its_number() -> None:
    items = read(".json", b'[{"text": "one"}, 7, {"text": "two"}]')
    assert texts(items) == ["one", "no article: JSON, but not an object", "two"]
    assert [item.where for item in items] == ["news:item 1", "news:item 2", "news:item 3"]


def test_a_bad_line_costs_only_itself() -> None:
    items = read(".jsonl", b'{"text": "one"}\n{"text": \n\n{"text": "two"}\n')
    assert texts(items) == ["one", "malformed JSON: column 10: Expecting value", "two"]
    assert [item.where for item in items] == ["news:1", "news:2", "news:4"]


def test_json_lines_under_the_suffix_of_json_are_read() -> None:
    assert texts(read(".json", b'{"text": "one"}\n{"text": "two"}\n')) == ["one", "two"]


def test_json_lines_in_utf16_are_read() -> None:
    assert texts(read(".jsonl", '{"text": "one"}\n{"text": "two"}\n'.encode("utf-16"))) == [
        "one",
        "two",
    ]


def test_a_line_separator_inside_a_string_ends_no_line() -> None:
    assert texts(read(".jsonl", '{"text": "one\u2028two"}\n'.encode())) == ["one\u2028two"]


def test_half_a_character_becomes_the_replacement_character() -> None:
    assert texts(read(".json", rb'{"text": "a\ud83d!"}')) == ["a\ufffd!"]


@pytest.mark.parametrize(
    ("suffix", "data", "message"),
    [
        (".txt", b"", "empty file"),
        (".txt", b" \n ", "no text: only white space"),
        (".txt", b"\x00\x01\x02", "binary data, not text"),
        (".json", b"", "empty file"),
        (".json", b'{\n"text": \n', "malformed JSON: line 3, column 1: Expecting value"),
        (".json", b"[]", "no article: an empty JSON array"),
        (".json", b"3", "no article: JSON, but not an object"),
        (".json", b'{"text": " "}', "no text: only white space"),
        (".json", b'{"text": ["a"]}', "the text is a JSON array, not a string"),
        (".json", b"[" * 100_000, "malformed JSON: nested too deeply"),
        (".jsonl", b"\n\n", "no JSON: only white space"),
        (".jsonl", b"\x00\x01\x02", "binary data, not text"),
    ],
)
def test_what_cannot_be_read_is_exactly_one_problem(suffix: str, data: bytes, message: str) -> None:
    (problem,) = read(suffix, data)
    assert isinstance(problem, Problem)
    assert (problem.message, problem.severity) == (message, "error")


def test_a_missing_text_names_the_fields_looked_for() -> None:
    (problem,) = read(".json", b'{"title": "A ferry sank"}')
    assert isinstance(problem, Problem)
    assert problem.message.startswith("no text: none of the fields text, maintext, body")


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_BYTES", 1_000_000)
    assert texts(read(".txt", b"a" * 1_000_001)) == ["larger than 1 MB: not read"]
    assert texts(read(".txt", b"a" * 1_000_000)) == ["a" * 1_000_000]


def test_a_line_over_the_limit_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_BYTES", 1_000_000)
    long = b'{"text": "' + b"a" * 2_500_000 + b'"}\n'
    assert texts(read(".jsonl", b'{"text": "one"}\n' + long + b'{"text": "two"}\n')) == [
        "one",
        "line longer than 1 MB: not read",
        "two",
    ]
