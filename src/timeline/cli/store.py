"""`timeline store`: what is kept in a store, and looking after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from timeline.cli.messages import DONE, WRONG, CannotRunError, print_out
from timeline.cli.options import Model

if TYPE_CHECKING:
    from timeline.store import Content


def store(
    action: Annotated[
        Literal["info", "prune", "check"],
        typer.Argument(metavar="info|prune|check", help="What to do with it."),
    ],
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What --store names.")],
    model: Model = None,
) -> int:
    """Show what a store keeps, take out what is no longer needed, or check it."""
    from timeline import incremental
    from timeline import store as stores

    try:
        if action == "check":
            faults = stores.check(path)
            print_out("".join(f"{one.where}: {one.message}\n" for one in faults) or "whole\n")
            return WRONG if faults else DONE
        if action == "info":
            found = incremental.info(path, model)
            print_out(f"{_size(found.size)}\n{''.join(map(_line, found.contents))}")
        else:
            done = incremental.prune(path, model)
            print_out(
                f"taken out: {done.files:,} files, {done.annotations:,} annotated articles;"
                f" {_size(done.before)} before, {_size(done.after)} now\n"
            )
    except stores.StoreError as error:
        raise CannotRunError(str(error)) from error
    except LookupError as error:
        raise CannotRunError(f"no spaCy pipeline {model!r}") from error
    return DONE


def _line(one: Content) -> str:
    """ "annotated by timeline 0.1.0 with en_core_web_sm-3.8.0: 11 articles, 0.1 MB"."""
    if one.step == "read":
        what = f"read by timeline {one.version}: {one.files:,} files, {one.articles:,} articles"
    else:
        what = f"annotated by timeline {one.version} with {one.model}: {one.articles:,} articles"
    return f"{what}, {_size(one.size)}{'' if one.current else ', not of use now'}\n"


def _size(count: int) -> str:
    """Bytes in words: "4.2 MB"."""
    return f"{count / 1_000_000:,.1f} MB"
