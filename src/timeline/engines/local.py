"""On this machine: `workers` processes annotate, and stories are merged one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.pipeline import MergeStory, Part, annotate
from timeline.records import AnnotatedArticle
from timeline.settings import Settings

__all__ = ["annotate", "each"]


def each(
    merge: MergeStory, stories: list[list[AnnotatedArticle]], settings: Settings
) -> Iterable[Part]:
    """What a function makes of each story, in their order."""
    return map(merge, stories)
