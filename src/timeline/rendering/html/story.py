"""What the page shows, worked out before it is laid out: years, months, events, quotes, bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from urllib.parse import quote as percent_encoded

import msgspec

from timeline.records import Article, Conflict, Copy, Event, EventDate, Source, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.sides import sides
from timeline.rendering.wording import (
    UNDATED,
    VERDICT_WORDS,
    article_facts,
    article_words,
    date_words,
    limits,
    one_line,
    subject,
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_BASES = {
    "stated": "A source gives it in full.",
    "resolved": "Worked out from the day of publication or another date in the article.",
    "inferred": "Worked out with the help of other articles.",
    "bounded": "Only limits are known.",
    "published": "Told as news of the day of publication.",
    "corrected": "Set by hand in a corrections file.",
}

_MOST_BARS = 72
_MOST_NAMES = 400


class Piece(msgspec.Struct, frozen=True):
    """A part of a quote; `mark` is "time", "trigger" or nothing."""

    text: str
    mark: str


class Quote(msgspec.Struct, frozen=True):
    """A sentence of an article, and how it dates the event, if that differs from the others."""

    pieces: tuple[Piece, ...]
    dated: str


class Voice(msgspec.Struct, frozen=True):
    """An article that tells an event, with all it says of it."""

    title: str
    address: str | None
    facts: str
    copied: str
    quotes: tuple[Quote, ...]


class Disagreement(msgspec.Struct, frozen=True):
    """Something on which the sources differ, and what each of them says."""

    about: str
    claims: tuple[str, ...]


class Whole(msgspec.Struct, frozen=True):
    """The event on the page that another is part of, and why it is held to be so."""

    link: str
    title: str
    reason: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An event. `anchor` is its id, `link` the same as a fragment of an address."""

    anchor: str
    link: str
    title: str
    status: str
    type: str
    day: str
    year: str
    words: str
    machine: str
    sure: bool
    first: str
    last: str
    basis: str
    reason: str
    people: tuple[str, ...]
    places: tuple[str, ...]
    voices: tuple[Voice, ...]
    independent: int
    disagreements: tuple[Disagreement, ...]
    story: str
    background: bool
    whole: Whole | None


class Month(msgspec.Struct, frozen=True):
    """The events of a month, or those of a year whose month is not known."""

    key: str
    label: str
    entries: tuple[Entry, ...]


class Year(msgspec.Struct, frozen=True):
    """A year in which something happened, or the events without a date."""

    key: str
    label: str
    months: tuple[Month, ...]


class Bar(msgspec.Struct, frozen=True):
    """A bar of the overview. `keys` are the months it counts, `gap` says that empty time precedes
    it, `tick` is what stands below it; on a phone only if it is `far` from the one before."""

    target: str
    keys: str
    label: str
    count: int
    height: float
    gap: bool
    tick: str
    far: bool


class Choice(msgspec.Struct, frozen=True):
    """A value to filter by, and how many events have it."""

    value: str
    label: str
    count: int


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """All of the page."""

    title: str
    generator: str
    standfirst: str
    count: int
    first: str
    last: str
    years: tuple[Year, ...]
    bars: tuple[Bar, ...]
    bar_unit: str
    people: tuple[Choice, ...]
    places: tuple[Choice, ...]
    types: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    stories: tuple[Choice, ...]
    most_voices: int


def told(timeline: Timeline, title: str | None) -> Story:
    """A timeline as the page shows it."""
    years = _years(timeline)
    entries = [entry for year in years for month in year.months for entry in month.entries]
    unit, bars = _bars(years)
    days = [day for entry in entries for day in (entry.first, entry.last) if day]
    return Story(
        title=one_line(title or "") or "Timeline",
        generator=f"timeline {one_line(timeline.generator.timeline)}",
        standfirst=_standfirst(timeline, entries),
        count=len(entries),
        first=min(days, default=""),
        last=max(days, default=""),
        years=years,
        bars=bars,
        bar_unit=unit,
        people=_choices(name for entry in entries for name in entry.people)[:_MOST_NAMES],
        places=_choices(name for entry in entries for name in entry.places)[:_MOST_NAMES],
        types=_choices(entry.type for entry in entries),
        statuses=_choices(entry.status for entry in entries),
        stories=_stories(timeline, entries),
        most_voices=max((entry.independent for entry in entries), default=0),
    )


def _standfirst(timeline: Timeline, entries: Sequence[Entry]) -> str:
    voices = len(
        {source.article for one in (*timeline.events, *timeline.undated) for source in one.sources}
    )
    words = f"{_counted(len(entries), 'event')}, told by {_counted(voices, 'article')}"
    years = [entry.year for entry in entries if entry.year]
    if years:
        first, last = years[0], years[-1]
        words += f", {first}" if first == last else f", {first}–{last}"
    return words + "."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _choices(values: Iterable[str]) -> tuple[Choice, ...]:
    """Each value with its number, the most frequent first."""
    counts = sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))
    return tuple(Choice(value, _label(value), count) for value, count in counts)


