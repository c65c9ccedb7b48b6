"""HTML in the text fields of JSON, tables and feeds: its text, a paragraph to a line."""

from __future__ import annotations

import html
import re

_INLINE = "a|abbr|b|em|font|i|span|strong|sub|sup|u"
_BLOCK = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form"
    "|h[1-6]|head|header|hr|html|img|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
)
_UNREAD = ("iframe", "noscript", "object", "script", "style", "svg", "template", "video")
_TAG = re.compile(
    rf"</?(?:{_INLINE}|{_BLOCK}|{'|'.join(_UNREAD)})(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[",
    re.IGNORECASE,
)
_BLOCKS = re.compile(rf"(?:{_BLOCK})\Z")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")
_UNSPEAKABLE = re.compile(r"[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without HTML tags and entities, paragraphs parted by an empty line.

    A text without any is given back as it is: "a < b" and "R&D" are no markup.
    """
    if _TAG.search(text):
        return _without_tags(text)
    if _ENTITY.search(text):
        return _UNSPEAKABLE.sub("\ufffd", html.unescape(text))
    return text


def _without_tags(text: str) -> str:
    from lxml import etree

    target = _Text()
    parser = etree.HTMLParser(target=target, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed("<html><body>")
        parser.feed(text)
        parser.close()
    except (etree.LxmlError, ValueError):  # control characters: what was read until then is kept
        pass
    return target.text()


class _Text:
    """Collects text from the events of a parser, so that no depth of nesting matters."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.unread = 0

    def start(self, tag: str, attributes: object) -> None:
        self.unread += tag in _UNREAD
        self._edge(tag)

    def end(self, tag: str) -> None:
        self.unread -= tag in _UNREAD
        self._edge(tag)

    def _edge(self, tag: str) -> None:
        if _BLOCKS.match(tag):
            self.pieces.append("\n")

    def data(self, data: str) -> None:
        if not self.unread:
            self.pieces.append(_BLANKS.sub(" ", data))

    def close(self) -> None:
        """Nothing is left to do."""

    def text(self) -> str:
        lines = (line.strip() for line in "".join(self.pieces).split("\n"))
        return "\n\n".join(" ".join(line.split()) for line in lines if line)
