"""`timeline extract`: the timeline of the events in articles."""

from __future__ import annotations

from timeline.cli.messages import status_of
from timeline.cli.options import (
    Corrected,
    Entity,
    Everything,
    Format,
    From,
    Limit,
    Model,
    Output,
    Paths,
    Published,
    Quiet,
    To,
    Workers,
    view_of,
)
from timeline.cli.reading import annotated, corrections_of, merged
from timeline.cli.writing import page_for, shown, written
from timeline.rendering import render
from timeline.settings import Settings


def extract(
    paths: Paths,
    format: Format = "table",
    output: Output = None,
    earliest: From = None,
    latest: To = None,
    entity: Entity = None,
    limit: Limit = None,
    everything: Everything = False,
    corrections: Corrected = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of the events in articles."""
    view = view_of(earliest, latest, entity, limit, everything)
    settings = Settings(model=model, workers=workers, published=published)
    given = corrections_of(corrections)
    with written(output) as write:
        story = merged(annotated(paths, settings, quiet), settings, quiet, given)
        story = shown(story, view, everything, quiet)
        write(render(story, format, page=page_for(output)))
    return status_of(story.problems)
