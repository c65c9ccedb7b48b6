"""The tables of event words, read once from the plain files beside this module."""

from __future__ import annotations

import importlib.resources
from functools import cache
from typing import NamedTuple, cast

from timeline.records import QuantityKind, Role, Status


class Entry(NamedTuple):
    """A row of lexicon.tsv.

    `role` is None where the part of speech decides; `people` is the type where the one acted upon
    is a person, `forces` where it is armed forces, `craft` where a ship, a train or a car does it;
    None where that makes no difference.
    """

    type: str
    role: Role | None
    people: str | None
    forces: str | None
    craft: str | None


class Carrier(NamedTuple):
    """A row of carriers.tsv: a verb that carries another word's event, or none at all."""

    kind: str
    role: Role


class Governor(NamedTuple):
    """A row of governors.tsv: a status, "same", or None for each kind of dependent."""

    complement: str | None
    clause: str | None
    bare: str | None
    definite: str | None


class EventType(NamedTuple):
    """A row of types.tsv."""

    weight: float
    definition: str
    example: str


def _lines(name: str) -> list[str]:
    text = importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(name)]


@cache
def types() -> dict[str, EventType]:
    """Event types by name, in the order of the table."""
    return {
        name: EventType(float(weight), definition, example)
        for name, weight, definition, example in _rows("types.tsv")
    }


@cache
def entries(pos: str) -> dict[str, Entry]:
    """The lexicon of one part of speech, "VERB", "NOUN", or "ADJ", by lemma."""
    found = {}
    for lemma, of, type_, *rest in _rows("lexicon.tsv"):
        if of == pos:
            role, people, forces, craft = (*rest, "", "", "", "")[:4]
            found[lemma] = Entry(
                type_,
                cast(Role, role) if role else None,
                people or None,
                forces or None,
                craft or None,
            )
    return found


@cache
def carriers() -> dict[str, Carrier]:
    """Verbs that carry another word's event, by lemma with particle or preposition."""
    return {verb: Carrier(kind, cast(Role, role)) for verb, kind, role in _rows("carriers.tsv")}


@cache
def governors() -> dict[tuple[str, str], Governor]:
    """Words that set the status of what depends on them, by lemma and part of speech."""
    return {
        (lemma, pos): Governor(*(None if effect == "-" else effect for effect in effects))
        for lemma, pos, *effects in _rows("governors.tsv")
    }


@cache
def modifiers() -> dict[str, Status | str]:
    """What an adjective or determiner says of its noun's event: a status, or "generic"."""
    return {lemma: effect for lemma, effect in _rows("modifiers.tsv")}  # noqa: C416 - rows are lists


@cache
def situations() -> frozenset[str]:
    """Nouns for what lasts rather than happens."""
    return frozenset(_lines("situations.txt"))


@cache
def inquiries() -> dict[str, frozenset[str]]:
    """Verbs by which an outlet tells of its own asking, with "not" if they are denied, and words
    after them of which one shows it."""
    rows = (line.split("\t") for line in _lines("inquiries.tsv"))
    return {verb: frozenset(words.split()) for verb, words in rows}


@cache
def people() -> frozenset[str]:
    """Nouns for people, in the singular."""
    return frozenset(_lines("people.txt"))


@cache
def leaning() -> dict[str, str]:
    """Nouns that with "the" point to what was named before, and what kind of thing they are."""
    return dict(line.split(" ") for line in _lines("leaning.txt"))


@cache
def forces() -> frozenset[str]:
    """Nouns for armed forces, in the singular."""
    return frozenset(_lines("forces.txt"))


@cache
def craft() -> frozenset[str]:
    """Nouns for ships, trains, cars and the like, in the singular."""
    return frozenset(_lines("craft.txt"))


@cache
def counted() -> dict[tuple[str, str], QuantityKind]:
    """What a number counts, by a word and its place (slot) beside the number."""
    return {(word, slot): cast(QuantityKind, kind) for word, slot, kind in _rows("quantities.tsv")}


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """The rest of each verb of several words by its first: "carry" -> ("carry out", ...).

    Longest first, so that "take part in" is tried before "take".
    """
    by_verb: dict[str, list[str]] = {}
    for phrase in (*entries("VERB"), *carriers(), *(g for g, pos in governors() if pos == "VERB")):
        if " " in phrase:
            by_verb.setdefault(phrase.split(" ", 1)[0], []).append(phrase)
    return {
        verb: tuple(sorted(set(found), key=lambda phrase: (-len(phrase.split()), phrase)))
        for verb, found in by_verb.items()
    }
