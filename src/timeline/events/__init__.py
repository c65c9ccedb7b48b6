"""Step 4, sentences to event mentions: triggers, status, participants, times, and relations."""

from timeline.events.find import find
from timeline.events.when import date_mentions, days_told

__all__ = ["date_mentions", "days_told", "find"]
