"""`timeline extract`: the timeline of the events in articles."""

from __future__ import annotations

import typer

from timeline.cli.messages import status_of
from timeline.cli.options import (
    Corrected,
    Entity,
    Everything,
    Format,
    From,
    Kept,
    Limit,
    Map,
    MinSources,
    Model,
    NoStatements,
    OneStory,
    Output,
    Paths,
    Published,
    Quiet,
    StoryNumber,
    Title,
    To,
    Workers,
    settings_of,
    view_of,
)
from timeline.cli.reading import annotated, corrections_of, merged
from timeline.cli.writing import page_for, rendered, shown, written


def extract(
    context: typer.Context,
    paths: Paths,
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
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    store: Kept = None,
    map: Map = None,
    quiet: Quiet = False,
) -> int:
    """Print the timeline of the events in articles."""
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
    settings = settings_of(
        context,
        model=model,
        workers=workers,
        store=store,
        published=published,
        map=map,
        one_story=one_story,
    )
    with written(output) as write:
        whole = merged(annotated(paths, settings, quiet), settings, quiet, given)
        page = page_for(output, title)
        write(rendered(shown(whole, view, quiet), format, page, quiet))
    return status_of(whole.problems)
