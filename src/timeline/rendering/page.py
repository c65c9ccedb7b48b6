"""What a timeline is printed on."""

from __future__ import annotations

import msgspec


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The width in characters, whether colours may be used (never in a pipe or a file), and the
    heading of formats that have one."""

    width: int = 80
    color: bool = False
    title: str | None = None
