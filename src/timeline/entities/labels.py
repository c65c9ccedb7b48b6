"""What kind of name it is, by its own words and by those beside it."""

from __future__ import annotations

from functools import cache

import msgspec

from timeline.entities.names import is_place, lines, listed
from timeline.entities.offices import holds_office
from timeline.entities.text import Text
from timeline.records import Entity

_NOMINAL = ("ADJ", "NOUN", "PROPN")


def by_last_word(text: Text, entities: list[Entity]) -> list[Entity]:
    """What the last word tells: "Mary Shaw Bridge" is no person, "North Coast Council" no place."""

    def told(e: Entity) -> Entity:
        words = e.text.split()
        label = _last_words().get(words[-1]) if len(words) > 1 else None
        if label == "LOC" and e.label == "PERSON":
            return msgspec.structs.replace(e, label=label)
        if label == "ORG" and e.label != "ORG" and not is_place(e.text):
            return msgspec.structs.replace(e, label=label)
        return e

    return [told(e) for e in entities]


@cache
def _last_words() -> dict[str, str]:
    return dict(line.split("\t") for line in lines("last_words.tsv"))


def by_office(text: Text, entities: list[Entity]) -> list[Entity]:
    """Who holds an office is a person: "Kurti, the prime minister, said"."""
    return [
        msgspec.structs.replace(e, label="PERSON")
        if e.label in ("GPE", "LOC", "ORG") and holds_office(text.text, e)
        else e
        for e in entities
    ]


def by_kind(text: Text, entities: list[Entity]) -> list[Entity]:
    """What it is called beside its name: "the security company, Mandor", "Mandor, a bank"."""
    return [
        msgspec.structs.replace(e, label="ORG")
        if e.label in ("PERSON", "GPE", "LOC") and _is_called_organisation(text, e)
        else e
        for e in entities
    ]


def _is_called_organisation(text: Text, entity: Entity) -> bool:
    kinds = listed("kinds_of_organisations.txt")
    first, stop = text.range(entity)

    def word(place: int) -> str:
        return text.tokens[place].text if 0 <= place < len(text.tokens) else ""

    if word(first - 1) in kinds:
        return True
    if word(stop) != ",":
        return False
    if word(first - 1) == "," and word(first - 2) in kinds:
        return True
    if word(stop + 1) not in ("a", "an", "the"):
        return False
    head = stop + 2
    while head < min(stop + 6, len(text.tokens)) and text.tokens[head].pos in _NOMINAL:
        head += 1
    return word(head - 1) in kinds
