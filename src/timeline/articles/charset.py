"""Bytes to text: UTF-8 first, then what a byte-order mark or charset-normalizer is sure of."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What news in older encodings is found in. DOS code pages are left out: they read any bytes at all,
# and make "cafķ" of the é of windows-1252.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257",
    "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_MULTIBYTE = re.compile(r"[^\x00-\x7f\ufffd]")
_MAX_CHAOS = 5.0  # per cent, charset-normalizer's measure of how unlike a text the decoding looks


class UndecodableError(Exception):
    """The bytes are no text that can be read with certainty; the message says why."""


def wide_mark(head: bytes) -> bool:
    """Whether the bytes start with the mark of UTF-16 or UTF-32, where a NUL byte is no sign of a
    binary file and a newline is more than one byte."""
    return any(head.startswith(mark) for mark, name in _MARKS if name != "utf-8")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of `data`, without byte-order mark, and a warning where it had to be detected.

    Raises `UndecodableError` for binary data and for an encoding that cannot be told from its
    neighbours: a wrong guess turns "Čapek" into "Èapek", and no later step could know.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), None
            except UnicodeDecodeError as error:
                if name != "utf-8":
                    raise UndecodableError(f"not valid {name.upper()}: {error.reason}") from None
    if b"\0" in data:
        raise UndecodableError("binary data, not text")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _detected(data)


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with a few bad bytes, such as a file cut off inside a letter; None if it is not."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for _ in _MULTIBYTE.finditer(text))
    if bad * 4 > good:
        return None
    return text, f"UTF-8 with {bad} invalid byte sequence(s), each read as U+FFFD"


def _detected(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    matches = [m for m in from_bytes(data, cp_isolation=_CANDIDATES) if m.encoding != "ascii"]
    if not matches or min(m.percent_chaos for m in matches) > _MAX_CHAOS:
        raise UndecodableError("not UTF-8, and no other encoding reads as text")
    least = min(m.percent_chaos for m in matches)
    best = [m for m in matches if m.percent_chaos == least]
    if len({str(match) for match in best}) > 1:
        names = ", ".join(sorted(match.encoding for match in best))
        raise UndecodableError(
            f"not UTF-8, and its encoding is uncertain ({names}): convert it to UTF-8"
        )
    equal = best[0].could_be_from_charset
    name = next((name for name in _CANDIDATES if name in equal), best[0].encoding)
    return str(best[0]), f"not UTF-8: read as {name}"


def encoding_of(head: bytes) -> tuple[str, str | None]:
    """The encoding of a file by its first bytes, and a warning where it had to be detected.

    For files that are too long to be decoded as a whole. Raises `UndecodableError`.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return (
                "utf-8-sig" if name == "utf-8" else name.partition("-le")[0].partition("-be")[0]
            ), None
    if b"\0" in head:
        raise UndecodableError("binary data, not text")
    whole = head[: head.rfind(b"\n") + 1] or head  # the last letter may be cut off
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        if _damaged_utf8(whole) is None:
            _, warning = _detected(whole)
            return warning.rpartition(" ")[2], warning
    return "utf-8", None
