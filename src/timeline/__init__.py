"""Ordered, sourced timelines of events from news articles.

    >>> import timeline
    >>> story = timeline.extract("data/")
    >>> story.events[0].sources[0].quote

`extract` is `annotate` and `merge` together. Names are loaded when they are first used, so that
importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.articles import ModelMissing as ModelMissing
    from timeline.articles import Watch as Watch
    from timeline.checking import check as check
    from timeline.config import load_settings as load_settings
    from timeline.corrections import Corrections as Corrections
    from timeline.diagnosis import doctor as doctor
    from timeline.explanation import explain as explain
    from timeline.model import model_path as model_path
    from timeline.pipeline import annotate as annotate
    from timeline.pipeline import extract as extract
    from timeline.pipeline import merge as merge
    from timeline.pipeline import read_annotated as read_annotated
    from timeline.pipeline import read_timeline as read_timeline
    from timeline.rendering import render as render
    from timeline.settings import Settings as Settings
    from timeline.settings import View as View
    from timeline.store import StoreError as StoreError
    from timeline.workers import WorkersFailed as WorkersFailed

__version__ = "0.1.0"

_HOMES = {
    "Corrections": "timeline.corrections",
    "ModelMissing": "timeline.articles",
    "Settings": "timeline.settings",
    "StoreError": "timeline.store",
    "View": "timeline.settings",
    "Watch": "timeline.articles",
    "WorkersFailed": "timeline.workers",
    "annotate": "timeline.pipeline",
    "check": "timeline.checking",
    "doctor": "timeline.diagnosis",
    "explain": "timeline.explanation",
    "extract": "timeline.pipeline",
    "load_settings": "timeline.config",
    "merge": "timeline.pipeline",
    "model_path": "timeline.model",
    "read_annotated": "timeline.pipeline",
    "read_timeline": "timeline.pipeline",
    "render": "timeline.rendering",
}

__all__ = [
    "Corrections",
    "ModelMissing",
    "Settings",
    "StoreError",
    "View",
    "Watch",
    "WorkersFailed",
    "__version__",
    "annotate",
    "check",
    "doctor",
    "explain",
    "extract",
    "load_settings",
    "merge",
    "model_path",
    "read_annotated",
    "read_timeline",
    "render",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
