"""Where the work is done: by processes of this machine, or on a Ray cluster.

Every engine runs the functions of `timeline.pipeline` and gives what they give in one process, byte
for byte: articles are annotated one by one, and merging is done story by story, so that is how the
work is shared out.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from timeline import pipeline
from timeline.articles import Watch
from timeline.corrections import Corrections
from timeline.engines.errors import EngineError as EngineError
from timeline.pipeline import MergeStory, Part, Paths
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.settings import ENGINES, Settings


class Engine(Protocol):
    """What a module of an engine has."""

    def annotate(
        self, paths: Paths, settings: Settings, watch: Watch | None
    ) -> Iterator[AnnotatedArticle | Problem]:
        """Read articles and annotate them: `pipeline.annotate`."""

    def each(
        self, merge: MergeStory, stories: list[list[AnnotatedArticle]], settings: Settings
    ) -> Iterable[Part]:
        """What a function makes of each story, in their order."""


def engine(settings: Settings) -> Engine:
    """The engine of the settings. Raises `EngineError` for a name that is none."""
    if settings.engine not in ENGINES:
        told = f"no engine {settings.engine!r}: there are {', '.join(ENGINES)}"
        raise EngineError(told)
    return cast(Engine, importlib.import_module(f"timeline.engines.{settings.engine}"))


def annotate(
    paths: Paths, settings: Settings | None = None, watch: Watch | None = None
) -> Iterator[AnnotatedArticle | Problem]:
    """Read articles and find their names, dates and event mentions, one article at a time.

    Yields an annotated article with what there is to note about it, or a problem for input that
    could not be used, in an order that depends on the files alone. With `settings.store`, what is
    unchanged since the last run is taken from there. `watch` tells how much is left.

    Raises `ModelMissing` if the language model is not there, `StoreError` for a store that cannot
    be used, `WorkersFailed` if the processes of `settings.workers` do not start, and `EngineError`
    if the engine of the settings cannot run.
    """
    settings = settings or Settings()
    return engine(settings).annotate(paths, settings, watch)


def merge(
    annotated: Iterable[AnnotatedArticle | Problem],
    settings: Settings | None = None,
    corrections: Corrections | None = None,
) -> Timeline:
    """Merge the mentions of one event across articles and put the events in order.

    Of the settings, those of the story count (`one_story`, names to follow, places, aliases), and
    the engine. `corrections` are made by hand; those that no longer apply are problems in the
    timeline, as are those in the input. The result does not depend on the order of the input.
    Raises `EngineError` if the engine cannot run.
    """
    settings = settings or Settings()
    return pipeline.merge(annotated, settings, corrections, engine(settings).each)


def extract(
    paths: Paths, settings: Settings | None = None, corrections: Corrections | None = None
) -> Timeline:
    """Make a timeline from files and folders of articles: `annotate`, then `merge`."""
    return merge(annotate(paths, settings), settings, corrections)
