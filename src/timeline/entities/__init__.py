"""Step 3, name variants to one name: within an article, then across the collection."""

from timeline.entities.offices import with_holders
from timeline.entities.resolve import resolve
from timeline.entities.unify import called, rename, unify

__all__ = ["called", "rename", "resolve", "unify", "with_holders"]
