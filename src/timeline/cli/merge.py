"""`timeline merge`: the timeline of annotated articles."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.messages import status_of
from timeline.cli.options import (
    Entity,
    Everything,
    Format,
    From,
    Limit,
    Output,
    Quiet,
    To,
    settings_of,
    view_of,
)
from timeline.cli.reading import merged, read_back
from timeline.cli.writing import page_for, shown, written
from timeline.rendering import render


def merge(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES", help="Output of `timeline annotate`: files, or - for standard input."
        ),
    ],
    format: Format = "table",
    output: Output = None,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of annotated articles."""
    view = view_of(earliest, latest, entity, limit, everything)
    with written(output) as write:
        story = merged(read_back(files), settings_of(context), quiet)
        story = shown(story, view, everything, quiet)
        write(render(story, format, page=page_for(output)))
    return status_of(story.problems)
