"""From the files that a command names to what it works on, problems told."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

import timeline
from timeline.cli.messages import CannotRunError, no_article, reason, status_of, tell
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.settings import Settings

if TYPE_CHECKING:
    from timeline.articles import Watch
    from timeline.corrections import Corrections

STDIN = "-"

T = TypeVar("T")


def annotated(
    paths: list[str], settings: Settings, quiet: bool
) -> Iterator[AnnotatedArticle | Problem]:
    """What `timeline.annotate` yields, with a progress bar; ends a command that cannot go on."""
    try:
        if quiet or not sys.stderr.isatty():
            yield from timeline.annotate(paths, settings)
        else:
            watch = timeline.Watch()
            yield from _with_progress(timeline.annotate(paths, settings, watch), watch)
    except (timeline.ModelMissing, timeline.StoreError, timeline.WorkersFailed) as error:
        raise CannotRunError(str(error)) from error


def corrections_of(file: Path | None) -> Corrections | None:
    """What a corrections file says, read before the work begins."""
    if file is None:
        return None
    from timeline.corrections import read

    return decoded(str(file), read, "corrections file")


def merged(
    items: Iterable[AnnotatedArticle | Problem],
    settings: Settings,
    quiet: bool,
    given: Corrections | None = None,
) -> Timeline:
    """The timeline, its problems told; ends the command if no article could be read."""
    collection = list(items)
    problems = [item for item in collection if isinstance(item, Problem)]
    if len(problems) == len(collection):
        tell(problems, quiet)
        no_article(status_of(problems))
    story = timeline.merge(collection, settings, given)
    tell(story.problems, quiet)
    return story


def read_back(files: list[str]) -> Iterator[AnnotatedArticle | Problem]:
    """What `timeline annotate` wrote, read from files or standard input."""
    for file in files:
        try:
            if file == STDIN:
                yield from timeline.read_annotated(sys.stdin.buffer, "standard input")
            else:
                with Path(file).open("rb") as lines:
                    yield from timeline.read_annotated(lines, file)
        except OSError as error:
            yield Problem(step="merge", where=file, message=reason(error))


def decoded(file: str, decode: Callable[[bytes], T], what: str) -> T:
    """A record read from a file or standard input; ends the command if it is no such record."""
    try:
        return decode(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes())
    except OSError as error:
        raise CannotRunError(f"{file}: {reason(error)}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise CannotRunError(f"{file}: not a {what}: {error}") from error


def _with_progress(items: Iterable[T], watch: Watch) -> Iterator[T]:
    """The items; a line on standard error says how many articles there were, how many a second,
    and how long the rest takes if it goes on like this."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("reading articles"),
        BarColumn(),
        TextColumn("{task.percentage:.0f}%  {task.fields[articles]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # data must not end up in the bar's console
    ) as progress:
        task = progress.add_task("", total=None, articles="")
        count, began = 0, time.monotonic()
        for item in items:
            count += isinstance(item, AnnotatedArticle)
            rate = count / max(time.monotonic() - began, 0.001)
            progress.update(
                task,
                total=watch.total or None,
                completed=watch.done,
                articles=f"{count:,} articles, {rate:,.1f} a second,",
            )
            yield item
