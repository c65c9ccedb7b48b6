"""From the files that a command names to what it works on, problems told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

import timeline
from timeline.cli.messages import CannotRunError, no_article, reason, tell
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.settings import Settings

if TYPE_CHECKING:
    from timeline.corrections import Corrections

STDIN = "-"

T = TypeVar("T")


def annotated(
    paths: list[str], settings: Settings, quiet: bool
) -> Iterator[AnnotatedArticle | Problem]:
    """What `timeline.annotate` yields, with a progress bar; ends the command without a model."""
    try:
        yield from _with_progress(timeline.annotate(paths, settings), quiet)
    except (timeline.ModelMissing, timeline.EngineError) as error:
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
        no_article(problems)
    try:
        story = timeline.merge(collection, settings, given)
    except timeline.EngineError as error:
        raise CannotRunError(str(error)) from error
    tell(story.problems, quiet)
    return story


def read_back(files: list[str]) -> Iterator[AnnotatedArticle | Problem]:
    """What `timeline annotate` wrote, read from files, run folders or standard input."""
    for file in files:
        try:
            if file == STDIN:
                yield from timeline.read_annotated(sys.stdin.buffer, "standard input")
            elif "://" in file or Path(file).is_dir():
                yield from timeline.read_annotated(timeline.read_run_folder(file), file)
            else:
                with Path(file).open("rb") as lines:
                    yield from timeline.read_annotated(lines, file)
        except OSError as error:
            yield Problem(step="merge", where=file, message=reason(error))
        except timeline.EngineError as error:
            message = str(error).removeprefix(f"{file}: ")
            yield Problem(step="merge", where=file, message=message)


def decoded(file: str, decode: Callable[[bytes], T], what: str) -> T:
    """A record read from a file or standard input; ends the command if it is no such record."""
    try:
        return decode(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes())
    except OSError as error:
        raise CannotRunError(f"{file}: {reason(error)}") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise CannotRunError(f"{file}: not a {what}: {error}") from error


def _with_progress(items: Iterable[T], quiet: bool) -> Iterator[T]:
    """The items; a bar on standard error counts them, if that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading articles"), BarColumn(), TextColumn("{task.completed}"))
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # data must not end up in the bar's console
    ) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            progress.advance(task, isinstance(item, AnnotatedArticle))
            yield item
