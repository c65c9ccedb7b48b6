"""`timeline check`: the timeline of articles against a golden one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline import golden as goldens
from timeline.cli.messages import DRIFTED, print_out, say, status_of
from timeline.cli.options import (
    Model,
    Paths,
    Published,
    Quiet,
    Workers,
)
from timeline.cli.reading import annotated, decoded, merged
from timeline.cli.writing import written
from timeline.settings import Settings


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
    expected = decoded(str(golden), goldens.read, "golden timeline")
    settings = Settings(model=model, workers=workers, published=published)
    story = merged(annotated(paths, settings, quiet), settings, quiet)
    comparison = goldens.compare(story, expected)
    print_out(goldens.report(comparison))
    if update:
        expected = goldens.update(story, expected)
        with written(golden) as write:
            write(goldens.write(expected))
        comparison = goldens.compare(story, expected)
        say(f"{golden}: rewritten")
    return DRIFTED if comparison.drifted else status_of(story.problems)
