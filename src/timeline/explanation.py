"""One event of a timeline, explained: its sources, how its date came about, why they were merged.

Everything said here stands in the timeline; nothing is worked out again.
"""

from __future__ import annotations

from timeline.records import Article, Conflict, Event, EventDate, Link, Source, Timeline
from timeline.rendering.wording import (
    VERDICT_WORDS,
    article_words,
    date_words,
    limits,
    one_line,
    status_words,
    subject,
)


class UnknownEventError(LookupError):
    """No event, or more than one, goes by the name that was given; the text says what would do."""


def find(timeline: Timeline, name: str) -> Event:
    """The event with this id, number in the list (from 1), beginning of an id, or words of a title.

    Events are numbered as the timeline has them, dated first, then undated. Raises
    `UnknownEventError`.
    """
    events = (*timeline.events, *timeline.undated)
    for event in events:
        if event.id == name:
            return event
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(events):
        return events[int(name) - 1]
    found = [event for event in events if name and event.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found and name.strip():
        found = [event for event in events if name.casefold() in event.title.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            told = "; ".join(f"{event.id} “{one_line(event.title)}”" for event in found)
            raise UnknownEventError(f"{name!r} stands in {len(found)} titles: {told}")
    if found:
        ids = ", ".join(event.id for event in found)
        raise UnknownEventError(f"{name!r} begins the ids of {len(found)} events: {ids}")
    raise UnknownEventError(
        f"no event {name!r}: give words of its title, an id, its beginning, or a number from 1 to"
        f" {len(events)}"
        if events
        else f"no event {name!r}: the timeline has none"
    )


def explain(timeline: Timeline, name: str) -> str:
    """The explanation as plain text for the event that `find` finds; raises `UnknownEventError`."""
    event = find(timeline, name)
    articles = {article.id: article for article in timeline.articles}
    numbers = {source.mention: number for number, source in enumerate(event.sources, start=1)}
    lines = [one_line(event.title) + status_words(event)]
    lines.append(f"id {event.id}, type {one_line(event.type)}, score {event.score:.3f}")
    if event.corrected:
        lines.append(f"corrected by hand: {', '.join(event.corrected)}")
    if event.salience:
        parts = sorted(event.salience.items(), key=lambda one: (-abs(one[1]), one[0]))
        lines.append("score: " + ", ".join(f"{name} {part:+.2f}" for name, part in parts))
    lines += ["", "Date", f"  {_date(event.date) or 'no source says when'}"]
    lines += ["", *_independence(event)] if len(event.sources) > 1 else []
    for conflict in event.conflicts:
        lines += ["", *_conflict(conflict, numbers)]
    lines += _episode(event, timeline)
    lines += ["", "Sources (the [trigger] and the {time expression} are marked)"]
    for source in event.sources:
        lines += _source(source, numbers[source.mention], articles.get(source.article))
    lines += ["", "Why they are one event"]
    lines += [f"  {_link(link, numbers, timeline)}" for link in event.links] or [
        "  it has one source" if len(event.sources) == 1 else "  the timeline keeps no reasons"
    ]
    if event.nearest:
        lines += ["", "Nearest mention kept out", f"  {_link(event.nearest, numbers, timeline)}"]
    return "\n".join(lines) + "\n"


def _independence(event: Event) -> list[str]:
    """How many articles tell it, and which came first and last."""
    articles = len({source.article for source in event.sources})
    lines = ["Reports", f"  {articles} articles, {event.independent} independent"]
    if event.first_report:
        lines.append(f"  first report: {one_line(event.first_report)}")
    if event.latest_update and event.latest_update != event.first_report:
        lines.append(f"  latest update: {one_line(event.latest_update)}")
    return lines


def _episode(event: Event, timeline: Timeline) -> list[str]:
    """The event that this one is part of, and its own parts, each with the reason."""
    others = {one.id: one for one in (*timeline.events, *timeline.undated)}
    lines = []
    if event.part_of:
        whole = others.get(event.part_of.event)
        name = f"“{one_line(whole.title)}” ({whole.id})" if whole else event.part_of.event
        lines += ["", "Part of", f"  {name}: {one_line(event.part_of.reason)}"]
    parts = [others[id] for id in event.parts if id in others]
    if parts:
        lines += ["", "Parts"]
        for part in parts:
            reason = f": {one_line(part.part_of.reason)}" if part.part_of else ""
            lines.append(f"  “{one_line(part.title)}” ({part.id}){reason}")
    return lines


def _conflict(conflict: Conflict, numbers: dict[str, int]) -> list[str]:
    """What each source says of something on which they differ, in the order of publication."""
    what = ", ".join(filter(None, (subject(conflict), limits(conflict))))
    heading = f"Sources differ: {what}"
    lines = [f"{heading} ({VERDICT_WORDS[conflict.verdict]})"]
    for claim in conflict.claims:
        number = numbers.get(claim.mention, claim.mention)
        lines.append(f"  {number}. {one_line(claim.article)}: “{one_line(claim.text)}”")
    return lines


def _date(date: EventDate | None) -> str:
    if date is None:
        return ""
    return f"{date_words(date)} ({date.edtf}, {date.basis}): {one_line(date.reason)}"


def _source(source: Source, number: int, article: Article | None) -> list[str]:
    lines = [
        f"  {number}. {article_words(article) if article else one_line(source.article)}",
        f"     “{_marked_quote(source)}”",
        f"     date: {_date(source.date) or 'this source gives none'}",
    ]
    if source.time:
        time = source.time
        lines.append(
            f"     time expression: “{one_line(time.text)}”, {one_line(time.value)},"
            f" rule {one_line(time.rule)}, {_anchor(time.anchor)}"
        )
    return lines


def _anchor(anchor: str | None) -> str:
    """What an expression was resolved from, in words; see `TimeExpression.anchor`."""
    if anchor is None:
        return "complete in itself"
    kind, _, name = anchor.partition(":")
    if kind == "published":
        return "from the day of publication"
    if kind == "time":
        return f"from time expression {name} of the article (counted from 0)"
    return f"from {one_line(kind)} {one_line(name)}"


def _marked_quote(source: Source) -> str:
    """The quote with [trigger] and {time expression}, where they lie in the sentence."""
    marks: list[tuple[int, int, str]] = []  # position, closing before opening, bracket
    spans = [(source.trigger.start, source.trigger.end, "[", "]")]
    if source.time:
        spans.append((source.time.start, source.time.end, "{", "}"))
    for start, end, opening, closing in spans:
        if source.sentence.start <= start and end <= source.sentence.end:
            marks.append((start - source.sentence.start, 1, opening))
            marks.append((end - source.sentence.start, 0, closing))
    text = source.quote
    for position, _, bracket in sorted(marks, reverse=True):
        text = text[:position] + bracket + text[position:]
    return one_line(text)


def _link(link: Link, numbers: dict[str, int], timeline: Timeline) -> str:
    """A link with its features, the strongest first: "1 and 2, score 0.83: same_day +0.50"."""
    features = sorted(link.features.items(), key=lambda one: (-abs(one[1]), one[0]))
    ends = " and ".join(_end(id, numbers, timeline) for id in (link.left, link.right))
    reasons = ", ".join(f"{name} {value:+.2f}" for name, value in features) or "no feature"
    return f"{ends}, score {link.score:.2f}: {reasons}"


def _end(mention: str, numbers: dict[str, int], timeline: Timeline) -> str:
    """One end of a link: the number of a source, or the other event that tells the mention."""
    if mention in numbers:
        return str(numbers[mention])
    for event in (*timeline.events, *timeline.undated):
        for source in event.sources:
            if source.mention == mention:
                trigger = one_line(source.trigger.text)
                return f"“{trigger}” of “{one_line(event.title)}” ({event.id})"
    return f"mention {mention}"
