"""The parts of a timeline that a reader sees apart: one for each story."""

from __future__ import annotations

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
