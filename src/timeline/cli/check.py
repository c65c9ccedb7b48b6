"""`timeline check`: the timeline of articles against a golden one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.messages import DRIFTED, print_out, say, status_of
from timeline.cli.options import (
    Kept,
    Map,
    Model,
    Paths,
    Published,
    Quiet,
    Workers,
    settings_of,
)
from timeline.cli.reading import annotated, decoded, merged
from timeline.cli.writing import written


def check(
    context: typer.Context,
    paths: Paths,
    golden: Annotated[
        Path, typer.Option("--golden", metavar="FILE", help="The golden timeline (JSON).")
    ],
    update: Annotated[
        bool, typer.Option("--update", help="Rewrite the golden timeline from this one.")
    ] = False,
    results: Annotated[
        Path | None,
        typer.Option("--junit", metavar="FILE", help="Write the results as JUnit XML, for CI."),
    ] = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    store: Kept = None,
    map: Map = None,
    quiet: Quiet = False,
) -> int:
    """Compare the timeline of articles with a golden one."""
    from timeline import golden as goldens
    from timeline.junit import junit

    expected = decoded(str(golden), goldens.read, "golden timeline")
    settings = settings_of(
        context, model=model, workers=workers, store=store, published=published, map=map
    )
    story = merged(annotated(paths, settings, quiet), settings, quiet)
    comparison = goldens.compare(story, expected)
    print_out(goldens.report(comparison))
    if results:
        with written(results) as write:
            write(junit(comparison, expected))
    if update:
        expected = goldens.update(story, expected)
        with written(golden) as write:
            write(goldens.write(expected))
        comparison = goldens.compare(story, expected)
        say(f"{golden}: rewritten")
    return DRIFTED if comparison.drifted else status_of(story.problems)
