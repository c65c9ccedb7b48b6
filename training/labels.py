"""Which of our labels a name of another corpus gets: places, peoples, titles before names."""

from functools import cache
from pathlib import Path

import babel


def _words(table: str) -> frozenset[str]:
    """Read a table in words/, one word a line."""
    lines = (Path(__file__).parent / "words" / f"{table}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


PERSON, ORG, GPE, LOC, NORP = "PERSON", "ORG", "GPE", "LOC", "NORP"

# A place whose name holds one of these is nature or a region, not a seat of government.
LOC_WORDS = _words("loc_words")
# Names of regions above or beside states; those with a word above that are states after all.
STATES = _words("states")

# Peoples, faiths and parties that the corpora label in many ways; all are NORP here.
GROUPS = _words("groups")

# CLDR's regions hold more than states.
_NO_TERRITORIES = frozenset(
    {
        "Africa",
        "Americas",
        "Antarctica",
        "Asia",
        "Caribbean",
        "Central America",
        "Europe",
        "European Union",
        "Eurozone",
        "Latin America",
        "Melanesia",
        "Micronesia",
        "North America",
        "Northern America",
        "Oceania",
        "Outlying Oceania",
        "Polynesia",
        "South America",
        "Southern Africa",
        "United Nations",
        "world",
    }
)
# Words before a person's name that are no part of it ("President Anna Berg": PERSON is Anna Berg).
TITLES = _words("titles")


@cache
def territories() -> frozenset[str]:
    """Return the English names of the countries and territories of Unicode CLDR."""
    names = set(babel.Locale("en").territories.values())
    spelled = {name.replace("&", "and") for name in names}
    return frozenset(names | spelled) - _NO_TERRITORIES


def place_label(name: str) -> str:
    """Return GPE for countries, cities, provinces, LOC for nature, continents, regions, roads."""
    bare = name.removeprefix("the ").removeprefix("The ")
    if bare in territories() or bare.replace(" ", "_") in STATES:
        return GPE
    if any(character.isdigit() for character in bare):  # roads: the A64
        return LOC
    return LOC if LOC_WORDS.intersection(bare.split()) else GPE


def without_title(words: list[str], start: int, end: int) -> int:
    """Return where the name itself starts in a person's span; `end` if there is only a title."""
    while start < end and words[start] in TITLES:
        start += 1
    return start
