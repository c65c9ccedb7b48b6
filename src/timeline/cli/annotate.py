"""`timeline annotate`: what each article tells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from timeline.cli.messages import DONE, no_article, status_of, tell
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
from timeline.cli.reading import annotated
from timeline.cli.writing import articles_written
from timeline.records import AnnotatedArticle, Problem

ArticleFormat = Annotated[
    Literal["jsonl", "timeml"],
    typer.Option(
        "--format",
        metavar="jsonl|timeml",
        help="One JSON line per article, or one TimeML file per article in the folder --output.",
    ),
]


def annotate(
    context: typer.Context,
    paths: Paths,
    format: ArticleFormat = "jsonl",
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PLACE", help="A file for JSON, a folder for TimeML."),
    ] = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    store: Kept = None,
    map: Map = None,
    quiet: Quiet = False,
) -> int:
    """Print what each article tells, as JSON lines or TimeML."""
    settings = settings_of(
        context, model=model, workers=workers, store=store, published=published, map=map
    )
    articles, status = 0, DONE
    with articles_written(format, output) as write:
        for item in annotated(paths, settings, quiet):
            found = [item] if isinstance(item, Problem) else item.problems
            status = max(status, status_of(found))
            tell(found, quiet)
            if isinstance(item, AnnotatedArticle):
                articles += 1
                write(item)
        if not articles:
            no_article(status)
    return status
