"""`timeline extract`: the timeline of the events in articles."""

from __future__ import annotations

import typer

from timeline.cli.messages import status_of
from timeline.cli.options import (
    Entity,
    Everything,
    Format,
    From,
    Limit,
    Map,
    Model,
    Output,
    Paths,
    Published,
    Quiet,
    To,
    Workers,
    settings_of,
    view_of,
)
from timeline.cli.reading import annotated, merged
from timeline.cli.writing import page_for, shown, written
from timeline.rendering import render


def extract(
    context: typer.Context,
    paths: Paths,
    format: Format = "table",
    output: Output = None,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    map: Map = None,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of the events in articles."""
    view = view_of(earliest, latest, entity, limit, everything)
    settings = settings_of(context, model=model, workers=workers, published=published, map=map)
    with written(output) as write:
        story = merged(annotated(paths, settings, quiet), settings, quiet)
        story = shown(story, view, everything, quiet)
        write(render(story, format, page=page_for(output)))
    return status_of(story.problems)
