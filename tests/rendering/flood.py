"""A small timeline made by hand for the formats that leave the program.

It has what they must cope with: days, months, years, limits, open ends, every status, several
sources, roles, types that PLOVER has and has not, text that is markup elsewhere.
"""

from __future__ import annotations

import msgspec

from tests.hand_made import ARTICLES, event, source, story, when
from timeline.records import Claim, Conflict, Copy, Event, Participant, Role, Status, Timeline

LEDGER = (
    "Troops <b>cleared</b> the town on 4 March 2021. "
    "=SUM(A1:A9) and its troops fired shots, the ledger says. "
    "Nobody was shot, the army said. "
    "Talks may resume in April 2021."
)


def someone(name: str, role: Role, label: str | None = "PERSON") -> Participant:
    """A participant with a name and a role."""
    return Participant(name=name, label=label, role=role, start=0, end=0)


def of(made: Event, type: str, *participants: Participant) -> Event:
    """An event with its type and participants."""
    return msgspec.structs.replace(made, type=type, participants=participants)


def _ledger(
    id: str, title: str, trigger: str, status: Status = "happened", **marks: object
) -> Event:
    return event(
        id,
        title,
        source("ledger", trigger, text=LEDGER),
        status=status,
        **marks,  # type: ignore[arg-type]
    )


ARMY = someone("Valley Army", "agent", "ORG")

OPENED = of(
    event(
        "a1",
        "The dam is opened",
        source("wire", "opened"),
        date=when("1974-01-01", "1974-12-31"),
        score=0.2,
        background=True,
    ),
    "LAUNCH",
)
BURST = of(
    event(
        "b2",
        "A dam bursts above Ostrova",
        source("gazette", "burst", time="3 March 2021", date=when("2021-03-03")),
        source("herald", "burst", time="March 3", date=when("2021-03-03", basis="inferred")),
        date=when("2021-03-03", reason='"3 March 2021" is stated in full'),
        score=0.95,
        places=("Ostrova",),
    ),
    "ASSAULT",  # so that every format can hold it
    someone("Dam Company", "agent", "ORG"),
    someone("Ana Đurić", "patient"),
    someone("Valley", "other", "GPE"),
)
RESIGNED = of(
    event(
        "b3",
        "Mayor Ana Đurić resigns",
        source("gazette", "resigned", time="two days later", date=when("2021-03-05")),
        source("herald", "quit", date=when("2021-03-07")),
        date=when("2021-03-03", "2021-03-05", basis="bounded"),
        score=0.7,
    ),
    "PERSONNEL",
    someone("Ana Đurić", "agent"),
)
RESIGNED = msgspec.structs.replace(
    RESIGNED,
    independent=1,
    conflicts=(
        Conflict(
            about="date",
            unit=None,
            verdict="contradicted",
            low="2021-03-05",
            high="2021-03-07",
            claims=tuple(
                Claim(
                    article=one.article,
                    mention=one.mention,
                    start=one.trigger.start,
                    end=one.trigger.end,
                    text=text,
                    low=text,
                    high=text,
                )
                for one, text in zip(RESIGNED.sources, ("2021-03-05", "2021-03-07"), strict=True)
            ),
        ),
    ),
)
CLEARED = of(
    _ledger("c4", "Troops <b>clear</b> the town", "cleared", date=when("2021-03-04"), score=0.6),
    "COERCE",
    ARMY,
)
SHOT = of(
    _ledger(
        "d5",
        "=SUM(A1:A9) fired shots",
        "fired",
        date=when("2021-03-01", "2021-03-31"),
        score=0.5,
    ),
    "ASSAULT",
    ARMY,
)
DENIED = of(
    _ledger("e6", "Nobody was shot", "shot", "denied", date=when("2021-03-04"), score=0.4),
    "ASSAULT",
    ARMY,
)
INQUIRY = of(
    event(
        "f7",
        "Parliament plans an inquiry",
        source("wire", "inquiry"),
        date=when("2021-03-10", None, basis="bounded"),
        status="planned",
        score=0.4,
    ),
    "TRIAL",
)
TALKS = of(
    _ledger(
        "g8",
        "Talks may resume",
        "Talks",
        "possible",
        date=when("2021-04-01", "2021-04-30"),
        score=0.3,
    ),
    "CONSULT",
    ARMY,
    someone("Ana Đurić", "agent"),
)
WARNED = of(
    event("h9", "Engineers warn of cracks", source("gazette", "warned"), score=0.3),
    "THREATEN",
    someone("engineers", "agent", None),
)

STORY: Timeline = msgspec.structs.replace(
    story(OPENED, SHOT, RESIGNED, BURST, CLEARED, DENIED, INQUIRY, TALKS, undated=(WARNED,)),
    copies=(
        Copy(article="herald", original="gazette", nearest="gazette", share=0.9, kind="rewritten"),
    ),
    articles=(
        *ARTICLES.values(),
        msgspec.structs.replace(
            ARTICLES["wire"],
            id="ledger",
            path="news/ledger.txt",
            title='"Shots" <script>alert(1)</script>',
            url="https://ledger.example/a b",
            sha256="44" * 32,
        ),
    ),
)
