"""What was read and annotated, kept in one SQLite file: the next run does only what is new.

`Store` keeps and gives back; `info`, `prune` and `check` look after the file. Nothing here knows
how a result is made: a `Maker` stands for that, and a result is given back to its maker alone.
"""

from __future__ import annotations

from timeline.store.database import StoreError
from timeline.store.kept import File, Item, Maker, Store
from timeline.store.upkeep import Content, Info, Pruned, check, info, prune
from timeline.store.values import ValueDamagedError

__all__ = [
    "Content",
    "File",
    "Info",
    "Item",
    "Maker",
    "Pruned",
    "Store",
    "StoreError",
    "ValueDamagedError",
    "check",
    "info",
    "prune",
]
