"""Step 8: a timeline as text, in one of the formats of the table below.

A new format is a function from a timeline and a page to a string, and a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import msgspec

from timeline.records import Event, Timeline
from timeline.rendering import fit
from timeline.rendering.csv import csv
from timeline.rendering.ftm import ftm
from timeline.rendering.html import html
from timeline.rendering.ics import ics
from timeline.rendering.jsonld import jsonld
from timeline.rendering.markdown import markdown
from timeline.rendering.page import Page
from timeline.rendering.plover import plover
from timeline.rendering.structured import json, jsonl
from timeline.rendering.table import table
from timeline.rendering.timelinejs import timelinejs
from timeline.rendering.timesketch import timesketch
from timeline.rendering.view import UnknownStoryError, lines_for, select
from timeline.settings import View

__all__ = [
    "FORMATS",
    "Format",
    "Page",
    "UnknownStoryError",
    "left_out",
    "lines_for",
    "render",
    "select",
]


class Format(msgspec.Struct, frozen=True):
    """An output format: the function that writes it, what of the timeline it keeps and loses, the
    library behind it, and the reason against an event that it can't hold."""

    render: Callable[[Timeline, Page], str]
    keeps: str
    loses: str
    library: str | None = None
    unfit: Callable[[Event], str | None] = fit.anything


FORMATS: dict[str, Format] = {
    "table": Format(
        table,
        "dates in words, titles, status, articles",
        "quotes, time expressions, reasons, participants, places, scores",
        "rich",
    ),
    "json": Format(json, "everything", "nothing", "msgspec"),
    "jsonl": Format(
        jsonl,
        "events with all their fields",
        "articles (only their ids stay), problems, generator",
        "msgspec",
    ),
    "csv": Format(
        csv,
        "dates with limits, basis and reason, titles, types, participants, places, "
        "articles, the first quote",
        "further quotes, places in the text, time expressions, roles, conflicts, links",
    ),
    "markdown": Format(
        markdown,
        "stories, dates in words, titles, status, what sources differ on, how many are "
        "independent, every quote",
        "time expressions, reasons, participants, places, what each source says, scores",
    ),
    "html": Format(
        html,
        "dates, reasons, every quote with trigger and time expression, participants, places, "
        "conflicts, copies",
        "places in the text, scores, links",
        "Jinja2",
    ),
    "ics": Format(
        ics,
        "events with a first and a last day, reasons, places, a quote per article",
        "events known to a year, to one side, denied or without a date; time expressions, "
        "participants, conflicts, scores",
        "icalendar",
        fit.in_a_calendar,
    ),
    "timelinejs": Format(
        timelinejs,
        "dates as far as known, titles, status, a quote per article",
        "events without a date; reasons, time expressions, participants, places, conflicts, scores",
        "msgspec",
        fit.dated,
    ),
    "jsonld": Format(
        jsonld,
        "dates as EDTF, titles, types, participants, places, articles, every quote with its place",
        "denied events; reasons, triggers, time expressions, roles, conflicts, scores",
        "msgspec",
        fit.asserted,
    ),
    "plover": Format(
        plover,
        "PLOVER's sixteen types of events with a first day and an agent: limits, actors, triggers, "
        "the first quote",
        "other events; EDTF, further quotes, time expressions, titles, conflicts, scores",
        "msgspec",
        fit.in_plover,
    ),
    "timesketch": Format(
        timesketch,
        "first and last day, EDTF, reasons, types, participants, places, articles, the first quote",
        "events without a date; further quotes, time expressions, roles, conflicts, scores",
        "msgspec",
        fit.dated,
    ),
    "ftm": Format(
        ftm,
        "dates as far as known, titles, types, people and organisations, places, articles, reasons",
        "denied events; quotes but the summary, time expressions, roles, conflicts, scores",
        "msgspec",
        fit.asserted,
    ),
}
"""Every format, by the name that `--format` takes."""


def render(
    timeline: Timeline, format: str, *, view: View | None = None, page: Page | None = None
) -> str:
    """A timeline, or the part of it that `view` asks for, as text that ends in a line break.

    Events that the format can't hold are left out; `left_out` says which. Raises KeyError for a
    name that is not in `FORMATS`.
    """
    row = FORMATS[format]
    return row.render(_fitting(select(timeline, view or View()), row), page or Page())


def left_out(timeline: Timeline, format: str) -> list[str]:
    """What a format can't hold of a timeline, in words: "3 events without a date"."""
    unfit = FORMATS[format].unfit
    reasons = Counter(
        reason for one in (*timeline.events, *timeline.undated) if (reason := unfit(one))
    )
    return [
        f"{number} {'event' if number == 1 else 'events'} {reason}"
        for reason, number in reasons.items()
    ]


def _fitting(timeline: Timeline, row: Format) -> Timeline:
    return msgspec.structs.replace(
        timeline,
        events=tuple(one for one in timeline.events if row.unfit(one) is None),
        undated=tuple(one for one in timeline.undated if row.unfit(one) is None),
    )
