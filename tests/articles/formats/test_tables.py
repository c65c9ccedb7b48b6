import datetime
import io
import sys
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from tests.articles.formats.reading import article, fault, places, read, texts

CSV = (
    'title,date,text,url\r\n"Ferry ""Anna"" aground",2024-03-06,"One, two.\r\n\r\nThree.",https://p.example/1\r\n'
    ",2024-03-07,Four.,\r\n"
)


def test_each_row_is_an_article() -> None:
    items = read("wire.csv", CSV.encode())
    assert texts(items) == ["One, two.\r\n\r\nThree.", "Four."]
    assert places(items) == ["wire.csv#2", "wire.csv#3"]
    first = items[0]
    assert (first.title, first.published, first.url) == (  # type: ignore[union-attr]
        'Ferry "Anna" aground',
        "2024-03-06",
        "https://p.example/1",
    )


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_the_delimiter_is_that_of_the_header(delimiter: str) -> None:
    data = f"id{delimiter}text{delimiter}date\n7{delimiter}One, two, three.{delimiter}2024-03-06\n"
    document = article("wire.csv", data.encode())
    assert (document.id, document.text) == ("7", "One, two, three.")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told_by_the_beginning(encoding: str) -> None:
    rows = "title,text\n" + "“Café”,“Nobody knew,” she said. It was déjà vu.\n" * 9
    items = read("wire.csv", rows.encode(encoding))
    assert items[0].title == "“Café”"  # type: ignore[union-attr]
    assert len(items) == 9


def test_a_table_without_a_text_names_its_columns() -> None:
    told = fault("wire.csv", b"headline,story\nFerry,A ferry sank.\n")
    assert told == (
        "no column with a text that is known (the columns are headline, story): name it with"
        " --map text=COLUMN"
    )
    names = (("text", "story"),)
    assert article("wire.csv", b"headline,story\nFerry,It sank.\n", names).text == "It sank."


def test_a_row_without_text_costs_only_itself() -> None:
    assert len(read("wire.csv", b"text,date\nOne.,2024-03-06\n,2024-03-07\nTwo.,\n")) == 3
    assert fault("wire.csv", b"text,date\n") == "no article: a header row and nothing below it"


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file)
    return file.getvalue()


def test_each_row_of_a_parquet_file_is_an_article() -> None:
    day = datetime.datetime(2024, 3, 6, 8, 15)
    rows = [{"maintext": f"Text {n}.", "date_publish": day, "image": b"\x00"} for n in range(40)]
    items = read("wire.parquet", _parquet(rows))
    assert texts(items) == [f"Text {n}." for n in range(40)]
    assert places(items)[39] == "wire.parquet#40"
    assert items[0].published == day  # type: ignore[union-attr]


def test_a_parquet_file_that_is_none_is_one_problem() -> None:
    assert fault("wire.parquet", b"PAR1 and no more").startswith("cannot be read as Parquet")
    assert fault("wire.parquet", _parquet([{"a": 1}])).startswith("no column with a text")


def test_without_its_library_a_format_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert fault("wire.parquet", _parquet([{"text": "One."}])) == (
        "needs pyarrow.parquet: pip install 'event-timeline[parquet]'"
    )
