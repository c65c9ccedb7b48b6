"""Compares a timeline with a golden one: what a reader of the same articles found.

A golden file lists events as entries. An entry has a date, a title, and for each article that
tells it the *pieces* of text that do: verbatim, within one sentence, and narrow enough to hold the
trigger of no other event. Text is compared with white space made equal.

How events and entries are aligned
    A source tells an entry when its trigger lies in one of the entry's pieces; it stands beside
    the entry when its quote holds a piece, but the trigger lies elsewhere ("the officer was killed
    in an ambush" tells of the ambush and stands beside the killing). A source that tells one
    entry only is *sole* evidence for it. Each entry gets at most one event and each event at most
    one entry: pairs are taken in the order of required entries first, then most articles with sole
    evidence, then most articles, then a right date, then the order of the files.

What is drift
    missing: no event tells the entry. merged: its sole evidence is in an event that is another
    entry's. split: an event that is no entry's holds sole evidence for it in a sentence that its
    own event does not quote. redated: its event's first and last day are neither those of the
    entry's date nor of one in `also`. sources: its event has no source that tells it or stands
    beside it in one of its articles. extra: an event without entry whose sources neither tell nor
    stand beside any. forbidden: a quote holds text that no event may be made of, such as page
    furniture.

An entry that is not required may be missing, merged into another, or lose sources. `known` names
faults that are to be mended: they are reported but are no drift, and once one is gone that is drift
of the kind "mended", so that the mark is taken out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import count
from typing import Annotated, Literal

import msgspec

from timeline.edtf import limits
from timeline.records import Event, Record, Source, Timeline
from timeline.rendering.wording import fold, one_line

Fault = Literal["missing", "redated", "split", "merged", "sources"]
Kind = Literal[Fault, "extra", "forbidden", "mended"]

Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""Verbatim text of an article; empty text would be found everywhere."""

_OPTIONAL: frozenset[Kind] = frozenset({"missing", "merged", "sources"})
"""What may befall an entry that is not required."""


