"""What a run can be told: one frozen record, made once from the command line or by a caller."""

from __future__ import annotations

import datetime

import msgspec

FIELDS = ("id", "title", "text", "published", "url", "source")
"""What a row of an export can say of an article."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of a run.

    `model` is the name or path of an installed spaCy pipeline; None is the one that ships inside
    the package. `published` stands in for the publication date of articles that give none. `fields`
    are names of fields in exports, as pairs of ours (one of `FIELDS`) and theirs, that go before
    those we know. `one_story` takes all articles as one story instead of telling stories apart.
    `store` is the path of a file that keeps what was read and annotated for the next run.

    The others are of the story. `aliases` are names to show, each with the names that articles use
    instead. Events in which one of `follow` takes part, or that name one of `places`, have their
    score raised half-way to 1.
    """

    model: str | None = None
    workers: int = 1
    published: datetime.date | None = None
    one_story: bool = False
    store: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    follow: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a timeline to show. Dates are inclusive; None is no limit.

    `salient` shows as many of the best events as suit the number of articles, of each story.
    `min_sources` counts independent sources. `statements` shows what was merely said. `story` is a
    story's number, from 1.
    """

    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    entity: str | None = None
    limit: int | None = None
    salient: bool = False
    min_sources: int = 1
    statements: bool = True
    story: int | None = None
