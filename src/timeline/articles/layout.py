"""Splits an article's text into blocks and says what each is: prose, headline, or something else.

Only structure and set phrases are used (where a line stands, how it ends, "Image copyright ..."),
never the name of a site. In doubt a line is prose: an event missed cannot be found again, while a
stray caption has few words that make an event.

Everything is linear in the length of the text; a file that is one line of megabytes is one block.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.articles.calendar_date import FULL_DATE, MONTH_DAY
from timeline.articles.head import Head
from timeline.articles.lines import LOOK, Line, Page, is_sentence_end, key, trimmed
from timeline.articles.phrases import agency_patterns, phrase_at_end, phrase_at_foot, phrase_kind
from timeline.articles.repeats import read_repeats
from timeline.articles.sections import is_item, read_sections
from timeline.records import Block, BlockKind

_SUBHEAD_WORDS = 6  # up to here an unpunctuated line tells no event that the prose does not tell
_HEADLINE_WORDS = 4
_LONGEST_CAPTION = 250
_ENOUGH_PROSE = 3  # paragraphs that end in a full stop, for one without to be no paragraph
_LINES_OF_FOOT = 3
_PICTURE = re.compile(r"(\d{1,3})/(\d{1,3})\s")
_SEVERAL_SENTENCES = re.compile(r"[.!?][\"”’']? [\"“‘']?[A-Z]")
_ENTRY = re.compile(rf"(?:{FULL_DATE}|{MONTH_DAY}|\d{{4}})\s?[:–—-]\s")  # "May 20: ferry refloated"
_QUOTE_END = re.compile(r"[\"”’»']$")
_LETTER = re.compile(r"[^\W\d_]")


class Layout(NamedTuple):
    """The blocks of a text, and what its head says.

    `headers` holds the header lines by lower-case name ("published", "word count"), `dateline` the
    dateline without its dash, `headline` the headline line; all as written.
    """

    blocks: tuple[Block, ...]
    headers: dict[str, str]
    headline: str | None
    dateline: str | None


def lay_out(text: str, title: str | None = None) -> Layout:
    """The blocks of `text` in order, without overlap or surrounding white space.

    `title` is the article's title where it is known from elsewhere: a line that repeats it is a
    headline. Blocks together hold every character that is not white space between them.
    """
    page = Page(text)
    head = Head(page, title)
    _read_foot(page)
    _read_ends(page)
    _read_galleries(page)
    _read_boxes(page)
    first = _read_lines(page)
    read_sections(page)
    read_repeats(page)
    return Layout(
        blocks=tuple(
            Block(start=line.start, end=line.end, kind=line.kind or "body") for line in page.lines
        ),
        headers=head.headers,
        headline=head.headline or first,
        dateline=head.dateline,
    )


def _read_foot(page: Page) -> None:
    """Splits off the mark of the agency behind the last sentence."""
    for index in range(len(page.lines) - 1, max(-1, len(page.lines) - 1 - _LINES_OF_FOOT), -1):
        line = page.lines[index]
        ending = page.ending(line)
        if line.kind is None and (match := agency_patterns().mark.search(ending)):
            if page.split(index, line.end - len(ending) + match.start(), None):
                page.lines[index + 1].kind = "furniture"
            return


def _read_boxes(page: Page) -> None:
    """What ends a text behind its last paragraph: who wrote it, where it first appeared."""
    for line in page.lines[1:][-_LINES_OF_FOOT:]:
        if line.kind is None and (kind := phrase_at_foot(page.opening(line))):
            line.kind = kind


def _read_ends(page: Page) -> None:
    """Splits off what stands behind a sentence on its line, such as the author of a post."""
    lines: list[Line] = []
    for line in page.lines:
        ends: list[Line] = []
        while line.kind in (None, "body") and (found := phrase_at_end(page.ending(line))):
            at = line.end - len(page.ending(line)) + found[0]
            ends.append(Line(*trimmed(page.text, at, line.end), found[1]))
            if at <= line.start:
                break
            # Whatever has an author is a text, full stop or not.
            line = Line(*trimmed(page.text, line.start, at), "body")
        else:
            ends.append(line)
        lines.extend(reversed(ends))
    page.lines = lines


def _read_galleries(page: Page) -> None:
    """Numbered pictures, "1/12 ...", "2/12 ...": three or more in a row, or "9/11" would be one."""
    run: list[Line] = []
    last = (0, 0)
    for line in page.lines:
        match = _PICTURE.match(page.opening(line, 10)) if line.kind is None else None
        number = (int(match[1]), int(match[2])) if match else (0, 0)
        if not match or number != (last[0] + 1, last[1]):
            run = []
        if match:
            run.append(line)
        if len(run) >= 3:
            for picture in run[-3:]:
                picture.kind = "furniture"
        last = number


def _read_lines(page: Page) -> str | None:
    """Classifies every line that is not yet; the first one, if it is a headline."""
    prose = sum(1 for line in page.lines if line.kind is None and page.is_prose(line))
    headline: str | None = None
    seen: set[str] = set()
    lead = True  # before the first line of prose: standfirst and summary points
    for index, line in enumerate(page.lines):
        if line.kind is None:
            line.kind = _kind(page, index, lead=lead, punctuated=prose >= _ENOUGH_PROSE)
            if index == 0 and line.kind == "headline":
                headline = page.opening(line)
        if line.kind in ("headline", "caption"):
            repeated = key(page.opening(line))
            if repeated in seen:
                line.kind = "furniture"  # a headline printed above the text and again in it
            seen.add(repeated)
        lead = lead and not (line.kind == "body" and page.is_prose(line))
    return headline


def _kind(page: Page, index: int, *, lead: bool, punctuated: bool) -> BlockKind:
    """What a line is by itself. `punctuated`: paragraphs of this text end in full stops."""
    line = page.lines[index]
    string = page.opening(line)
    is_whole = line.end - line.start <= LOOK
    if is_whole and not _LETTER.search(string):
        return "furniture"  # "* * *", "...", "12"
    if kind := phrase_kind(string):
        return kind
    if is_sentence_end(page.ending(line)):
        return "body"
    if agency_patterns().credit_end.search(page.ending(line)):
        return "caption"
    if is_whole and agency_patterns().credit.match(string):
        return "caption"
    if not is_whole or is_item(string) or _ENTRY.match(string) or _runs_on(page, index):
        return "body"
    words = len(string.split())
    if words > _SUBHEAD_WORDS and _QUOTE_END.search(string):
        return "body"  # the full stop of a quotation is easily lost
    if words > 2 * _SUBHEAD_WORDS and _SEVERAL_SENTENCES.search(string):
        return "body"  # more than one sentence: prose whose last full stop was lost
    if lead and words >= (_HEADLINE_WORDS if index else 2):
        return "headline"
    if words <= _SUBHEAD_WORDS:
        return "furniture"
    if not punctuated or len(string) > _LONGEST_CAPTION:
        return "body"
    return "caption" if words > 2 * _SUBHEAD_WORDS else "headline"


def _runs_on(page: Page, index: int) -> bool:
    """Whether the sentence goes on in the next line: a link or a line break cut it."""
    if index + 1 == len(page.lines):
        return False
    follows = page.lines[index + 1]
    return follows.kind is None and page.text[follows.start].islower()
