"""Sections that a heading opens: questions and answers, sources, and links to other articles."""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.articles.lines import Page, is_sentence_end

_LONGEST_HEADING = 120
_FAQ = re.compile(
    r"(?i:(?:faqs?|frequently asked questions|q\s?(?:&|and)\s?a)\b(?:\s?\(faqs?\))?[^.?!]{0,60}?):?"
)
_SOURCES = re.compile(
    r"(?i:sources?|references?|bibliography|further reading|footnotes|notes and references)\s?:?"
)
_RELATED = re.compile(
    r"(?i:read more|more on this (?:story|topic)|related(?: \w+)?|recommended|see also"
    r"|trending(?: \w+){0,2}|(?:\w+ )?top deals|top stories|latest news|more stories"
    r"|what to read next|you may also like)\s?:?"
)
_ITEM = re.compile(r"(?:[-–—•*·▪‣]|\d{1,2}[.)]|\[\d{1,2}\])\s*\S|(?:https?://|www\.)\S")
_QUESTION = re.compile(r"(?:Q\s?[.:]\s?|\d{1,2}[.)]\s?)?[^.?!]{3,200}\?(?=\s|$)")
_ASKED = re.compile(r"Q\s?[.:]\s.{3,250}\?[\"'”’]?")
_BEFORE_QUESTIONS = 3
"""Lines under a heading within which the first question stands: a sentence may introduce them."""

_MOST_LINKS = 8
_LONGEST_LINK = 160


def is_item(string: str) -> bool:
    """Whether a line is an item of a list: it starts with a dash, a number or an address."""
    return bool(_ITEM.match(string))


def read_sections(page: Page) -> None:
    """Classifies the lines of sections; the lines outside of them are left as they are."""
    index = 0
    while index < len(page.lines):
        line = page.lines[index]
        string = page.opening(line, _LONGEST_HEADING + 1)
        if line.kind in ("header", "caption") or len(string) > _LONGEST_HEADING:
            index += 1
        elif _FAQ.fullmatch(string) and any(
            _is_question(page, at) for at in range(index + 1, index + 1 + _BEFORE_QUESTIONS)
        ):
            index = _read_faq(page, index)
        elif _SOURCES.fullmatch(string):
            index = _read_sources(page, index)
        elif _RELATED.fullmatch(string):
            index = _read_related(page, index)
        else:
            index += 1


def _is_question(page: Page, index: int) -> bool:
    if index >= len(page.lines):
        return False
    string = page.opening(page.lines[index])
    return bool(_QUESTION.match(string)) or bool(_ASKED.fullmatch(string))


def _read_faq(page: Page, index: int) -> int:
    """Questions and answers, to the line where prose or another section takes over.

    Nothing marks the end of the last answer; it is taken to have as many paragraphs as the longest
    one before it, and what follows is prose again.
    """
    stop = index + 1
    while stop < len(page.lines):
        string = page.opening(page.lines[stop], _LONGEST_HEADING + 1)
        if any(heading.fullmatch(string) for heading in (_FAQ, _SOURCES, _RELATED)):
            break
        stop += 1
    questions = [at for at in range(index + 1, stop) if _is_question(page, at)]
    answers = [after - at - 1 for at, after in pairwise(questions)]
    stop = min(stop, questions[-1] + 1 + max([1, *answers]))
    for line in page.lines[index:stop]:
        line.kind = "faq"
    return stop


def _read_sources(page: Page, index: int) -> int:
    """A list of sources: dashes, numbers, addresses, or short lines without a full stop."""
    stop = index + 1
    while stop < len(page.lines):
        string = page.opening(page.lines[stop])
        short = len(string.split()) <= 15 and not is_sentence_end(string)
        if not (short or is_item(string)):
            break
        stop += 1
    if stop > index + 1:
        for line in page.lines[index:stop]:
            line.kind = "sources"
    return stop


def _read_related(page: Page, index: int) -> int:
    """Headlines of other articles; at the end of the text they may have full stops too."""
    rest = page.lines[index + 1 : index + 2 + _MOST_LINKS]
    ends_text = index + 1 + len(rest) == len(page.lines) and len(rest) <= _MOST_LINKS
    if ends_text and all(line.end - line.start <= _LONGEST_LINK for line in rest):
        stop = len(page.lines)
    else:
        stop = index + 1
        while stop < len(page.lines) and page.lines[stop].kind in ("headline", "caption"):
            stop += 1
    for line in page.lines[index:stop]:
        line.kind = "furniture"
    return stop
