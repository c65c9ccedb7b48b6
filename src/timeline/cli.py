"""The command line: options to a library call, its result to output and an exit status.

Data goes to standard output or `--output`, everything else to standard error. Exit statuses: 0
done; 1 done, but some input could not be read (`check`: or the timeline drifted); 2 could not run;
130 interrupted.
"""

from __future__ import annotations

import calendar
import datetime
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Literal, NoReturn, TypeVar

import msgspec
import typer

import timeline
from timeline import explain as explaining
from timeline import golden as goldens
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.rendering import FORMATS, Page, left_out, lines_for, render, select, timeml
from timeline.rendering.wording import one_line
from timeline.settings import Settings, View

DONE, INPUT_LOST, DRIFTED, COULD_NOT_RUN, INTERRUPTED = 0, 1, 1, 2, 130
STDIN = "-"

T = TypeVar("T")


class CannotRunError(typer.TyperException):
    """Ends a command with one line for the user and exit status 2."""

    exit_code = COULD_NOT_RUN


app = typer.Typer(
    help="Ordered, sourced timelines of events from news articles.",
    epilog="Exit status: 0 done, 1 some input could not be read or the timeline drifted, "
    "2 could not run.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


# --- options -----------------------------------------------------------------------------------


def _first_day(text: str) -> datetime.date:
    """The first day of an ISO day, month or year ("2023-09": 1 September 2023)."""
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        try:
            return datetime.date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            pass
    raise typer.BadParameter(f"{text!r} is no date: write a day, month or year as 2023-09-24")


def _last_day(text: str) -> datetime.date:
    """The last day of an ISO day, month or year ("2023-09": 30 September 2023)."""
    first = _first_day(text)
    if len(text) == len("2023"):
        return first.replace(month=12, day=31)
    if len(text) == len("2023-09"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


def _day(text: str) -> datetime.date:
    if len(text) != len("2023-09-24"):
        raise typer.BadParameter(f"{text!r} is no day: write it as 2023-09-24")
    return _first_day(text)


def _format_name(text: str) -> str:
    if text not in FORMATS:
        raise typer.BadParameter(f"{text!r} is no format: choose {', '.join(FORMATS)}")
    return text


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS", help="Articles: files, folders, or - for standard input."),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        parser=_format_name,
        metavar="FORMAT",
        help=f"Output format: {', '.join(FORMATS)}.",
    ),
]
ArticleFormat = Annotated[
    Literal["jsonl", "timeml"],
    typer.Option(
        "--format",
        metavar="jsonl|timeml",
        help="One JSON line per article, or one TimeML file per article in the folder --output.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write to a file instead of standard output."),
]
Title = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", help="Heading of the page, name of the calendar."),
]
From = Annotated[
    datetime.date | None,
    typer.Option(
        "--from", parser=_first_day, metavar="DATE", help="First day, month or year to show."
    ),
]
To = Annotated[
    datetime.date | None,
    typer.Option("--to", parser=_last_day, metavar="DATE", help="Last day, month or year to show."),
]
Entity = Annotated[
    str | None,
    typer.Option("--entity", metavar="NAME", help="Only events that name this person or place."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, metavar="N", help="Only the N most important events."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Every event, not only those that matter to the story.")
]
Published = Annotated[
    datetime.date | None,
    typer.Option(
        "--published", parser=_day, metavar="DATE", help="Publication day of articles without one."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH", help="Another installed spaCy pipeline."),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, metavar="N", help="Processes that read articles.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no notes, only problems.")
]


def _view(
    earliest: datetime.date | None,
    latest: datetime.date | None,
    entity: str | None,
    limit: int | None,
    everything: bool,
) -> View:
    if limit and everything:
        raise typer.BadParameter("--limit and --all contradict each other: give one of them")
    if earliest and latest and earliest > latest:
        raise typer.BadParameter(f"--from {earliest} is after --to {latest}: swap them")
    return View(earliest=earliest, latest=latest, entity=entity, limit=limit)


def _shown(story: Timeline, view: View, everything: bool, quiet: bool) -> Timeline:
    """The events to show: without `--limit` and `--all` as many as suit the number of articles."""
    if view.limit is None and not everything:
        view = msgspec.structs.replace(view, limit=lines_for(len(story.articles)))
    shown = select(story, view)
    left_out = _count(story) - _count(shown)
    if left_out and not quiet:
        _say(f"{_count(shown)} of {_count(story)} events shown; --all shows every one")
    return shown


def _rendered(shown: Timeline, format: str, page: Page, quiet: bool) -> str:
    """The text of a format; what it can't hold is told."""
    if not quiet:
        for words in left_out(shown, format):
            _say(f"note: {format} leaves out {words}")
    return render(shown, format, page=page)


def _count(story: Timeline) -> int:
    return len(story.events) + len(story.undated)


# --- commands ----------------------------------------------------------------------------------


def _print_version(wanted: bool) -> None:
    if wanted:
        _print(f"timeline {timeline.__version__}\n")
        raise typer.Exit


@app.callback()
def timeline_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Ordered, sourced timelines of events from news articles."""


@app.command()
def extract(
    paths: Paths,
    format: Format = "table",
    output: Output = None,
    title: Title = None,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of the events in articles."""
    view = _view(earliest, latest, entity, limit, everything)
    settings = Settings(model=model, workers=workers, published=published)
    with _written(output) as write:
        story = _merged(_annotated(paths, settings, quiet), settings, quiet)
        shown = _shown(story, view, everything, quiet)
        write(_rendered(shown, format, _page(output, title), quiet))
    return _status(story.problems)


@app.command()
def annotate(
    paths: Paths,
    format: ArticleFormat = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PLACE", help="A file for JSON, a folder for TimeML."),
    ] = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Print what each article tells, as JSON lines or TimeML."""
    settings = Settings(model=model, workers=workers, published=published)
    problems: list[Problem] = []
    articles = 0
    with _articles_written(format, output) as write:
        for item in _annotated(paths, settings, quiet):
            found = [item] if isinstance(item, Problem) else item.problems
            problems.extend(found)
            _tell(found, quiet)
            if isinstance(item, AnnotatedArticle):
                articles += 1
                write(item)
        if not articles:
            _no_article(problems)
    return _status(problems)


@app.command()
def merge(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES", help="Output of `timeline annotate`: files, or - for standard input."
        ),
    ],
    format: Format = "table",
    output: Output = None,
    title: Title = None,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of annotated articles."""
    view = _view(earliest, latest, entity, limit, everything)
    with _written(output) as write:
        story = _merged(_read_back(files), Settings(), quiet)
        shown = _shown(story, view, everything, quiet)
        write(_rendered(shown, format, _page(output, title), quiet))
    return _status(story.problems)


@app.command()
def view(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUTS",
            help="Articles, as for extract; or one file that --format json wrote.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="Keep the page here instead of a temporary folder."
        ),
    ] = None,
    title: Title = None,
    unopened: Annotated[
        bool, typer.Option("--no-open", help="Only write the page and print where it is.")
    ] = False,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Make a page of the timeline, open it in the browser, and print where it is."""
    import tempfile
    import webbrowser

    part = _view(earliest, latest, entity, limit, everything)
    settings = Settings(model=model, workers=workers, published=published)
    made = _timeline_in(inputs)
    place = output or Path(tempfile.mkdtemp(prefix="timeline-")) / "timeline.html"
    with _written(place) as write:
        story = made or _merged(_annotated(inputs, settings, quiet), settings, quiet)
        # A timeline that was made before has been cut to size then.
        shown = _shown(story, part, everything or bool(made and limit is None), quiet)
        write(_rendered(shown, "html", _page(place, title), quiet))
    _print(f"{place}\n")
    if not unopened and not webbrowser.open(place.resolve().as_uri()):
        _say(f"no browser found: open {place} yourself")
    return _status(story.problems)


@app.command()
def check(
    paths: Paths,
    golden: Annotated[
        Path, typer.Option("--golden", metavar="FILE", help="The golden timeline (JSON).")
    ],
    update: Annotated[
        bool, typer.Option("--update", help="Rewrite the golden timeline from this one.")
    ] = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Compare the timeline of articles with a golden one."""
    expected = _decoded(str(golden), goldens.read, "golden timeline")
    settings = Settings(model=model, workers=workers, published=published)
    story = _merged(_annotated(paths, settings, quiet), settings, quiet)
    comparison = goldens.compare(story, expected)
    _print(goldens.report(comparison))
    if update:
        expected = goldens.update(story, expected)
        with _written(golden) as write:
            write(goldens.write(expected))
        comparison = goldens.compare(story, expected)
        _say(f"{golden}: rewritten")
    return DRIFTED if comparison.drifted else _status(story.problems)


@app.command()
def explain(
    file: Annotated[
        str,
        typer.Argument(
            metavar="TIMELINE", help="Output of `--format json`: a file, or - for standard input."
        ),
    ],
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT", help="Its id, the beginning of one, or its number in the file."
        ),
    ],
) -> int:
    """Show the quotes of an event, and how they date it."""
    story = _decoded(file, msgspec.json.Decoder(Timeline).decode, "timeline")
    try:
        _print(explaining.explain(story, event))
    except explaining.UnknownEventError as error:
        raise CannotRunError(f"{file}: {error}") from error
    return DONE


