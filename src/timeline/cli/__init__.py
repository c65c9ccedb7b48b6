"""The command line: options to a library call, its result to output and an exit status.

Data goes to standard output or `--output`, everything else to standard error. Exit statuses: 0
done; 1 done, but some input could not be read (`check`: or the timeline drifted); 2 could not run;
130 interrupted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import timeline
from timeline.cli.annotate import annotate
from timeline.cli.check import check
from timeline.cli.defaults import blame, defaults, load
from timeline.cli.diff import diff
from timeline.cli.doctor import doctor
from timeline.cli.explain import explain
from timeline.cli.extract import extract
from timeline.cli.merge import merge
from timeline.cli.messages import COULD_NOT_RUN, DONE, CannotRunError, print_out, say
from timeline.cli.store import store
from timeline.cli.view import view

COMMANDS = (extract, annotate, merge, view, check, explain, diff, store, doctor)
"""Every command, in the order of the help; each is a file of this folder."""

app = typer.Typer(
    help="Ordered, sourced timelines of events from news articles.",
    epilog="Exit status: 0 done, 1 some input could not be read or the timeline drifted, "
    "2 could not run.",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in COMMANDS:
    app.command()(_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        print_out(f"timeline {timeline.__version__}\n")
        raise typer.Exit


@app.callback()
def timeline_command(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config", metavar="FILE", help="Defaults and story; timeline.toml if it is here."
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Ordered, sourced timelines of events from news articles."""
    if context.invoked_subcommand == "doctor":
        return  # it says itself what is wrong with the file
    path, context.obj = load(config)
    _read["path"] = path
    context.default_map = defaults(path, context.obj, context.command.commands)  # type: ignore[attr-defined]


_read: dict[str, Path] = {}
"""The configuration file of this run, for messages about its values."""


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status. Without arguments, the help."""
    command = typer.main.get_command(app)
    try:
        status = command.main(arguments or ["--help"], prog_name="timeline", standalone_mode=False)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        hint = f" (see {context.command_path} --help)" if context else ""
        say(blame(error, _read.get("path")) + hint)
        return error.exit_code if isinstance(error, CannotRunError) else COULD_NOT_RUN
    return int(status or DONE)


def main() -> None:
    """The `timeline` command."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))
