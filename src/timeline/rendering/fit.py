"""Which events a format can hold. Each of these gives the reason against it, or None."""

from __future__ import annotations

from timeline.records import Event
from timeline.rendering.sides import sides


def anything(event: Event) -> str | None:
    """Every event fits."""
    return None


def dated(event: Event) -> str | None:
    """An event needs a place in time, be it a limit on one side."""
    if event.date is None or (event.date.earliest is None and event.date.latest is None):
        return "without a date"
    return None


def asserted(event: Event) -> str | None:
    """An event that the sources deny would be read as one that happened."""
    return "denied by the sources" if event.status == "denied" else None


def datable_and_asserted(event: Event) -> str | None:
    """Both of the above."""
    return dated(event) or asserted(event)


def in_a_calendar(event: Event) -> str | None:
    """An event needs a first and a last day, and at least a month: "in 2008" fills no calendar."""
    reason = datable_and_asserted(event)
    if reason or event.date is None:
        return reason
    if event.date.earliest is None or event.date.latest is None:
        return "known only to be before or after a day"
    if any(side and len(side) == len("2008") for side in sides(event.date)):
        return "dated only to a year"
    return None


PLOVER_TYPES = frozenset(
    (
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
        *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    )
)
"""PLOVER's sixteen events (Open Event Data Alliance)."""


def in_plover(event: Event) -> str | None:
    """PLOVER needs one of its sixteen types, a first day, and someone who acts."""
    if event.type not in PLOVER_TYPES:
        return "of a type that PLOVER has not"
    if event.date is None or event.date.earliest is None:
        return "without a first day"
    if not any(one.role == "agent" for one in event.participants):
        return "in which nobody acts"
    return None
