"""PLOVER event records as JSON Lines, with the field names of its manual ("JSON Data Fields").

Open Event Data Alliance: PLOVER, https://github.com/openeventdata/PLOVER
"""

from __future__ import annotations

import msgspec

from timeline.records import Article, Event, Participant, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.wording import one_line

_CONTEXTS = {"planned": "future", "possible": "hypothetical", "denied": "negation"}


def plover(timeline: Timeline, page: Page) -> str:
    """One PLOVER record per event and line.

    Actors are named in `actor_text`; the country and sector codes of PLOVER are not known here and
    are left out, as are modes. Of the contexts there are the four that tell how real an event is.
    """
    articles = {article.id: article for article in timeline.articles}
    coder = f"timeline {one_line(timeline.generator.timeline)}"
    return "".join(
        msgspec.json.encode(_record(event, articles, coder)).decode() + "\n"
        for event in timeline.events
    )


def _record(event: Event, articles: dict[str, Article], coder: str) -> dict[str, object]:
    first = event.date.earliest if event.date else None
    last = event.date.latest if event.date else None
    record: dict[str, object] = {"id": event.id, "date": first}
    if last and last != first:
        record["enddate"] = last
    record["source"] = _actors(event, "agent")
    if recipients := _actors(event, "patient"):
        record["recipient"] = recipients
    record["event"] = [event.type]
    record["event_text"] = [source.trigger.text for source in event.sources]
    if event.places:
        record["event_loc"] = {"name": one_line(event.places[0].name)}
    contexts = ["historical"] if event.background else []
    if event.status in _CONTEXTS:
        contexts.append(_CONTEXTS[event.status])
    if contexts:
        record["context"] = contexts
    if event.sources:
        source = event.sources[0]
        record["text"] = source.quote
        record["text_info"] = {"start": source.sentence.start, "end": source.sentence.end}
        record["cite_info"] = _citation(articles.get(source.article), source.article)
    record["coder"] = coder
    if event.date:
        record["comment"] = one_line(event.date.reason)
    return record


def _actors(event: Event, role: str) -> list[dict[str, str]]:
    return [_actor(one) for one in event.participants if one.role == role]


def _actor(participant: Participant) -> dict[str, str]:
    return {"actor_text": one_line(participant.name)}


def _citation(article: Article | None, id: str) -> dict[str, str]:
    if article is None:
        return {"citation": id}
    fields = {
        "citation": article.id,
        "title": article.title and one_line(article.title),
        "publication": article.outlet and one_line(article.outlet),
        "url": web_address(article.url),
        "language": "en",
    }
    return {name: value for name, value in fields.items() if value}
