"""What a newer timeline of a story has that an older one had not.

Both are compared as they are, so make both with `--all`: else an event that is merely shown no
longer counts as gone. Events are the same if they share mentions (a mention keeps its id while its
article keeps its text); those that share most first.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from timeline.records import Conflict, Event, EventDate, Record, Timeline
from timeline.rendering.wording import (
    VERDICT_WORDS,
    date_words,
    limits,
    one_line,
    subject,
)

ChangeKind = Literal["added", "moved", "contradicted", "revised", "told", "gone"]
"""What became of an event: it is new; it has another date; its sources contradict each other, or
revise, what they had not before; more articles tell it; or no source tells it any more."""

HEADINGS: dict[ChangeKind, str] = {
    "added": "Added",
    "moved": "Moved to another date",
    "contradicted": "Contradicted",
    "revised": "Revised",
    "told": "Told by more articles",
    "gone": "Gone",
}
_WIDTH = 80


class Change(Record, frozen=True, kw_only=True):
    """One thing that became of an event; `event` is its id in the new timeline (of one that is
    gone, in the old). `date` is the new date and `before` the old one. `articles` are those that
    tell it and did not before."""

    kind: ChangeKind
    event: str
    title: str
    date: EventDate | None
    before: EventDate | None = None
    articles: tuple[str, ...] = ()
    conflict: Conflict | None = None


class Diff(Record, frozen=True, kw_only=True):
    """What changed from one timeline to another: articles that came and went, and events in the
    order of time, by kind of change."""

    schema: str = "timeline-diff/1"
    added_articles: tuple[str, ...]
    removed_articles: tuple[str, ...]
    changes: tuple[Change, ...]


def diff(old: Timeline, new: Timeline) -> Diff:
    """The changes from an older timeline to a newer one."""
    before = (*old.events, *old.undated)
    after = (*new.events, *new.undated)
    earlier = _aligned(before, after)
    changes: list[Change] = []
    for event in after:
        was = earlier.get(event.id)
        changes += [_new(event)] if was is None else _changed(was, event)
    kept = {was.id for was in earlier.values()}
    for event in before:
        if event.id not in kept:
            changes.append(
                Change(kind="gone", event=event.id, title=event.title, date=None, before=event.date)
            )
    kinds = list(HEADINGS)
    return Diff(
        added_articles=_missing(new, old),
        removed_articles=_missing(old, new),
        changes=tuple(sorted(changes, key=lambda change: kinds.index(change.kind))),
    )


def _aligned(before: Sequence[Event], after: Sequence[Event]) -> dict[str, Event]:
    """The old event of each new one that has one."""
    old_of = {source.mention: event for event in before for source in event.sources}
    shared: Counter[tuple[str, str]] = Counter()
    for event in after:
        for source in event.sources:
            if source.mention in old_of:
                shared[event.id, old_of[source.mention].id] += 1
    by_id = {event.id: event for event in before}
    found: dict[str, Event] = {}
    taken: set[str] = set()
    for (new, old), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if new not in found and old not in taken:
            found[new] = by_id[old]
            taken.add(old)
    return found


def _new(event: Event) -> Change:
    return Change(
        kind="added",
        event=event.id,
        title=event.title,
        date=event.date,
        articles=_articles(event),
    )


def _changed(was: Event, event: Event) -> list[Change]:
    told = tuple(name for name in _articles(event) if name not in _articles(was))
    whole = Change(
        kind="told",
        event=event.id,
        title=event.title,
        date=event.date,
        before=was.date,
        articles=told,
    )
    changes = []
    if (was.date and was.date.edtf) != (event.date and event.date.edtf):
        changes.append(msgspec.structs.replace(whole, kind="moved"))
    known = {(one.about, one.unit, one.verdict, one.low, one.high) for one in was.conflicts}
    changes += [
        msgspec.structs.replace(whole, kind=one.verdict, conflict=one)
        for one in event.conflicts
        if (one.about, one.unit, one.verdict, one.low, one.high) not in known
    ]
    return changes or ([whole] if told else [])


def _articles(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.article for source in event.sources))


def _missing(one: Timeline, other: Timeline) -> tuple[str, ...]:
    """The articles of one timeline that the other has not."""
    known = {article.id for article in other.articles}
    return tuple(article.id for article in one.articles if article.id not in known)


def report(found: Diff) -> str:
    """The changes as plain text, 80 columns wide."""
    lines = []
    for heading, articles in (
        ("New articles", found.added_articles),
        ("Articles no longer there", found.removed_articles),
    ):
        if articles:
            lines += [f"{heading}: {len(articles)}", *_wrapped(", ".join(map(one_line, articles)))]
    for kind, heading in HEADINGS.items():
        changes = [change for change in found.changes if change.kind == kind]
        if changes:
            lines += ["", f"{heading}: {len(changes)}"] if lines else [f"{heading}: {len(changes)}"]
            lines += [line for change in changes for line in _wrapped(_words(change))]
    return "\n".join(lines or ["No changes."]) + "\n"


def _words(change: Change) -> str:
    shown = change.before if change.kind == "gone" else change.date
    date = date_words(shown, short=True) if shown else "without a date"
    if change.kind == "moved":
        before = date_words(change.before, short=True) if change.before else "without a date"
        date = f"{before} → {date}"
    words = f"{date}: {one_line(change.title)}"
    if change.conflict is not None:
        extent = " ".join(filter(None, (limits(change.conflict), subject(change.conflict))))
        words += f" [{extent}: {VERDICT_WORDS[change.conflict.verdict]}]"
    if change.articles:
        words += f" ({', '.join(map(one_line, change.articles))})"
    return words


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
