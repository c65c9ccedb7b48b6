"""Linked data (JSON-LD 1.1): schema.org events, PROV derivation, Web Annotations of the quotes."""

from __future__ import annotations

import base64
from urllib.parse import quote

import msgspec

from timeline.records import Article, Event, EventDate, Source, Timeline
from timeline.rendering.address import web_address
from timeline.rendering.page import Page
from timeline.rendering.sides import sides
from timeline.rendering.wording import one_line

_Node = dict[str, object]

_XSD = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

CONTEXT: _Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "edtf": {"@id": "dcterms:date", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "id": "@id",
    "type": "@type",
    "graph": "@graph",
    **{
        name: f"schema:{name}"
        for name in (
            *("name", "description", "keywords", "startDate", "endDate", "location", "about"),
            *("headline", "publisher", "softwareVersion"),
        )
    },
    "datePublished": {"@id": "schema:datePublished", "@type": "xsd:date"},
    "eventStatus": {"@id": "schema:eventStatus", "@type": "@id"},
    "url": {"@id": "schema:url", "@type": "@id"},
    "subjectOf": {"@id": "schema:subjectOf", "@type": "@id"},
    "sha256": "schema:identifier",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
"""Stands in every file, so that reading it needs no network."""

_KINDS = {"PERSON": "schema:Person", "ORG": "schema:Organization"}
_PLACES = ("GPE", "LOC", "FAC")


def jsonld(timeline: Timeline, page: Page) -> str:
    """The timeline as a graph. Ids of events are fragments ("#e1f3"), relative to where it lies.

    A text is named by its address, else by its hash (RFC 6920). Events have their date as EDTF;
    `startDate` and `endDate` are given only where they are more than limits of an unknown day.
    """
    ids = {article.id: _article_id(article) for article in timeline.articles}
    events = (*timeline.events, *timeline.undated)
    told = list(dict.fromkeys(one.article for event in events for one in event.sources))
    agent: _Node = {
        "id": "#timeline",
        "type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
        "name": "timeline",
        "softwareVersion": one_line(timeline.generator.timeline),
        "description": f"language model: {one_line(timeline.generator.model)}",
    }
    activity: _Node = {
        "id": "#extraction",
        "type": "prov:Activity",
        "wasAssociatedWith": "#timeline",
        "used": _unique([ids[id] for id in told if id in ids]),
    }
    graph = [agent, activity]
    graph += [_article(one, ids[one.id]) for one in timeline.articles if one.id in told]
    for event in events:
        graph.append(_event(event, ids))
        graph += [
            _annotation(event, source, ids[source.article])
            for source in event.sources
            if source.article in ids
        ]
    whole = {"@context": CONTEXT, "graph": graph}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _article_id(article: Article) -> str:
    if address := web_address(article.url):
        return address
    try:
        digest = bytes.fromhex(article.sha256)
    except ValueError:
        return f"#article-{_fragment(article.id)}"
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _article(article: Article, id: str) -> _Node:
    node: _Node = {
        "id": id,
        "type": ["schema:NewsArticle", "prov:Entity"],
        "headline": one_line(article.title or article.path),
        "sha256": f"sha-256:{article.sha256}",
    }
    if article.outlet:
        node["publisher"] = {"type": "schema:Organization", "name": one_line(article.outlet)}
    if article.published:
        node["datePublished"] = article.published
    if address := web_address(article.url):
        node["url"] = address
    return node


def _event(event: Event, ids: dict[str, str]) -> _Node:
    node: _Node = {
        "id": f"#{_fragment(event.id)}",
        "type": ["schema:Event", "prov:Entity"],
        "name": one_line(event.title),
        "description": one_line(event.summary),
        "keywords": [one_line(event.type), event.status],
    }
    if event.status == "planned":
        node["eventStatus"] = "schema:EventScheduled"
    if event.date:
        node |= _dates(event.date)
    if event.places:
        node["location"] = [_thing("schema:Place", place.name) for place in event.places]
    about = [
        _thing(
            "schema:Place" if one.label in _PLACES else _KINDS.get(one.label, "schema:Thing"),
            one.name,
        )
        for one in event.participants
        if one.label
    ]
    if about:
        node["about"] = about
    articles = _unique([ids[one.article] for one in event.sources if one.article in ids])
    node |= {"subjectOf": articles, "wasDerivedFrom": articles, "wasGeneratedBy": "#extraction"}
    return node


def _dates(date: EventDate) -> _Node:
    node: _Node = {"edtf": date.edtf}
    if date.basis == "bounded" or date.edtf.endswith(("~", "?", "%")):
        return node
    first, last = sides(date)
    if first:
        node["startDate"] = {"type": _XSD[len(first)], "@value": first}
    if last:
        node["endDate"] = {"type": _XSD[len(last)], "@value": last}
    return node


def _thing(kind: str, name: str) -> _Node:
    return {"type": kind, "name": one_line(name)}


def _annotation(event: Event, source: Source, article: str) -> _Node:
    """The sentence as a Web Annotation: by its words, and by its place in the text read."""
    sentence = source.sentence
    return {
        "id": f"#{_fragment(event.id)}.{_fragment(source.mention)}",
        "type": "oa:Annotation",
        "motivation": "oa:identifying",
        "body": f"#{_fragment(event.id)}",
        "target": {
            "type": "oa:SpecificResource",
            "source": article,
            "selector": [
                {"type": "oa:TextQuoteSelector", "exact": source.quote},
                {"type": "oa:TextPositionSelector", "start": sentence.start, "end": sentence.end},
            ],
        },
    }


def _fragment(id: str) -> str:
    return quote(id, safe="")


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
