import datetime

import pytest

from tests.articles.formats.reading import article, fault
from timeline.articles import limits

YAML = b"""---
title: "Ferry runs aground: 212 saved"
date: 2024-03-06
source: Port News
url: https://port.example/1
tags: [ferry, coast guard]
---

A ferry ran aground off Lund on Tuesday.
"""
TOML = b"""+++
title = "Ferry runs aground"
date = 2024-03-06T08:15:00Z
+++
A ferry ran aground off Lund on Tuesday.
"""
MARKDOWN = b"""---
title: Ferry runs aground
---
# Ferry runs aground

A [ferry](https://port.example/ferry) ran *aground* off Lund
on Tuesday.

![The ferry](ferry.jpg)

> Everyone is safe, the captain said.
"""


def test_text_is_kept_as_it_is() -> None:
    assert article("a.txt", b"\xef\xbb\xbf One\r\n\r\nTwo ").text == " One\r\n\r\nTwo "


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter_gives_the_fields(name: str) -> None:
    document = article(name, YAML)
    assert document.title == "Ferry runs aground: 212 saved"
    assert document.published == datetime.date(2024, 3, 6)
    assert (document.outlet, document.url) == ("Port News", "https://port.example/1")
    assert document.text.strip() == "A ferry ran aground off Lund on Tuesday."


def test_front_matter_may_be_toml() -> None:
    document = article("a.md", TOML)
    assert document.title == "Ferry runs aground"
    assert document.published == datetime.datetime(2024, 3, 6, 8, 15, tzinfo=datetime.UTC)


def test_markdown_is_read_as_its_page_shows_it() -> None:
    assert article("a.md", MARKDOWN).text == (
        "Ferry runs aground\n\nA ferry ran aground off Lund on Tuesday.\n\n"
        "Everyone is safe, the captain said."
    )


@pytest.mark.parametrize("matter", ["title: [", "a: &a [*a", "title: !!python/object:os.x {}"])
def test_front_matter_that_cannot_be_read_is_a_warning_and_stays_text(matter: str) -> None:
    document = article("a.txt", f"---\n{matter}\n---\nA ferry sank.\n".encode())
    assert document.text.endswith("A ferry sank.\n")
    assert document.warning is not None
    assert document.warning.startswith("the front matter cannot be read")


def test_a_rule_above_the_text_is_no_front_matter() -> None:
    text = "---\nA ferry sank.\n---\nNobody was hurt.\n"
    assert article("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty file"),
        ("a.txt", b" \n ", "no text: only white space"),
        ("a.txt", b"\x00\x01\x02", "binary data, not text"),
        ("a.md", b"---\ntitle: One\n---\n", "no text: nothing below the front matter"),
        ("a.md", b"![](a.jpg)\n", "no text: nothing but markup"),
    ],
)
def test_what_cannot_be_read_is_exactly_one_problem(name: str, data: bytes, message: str) -> None:
    assert fault(name, data) == message


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1_000_000)
    assert fault("a.txt", b"a" * 1_000_001) == "larger than 1 MB: not read"
    assert article("a.txt", b"a" * 1_000_000).text == "a" * 1_000_000
