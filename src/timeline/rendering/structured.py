"""JSON for programs: the whole timeline, or one event per line."""

from __future__ import annotations

import msgspec

from timeline.records import Timeline
from timeline.rendering.page import Page


def json(timeline: Timeline, page: Page) -> str:
    """The timeline as one indented JSON object, fields in the order of the records."""
    return msgspec.json.format(msgspec.json.encode(timeline), indent=2).decode() + "\n"


def jsonl(timeline: Timeline, page: Page) -> str:
    """One JSON object per event and line: the dated events in order, then those without a date."""
    events = (*timeline.events, *timeline.undated)
    return "".join(msgspec.json.encode(event).decode() + "\n" for event in events)
