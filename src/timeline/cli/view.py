"""`timeline view`: the timeline as a page in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from timeline.cli.messages import print_out, say, status_of
from timeline.cli.options import (
    Corrected,
    Entity,
    Everything,
    From,
    Kept,
    Limit,
    Map,
    MinSources,
    Model,
    NoStatements,
    OneStory,
    Published,
    Quiet,
    StoryNumber,
    Title,
    To,
    Workers,
    settings_of,
    view_of,
)
from timeline.cli.reading import STDIN, annotated, corrections_of, merged
from timeline.cli.writing import page_for, rendered, shown, written
from timeline.records import Timeline


def view(
    context: typer.Context,
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
    corrections: Corrected = None,
    min_sources: MinSources = 1,
    no_statements: NoStatements = False,
    story: StoryNumber = None,
    one_story: OneStory = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    store: Kept = None,
    map: Map = None,
    quiet: Quiet = False,
) -> int:
    """Make a page of the timeline, open it in the browser, and print where it is."""
    import tempfile
    import webbrowser

    made = _timeline_in(inputs)
    part = view_of(
        context,
        earliest=earliest,
        latest=latest,
        entity=entity,
        limit=limit,
        # A timeline that was made before has been cut to size then.
        everything=everything or (made is not None and limit is None),
        min_sources=min_sources,
        no_statements=no_statements,
        story=story,
        one_story=one_story,
    )
    given = corrections_of(corrections)
    settings = settings_of(
        context,
        model=model,
        workers=workers,
        store=store,
        published=published,
        map=map,
        one_story=one_story,
    )
    place = output or Path(tempfile.mkdtemp(prefix="timeline-")) / "timeline.html"
    with written(place) as write:
        whole = made or merged(annotated(inputs, settings, quiet), settings, quiet, given)
        write(rendered(shown(whole, part, quiet), "html", page_for(place, title), quiet))
    print_out(f"{place}\n")
    if not unopened and not webbrowser.open(place.resolve().as_uri()):
        say(f"no browser found: open {place} yourself")
    return status_of(whole.problems)


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
