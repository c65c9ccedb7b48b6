"""From results to standard output or files, each written as a whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import typer

from timeline.cli.messages import CannotRunError, print_out, reason, say
from timeline.records import AnnotatedArticle, Timeline
from timeline.rendering import Page, UnknownStoryError, left_out, render, select
from timeline.settings import View


def shown(story: Timeline, view: View, quiet: bool) -> Timeline:
    """The events to show; says how many are not."""
    try:
        shown = select(story, view)
    except UnknownStoryError as error:
        raise CannotRunError(str(error)) from error
    if _count(shown) < _count(story) and not quiet:
        say(f"{_count(shown)} of {_count(story)} events shown; --all shows every one")
    return shown


def _count(story: Timeline) -> int:
    return len(story.events) + len(story.undated)


def rendered(story: Timeline, format: str, page: Page, quiet: bool) -> str:
    """The text of a format; says what it can't hold."""
    if not quiet:
        for words in left_out(story, format):
            say(f"note: {format} leaves out {words}")
    return render(story, format, page=page)


def page_for(output: Path | None, title: str | None) -> Page:
    """The page that output is laid out for: the terminal, or 80 columns without colour."""
    if output is not None or not sys.stdout.isatty():
        return Page(title=title)
    width = os.get_terminal_size(sys.stdout.fileno()).columns
    return Page(width=max(width, 40), color=not os.environ.get("NO_COLOR"), title=title)


@contextmanager
def written(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Gives a function that writes text: to standard output, or to the file as a whole.

    The file is written beside its place and renamed into it when all went well, so that a reader
    never meets half of it and a failed run leaves the old one. An unwritable place is found before
    the work begins. What is no plain file (/dev/stdout, a named pipe) is written directly.
    """
    if output is None:
        yield print_out
        return
    place = output.resolve()
    plain = place.is_file() or not place.exists()
    target = place.with_name(f".{place.name}.{os.getpid()}.partial") if plain else place
    with _blaming(output):
        file = target.open("w", encoding="utf-8", newline="\n")

    def write(text: str) -> None:
        with _blaming(output):
            file.write(text)

    try:
        yield write
        with _blaming(output):
            file.close()
            if plain:
                target.replace(place)
    finally:
        with suppress(OSError):  # a full disk has been told by now
            file.close()
        if plain:
            target.unlink(missing_ok=True)


@contextmanager
def articles_written(
    format: str, output: Path | None
) -> Iterator[Callable[[AnnotatedArticle], object]]:
    """Gives a function that writes an article: as a line of JSON, or as a file of its own."""
    from timeline.rendering import timeml

    if format == "jsonl":
        with written(output) as write:
            yield lambda article: write(msgspec.json.encode(article).decode() + "\n")
        return
    if output is None:
        raise typer.BadParameter("--format timeml writes many files: name a folder with --output")
    with _blaming(output):
        output.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()

    def write_file(article: AnnotatedArticle) -> None:
        with written(output / timeml.file_name(article.article.id, taken)) as write:
            write(timeml.timeml(article))

    yield write_file


@contextmanager
def _blaming(output: Path) -> Iterator[None]:
    """Turns an error of the file system into a line that names the output."""
    try:
        yield
    except OSError as error:
        raise CannotRunError(f"cannot write {output}: {reason(error)}") from error
