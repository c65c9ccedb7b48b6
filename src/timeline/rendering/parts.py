"""The parts of a timeline that a reader sees apart, one for each story, and those of an episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.records import Event, Story, Timeline

Part = tuple[Story | None, list[Event], list[Event]]


def by_story(timeline: Timeline) -> list[Part]:
    """The events of each story that has some to show, dated and undated; those of none last."""
    parts: dict[str | None, Part] = {story.id: (story, [], []) for story in timeline.stories}
    if len(parts) < 2:
        return [(None, list(timeline.events), list(timeline.undated))]
    for event in timeline.events:
        parts.setdefault(event.story, (None, [], []))[1].append(event)
    for event in timeline.undated:
        parts.setdefault(event.story, (None, [], []))[2].append(event)
    return [part for part in parts.values() if part[1] or part[2]] or [(None, [], [])]


def nested(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    """The events with the parts of an episode after the one that they are part of, if it is among
    them, and whether each is such a part."""
    shown = {event.id: event for event in events}
    for event in shown.values():
        if event.part_of is None or event.part_of.event not in shown:
            yield event, False
            yield from ((shown[id], True) for id in event.parts if id in shown)
