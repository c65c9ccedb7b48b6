"""Text to lines, trimmed, and put together again where a fixed width broke them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from timeline.records import BlockKind

LOOK = 400
"""Characters at either end of a line that are looked at: one line may be the whole file."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*\S[^\r\n\x0b\x0c\x85\u2028\u2029]*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WIDEST_WRAP = 120


class Line:
    """A stretch of the text within one line, and what it is once that is known."""

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: BlockKind | None = None) -> None:
        self.start, self.end, self.kind = start, end, kind


class Page:
    """A text under classification: its lines in order, split where one holds two kinds."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [Line(start, end) for start, end in paragraphs(text)]

    def opening(self, line: Line, limit: int = LOOK) -> str:
        """The first characters of a line."""
        return self.text[line.start : min(line.end, line.start + limit)]

    def ending(self, line: Line) -> str:
        """The last characters of a line."""
        return self.text[max(line.start, line.end - LOOK) : line.end]

    def is_prose(self, line: Line) -> bool:
        """Whether a line is a paragraph: long enough for a sentence, and ended like one."""
        return line.end - line.start > 60 and is_sentence_end(self.ending(line))

    def split(self, index: int, at: int, kind: BlockKind | None) -> bool:
        """Cuts a line in two, the first part of that kind; false where there is nothing to cut."""
        line = self.lines[index]
        _, left = trimmed(self.text, line.start, at)
        right, _ = trimmed(self.text, at, min(line.end, at + LOOK))
        if left <= line.start or right >= line.end:
            return False
        self.lines[index : index + 1] = [
            Line(line.start, left, kind),
            Line(right, line.end, line.kind),
        ]
        return True


def is_sentence_end(string: str) -> bool:
    """Whether a line ends as a sentence does, quotation marks and brackets aside."""
    return bool(_SENTENCE_END.search(string[-6:]))


def key(string: str) -> str:
    """A line without case, punctuation and spacing: what a repeated headline has in common."""
    return "".join(character for character in string[:LOOK].casefold() if character.isalnum())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text as trimmed ranges, lines broken to a fixed width put together."""
    lines = [trimmed(text, *match.span()) for match in _LINE.finditer(text)]
    result: list[tuple[int, int]] = []
    for run in _runs(text, lines):
        if _is_wrapped([text[start:end] for start, end in run]):
            result.extend(_unwrapped(text, run))
        else:
            result.extend(run)
    return result


def _runs(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Lines that follow each other without an empty line between them."""
    run: list[tuple[int, int]] = []
    for span in lines:
        if run and len(text[run[-1][1] : span[0]].replace("\r\n", "\n").strip(" \t")) > 1:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one text broken to a width, as in mail and wire copy.

    A line ends there because the next word would not have fitted, or because a paragraph does; and
    continuations start in lower case as often as not, which captions and list items do not.
    """
    width = max(map(len, lines))
    if len(lines) < 3 or width > _WIDEST_WRAP:
        return False
    breaks = [after for line, after in pairwise(lines) if _is_full(line, after, width)]
    open_ends = sum(1 for line in lines[:-1] if not is_sentence_end(line))
    lower = sum(1 for after in breaks if after[0].islower())
    return len(breaks) >= 2 and len(breaks) >= open_ends and lower * 3 >= len(breaks)


def _is_full(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _unwrapped(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    width = max(end - start for start, end in run)
    start = run[0][0]
    for span, after in pairwise(run):
        line = text[slice(*span)]
        if is_sentence_end(line) and not _is_full(line, text[slice(*after)], width):
            yield start, span[1]
            start = after[0]
    yield start, run[-1][1]
