"""Step 8: a timeline as text, in one of the formats of the table below.

A new format is a function from a timeline and a page to a string, and a row.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from timeline.records import Timeline
from timeline.rendering.markdown import markdown
from timeline.rendering.page import Page
from timeline.rendering.structured import json, jsonl
from timeline.rendering.table import table
from timeline.rendering.view import UnknownStoryError, lines_for, select
from timeline.settings import View

__all__ = ["FORMATS", "Format", "Page", "UnknownStoryError", "lines_for", "render", "select"]


class Format(msgspec.Struct, frozen=True):
    """An output format: the function that writes it, and what it loses of the timeline."""

    render: Callable[[Timeline, Page], str]
    loses: str


FORMATS: dict[str, Format] = {
    "table": Format(table, "quotes, time expressions, reasons, participants, places, scores"),
    "json": Format(json, "nothing"),
    "jsonl": Format(jsonl, "articles (only their ids stay), problems, generator"),
    "markdown": Format(markdown, "time expressions, reasons, participants, places, scores"),
}
"""Every format, by the name that `--format` takes."""


def render(
    timeline: Timeline, format: str, *, view: View | None = None, page: Page | None = None
) -> str:
    """A timeline, or the part of it that `view` asks for, as text that ends in a line break.

    Raises KeyError for a name that is not in `FORMATS`.
    """
    row = FORMATS[format]
    return row.render(select(timeline, view or View()), page or Page())
