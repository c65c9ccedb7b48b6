"""Step 3, name variants to one name: within an article, then across the collection."""

from timeline.entities.resolve import resolve
from timeline.entities.unify import rename, unify

__all__ = ["rename", "resolve", "unify"]
