"""A small timeline made by hand: what the tests of rendering, golden, explain and cli start from.

The story is invented. Quotes are slices of the texts below, so offsets are true.
"""

from __future__ import annotations

import datetime
import re

from timeline.edtf import edtf
from timeline.records import (
    Article,
    Basis,
    Event,
    EventDate,
    Generator,
    Link,
    Participant,
    Place,
    Source,
    SourceTime,
    SourceTrigger,
    Span,
    Status,
    Timeline,
)

TEXTS = {
    "gazette": (
        "A dam above Ostrova burst on 3 March 2021. "
        "Mayor Ana Đurić resigned two days later and fled. "
        "Engineers had warned of cracks."
    ),
    "herald": (
        "The burst of the Ostrova dam on March 3 drowned nine people. "
        "Ana Duric quit after the flood."
    ),
    "wire": "Parliament plans an inquiry. The dam was opened in 1974.",
}

ARTICLES = {
    "gazette": Article(
        id="gazette",
        path="news/gazette.txt",
        title="Dam bursts *above* Ostrova",
        outlet="Valley Gazette",
        url="https://gazette.example/dam?a=1",
        published=datetime.date(2021, 3, 8),
        published_basis="field",
        sha256="11" * 32,
    ),
    "herald": Article(
        id="herald",
        path="news/herald.txt",
        title=None,
        outlet=None,
        url="javascript:alert(1)",
        published=None,
        published_basis=None,
        sha256="22" * 32,
    ),
    "wire": Article(
        id="wire",
        path="news/wire.txt",
        title="Inquiry",
        outlet="Wire",
        url=None,
        published=datetime.date(2021, 3, 10),
        published_basis="dateline",
        sha256="33" * 32,
    ),
}


def when(
    earliest: str | None, latest: str | None = None, basis: Basis = "stated", reason: str = ""
) -> EventDate:
    """A date from ISO days; without `latest` a single day, unless only limits are known."""
    first = datetime.date.fromisoformat(earliest) if earliest else None
    last = datetime.date.fromisoformat(latest) if latest else None
    if last is None and basis != "bounded":
        last = first
    return EventDate(
        edtf=edtf(first, last),
        earliest=first,
        latest=last,
        basis=basis,
        reason=reason or "made by hand",
    )


def source(
    article: str,
    trigger: str,
    *,
    time: str | None = None,
    date: EventDate | None = None,
    text: str | None = None,
) -> Source:
    """A source: the sentence of the article that holds the trigger."""
    text = TEXTS[article] if text is None else text
    at = text.index(trigger)
    sentence = next(
        found for found in re.finditer(r"\S[^.]*\.", text) if found.start() <= at < found.end()
    )
    timed = None
    if time is not None:
        begin = text.index(time)
        timed = SourceTime(
            start=begin,
            end=begin + len(time),
            text=time,
            value="2021-03-03",
            rule="day-month-year",
            anchor=None,
        )
    return Source(
        article=article,
        mention=f"{article}:{at}",
        sentence=Span(start=sentence.start(), end=sentence.end()),
        quote=sentence[0],
        trigger=SourceTrigger(start=at, end=at + len(trigger), text=trigger),
        time=timed,
        date=date,
        status="happened",
        participants=(),
    )


def event(
    id: str,
    title: str,
    *sources: Source,
    date: EventDate | None = None,
    score: float = 0.5,
    status: Status = "happened",
    people: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    links: tuple[Link, ...] = (),
    nearest: Link | None = None,
    background: bool = False,
) -> Event:
    """An event with what the tests care about; its participants and places are names only."""
    return Event(
        id=id,
        date=date,
        title=title,
        summary=sources[0].quote if sources else title,
        type="other",
        status=status,
        score=score,
        background=background,
        participants=tuple(
            Participant(name=name, label="PERSON", role="agent", start=0, end=0) for name in people
        ),
        places=tuple(Place(name=name, start=0, end=0) for name in places),
        sources=sources,
        links=links,
        nearest=nearest,
        independent=len({one.article for one in sources}),
    )


def story(*events: Event, undated: tuple[Event, ...] = ()) -> Timeline:
    """A timeline of these events, with all three articles."""
    return Timeline(
        generator=Generator(timeline="0.0.0", model="none"),
        articles=tuple(ARTICLES.values()),
        events=events,
        undated=undated,
        problems=(),
    )


OPENED = event(
    "a1opened",
    "The dam is opened",
    source("wire", "opened"),
    date=when("1974-01-01", "1974-12-31"),
    score=0.2,
    background=True,
)
BURST = event(
    "b2burst",
    "A dam bursts above Ostrova",
    source("gazette", "burst", time="3 March 2021", date=when("2021-03-03")),
    source("herald", "burst", time="March 3", date=when("2021-03-03", basis="inferred")),
    date=when("2021-03-03", reason='"3 March 2021" is stated in full'),
    score=0.9,
    places=("Ostrova",),
    links=(
        Link(
            left="gazette:20",
            right="herald:4",
            score=0.83,
            features={"same_day": 0.5, "trigger": 0.33},
        ),
    ),
    nearest=Link(left="herald:4", right="gazette:60", score=0.21, features={"place": 0.21}),
)
RESIGNED = event(
    "b3resigned",
    "Mayor Ana Đurić resigns",
    source("gazette", "resigned"),
    source("herald", "quit"),
    date=when("2021-03-03", "2021-03-08", basis="bounded"),
    score=0.7,
    people=("Ana Đurić",),
)
WARNED = event("c4warned", "Engineers warn of cracks", source("gazette", "warned"), score=0.3)
INQUIRY = event(
    "d5inquiry",
    "Parliament plans an inquiry",
    source("wire", "inquiry"),
    date=when("2021-03-10", None, basis="bounded"),
    status="planned",
    score=0.4,
)

STORY = story(OPENED, BURST, RESIGNED, INQUIRY, undated=(WARNED,))
