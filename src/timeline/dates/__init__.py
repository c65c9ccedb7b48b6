"""Step 2, text to time expressions (TIMEX3): rules find them, a calendar resolves them."""

from __future__ import annotations

from timeline.dates.collection import infer
from timeline.dates.find import find

__all__ = ["find", "infer"]
