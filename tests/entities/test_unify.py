"""Across articles: one name for the variants of a name."""

import itertools

import msgspec
import pytest

from tests.annotated import annotated
from timeline.entities import called, rename, unify
from timeline.records import Entity


def article(name, *entities, text=""):
    base = annotated(name, "Nothing.")
    return msgspec.structs.replace(
        base,
        text=text or base.text,
        entities=tuple(
            Entity(start=0, end=1, label=label, text=shown, name=shown) for shown, label in entities
        ),
    )


def people(*articles):
    return unify(
        [
            article(str(number), *((name, "PERSON") for name in names))
            for number, names in enumerate(articles)
        ]
    )


def test_diacritics_make_no_difference():
    assert people(["Ana Đurić"], ["Ana Duric"]) == {"Ana Duric": "Ana Đurić"}


def test_the_name_of_most_articles_is_shown():
    assert people(["Ana Đurić"], ["Ana Duric"], ["Ana Duric"]) == {"Ana Đurić": "Ana Duric"}


@pytest.mark.parametrize("other", ["Anna J. Berg", "A. Berg", "Berg"])
def test_initials_and_last_names_join_the_full_name(other):
    assert people(["Anna Berg"], ["Anna Berg", other]) == {other: "Anna Berg"}


def test_two_people_of_one_last_name_stay_two():
    assert people(["Anna Berg"], ["Olaf Berg"]) == {}


def test_a_last_name_of_two_people_joins_neither():
    assert people(["Anna Berg"], ["Olaf Berg"], ["Berg"]) == {}


def test_different_middle_initials_are_two_people():
    assert people(["Anna J. Berg"], ["Anna K. Berg"]) == {}


def test_a_letter_more_in_a_long_name_is_a_transliteration():
    assert people(["Stefan Obradovic"], ["Stefan Obradovic"], ["Stefan Obradowic"]) == {
        "Stefan Obradowic": "Stefan Obradovic"
    }


def test_two_spellings_in_one_article_are_two_people():
    assert people(["Stefan Obradovic", "Stefan Obradowic"]) == {}


def test_a_short_name_with_one_letter_changed_is_another():
    assert people(["Anna Brown"], ["Anna Braun"]) == {}


def test_organisations_of_the_table_are_one():
    long = "North Atlantic Treaty Organization"
    assert unify([article("a", ("NATO", "ORG")), article("b", (long, "ORG"))]) == {long: "NATO"}


def test_an_acronym_introduced_in_one_article_joins_in_all():
    first = article(
        "a", ("Ostrova River Authority", "ORG"), text="The Ostrova River Authority (ORA) met."
    )
    second = article("b", ("ORA", "ORG"))
    assert unify([first, second]) in (
        {"ORA": "Ostrova River Authority"},
        {"Ostrova River Authority": "ORA"},
    )


def test_the_order_of_articles_makes_no_difference():
    articles = [
        article("a", ("Ana Đurić", "PERSON"), ("Berg", "PERSON")),
        article("b", ("Ana Duric", "PERSON"), ("Anna Berg", "PERSON")),
        article("c", ("Anna J. Berg", "PERSON"), ("US", "GPE"), ("United States", "GPE")),
    ]
    results = {tuple(unify(order).items()) for order in itertools.permutations(articles)}
    assert len(results) == 1


def test_rename_shows_one_name_everywhere():
    told = annotated("a", "[Duric:PERSON:agent] {left:MOVEMENT} [Ostrowa:PLACE].")
    renamed = rename(told, {"Duric": "Đurić", "Ostrowa": "Ostrova"})
    (mention,) = renamed.mentions
    assert [p.name for p in mention.participants] == ["Đurić"]
    assert [p.name for p in mention.places] == ["Ostrova"]


def test_aliases_of_the_user_go_before_all_else():
    aliases = {"Ana Đurić": ["Anne Jurich"], "The Dam Works": ["River Authority"]}
    articles = [
        article("a", ("Ana Duric", "PERSON"), ("River Authority", "ORG")),
        article("b", ("Anne Jurich", "PERSON"), ("Jurich", "PERSON")),
        article("c", ("Ana Berg", "PERSON")),
    ]
    assert unify(articles, aliases) == {
        "Ana Duric": "Ana Đurić",
        "Anne Jurich": "Ana Đurić",
        "Jurich": "Ana Đurić",
        "River Authority": "The Dam Works",
    }


def test_a_name_calls_whoever_the_articles_name_so():
    base = article("a", ("Lund", "GPE"))
    person = Entity(start=0, end=1, label="PERSON", text="Đurić", name="Ana Đurić")
    found = [msgspec.structs.replace(base, entities=(*base.entities, person))]
    assert called(["duric"], found) == {"Ana Đurić"}
    assert called(["Ana Duric", "the Lund"], found) == {"Ana Đurić", "Lund"}
    assert called(["Ana"], found) == frozenset()
    assert called([], found) == frozenset()
