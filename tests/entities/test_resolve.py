"""Within one article: what a short name stands for."""

import msgspec

from tests.treebank import parsed
from timeline.entities import resolve
from timeline.records import Entity


def article(text, *names, common=()):
    """An article with these (name, label) pairs, found in the order given; no parse is needed."""
    base = parsed("Court frees editor")
    entities, last = [], 0
    for name, label in names:
        last = text.index(name, last)
        entities.append(Entity(start=last, end=last + len(name), label=label, text=name, name=name))
        last += len(name)
    return msgspec.structs.replace(base, text=text, entities=tuple(entities))


def resolved(text, *names):
    return [(e.text, e.name, e.label) for e in resolve(article(text, *names))]


def test_a_last_name_takes_the_full_name():
    assert resolved("Anna Berg spoke. Berg left.", ("Anna Berg", "PERSON"), ("Berg", "PERSON")) == [
        ("Anna Berg", "Anna Berg", "PERSON"),
        ("Berg", "Anna Berg", "PERSON"),
    ]


def test_a_last_name_before_the_full_name_takes_it_too():
    found = resolved("Berg left. Anna Berg spoke.", ("Berg", "PERSON"), ("Anna Berg", "PERSON"))
    assert found[0][1] == "Anna Berg"


def test_a_last_name_of_two_people_stays():
    found = resolved(
        "Anna Berg met Olaf Berg. Berg left.",
        ("Anna Berg", "PERSON"),
        ("Olaf Berg", "PERSON"),
        ("Berg", "PERSON"),
    )
    assert [name for _, name, _ in found] == ["Anna Berg", "Olaf Berg", "Berg"]


def test_a_title_and_an_initial_change_no_name():
    found = resolved(
        "President Anna J. Berg spoke. Anna Berg left.",
        ("President Anna J. Berg", "PERSON"),
        ("Anna Berg", "PERSON"),
    )
    assert {name for _, name, _ in found} == {"Anna J. Berg"}


def test_an_acronym_takes_the_name_it_was_introduced_for():
    found = resolved(
        "The Ostrova River Authority (ORA) met. ORA left.",
        ("Ostrova River Authority", "ORG"),
        ("ORA", "ORG"),
    )
    assert {name for _, name, _ in found} == {"Ostrova River Authority"}


def test_a_name_has_one_label():
    found = resolved(
        "Anna Berg spoke. Berg left. Berg slept.",
        ("Anna Berg", "PERSON"),
        ("Berg", "GPE"),
        ("Berg", "PERSON"),
    )
    assert {label for _, _, label in found} == {"PERSON"}


def test_a_table_settles_a_label():
    assert resolved("NATO met.", ("NATO", "PERSON")) == [("NATO", "NATO", "ORG")]


def test_what_the_article_writes_as_a_common_noun_is_no_name():
    base = parsed("Court frees editor")
    headline = msgspec.structs.replace(
        base,
        text="Editor freed. " + base.text,
        entities=(Entity(start=0, end=6, label="PERSON", text="Editor", name="Editor"),),
    )
    assert resolve(headline) == ()