def _stories(timeline: Timeline, entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """The stories that the articles tell, where they tell more than one."""
    counts = Counter(entry.story for entry in entries)
    told = [one for one in timeline.stories if counts[one.id]]
    if len(told) < 2:
        return ()
    return tuple(Choice(one.id, one_line(one.title), counts[one.id]) for one in told)


def _label(value: str) -> str:
    """ "ASSAULT" as "Assault"; names stay as they are."""
    return value.capitalize() if value.isupper() or value.islower() else value


# --- years, months, events -----------------------------------------------------------------------


def _years(timeline: Timeline) -> tuple[Year, ...]:
    """Events by year and month; the months of a year in order, what has no month before them."""
    articles = {article.id: article for article in timeline.articles}
    copies = {copy.article: copy for copy in timeline.copies}
    shown = {event.id: event for event in (*timeline.events, *timeline.undated)}

    def entry(event: Event) -> Entry:
        return _entry(event, articles, copies, shown)

    groups: dict[str, dict[str, list[Entry]]] = {}
    for event in timeline.events:
        key = _month(event.date)
        groups.setdefault(key[:4], {}).setdefault(key, []).append(entry(event))
    years = [
        Year(
            year,
            year.lstrip("0"),
            tuple(
                Month(key, _month_label(key), tuple(groups[year][key]))
                for key in sorted(groups[year])
            ),
        )
        for year in sorted(groups)
    ]
    if timeline.undated:
        entries = tuple(entry(event) for event in timeline.undated)
        years.append(Year("undated", UNDATED, (Month("undated", "", entries),)))
    return tuple(years)


def _month(date: EventDate | None) -> str:
    """ "2023-09", or "2023" where nothing but the year is known."""
    if date is None:
        return "undated"
    first, last = sides(date)
    side = first or last or "undated"
    return side[:7] if side[:1].isdigit() else "undated"


def _month_label(key: str) -> str:
    return _MONTHS[int(key[5:7]) - 1] if len(key) == len("2023-09") else ""


def _entry(
    event: Event,
    articles: dict[str, Article],
    copies: dict[str, Copy],
    shown: dict[str, Event],
) -> Entry:
    date = event.date
    first = date.earliest.isoformat() if date and date.earliest else ""
    last = date.latest.isoformat() if date and date.latest else ""
    year = _month(date)[:4] if date else ""
    voices = tuple(_voices(event, articles, copies))
    day, rest = _day_words(date, year)
    return Entry(
        anchor=one_line(event.id),
        link=percent_encoded(one_line(event.id), safe=""),
        title=one_line(event.title),
        status=event.status,
        type=one_line(event.type),
        day=day,
        year=rest,
        words=date_words(date) if date else "",
        machine=first if first and first == last else "",
        sure=date is not None and bool(first) and first == last,
        first=first,
        last=last,
        basis=_BASES[date.basis] if date else "",
        reason=one_line(date.reason) if date else "No source says when.",
        people=tuple(dict.fromkeys(one_line(one.name) for one in event.participants)),
        places=tuple(dict.fromkeys(one_line(place.name) for place in event.places)),
        voices=voices,
        independent=event.independent,
        disagreements=tuple(_disagreement(one, articles) for one in event.conflicts),
        background=event.background,
        story=event.story or "",
        whole=_whole(event, shown),
    )


def _whole(event: Event, shown: dict[str, Event]) -> Whole | None:
    if event.part_of is None or event.part_of.event not in shown:
        return None
    head = shown[event.part_of.event]
    link = percent_encoded(one_line(head.id), safe="")
    return Whole(link, one_line(head.title), one_line(event.part_of.reason))


def _day_words(date: EventDate | None, year: str) -> tuple[str, str]:
    """The date in short words without the year that stands above it, and that year."""
    if date is None:
        return "", ""
    words = date_words(date, short=True)
    year = year.lstrip("0")
    if words.endswith(f" {year}") and words.count(year) == 1:
        return words.removesuffix(f" {year}"), year
    return words, year if year.isdigit() else ""


def _voices(event: Event, articles: dict[str, Article], copies: dict[str, Copy]) -> Iterator[Voice]:
    """The articles that tell an event, in the order of its sources, a sentence once in each."""
    by_article: dict[str, dict[int, list[Source]]] = {}
    for source in event.sources:
        sentences = by_article.setdefault(source.article, {})
        sentences.setdefault(source.sentence.start, []).append(source)
    for id, sentences in by_article.items():
        article = articles.get(id)
        yield Voice(
            title=one_line((article.title or article.path) if article else id),
            address=web_address(article.url) if article else None,
            facts=", ".join(article_facts(article)) if article else "",
            copied=_copied(copies.get(id), articles),
            quotes=tuple(_quote(event, sentences[start]) for start in sorted(sentences)),
        )


def _copied(copy: Copy | None, articles: dict[str, Article]) -> str:
    if copy is None:
        return ""
    original = articles.get(copy.original)
    name = one_line((original.title or original.path) if original else copy.original)
    return f"{'copies' if copy.kind == 'copy' else 'rewrites'} “{name}”"


def _quote(event: Event, sources: Sequence[Source]) -> Quote:
    """A sentence with what dates and tells the event marked; a mark outside of it is left out."""
    first = sources[0]
    marks: list[tuple[int, int, str]] = []
    for source in sources:
        marks.append((source.trigger.start, source.trigger.end, "trigger"))
        if source.time:
            marks.append((source.time.start, source.time.end, "time"))
    begin = first.sentence.start
    inside = [
        (start - begin, end - begin, mark)
        for start, end, mark in marks
        if begin <= start < end <= first.sentence.end
    ]
    dated = next((one.date for one in sources if _differs(one.date, event.date)), None)
    return Quote(
        tuple(_pieces(first.quote, inside)),
        f"Dated {date_words(dated)} here: {one_line(dated.reason)}" if dated else "",
    )


def _pieces(text: str, marks: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    """The text cut where a mark begins or ends; of two marks over a piece, the time expression."""
    cuts = sorted({0, len(text), *(cut for start, end, _ in marks for cut in (start, end))})
    for start, end in pairwise(cuts):
        over = {mark for first, last, mark in marks if first <= start and end <= last}
        mark = "time" if "time" in over else "trigger" if "trigger" in over else ""
        yield Piece(_visible(text[start:end]), mark)


def _visible(text: str) -> str:
    """A piece on one line, without losing the spaces at its ends."""
    words = one_line(text)
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"


def _differs(one: EventDate | None, other: EventDate | None) -> bool:
    return one is not None and (other is None or one.edtf != other.edtf)


def _disagreement(conflict: Conflict, articles: dict[str, Article]) -> Disagreement:
    """What each source says of something on which they differ, in the order of publication."""
    about = " ".join(filter(None, (limits(conflict), subject(conflict))))
    claims = []
    for claim in conflict.claims:
        article = articles.get(claim.article)
        name = article_words(article) if article else one_line(claim.article)
        claims.append(f"“{one_line(claim.text)}”: {name}")
    return Disagreement(f"{about} ({VERDICT_WORDS[conflict.verdict]})", tuple(claims))


# --- overview ------------------------------------------------------------------------------------


def _bars(years: Sequence[Year]) -> tuple[str, tuple[Bar, ...]]:
    """A bar for each month, or for each year or decade where that would be too many."""
    dated = [year for year in years if year.key.isdigit()]
    months = [(month.key, month, year) for year in dated for month in year.months]
    if len(months) <= _MOST_BARS:
        return "month", tuple(
            _scaled(
                [
                    (month.key, [month], _full_label(month, year), _serial(month.key), year.label)
                    for _, month, year in months
                ]
            )
        )
    if len(dated) <= _MOST_BARS:
        return "year", tuple(
            _scaled(
                [
                    (year.key, list(year.months), year.label, int(year.key), year.label)
                    for year in dated
                ]
            )
        )
    decades: dict[str, list[Year]] = {}
    for year in dated:
        decades.setdefault(year.key[:3], []).append(year)
    return "decade", tuple(
        _scaled(
            [
                (
                    group[0].key,
                    [month for year in group for month in year.months],
                    f"{decade}0s",
                    int(decade),
                    f"{decade}0s",
                )
                for decade, group in decades.items()
            ]
        )
    )


def _full_label(month: Month, year: Year) -> str:
    return f"{month.label} {year.label}" if month.label else f"{year.label}, month not known"


def _serial(key: str) -> int:
    """Months counted through, so that neighbours differ by one."""
    return int(key[:4]) * 12 + (int(key[5:7]) - 1 if len(key) > len("2023") else 0)


def _scaled(rows: Sequence[tuple[str, list[Month], str, int, str]]) -> Iterator[Bar]:
    counts = [sum(len(month.entries) for month in months) for _, months, *_ in rows]
    most = max(counts, default=1)
    before: tuple[int, str] | None = None
    ticks = {"wide": -len(rows), "narrow": -len(rows)}
    for place, (target, months, label, serial, tick) in enumerate(rows):
        new = before is None or tick != before[1]
        # A year needs a 24th of the overview's width, on a phone a tenth.
        shown = new and place - ticks["wide"] >= len(rows) / 24
        far = shown and place - ticks["narrow"] >= len(rows) / 10
        ticks |= {"wide": place} if shown else {}
        ticks |= {"narrow": place} if far else {}
        yield Bar(
            target=f"t{target}",
            keys=" ".join(month.key for month in months),
            label=label,
            count=counts[place],
            height=round(max(100 * counts[place] / most, 3), 1),
            gap=before is not None and serial > before[0] + 1,
            tick=tick if shown else "",
            far=far,
        )
        before = serial, tick
