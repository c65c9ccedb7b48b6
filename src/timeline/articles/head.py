"""What stands above an article's prose: header lines, headline, byline, stamp and dateline."""

from __future__ import annotations

import re

from timeline.articles.calendar_date import CLOCK, FULL_DATE
from timeline.articles.lines import LOOK, Page, key
from timeline.articles.phrases import agency_patterns, phrase_kind

# Names of header lines as archives and crawlers write them, and what we call them.
HEADER_KEYS = {
    "title": "title", "headline": "title", "subject": "title",
    "published": "published", "publication date": "published", "date published": "published",
    "publish date": "published", "posted": "published", "load-date": "published",
    "date": "date", "updated": "updated", "last updated": "updated", "modified": "updated",
    "source": "source", "publisher": "source", "outlet": "source", "publication": "source",
    "newspaper": "source", "url": "url", "link": "url",
    "author": "author", "authors": "author", "by": "author", "byline": "author",
    "word count": "word count", "words": "word count", "length": "word count",
    "language": "language", "section": "section", "category": "section", "tags": "tags",
    "keywords": "tags", "dateline": "dateline", "location": "dateline", "page": "page",
    "edition": "edition", "copyright": "copyright", "id": "id",
}  # fmt: skip

_HEADER = re.compile(
    rf"({'|'.join(sorted(HEADER_KEYS, key=len, reverse=True))})\s?:\s*(\S.{{0,300}})?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:By|BY)\s(?:[A-Z][\w.'’-]*+(?:,? (?:and|in|for|of) |,? |$)){2,10}"
    r"(?:(?:staff|reporters?|correspondents?|editors?)\s?)*(?:\|.{0,120})?"
)
_DATED = re.compile(rf"\|\s*(?:(Published|Updated|Posted|Date)(?: on)?\s?:?\s)?({FULL_DATE})")
_MOMENT = rf"{FULL_DATE}(?:,? {CLOCK})?"
_LONE_DATE = re.compile(rf"(?:[A-Z][a-z]+day,? )?{_MOMENT}")  # a line of its own under the byline
_TEXT_START = r"[A-Z\d“\"‘'(]"
# " date 2018-05-04 The coast guard said ...": a crawler's field glued to the text.
_GLUED = re.compile(
    rf"(?i:(date|published|updated|posted)(?: on)?)\s?:?\s+({_MOMENT})"
    rf"\s*[|–—-]?\s*(?={_TEXT_START})"
)
# "OSLO | Fri May 4, 2018 6:15 pm EDT OSLO ...", "Ferry sinks off Bergen Friday 4 May 2018 11.20
# BST A ferry ...": what stood above the text, then the stamp, then the text.
_STAMP = re.compile(
    rf"([^.!?]{{0,200}}?)\b(?:(?:{FULL_DATE}),?\s{CLOCK}|{CLOCK},?\s{FULL_DATE})"
    rf"(?:\s?\([^()]{{2,40}}\))?(?=\s+{_TEXT_START}|$)"
)
_STAMPED = re.compile(r"\||(?i:\b(?:updated|published|posted)\b)")
# "Ferry sinks off Bergen Updated: 2018-05-04 07:30 (Agencies)": a headline and its stamp.
_UPDATED = re.compile(
    rf"\b(Updated|Published|Posted)(?: on| at)?:?\s({_MOMENT}|{CLOCK})(?:\s?\([^()]{{2,40}}\))?$"
)
_LINES_TO_DATELINE = 6  # captions may stand between the head and the first sentence


class Head:
    """Finds the head of a page and classifies its lines.

    `headers` are the header lines by lower-case name, `headline` the headline and `dateline` the
    dateline without its dash, all as written.
    """

    def __init__(self, page: Page, title: str | None) -> None:
        self.page = page
        self.title = title or ""
        self.headers: dict[str, str] = {}
        self.headline: str | None = None
        self.dateline: str | None = None
        self._read()

    def _read(self) -> None:
        lines = self.page.lines
        index = 0
        while index < len(lines):
            line = lines[index]
            string = self.page.opening(line)
            if match := _HEADER.fullmatch(string):
                line.kind = "header"
                name = HEADER_KEYS[match[1].lower()]
                self.headers.setdefault(name, (match[2] or "").strip())
                if name == "title":
                    self.title = self.title or match[2] or ""
            elif self.title and key(string) == key(self.title):
                line.kind = "headline"
                self.headline = self.headline or string
            elif self._starts_with_title(string):
                self.page.split(index, line.start + len(self.title), "headline")
                self.headline = self.headline or self.title
            elif _BYLINE.fullmatch(string):
                line.kind = "header"
                for name, value in _DATED.findall(string):
                    self._add(name or "date", value)
            elif _LONE_DATE.fullmatch(string):
                line.kind = "header"
                self._add("date", string)
            elif self._is_first(index, string):
                self._read_dateline(self._read_stamp(index))
                return
            index += 1

    def _starts_with_title(self, string: str) -> bool:
        """Whether the title is glued to the front of the first sentence."""
        rest = string[len(self.title) :]
        return (
            len(self.title.split()) >= 4
            and string.startswith(self.title)
            and rest[:1].isspace()
            and not rest[1:2].islower()
        )

    def _is_first(self, index: int, string: str) -> bool:
        """Whether the prose starts in this line."""
        if _GLUED.match(string) or _STAMP.match(string) or _UPDATED.search(string):
            return True
        if phrase_kind(string) is not None:
            return False
        starts = agency_patterns().dateline.match(string)
        return bool(starts) or self.page.is_prose(self.page.lines[index])

    def _read_stamp(self, index: int) -> int:
        """Takes date and time off the first line; where the text goes on."""
        page, line = self.page, self.page.lines[index]
        string = page.opening(line)
        if match := _GLUED.match(string):
            self._add(match[1], match[2])
            return index + page.split(index, line.start + match.end(), "header")
        if match := _UPDATED.search(string):
            self._add(match[1], match[2])
            self.headline = self.headline or string[: match.start()].strip() or None
            index += page.split(index, line.start + match.start(), "headline")
            page.lines[index].kind = "header"
            return index + 1
        if match := _STAMP.match(string):
            self._add("date", string[match.end(1) : match.end()].strip())
            if len(match[1].split()) >= 4 and not _STAMPED.search(match[1]):
                index += page.split(index, line.start + match.end(1), "headline")
            if not page.split(index, line.start + match.end(), "header"):
                page.lines[index].kind = "header"
            return index + 1
        return index

    def _add(self, name: str, value: str) -> None:
        self.headers.setdefault(HEADER_KEYS[name.lower()], value)

    def _read_dateline(self, index: int) -> None:
        """Takes the dateline off the first line of prose."""
        page = self.page
        for position in range(index, min(index + _LINES_TO_DATELINE, len(page.lines))):
            line = page.lines[position]
            string = page.opening(line, LOOK)
            if phrase_kind(string) is not None:
                continue
            if match := agency_patterns().dateline.match(string):
                self.dateline = match[0].rstrip(" -–—")
                page.split(position, line.start + match.end(), "header")
                return
            if page.is_prose(line):
                return
