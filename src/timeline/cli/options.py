"""Arguments and options that several commands share, and how their values are read."""

from __future__ import annotations

import calendar
import datetime
import re
from pathlib import Path
from typing import Annotated

import typer

from timeline.config import Config, ConfigError, Story, fields_of
from timeline.rendering import FORMATS
from timeline.settings import Settings, View


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
Corrected = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="FILE", help="What to set right in the events (TOML)."),
]
MinSources = Annotated[
    int,
    typer.Option(
        "--min-sources", min=1, metavar="N", help="Only events told by N independent sources."
    ),
]
NoStatements = Annotated[
    bool, typer.Option("--no-statements", help="Leave out what was only said, asked or denied.")
]
StoryNumber = Annotated[
    int | None,
    typer.Option("--story", min=1, metavar="N", help="Only the N-th story that the articles tell."),
]
OneStory = Annotated[
    bool, typer.Option("--one-story", help="Take all articles as one story, in one timeline.")
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
Kept = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="Keep what was read here, and take what is unchanged from here.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no notes, only problems.")
]


Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME",
        help="What an export calls a field, such as published=date_published; repeatable.",
    ),
]


def settings_of(
    context: typer.Context,
    *,
    model: str | None = None,
    workers: int = 1,
    published: datetime.date | None = None,
    map: list[str] | None = None,
    one_story: bool = False,
    store: Path | None = None,
) -> Settings:
    """The settings of a run: of the options, and of the story in the configuration file."""
    try:
        fields = fields_of(map or [])
    except ConfigError as error:
        raise typer.BadParameter(f"--map: {error}") from None
    story = context.obj.story if isinstance(context.obj, Config) else Story()
    return Settings(
        model=model,
        workers=workers,
        published=published,
        fields=fields,
        one_story=one_story,
        store=None if store is None else str(store),
        follow=story.follow,
        places=story.places,
        aliases=story.aliases,
    )


def _is_default(context: typer.Context, name: str) -> bool:
    """Whether the value of a parameter is not of the command line."""
    source = context.get_parameter_source(name)
    return source is not None and source.name in ("DEFAULT", "DEFAULT_MAP")


def view_of(
    context: typer.Context,
    *,
    earliest: datetime.date | None,
    latest: datetime.date | None,
    entity: str | None,
    limit: int | None,
    everything: bool,
    min_sources: int,
    no_statements: bool,
    story: int | None,
    one_story: bool,
) -> View:
    """What to show; refuses options that contradict each other, not defaults of `timeline.toml`."""
    if everything and _is_default(context, "limit"):
        limit = None
    if limit and _is_default(context, "everything"):
        everything = False
    if limit and everything:
        raise typer.BadParameter("--limit and --all contradict each other: give one of them")
    if story and one_story:
        raise typer.BadParameter("--story and --one-story contradict each other: give one of them")
    if earliest and latest and earliest > latest:
        raise typer.BadParameter(f"--from {earliest} is after --to {latest}: swap them")
    return View(
        earliest=earliest,
        latest=latest,
        entity=entity,
        limit=limit,
        salient=limit is None and not everything,
        min_sources=min_sources,
        statements=not no_statements,
        story=story,
    )