class Entry(Record, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One event as a reader found it. `date` is EDTF, or None where the articles tell none."""

    id: str
    date: str | None
    also: tuple[str, ...] = ()
    title: str
    sources: dict[str, tuple[Text, ...]]
    required: bool
    known: tuple[Fault, ...] = ()


class Forbidden(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Text of an article that no event may quote, and why."""

    article: str
    text: Text
    why: str


class Golden(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A golden timeline, as its JSON file holds it."""

    schema: Literal["timeline-golden/1"]
    story: str
    events: tuple[Entry, ...]
    forbidden: tuple[Forbidden, ...] = ()


class Difference(Record, frozen=True, kw_only=True):
    """One way in which the timeline is not the golden one; `title` is the entry's or the event's.

    A difference that is `known` is no drift.
    """

    kind: Kind
    entry: str | None
    event: str | None
    title: str
    message: str
    known: bool = False


class Comparison(Record, frozen=True, kw_only=True):
    """All differences, and how many entries are told and events stand beside entries."""

    differences: tuple[Difference, ...]
    told: int
    entries: int
    beside: int

    @property
    def drifted(self) -> bool:
        """Whether there is a difference that is not known."""
        return any(not one.known for one in self.differences)


def read(data: bytes) -> Golden:
    """A golden timeline from JSON. Raises msgspec.DecodeError where it is not one."""
    golden = msgspec.json.decode(data, type=Golden)
    for entry in golden.events:
        for edtf in (entry.date, *entry.also):
            try:
                _limits(edtf)
            except ValueError as error:
                raise msgspec.ValidationError(f"entry {entry.id!r}: {error}") from error
    if len({entry.id for entry in golden.events}) < len(golden.events):
        raise msgspec.ValidationError("two entries have the same id")
    return golden


def write(golden: Golden) -> str:
    """A golden timeline as indented JSON, fields in the order of the records."""
    return msgspec.json.format(msgspec.json.encode(golden), indent=2).decode() + "\n"


def compare(timeline: Timeline, golden: Golden) -> Comparison:
    """Align the events of a timeline with the entries of a golden one and list the differences."""
    alignment = _Alignment(timeline, golden)
    found = list(alignment.differences())
    faults = {(one.entry, one.kind) for one in found}
    mended = [
        Difference(
            kind="mended",
            entry=entry.id,
            event=None,
            title=entry.title,
            message=f'the known fault "{fault}" is gone: take the mark out',
        )
        for entry in golden.events
        for fault in entry.known
        if (entry.id, fault) not in faults
    ]
    return Comparison(
        differences=(*found, *mended),
        told=len(alignment.event_of),
        entries=len(golden.events),
        beside=alignment.beside(),
    )


def report(comparison: Comparison) -> str:
    """The comparison as text: a line for each difference, and a last line that sums up."""
    lines = [
        f"{'known ' if one.known else ''}{_WORDS[one.kind]}: {one_line(one.title)}"
        f" [{one.entry or one.event}]: {one_line(one.message)}"
        for one in comparison.differences
    ]
    drift = sum(not one.known for one in comparison.differences)
    lines.append(
        f"{'drifted' if drift else 'same'}: {comparison.told} of {comparison.entries} entries"
        f" told, differences {drift}, known faults {len(comparison.differences) - drift},"
        f" other events in the same sentences {comparison.beside}"
    )
    return "\n".join(lines) + "\n"


_WORDS: dict[Kind, str] = {
    "missing": "missing",
    "extra": "extra",
    "redated": "re-dated",
    "split": "split",
    "merged": "merged",
    "sources": "sources lost",
    "forbidden": "forbidden text",
    "mended": "mended",
}


def update(timeline: Timeline, golden: Golden) -> Golden:
    """The golden timeline made to agree with the current one.

    Entries that have an event keep id and title; date and pieces follow the event. A required
    entry without event goes, an optional one stays. Extra events and the fragments of split ones
    become required entries, with pieces cut around their triggers. A known fault stays as it is
    while it lasts. Forbidden text stays forbidden: no update can take it over.
    """
    alignment = _Alignment(timeline, golden)
    entries = [entry for number in range(len(golden.events)) for entry in alignment.updated(number)]
    ids = {entry.id for entry in entries}
    for event in alignment.fresh():
        id = _free_id(event.title, ids)
        ids.add(id)
        entries.append(
            Entry(
                id=id,
                date=event.date.edtf if event.date else None,
                title=event.title,
                sources=alignment.pieces(event, event.sources),
                required=True,
            )
        )
    return msgspec.structs.replace(golden, events=tuple(entries))


class _Alignment:
    """Which event is whose: see the module's text. Events and entries go by their number."""

    def __init__(self, timeline: Timeline, golden: Golden) -> None:
        self.golden = golden
        self.entries = golden.events
        self.events = (*timeline.events, *timeline.undated)
        # For an entry and an event: the articles in which the event tells the entry, in which it
        # is sole evidence for it, and in which it tells it or stands beside it.
        self.tells: _Articles = defaultdict(set)
        self.sole: _Articles = defaultdict(set)
        self.near: _Articles = defaultdict(set)
        for e, event in enumerate(self.events):
            for source in event.sources:
                self._place(e, source)
        self.event_of, self.entry_of = self._pairs()

    def _place(self, e: int, source: Source) -> None:
        told = self._told_by(source)
        for n, entry in enumerate(self.entries):
            pieces = entry.sources.get(source.article, ())
            if n in told:
                self.tells[n, e].add(source.article)
            if n in told or any(_holds(source, piece) for piece in pieces):
                self.near[n, e].add(source.article)
        if len(told) == 1:
            self.sole[told[0], e].add(source.article)

    def _told_by(self, source: Source) -> list[int]:
        """The entries that a source tells."""
        return [
            n
            for n, entry in enumerate(self.entries)
            if any(_tells(source, piece) for piece in entry.sources.get(source.article, ()))
        ]

    def _pairs(self) -> tuple[dict[int, int], dict[int, int]]:
        def rank(pair: tuple[int, int]) -> tuple[bool, int, int, bool, tuple[int, int]]:
            entry = self.entries[pair[0]]
            date_right = _date_right(entry, self.events[pair[1]])
            return (
                not entry.required,
                -len(self.sole.get(pair, ())),
                -len(self.tells[pair]),
                not date_right,
                pair,
            )

        event_of: dict[int, int] = {}
        entry_of: dict[int, int] = {}
        for n, e in sorted(self.tells, key=rank):
            if n not in event_of and e not in entry_of:
                event_of[n] = e
                entry_of[e] = n
        return event_of, entry_of

    def differences(self) -> Iterator[Difference]:
        """All differences but the mended faults, those of entries first."""
        for n, entry in enumerate(self.entries):
            for one in self._entry_differences(n):
                known = one.kind in entry.known
                if known or entry.required or one.kind not in _OPTIONAL:
                    yield msgspec.structs.replace(one, known=known)
        for e in self._extra():
            event = self.events[e]
            quote = event.sources[0].quote if event.sources else "no source"
            yield _difference("extra", None, event, f"no entry is told by “{quote}”")
        for forbidden in self.golden.forbidden:
            for event in self.events:
                if any(_uses(source, forbidden) for source in event.sources):
                    message = f"quotes “{forbidden.text}” of {forbidden.article}: {forbidden.why}"
                    yield _difference("forbidden", None, event, message)

    def _entry_differences(self, n: int) -> Iterator[Difference]:
        entry = self.entries[n]
        own = self.event_of.get(n)
        takers = self._takers(n)
        if own is None and not takers:
            yield _difference("missing", entry, None, "no event tells it")
        for e in takers:
            other = self.entries[self.entry_of[e]]
            articles = ", ".join(sorted(self.sole[n, e]))
            message = f"told in {articles} as one event with “{other.title}” [{other.id}]"
            yield _difference("merged", entry, self.events[e], message)
        if own is None:
            return
        event = self.events[own]
        if not _date_right(entry, event):
            message = f"{_edtf(event)}, not {' or '.join(map(str, (entry.date, *entry.also)))}"
            yield _difference("redated", entry, event, message)
        for e in self._fragments(n):
            articles = ", ".join(sorted(self.sole[n, e]))
            message = f"told in {articles} by another event, “{self.events[e].title}”"
            yield _difference("split", entry, self.events[e], message)
        if lost := self._lost(n):
            yield _difference("sources", entry, event, f"not in {', '.join(lost)}")

    def _takers(self, n: int) -> list[int]:
        """Events of other entries that hold sole evidence for this one."""
        return [e for e in self._sole_events(n) if self.entry_of.get(e, n) != n]

    def _fragments(self, n: int) -> list[int]:
        """Events of no entry that hold sole evidence for this one, in sentences of their own.

        What a second trigger tells in a sentence that the entry's event quotes is one telling: "was
        killed" and "ambushed a patrol" of one sentence.
        """
        quoted = {_sentence(source) for source in self._sources(self.event_of.get(n))}
        return [
            e
            for e in self._sole_events(n)
            if e not in self.entry_of
            and any(
                _sentence(source) not in quoted and self._is_told(n, source)
                for source in self.events[e].sources
            )
        ]

    def _sources(self, e: int | None) -> tuple[Source, ...]:
        return () if e is None else self.events[e].sources

    def _is_told(self, n: int, source: Source) -> bool:
        pieces = self.entries[n].sources.get(source.article, ())
        return any(_tells(source, piece) for piece in pieces)

    def _sole_events(self, n: int) -> list[int]:
        return sorted(e for entry, e in self.sole if entry == n)

    def _lost(self, n: int) -> list[str]:
        """Articles of an entry in which neither its event nor a fragment or taker is found."""
        found = set(self.near[n, self.event_of[n]])
        for e in (*self._takers(n), *self._fragments(n)):
            found |= self.sole[n, e]
        return sorted(set(self.entries[n].sources) - found)

    def _extra(self) -> list[int]:
        near = {e for _, e in self.near}
        return [e for e in range(len(self.events)) if e not in near]

    def beside(self) -> int:
        """How many events are neither an entry's nor a difference: told in the same sentences."""
        fragments = {e for n in self.event_of for e in self._fragments(n)}
        return len(self.events) - len(self.entry_of) - len(fragments) - len(self._extra())

    def fresh(self) -> list[Event]:
        """Events that need an entry of their own: extra ones, and fragments not known as such."""
        fragments = {
            e
            for n in self.event_of
            if "split" not in self.entries[n].known
            for e in self._fragments(n)
        }
        return [self.events[e] for e in sorted(fragments | set(self._extra()))]

    def updated(self, n: int) -> Iterator[Entry]:
        """The entry as the timeline has it; nothing where the timeline no longer tells it."""
        entry = self.entries[n]
        kinds = {one.kind for one in self._entry_differences(n)}
        known = tuple(fault for fault in entry.known if fault in kinds)
        if n not in self.event_of:
            if known or not entry.required:
                yield msgspec.structs.replace(entry, known=known)
            return
        event = self.events[self.event_of[n]]
        redated = "redated" in kinds and "redated" not in known
        sources = {
            article: kept
            for article, pieces in entry.sources.items()
            if (kept := tuple(piece for piece in pieces if self._keeps(n, article, piece)))
        }
        unclaimed = [
            source
            for source in event.sources
            if source.article not in sources
            or any(
                other != n and "merged" not in self.entries[other].known
                for other in self._told_by(source)
            )
        ]
        for article, pieces in self.pieces(event, unclaimed).items():
            sources[article] = (*sources.get(article, ()), *pieces)
        yield msgspec.structs.replace(
            entry,
            date=_edtf_or_none(event) if redated else entry.date,
            also=() if redated else entry.also,
            sources=sources,
            known=known,
        )

    def _keeps(self, n: int, article: str, piece: str) -> bool:
        """Whether a piece still stands: told by the entry's event, or part of a known fault."""
        own = self.event_of[n]
        telling = {
            e
            for e, event in enumerate(self.events)
            for source in event.sources
            if source.article == article and _tells(source, piece)
        }
        beside = any(
            source.article == article and _holds(source, piece)
            for source in self.events[own].sources
        )
        known = self.entries[n].known
        return (
            ("split" in known and not telling.isdisjoint(self._fragments(n)))
            or ("merged" in known and not telling.isdisjoint(self._takers(n)))
            or ("sources" in known and article in self._lost(n))
            or own in telling
            or (beside and not telling)
        )

    def pieces(self, event: Event, sources: Sequence[Source]) -> dict[str, tuple[str, ...]]:
        """For each article the pieces that tell these sources of an event, and no other event."""
        pieces: dict[str, list[str]] = {}
        for source in sources:
            others = [
                other
                for one in self.events
                if one is not event
                for other in one.sources
                if other.article == source.article
            ]
            piece = next(
                piece
                for piece in _cuts(source)
                if piece == source.quote or not any(_tells(other, piece) for other in others)
            )
            if piece not in pieces.setdefault(source.article, []):
                pieces[source.article].append(piece)
        return {article: tuple(found) for article, found in pieces.items()}


_Articles = defaultdict[tuple[int, int], set[str]]


def _difference(kind: Kind, entry: Entry | None, event: Event | None, message: str) -> Difference:
    title = entry.title if entry else event.title if event else ""
    return Difference(
        kind=kind,
        entry=entry.id if entry else None,
        event=event.id if event else None,
        title=title,
        message=message,
    )


def _edtf_or_none(event: Event) -> str | None:
    return event.date.edtf if event.date else None


def _edtf(event: Event) -> str:
    return _edtf_or_none(event) or "without a date"


def _date_right(entry: Entry, event: Event) -> bool:
    days = (event.date.earliest, event.date.latest) if event.date else None
    return any(_limits(edtf) == days for edtf in (entry.date, *entry.also))


@cache
def _limits(edtf: str | None) -> tuple[date | None, date | None] | None:
    """First and last day of an entry's date; None has none at all. ValueError as in `limits`."""
    return None if edtf is None else limits(edtf)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """The text, with any white space where it has some."""
    return re.compile(r"\s+".join(re.escape(word) for word in text.split()))


def _holds(source: Source, piece: str) -> bool:
    """Whether the quote holds the piece, or the piece the whole quote."""
    return bool(_pattern(piece).search(source.quote) or _pattern(source.quote).search(piece))


def _tells(source: Source, piece: str) -> bool:
    """Whether the trigger lies in the piece, at least in part."""
    start = source.trigger.start - source.sentence.start
    end = source.trigger.end - source.sentence.start
    return any(
        found.start() < end and start < found.end()
        for found in _pattern(piece).finditer(source.quote)
    ) or bool(_pattern(source.quote).search(piece))


def _sentence(source: Source) -> tuple[str, int]:
    return source.article, source.sentence.start


def _uses(source: Source, forbidden: Forbidden) -> bool:
    return source.article == forbidden.article and _holds(source, forbidden.text)


def _cuts(source: Source) -> Iterator[str]:
    """Pieces of the quote around the trigger: readable ones first, then narrower, then wider."""
    quote = source.quote
    start = source.trigger.start - source.sentence.start
    end = source.trigger.end - source.sentence.start
    before = [word.start() for word in re.finditer(r"\S+", quote) if word.start() <= start]
    after = [word.end() for word in re.finditer(r"\S+", quote) if word.end() >= end]
    for words in (3, 2, 1, 0, *range(4, max(len(before), len(after)))):
        left = before[max(0, len(before) - 1 - words)]
        right = after[min(len(after) - 1, words)]
        yield quote[left:start].lstrip(_EDGES) + quote[start:end] + quote[end:right].rstrip(_EDGES)
    yield quote


_EDGES = " \t\r\n.,;:!?\"'“”‘’()[]–—-"


def _free_id(title: str, taken: set[str]) -> str:
    """A readable id that is not taken: "NATO sends troops" gives "nato-sends-troops"."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:48].rstrip("-") or "event"
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(id for id in numbered if id not in taken)
