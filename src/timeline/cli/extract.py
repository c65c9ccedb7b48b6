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
    MinSources,
    Model,
    NoStatements,
    OneStory,
    Output,
    Paths,
    Published,
    Quiet,
    StoryNumber,
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
    min_sources: MinSources = 1,
    no_statements: NoStatements = False,
    story: StoryNumber = None,
    one_story: OneStory = False,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of the events in articles."""
    view = view_of(
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
    settings = Settings(model=model, workers=workers, published=published, one_story=one_story)
    with written(output) as write:
        whole = merged(annotated(paths, settings, quiet), settings, quiet, given)
        write(render(shown(whole, view, quiet), format, page=page_for(output)))
    return status_of(whole.problems)
