"""`timeline.toml`: defaults of options, and what a user says of a story.

[options]                     # of every command that has the option
quiet = true

[extract]                     # of one command; goes before [options]
limit = 40

[story]
follow = ["Anna Berg", "River Authority"]
places = ["Ostrova"]

[story.aliases]               # the name to show = the names that articles use
"Ana Đurić" = ["Ana Djuric", "A. Duric"]
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from timeline.settings import FIELDS, Settings

FILE = "timeline.toml"
"""The name of the file that is looked for in the working folder."""


class ConfigError(ValueError):
    """A configuration that cannot be used; the message names the key and what to do."""


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user says of a story; see `Settings`. `title` is what it is called."""

    title: str | None = None
    follow: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A configuration: defaults of options by the name of their table, and the story."""

    options: dict[str, dict[str, Any]] = {}
    story: Story = Story()


def read(data: bytes) -> Config:
    """A configuration from TOML. Raises `ConfigError`."""
    import tomllib

    try:
        tables = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"no TOML: {error}") from None
    story = tables.pop("story", {})
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{name!r} stands in no table: put it below [options] or [story]")
    try:
        return Config(options=tables, story=msgspec.convert(story, Story))
    except msgspec.ValidationError as error:
        known = Story.__struct_fields__
        for key in story if isinstance(story, dict) else ():
            if key not in known:
                told = f"[story]: no setting {key!r}{nearest(key, known)}"
                raise ConfigError(told) from None
        raise ConfigError(f"[story]: {error}") from None


def nearest(word: str, words: Sequence[str]) -> str:
    """What may have been meant: ": did you mean 'follow'?", else all that there is."""
    import difflib

    close = difflib.get_close_matches(word, words, n=1)
    return f": did you mean {close[0]!r}?" if close else f": there are {', '.join(words)}"


def fields_of(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Field names from "published=date_published". Raises `ConfigError`."""
    fields = []
    for pair in pairs:
        ours, _, theirs = pair.partition("=")
        if not theirs:
            raise ConfigError(f"{pair!r} is no mapping: write it as published=date_published")
        if ours not in FIELDS:
            raise ConfigError(f"no field {ours!r} of an article{nearest(ours, FIELDS)}")
        fields.append((ours, theirs))
    return tuple(fields)


def load_settings(path: str | Path = FILE) -> Settings:
    """The settings of a run as `timeline extract` has them beside this file.

    Raises OSError where it cannot be read, and `ConfigError`, with the path, for what is wrong.
    """
    try:
        config = read(Path(path).read_bytes())
        options = {**config.options.get("options", {}), **config.options.get("extract", {})}
        mapped = options.get("map", {})
        if not isinstance(mapped, dict):
            raise ConfigError("'map' is no table: write it as { published = \"date_published\" }")
        day = options.get("published")
        told: dict[str, object] = {
            key: options[key] for key in ("model", "store", "workers") if key in options
        }
        told["published"] = day.isoformat() if isinstance(day, datetime.date) else day
        told["fields"] = fields_of(f"{ours}={theirs}" for ours, theirs in mapped.items())
        for key in ("follow", "places", "aliases"):
            told[key] = getattr(config.story, key)
        return msgspec.convert(told, Settings)
    except (ConfigError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path}: {error}") from None
