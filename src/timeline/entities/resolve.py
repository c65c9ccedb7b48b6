"""Within one article: which full name a short name, an acronym, or a titled name stands for."""

from __future__ import annotations

import msgspec

from timeline.entities.acronyms import introduced
from timeline.entities.names import bare, fold, known, organisation, person
from timeline.records import Entity, ParsedArticle


def resolve(parsed: ParsedArticle) -> tuple[Entity, ...]:
    """Give each name of an article the full form that it stands for, as `Entity.name`.

    "Anna Berg ... Berg" and "Kosovo Force (KFOR) ... KFOR" are one name each. A last name that two
    people of the article bear stays as it is.
    """
    acronyms = {
        fold(short): known(long, "ORG") or long for short, long in introduced(parsed.text).items()
    }
    people = _full_names(parsed.entities)
    return tuple(
        msgspec.structs.replace(entity, name=_name(entity, acronyms, people))
        for entity in parsed.entities
    )


def _name(entity: Entity, acronyms: dict[str, str], people: dict[str, str | None]) -> str:
    if entity.label == "PERSON":
        name = person(entity.text)
        return people.get(fold(name)) or name
    name = bare(entity.text)
    shown = acronyms.get(fold(name)) if entity.label == "ORG" else None
    if shown is None:
        shown = known(name, entity.label)
    if shown is None and entity.label == "ORG":
        shown = organisation(name)
    return shown or name


def _full_names(entities: tuple[Entity, ...]) -> dict[str, str | None]:
    """First and last names by the one person who bears them; None where two do."""
    bearers: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for entity in entities:
        if entity.label != "PERSON":
            continue
        name = person(entity.text)
        words = name.split()
        if len(words) < 2:
            continue
        key = " ".join((fold(words[0]), fold(words[-1])))
        shown.setdefault(key, name)
        for short in (words[0], words[-1], name):
            bearers.setdefault(fold(short), set()).add(key)
    return {
        short: shown[next(iter(keys))] if len(keys) == 1 else None
        for short, keys in bearers.items()
    }
