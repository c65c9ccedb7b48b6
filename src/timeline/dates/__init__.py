"""2. Text to time expressions (TIMEX3): rules find them, a calendar resolves them, no model needed."""

from __future__ import annotations

from timeline.dates.collection import infer
from timeline.dates.edtf import edtf
from timeline.dates.find import find

__all__ = ["edtf", "find", "infer"]
