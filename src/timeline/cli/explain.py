"""`timeline explain`: one event and where it comes from."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from timeline.cli.messages import DONE, CannotRunError, print_out
from timeline.cli.reading import decoded
from timeline.explanation import UnknownEventError
from timeline.explanation import explain as explain_event
from timeline.records import Timeline


def explain(
    file: Annotated[
        str,
        typer.Argument(
            metavar="TIMELINE", help="Output of `--format json`: a file, or - for standard input."
        ),
    ],
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT",
            help="Words of its title, its id, the beginning of one, or its number in the file.",
        ),
    ],
) -> int:
    """Show the quotes of an event, and how they date it."""
    story = decoded(file, msgspec.json.Decoder(Timeline).decode, "timeline")
    try:
        print_out(explain_event(story, event))
    except UnknownEventError as error:
        raise CannotRunError(f"{file}: {error}") from error
    return DONE