# --- input -------------------------------------------------------------------------------------


def _annotated(
    paths: list[str], settings: Settings, quiet: bool
) -> Iterator[AnnotatedArticle | Problem]:
    try:
        yield from _with_progress(timeline.annotate(paths, settings), quiet)
    except timeline.ModelMissing as error:
        raise CannotRunError(str(error)) from error


def _merged(
    items: Iterable[AnnotatedArticle | Problem], settings: Settings, quiet: bool
) -> Timeline:
    """The timeline, its problems told; ends the command if no article could be read."""
    collection = list(items)
    problems = [item for item in collection if isinstance(item, Problem)]
    if len(problems) == len(collection):
        _tell(problems, quiet)
        _no_article(problems)
    story = timeline.merge(collection, settings)
    _tell(story.problems, quiet)
    return story


def _read_back(files: list[str]) -> Iterator[AnnotatedArticle | Problem]:
    for file in files:
        try:
            if file == STDIN:
                yield from timeline.read_annotated(sys.stdin.buffer, "standard input")
            else:
                with Path(file).open("rb") as lines:
                    yield from timeline.read_annotated(lines, file)
        except OSError as error:
            yield Problem(step="merge", where=file, message=_reason(error))


def _timeline_in(inputs: list[str]) -> Timeline | None:
    """The timeline that a single file holds, or None: then it is an article, or there are several.

    A JSON file that is no timeline may well be an article.
    """
    if len(inputs) != 1 or inputs[0] == STDIN or not inputs[0].endswith(".json"):
        return None
    try:
        return msgspec.json.decode(Path(inputs[0]).read_bytes(), type=Timeline)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def _decoded(file: str, decode: Callable[[bytes], T], what: str) -> T:
    try:
        return decode(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes())
    except OSError as error:
        raise CannotRunError(f"{file}: {_reason(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
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


# --- output ------------------------------------------------------------------------------------


def _page(output: Path | None, title: str | None) -> Page:
    if output is not None or not sys.stdout.isatty():
        return Page(title=title)
    width = os.get_terminal_size(sys.stdout.fileno()).columns
    return Page(width=max(width, 40), color=not os.environ.get("NO_COLOR"), title=title)


@contextmanager
def _written(output: Path | None) -> Iterator[Callable[[str], object]]:
    """Gives a function that writes text: to standard output, or to the file as a whole.

    The file is written beside its place and renamed into it when all went well, so that a reader
    never meets half of it and a failed run leaves the old one. An unwritable place is found before
    the work begins. What is no plain file (/dev/stdout, a named pipe) is written directly.
    """
    if output is None:
        yield _print
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
def _articles_written(
    format: str, output: Path | None
) -> Iterator[Callable[[AnnotatedArticle], object]]:
    """Gives a function that writes an article: as a line of JSON, or as a file of its own."""
    if format == "jsonl":
        with _written(output) as write:
            yield lambda article: write(msgspec.json.encode(article).decode() + "\n")
        return
    if output is None:
        raise typer.BadParameter("--format timeml writes many files: name a folder with --output")
    with _blaming(output):
        output.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()

    def write_file(article: AnnotatedArticle) -> None:
        with _written(output / timeml.file_name(article.article.id, taken)) as write:
            write(timeml.timeml(article))

    yield write_file


@contextmanager
def _blaming(output: Path) -> Iterator[None]:
    """Turns an error of the file system into a line that names the output."""
    try:
        yield
    except OSError as error:
        raise CannotRunError(f"cannot write {output}: {_reason(error)}") from error


def _print(text: str) -> None:
    """Write to standard output; a reader who has gone away (`| head`) ends the run in peace."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would complain of it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(DONE) from None
        raise CannotRunError(f"cannot write standard output: {_reason(error)}") from error


def _say(line: str) -> None:
    print(f"timeline: {one_line(line)}", file=sys.stderr)


def _tell(problems: Iterable[Problem], quiet: bool) -> None:
    for problem in problems:
        if problem.severity != "note" or not quiet:
            mark = "" if problem.severity == "error" else f"{problem.severity}: "
            _say(f"{mark}{problem.where}: {problem.message}")


def _no_article(problems: Iterable[Problem]) -> NoReturn:
    """End the command; the errors that were told have said why there is no article."""
    if _status(problems) == DONE:
        raise CannotRunError("no article found: name files or folders that hold some")
    raise typer.Exit(COULD_NOT_RUN)


def _status(problems: Iterable[Problem]) -> int:
    return INPUT_LOST if any(one.severity == "error" for one in problems) else DONE


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status. Without arguments, the help."""
    command = typer.main.get_command(app)
    try:
        status = command.main(arguments or ["--help"], prog_name="timeline", standalone_mode=False)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context else ""
        _say(error.format_message() + hint)
        return error.exit_code if isinstance(error, CannotRunError) else COULD_NOT_RUN
    return int(status or DONE)


def main() -> None:
    """The `timeline` command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))
