"""The timeline of articles against a golden one: `timeline check` as a call."""

from __future__ import annotations

from timeline import golden as goldens
from timeline import pipeline
from timeline.golden import Comparison, Golden
from timeline.settings import Settings


def check(
    paths: pipeline.Paths, golden: Golden | bytes, settings: Settings | None = None
) -> Comparison:
    """Make the timeline of articles and compare it with a golden one.

    `golden` is one, or the content of its file. Raises `msgspec.DecodeError` for what is none.
    """
    expected = goldens.read(golden) if isinstance(golden, bytes) else golden
    return goldens.compare(pipeline.extract(paths, settings), expected)
