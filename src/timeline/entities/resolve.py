"""Within one article: which full name a short name, an acronym, or a titled name stands for."""

from __future__ import annotations

from collections import Counter

import msgspec

from timeline.entities.acronyms import introduced
from timeline.entities.mend import mend
from timeline.entities.names import bare, fold, known, organisation, person
from timeline.records import Entity, ParsedArticle


def resolve(parsed: ParsedArticle) -> tuple[Entity, ...]:
    """Give each name of an article the full form that it stands for, as `Entity.name`.

    "Anna Berg ... Berg" and "River Authority (RA) ... RA" are one name each. A last name that two
    people of the article bear stays as it is. A name has one label in an article, that of the table
    or of most of its mentions. What the article also writes as a common noun is no name: the
    "Schoolgirls" of a headline.
    """
    entities = mend(parsed)
    people = _full_names(entities)
    labels = _labels(entities, people)
    acronyms = {
        fold(short): known(long, "ORG") or long for short, long in introduced(parsed.text).items()
    }
    labelled = [
        msgspec.structs.replace(entity, label=labels[fold(bare(entity.text))])
        for entity in entities
    ]
    return tuple(
        msgspec.structs.replace(entity, name=_name(entity, acronyms, people)) for entity in labelled
    )


def _labels(entities: list[Entity], people: dict[str, str | None]) -> dict[str, str]:
    """One label for each name: taggers waver between "Lund" the person and Lund the town."""
    votes: dict[str, Counter[str]] = {}
    for entity in entities:
        votes.setdefault(fold(bare(entity.text)), Counter())[entity.label] += 1
    labels = {}
    for name, counts in votes.items():
        in_table = [label for label in ("GPE", "ORG") if known(name, label) is not None]
        if in_table:
            labels[name] = in_table[0] if counts[in_table[0]] or "LOC" not in counts else "LOC"
        elif people.get(name) is not None and counts["PERSON"]:
            labels[name] = "PERSON"
        else:
            labels[name] = max(sorted(counts), key=lambda label: counts[label])
    return labels


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


def _full_names(entities: list[Entity]) -> dict[str, str | None]:
    """First, last, and full names by the one person who bears them; None where two do."""
    bearers: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for entity in entities:
        if entity.label != "PERSON":
            continue
        name = person(entity.text)
        words = name.split()
        if len(words) < 2:
            continue
        key = f"{fold(words[0])} {fold(words[-1])}"
        shown.setdefault(key, name)
        for short in (words[0], words[-1], name):
            bearers.setdefault(fold(short), set()).add(key)
    return {
        short: shown[next(iter(keys))] if len(keys) == 1 else None
        for short, keys in bearers.items()
    }
