"""The file `timeline.toml`: its values become defaults of options, behind those that are given."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from timeline import config as configs
from timeline.cli.messages import CannotRunError, reason

_SHARED = "options"


def load(path: Path | None) -> tuple[Path, configs.Config]:
    """The configuration of a file, or of `timeline.toml` here; of none, an empty one."""
    if path is None:
        path = Path(configs.FILE)
        if not path.is_file():
            return path, configs.Config()
    try:
        return path, configs.read(path.read_bytes())
    except OSError as error:
        raise CannotRunError(f"{path}: {reason(error)}") from None
    except configs.ConfigError as error:
        raise CannotRunError(f"{path}: {error}") from None


def defaults(path: Path, config: configs.Config, commands: Mapping[str, Any]) -> dict[str, Any]:
    """For each command the values of its parameters; names that it has not end the run."""
    options = {
        name: {
            spelling.removeprefix("--"): parameter.name
            for parameter in command.params
            for spelling in parameter.opts
            if spelling.startswith("--")
        }
        for name, command in commands.items()
    }
    every = sorted({option for own in options.values() for option in own})
    for table, values in config.options.items():
        if table not in (_SHARED, *options):
            known = (_SHARED, "story", *options)
            raise CannotRunError(f"{path}: no table [{table}]{configs.nearest(table, known)}")
        own = every if table == _SHARED else list(options[table])
        for key in values:
            if key not in own:
                told = f"no option {key!r}{configs.nearest(key, own)}"
                raise CannotRunError(f"{path}: [{table}]: {told}")
            if key == "format" and table == _SHARED:
                told = "each command has formats of its own: put 'format' below [extract]"
                raise CannotRunError(f"{path}: [{table}]: {told}")
    shared = config.options.get(_SHARED, {})
    if config.story.title:
        shared = {"title": config.story.title, **shared}
    return {
        name: {
            own[key]: _value(path, key, value)
            for key, value in {**shared, **config.options.get(name, {})}.items()
            if key in own
        }
        for name, own in options.items()
    }


def _value(path: Path, key: str, value: object) -> object:
    """A value as the command line would give it, so that it is read in the same way."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, str | int):
        return str(value)
    if key == "map" and isinstance(value, Mapping):
        return [f"{ours}={theirs}" for ours, theirs in value.items()]
    raise CannotRunError(f"{path}: the value of {key!r} is no text, number, date or truth value")


def blame(error: typer.TyperException, path: Path | None) -> str:
    """The message of a wrong value, with the file where it comes from there."""
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if context and parameter and path:
        source = context.get_parameter_source(parameter.name)
        if source is not None and source.name == "DEFAULT_MAP":
            return f"{path}: {error.format_message()}"
    return error.format_message()
