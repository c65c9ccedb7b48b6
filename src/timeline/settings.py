"""What a run can be told: one frozen record, made once from the command line or by a caller."""

from __future__ import annotations

import datetime

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of a run.

    `model` is the name or path of an installed spaCy pipeline; None is the one that ships inside
    the package. `published` stands in for the publication date of articles that give none.
    """

    model: str | None = None
    workers: int = 1
    published: datetime.date | None = None


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a timeline to show. Dates are inclusive; None is no limit."""

    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    entity: str | None = None
    limit: int | None = None
