"""Which articles count as one source."""

import datetime

import msgspec
import pytest

from tests.annotated import annotated
from timeline.grouping import copies, originals
from timeline.records import AnnotatedArticle

WIRE = """A ferry sank in the strait off Ostrova on Monday with forty people on board.
Divers searched the wreck until dark and brought nine bodies ashore, the coast guard said.
The cause of the accident is not known, and the owner of the ferry declined to comment.
The ministry of transport has sent two inspectors to the island to look at the papers."""

OTHER = """Nine people drowned when a ferry went down near Ostrova.
Its owner would not speak to reporters, and no one could say why the ship had failed.
Rescue teams worked all afternoon, while inspectors from the capital were on their way."""

REWRITTEN = """A ferry went down in the strait off Ostrova on Monday; forty people were on board.
Divers searched until nightfall and brought nine bodies ashore, according to the coast guard.
The cause of the disaster is not known, and the ferry's operator declined to comment.
The ministry of transport has dispatched two inspectors so that they can look at the papers."""


def published(name: str, text: str, day: str | None = "2024-03-05") -> AnnotatedArticle:
    return annotated(name, text, published=day)


def kinds(*articles: AnnotatedArticle) -> dict[str, tuple[str, str]]:
    return {copy.article: (copy.original, copy.kind) for copy in copies(articles)}


def test_an_article_cut_from_another_is_a_copy_of_it():
    cut = "\n".join(WIRE.splitlines()[:2])
    assert kinds(published("a", cut), published("b", WIRE)) == {"a": ("b", "copy")}


def test_an_article_in_other_words_here_and_there_is_rewritten():
    found = kinds(published("wire", WIRE, "2024-03-04"), published("site", REWRITTEN))
    assert found == {"site": ("wire", "rewritten")}


def test_two_reports_of_one_event_are_independent():
    assert kinds(published("a", WIRE), published("b", OTHER)) == {}


def test_the_original_is_what_was_published_first():
    found = kinds(
        published("a", WIRE, "2024-03-06"), published("b", WIRE + "\nMore.", "2024-03-05")
    )
    assert found == {"a": ("b", "copy")}


def test_copies_of_copies_have_one_original():
    first, second = WIRE.splitlines()[:2], WIRE.splitlines()[1:]
    found = kinds(
        published("whole", WIRE, "2024-03-04"),
        published("first", "\n".join(first)),
        published("second", "\n".join(second)),
    )
    assert {original for original, _ in found.values()} == {"whole"}


def test_what_someone_said_is_no_copy():
    speech = (
        "“We shall look at the papers of this ship and of every ship of this company, and no one "
        "who has failed in his duty will keep his place,” the minister said."
    )
    one = "The strait was calm when the ferry left.\n" + speech
    other = "Families waited on the quay all night long.\n" + speech
    assert kinds(published("a", one), published("b", other)) == {}


def test_the_order_of_articles_does_not_matter():
    articles = [published("a", WIRE), published("b", REWRITTEN), published("c", WIRE[:200])]
    assert copies(articles) == copies(articles[::-1])


def test_a_sentence_of_an_agency_in_two_reports_is_one():
    agency = WIRE.splitlines()[1]
    one = published("a", "The harbour was full of families.\n" + agency, "2024-03-04")
    other = published("b", "Inspectors will come to the island today.\n" + agency)
    found = originals([one, other], copies([one, other]))
    assert found.sentence[("b", 1)] == ("a", 1)


@pytest.mark.parametrize("day", [None, datetime.date(2024, 3, 5)])
def test_without_days_the_longer_article_is_the_original(day):
    long, short = annotated("z", WIRE), annotated("a", WIRE[: len(WIRE) // 2])
    articles = [
        msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, published=day))
        for one in (long, short)
    ]
    assert kinds(*articles) == {"a": ("z", "copy")}
