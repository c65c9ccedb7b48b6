"""`timeline diff`: what a newer timeline has that an older one had not."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
import typer

from timeline import diff as comparing
from timeline.cli.messages import DONE
from timeline.cli.options import Output
from timeline.cli.reading import decoded
from timeline.cli.writing import written
from timeline.records import Timeline


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="Output of `--all --format json`: a file, or -."),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", help="The same of more articles: a file, or -."),
    ],
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Lines to read, or one JSON object.")
    ] = "text",
    output: Output = None,
) -> int:
    """Show what a newer timeline adds, moves and contradicts."""
    decode = msgspec.json.Decoder(Timeline).decode
    found = comparing.diff(decoded(old, decode, "timeline"), decoded(new, decode, "timeline"))
    with written(output) as write:
        if format == "json":
            write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")
        else:
            write(comparing.report(found))
    return DONE
