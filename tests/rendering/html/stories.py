"""Timelines for the tests of the page: a long one, and one that is an attack."""

from __future__ import annotations

import datetime

import msgspec

from tests.hand_made import ARTICLES, event, source, story, when
from tests.rendering.flood import someone
from timeline.records import Article, Event, Source, Timeline

_TYPES = ("ASSAULT", "CONSULT", "STATEMENT", "DISASTER", "ELECTION", "TRIAL", "AID", "MOVEMENT")
_PEOPLE = ("Ana Đurić", "Milo Vance", "Valley Army", "Water Board", "Rosa Quint", "Ilse Holm")
_PLACES = ("Ostrova", "Lower Valley", "Kestrel Bay", "Harbour Town")
_SENTENCE = (
    "Officials said on 3 March 2021 that the dam above the town had burst after nine days of rain, "
    "and that crews were searching the lower villages for people who had not been heard of. "
)


def long(events: int, sources: int = 3) -> Timeline:
    """A story told by a hundred articles over six years, each event with several sources."""
    articles = tuple(
        msgspec.structs.replace(
            ARTICLES["gazette"],
            id=f"a{number:03}",
            title=f"Report {number} from the valley",
            url=f"https://gazette.example/{number}",
        )
        for number in range(100)
    )
    start = datetime.date(2016, 1, 1)
    made = tuple(_one(number, start, events, sources) for number in range(events))
    return msgspec.structs.replace(story(*made), articles=articles)


def _one(number: int, start: datetime.date, events: int, sources: int) -> Event:
    day = start + datetime.timedelta(days=number * 6 * 365 // events)
    date = when(
        day.isoformat(),
        reason=f"“on {day.day} {day:%B}” is {day}, counted from the publication on {day}",
    )
    told = tuple(
        msgspec.structs.replace(
            source("gazette", "burst", text=_SENTENCE, time="3 March 2021", date=date),
            article=f"a{(number * 7 + place) % 100:03}",
            mention=f"m{number}-{place}",
        )
        for place in range(sources)
    )
    made = event(
        f"e{number:05}",
        f"The water board and the mayor meet about dam number {number} in the valley",
        *told,
        date=date,
        places=(_PLACES[number % len(_PLACES)],),
        status="planned" if number % 20 == 0 else "happened",
    )
    return msgspec.structs.replace(
        made,
        type=_TYPES[number % len(_TYPES)],
        participants=tuple(
            someone(_PEOPLE[(number + place) % len(_PEOPLE)], "agent") for place in range(2)
        ),
    )


ATTACK = (
    "</style></script></title></textarea><script>window.hacked = 1; alert(1)</script>"
    "<img src=https://evil.example/x onerror=alert(2)><iframe src=//evil.example></iframe>"
    '<a href="javascript:alert(3)">x</a>\' onmouseover=\'alert(4)\' " onfocus="alert(5)" '
    "{{ 7 * 7 }} {% raw %} --> ]]> &lt;script&gt; \u202e\x1b[31m"
)
"""What an article could hold to run in a reader's browser."""


def hostile() -> Timeline:
    """A story in which every text is an attack."""
    text = f"{ATTACK} burst on 3 March 2021 here."
    at = text.index("burst")
    told = Source(
        article=f"a{ATTACK}",
        mention=ATTACK,
        sentence=msgspec.structs.replace(
            source("gazette", "burst").sentence, start=0, end=len(text)
        ),
        quote=text,
        trigger=msgspec.structs.replace(
            source("gazette", "burst").trigger, start=at, end=at + 5, text="burst"
        ),
        time=None,
        date=msgspec.structs.replace(when("2021-03-05"), reason=ATTACK),
        status="happened",
        participants=(),
    )
    made = msgspec.structs.replace(
        event("x", ATTACK, told, places=(ATTACK,), people=(ATTACK,)),
        id=f"e{ATTACK}",
        type=ATTACK,
        date=msgspec.structs.replace(when("2021-03-03"), reason=ATTACK),
    )
    article = Article(
        id=f"a{ATTACK}",
        path=ATTACK,
        title=ATTACK,
        outlet=ATTACK,
        url="javascript:alert(6)",
        published=datetime.date(2021, 3, 5),
        published_basis="field",
        sha256=ATTACK,
    )
    return msgspec.structs.replace(story(made), articles=(article,))
