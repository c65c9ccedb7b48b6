"""The linked data read by rdflib. The context stands in the file: no network is needed."""

from __future__ import annotations

import msgspec
import pytest
import rdflib
from rdflib.namespace import PROV, RDF, XSD

from tests.hand_made import TEXTS
from tests.rendering.flood import STORY
from timeline.rendering import left_out, render

# rdflib's own parser of JSON-LD uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

BASE = "https://story.example/"
SCHEMA = rdflib.Namespace("https://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
DATE = rdflib.URIRef("http://purl.org/dc/terms/date")
EDTF = rdflib.URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
GAZETTE = rdflib.URIRef("https://gazette.example/dam?a=1")


def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=render(STORY, "jsonld"), format="json-ld", publicID=BASE)


def event(id: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{BASE}#{id}")


def test_the_context_asks_for_no_network() -> None:
    context = msgspec.json.decode(render(STORY, "jsonld"))["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context


def test_every_key_means_something() -> None:
    """A key that the context does not have would be dropped without a word."""
    whole = msgspec.json.decode(render(STORY, "jsonld"))
    context = whole.pop("@context")

    def keys(value: object) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(keys, value))
        if isinstance(value, dict):
            return value.keys() | keys(list(value.values()))
        return set()

    assert keys(whole) - context.keys() == {"@value"}


def test_an_event_is_derived_from_its_articles() -> None:
    found = graph()
    assert (event("b2"), RDF.type, SCHEMA.Event) in found
    assert (event("b2"), PROV.wasDerivedFrom, GAZETTE) in found
    assert (event("b2"), SCHEMA.subjectOf, GAZETTE) in found
    assert (GAZETTE, RDF.type, SCHEMA.NewsArticle) in found
    activity = found.value(event("b2"), PROV.wasGeneratedBy)
    assert (found.value(activity, PROV.wasAssociatedWith), RDF.type, PROV.SoftwareAgent) in found
    assert len(list(found.objects(event("b2"), PROV.wasDerivedFrom))) == 2


def test_an_article_without_an_address_is_named_by_its_hash() -> None:
    named = [str(one) for one in graph().subjects(RDF.type, SCHEMA.NewsArticle)]
    assert {one for one in named if one.startswith("http")} == {
        "https://gazette.example/dam?a=1",
        "https://ledger.example/a%20b",
    }
    assert sum(one.startswith("ni:///sha-256;") for one in named) == 2


def test_dates_are_edtf_and_no_more_exact_than_known() -> None:
    found = graph()
    day = rdflib.Literal("2021-03-03", datatype=XSD.date)
    assert (event("b2"), SCHEMA.startDate, day) in found
    month = rdflib.Literal("2021-03", datatype=XSD.gYearMonth)
    assert (event("d5"), SCHEMA.startDate, month) in found
    limits = rdflib.Literal("2021-03-03/2021-03-05", datatype=EDTF)
    assert (event("b3"), DATE, limits) in found
    assert found.value(event("b3"), SCHEMA.startDate) is None


def test_every_quote_is_an_annotation_with_its_words_and_its_place() -> None:
    found = graph()
    notes = list(found.subjects(OA.hasBody, event("b2")))
    assert len(notes) == 2
    (target,) = [
        target
        for note in notes
        for target in found.objects(note, OA.hasTarget)
        if (target, OA.hasSource, GAZETTE) in found
    ]
    selectors = {found.value(one, RDF.type): one for one in found.objects(target, OA.hasSelector)}
    exact = found.value(selectors[OA.TextQuoteSelector], OA.exact)
    place = selectors[OA.TextPositionSelector]
    start, end = (int(found.value(place, part)) for part in (OA.start, OA.end))  # type: ignore[arg-type]
    assert str(exact) == TEXTS["gazette"][start:end]


def test_a_denied_event_is_left_out_and_told() -> None:
    assert (event("e6"), None, None) not in graph()
    assert left_out(STORY, "jsonld") == ["1 event denied by the sources"]
