"""The timeline of articles against a golden one: `timeline check` as a call."""

from __future__ import annotations

from timeline import engines
from timeline import golden as goldens
from timeline.golden import Comparison, Golden
from timeline.pipeline import Paths
from timeline.settings import Settings


def check(paths: Paths, golden: Golden | bytes, settings: Settings | None = None) -> Comparison:
    """Make the timeline of articles and compare it with a golden one.

    `golden` is one, or the content of its file. Raises `msgspec.DecodeError` for what is none.
    """
    expected = goldens.read(golden) if isinstance(golden, bytes) else golden
    return goldens.compare(engines.extract(paths, settings), expected)
