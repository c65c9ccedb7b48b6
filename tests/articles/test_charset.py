import codecs

import pytest

from timeline.articles.charset import UndecodableError, decode

PROSE = "The mayor’s visit to the port was “not planned”, she said. Nobody had been told of it. "


def test_utf8_is_read_without_a_word() -> None:
    assert decode("Čapek spoke.".encode()) == ("Čapek spoke.", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_dropped(encoding: str) -> None:
    assert decode("Čapek spoke.".encode(encoding)) == ("Čapek spoke.", None)


def test_an_older_encoding_that_can_only_be_read_one_way_is_read_and_named() -> None:
    text, warning = decode((PROSE * 5).encode("cp1252"))
    assert text == PROSE * 5
    assert warning == "not UTF-8: read as cp1252"


def test_an_encoding_that_could_be_another_is_refused() -> None:
    with pytest.raises(UndecodableError, match=r"uncertain .*cp1250, cp1252"):
        decode("Minister Čapek spoke in the Plzeň café on Monday.".encode("cp1250"))


def test_a_letter_cut_in_two_at_the_end_costs_only_itself() -> None:
    text, warning = decode("Čapek met Đurić, Šimić and Žižka in Plzeň.".encode() + b"\xc4")
    assert text == "Čapek met Đurić, Šimić and Žižka in Plzeň.\ufffd"
    assert warning is not None
    assert "1 invalid byte sequence" in warning


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x00\x00", "binary"),
        (bytes(range(1, 256)) * 8, "no other encoding"),
        (codecs.BOM_UTF16_LE + b"abc", "not valid UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode(data)
