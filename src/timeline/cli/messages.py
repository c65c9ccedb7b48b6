"""What a command says: lines on standard error, and its exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NoReturn

import typer

from timeline.records import Problem
from timeline.rendering.wording import one_line

DONE, INPUT_LOST, DRIFTED, WRONG, COULD_NOT_RUN, INTERRUPTED = 0, 1, 1, 1, 2, 130


class CannotRunError(typer.TyperException):
    """Ends a command with one line for the user and exit status 2."""

    exit_code = COULD_NOT_RUN


def print_out(text: str) -> None:
    """Write to standard output; a reader who has gone away (`| head`) ends the run in peace."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer goes nowhere, or Python would complain of it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(DONE) from None
        raise CannotRunError(f"cannot write standard output: {reason(error)}") from error


def say(line: str) -> None:
    """Print a line on standard error."""
    print(f"timeline: {one_line(line)}", file=sys.stderr)


def tell(problems: Iterable[Problem], quiet: bool) -> None:
    """Print each problem as a line on standard error; `quiet` keeps notes back."""
    for problem in problems:
        if problem.severity != "note" or not quiet:
            mark = "" if problem.severity == "error" else f"{problem.severity}: "
            say(f"{mark}{problem.where}: {problem.message}")


def no_article(status: int) -> NoReturn:
    """End the command; the errors that were told, if any, have said why there is no article."""
    if status == DONE:
        raise CannotRunError("no article found: name files or folders that hold some")
    raise typer.Exit(COULD_NOT_RUN)


def status_of(problems: Iterable[Problem]) -> int:
    """The exit status that problems make: 1 where input was lost."""
    return INPUT_LOST if any(one.severity == "error" for one in problems) else DONE


def reason(error: OSError) -> str:
    """Why the file system refused, in words."""
    return error.strerror or str(error)
