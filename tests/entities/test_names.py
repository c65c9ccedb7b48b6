"""What a name is made of."""

import importlib.resources

import pytest

from timeline.entities.names import bare, fold, known, organisation, person


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Đurić", "duric"),
        ("Łódź", "lodz"),
        ("Zveçan", "zvecan"),
        ("U.S.", "us"),
        ("O’Neill", "o'neill"),
        ("  Anna   Berg ", "anna berg"),
    ],
)
def test_folding_drops_what_spellings_differ_in(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Jane Roe", "Jane Roe"),
        ("Foreign Minister Jane Roe", "Jane Roe"),
        ("Mr. Roe's", "Roe"),
        ("General", "General"),
        ("King Olaf", "King Olaf"),
    ],
)
def test_a_title_is_no_part_of_a_name(text, name):
    assert person(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("Acme Corp.", "Acme"), ("Acme, Inc.", "Acme"), ("Group", "Group"), ("the Acme", "Acme")],
)
def test_a_legal_form_is_no_part_of_a_name(text, name):
    assert organisation(text) == name


def test_a_possessive_and_an_article_go():
    assert bare("the Bank’s") == "Bank"


@pytest.mark.parametrize(
    ("name", "label", "shown"),
    [
        ("North Atlantic Treaty Organization", "ORG", "NATO"),
        ("the EU", "ORG", "European Union"),
        ("U.S.", "GPE", "United States"),
        ("Kiev", "GPE", "Kyiv"),
        ("Ostrova", "GPE", None),
        ("US", "PERSON", None),
    ],
)
def test_tables_know_variants(name, label, shown):
    assert known(name, label) == shown


@pytest.mark.parametrize("table", ["organisations.tsv", "countries.tsv"])
def test_no_variant_stands_for_two_names(table):
    text = importlib.resources.files("timeline.entities").joinpath(table).read_text("utf-8")
    bearers = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, aliases = line.split("\t")
            for variant in (name, *aliases.split("|")):
                bearers.setdefault(fold(variant), set()).add(name)
    assert {variant: names for variant, names in bearers.items() if len(names) > 1} == {}
