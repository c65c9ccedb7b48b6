"""`timeline merge`: the timeline of annotated articles."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.messages import status_of
from timeline.cli.options import (
    Corrected,
    Entity,
    Everything,
    Format,
    From,
    Limit,
    MinSources,
    NoStatements,
    OneStory,
    Output,
    Quiet,
    StoryNumber,
    Title,
    To,
    settings_of,
    view_of,
)
from timeline.cli.reading import corrections_of, merged, read_back
from timeline.cli.writing import page_for, rendered, shown, written


def merge(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES",
            help="Output of `timeline annotate`: files, run folders, or - for standard input.",
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
    corrections: Corrected = None,
    min_sources: MinSources = 1,
    no_statements: NoStatements = False,
    story: StoryNumber = None,
    one_story: OneStory = False,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of annotated articles."""
    view = view_of(
        context,
        earliest=earliest,
        latest=latest,
        entity=entity,
        limit=limit,
        everything=everything,
        min_sources=min_sources,
        no_statements=no_statements,
        story=story,
        one_story=one_story,
    )
    given = corrections_of(corrections)
    with written(output) as write:
        whole = merged(read_back(files), settings_of(context, one_story=one_story), quiet, given)
        page = page_for(output, title)
        write(rendered(shown(whole, view, quiet), format, page, quiet))
    return status_of(whole.problems)
