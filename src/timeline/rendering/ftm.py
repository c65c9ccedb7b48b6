"""FollowTheMoney entities as JSON Lines, for Aleph and other tools of investigators.

https://followthemoney.tech/explorer/schemata/Event/
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from timeline.records import Article, Event, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.sides import sides
from timeline.rendering.wording import one_line

_SCHEMATA = {"PERSON": "Person", "ORG": "Organization"}
"""Labels of those who can be involved in an event of FollowTheMoney (a LegalEntity)."""

_Properties = dict[str, Iterable[str | None]]


def ftm(timeline: Timeline, page: Page) -> str:
    """Articles, then those involved, then events, each an entity on a line.

    Ids are hashes of what an entity is, so that the same article or name is the same entity in
    every timeline. A name is all we know of someone; whether two of a name are one person, we
    don't.
    """
    entities: dict[str, dict[str, object]] = {}
    events = (*timeline.events, *timeline.undated)
    told = {source.article for event in events for source in event.sources}
    ids = {}
    for article in timeline.articles:
        if article.id in told:
            entity = _article(article)
            ids[article.id] = str(entity["id"])
            entities[ids[article.id]] = entity
    for event in events:
        involved = {str(one["id"]): one for one in _involved(event)}
        entities |= {id: one for id, one in involved.items() if id not in entities}
        proofs = [ids[source.article] for source in event.sources if source.article in ids]
        entity = _event(event, list(involved), proofs)
        entities[str(entity["id"])] = entity
    order = {"Article": 0, "Event": 2}
    ordered = sorted(entities.values(), key=lambda one: order.get(str(one["schema"]), 1))
    return "".join(msgspec.json.encode(one).decode() + "\n" for one in ordered)


def _article(article: Article) -> dict[str, object]:
    return _entity(
        "Article",
        ("article", article.sha256),
        {
            "title": [article.title],
            "fileName": [article.path.rsplit("/", 1)[-1]],
            "publisher": [article.outlet],
            "publishedAt": [article.published.isoformat() if article.published else None],
            "sourceUrl": [web_address(article.url)],
            "language": ["eng"],
        },
    )


def _involved(event: Event) -> Iterator[dict[str, object]]:
    for one in event.participants:
        if schema := _SCHEMATA.get(one.label or ""):
            yield _entity(schema, (schema, one.name), {"name": [one.name]})


def _event(event: Event, involved: list[str], proofs: list[str]) -> dict[str, object]:
    first, last = sides(event.date) if event.date else (None, None)
    whole = first == last
    return _entity(
        "Event",
        ("event", event.id),
        {
            "name": [event.title],
            "summary": [event.summary],
            "date": [first if whole else None],
            "startDate": [None if whole else first],
            "endDate": [None if whole else last],
            "location": [place.name for place in event.places],
            "involved": involved,
            "namesMentioned": [
                one.name for one in event.participants if one.label and one.label not in _SCHEMATA
            ],
            "keywords": [event.type, event.status],
            "notes": [event.date.reason if event.date else None],
            "proof": proofs,
            "recordId": [event.id],
        },
    )


def _entity(schema: str, key: tuple[str, str], properties: _Properties) -> dict[str, object]:
    """An entity; a property without a value is left out, a value stands in it once."""
    kept = {
        name: list(dict.fromkeys(text for value in values if value and (text := one_line(value))))
        for name, values in properties.items()
    }
    words = "\0".join(("timeline", *key)).encode("utf-8", "replace")
    digest = hashlib.sha1(words, usedforsecurity=False)
    return {
        "id": digest.hexdigest(),
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }
