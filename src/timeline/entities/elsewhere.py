"""What the rest of the article says about a name."""

from __future__ import annotations

from collections import Counter

import msgspec

from timeline.entities.names import is_place, known
from timeline.entities.text import Covered, Text, in_order, is_part
from timeline.records import Entity

_OFTEN = 2  # mentions, from which on a name is believed where the recogniser saw none


def split(text: Text, entities: list[Entity]) -> list[Entity]:
    """Two names taken for one, where one of them stands alone elsewhere: "Ostrova Anna Berg",
    "Park Lane and Ostrova", or is the place of an office: "mayor of Ostrova Anna Berg". A name that
    the article gives more than once stays whole, and so does one of the tables: "Bosnia and
    Herzegovina"."""
    labels = _labels(entities)
    out: list[Entity] = []
    for e in entities:
        once = labels[e.text].total() == 1 and len(e.text.split()) > 2
        once = once and not is_place(e.text) and known(e.text, "ORG") is None
        parts = once and (
            _after_office(text, e, labels)
            or _with_person(text, e, labels)
            or _pair(text, e, labels)
        )
        out += parts or [e]
    return out


def _labels(entities: list[Entity]) -> dict[str, Counter[str]]:
    labels: dict[str, Counter[str]] = {}
    for e in entities:
        labels.setdefault(e.text, Counter())[e.label] += 1
    return labels


def _after_office(
    text: Text, entity: Entity, labels: dict[str, Counter[str]]
) -> list[Entity] | None:
    """The place after "of", and the person who has its office."""
    first, stop = text.range(entity)
    if entity.label != "PERSON" or not first or text.tokens[first - 1].text != "of":
        return None
    for place in range(first + 1, stop - 1):
        before = text.name(first, place, "GPE")
        told = set(labels.get(before.text, ())) & {"GPE", "LOC"}
        if told or is_place(before.text):
            return [before, text.name(place, stop, "PERSON")]
    return None


def _with_person(
    text: Text, entity: Entity, labels: dict[str, Counter[str]]
) -> list[Entity] | None:
    """A full name of a person, and the name before it if that is known."""
    first, stop = text.range(entity)
    for place in range(first + 1, stop - 1):
        person = text.name(place, stop, "PERSON")
        if text.tokens[place - 1].text[:1].isupper() and "PERSON" in labels.get(person.text, ()):
            before = text.name(first, place, "")
            counts = labels.get(before.text)
            label = _most(counts) if counts else None
            return [*([text.name(first, place, label)] if label else []), person]
    return None


def _pair(text: Text, entity: Entity, labels: dict[str, Counter[str]]) -> list[Entity] | None:
    """The two names beside "and", both of the kind of the one that is known."""
    first, stop = text.range(entity)
    for place in range(first + 1, stop - 1):
        if text.tokens[place].text == "and":
            one, two = text.name(first, place, ""), text.name(place + 1, stop, "")
            counts = labels.get(one.text) or labels.get(two.text)
            if counts:
                label = _most(counts)
                return [msgspec.structs.replace(part, label=label) for part in (one, two)]
    return None


def _most(counts: Counter[str]) -> str:
    return max(sorted(counts), key=lambda label: counts[label])


def last_names(text: Text, entities: list[Entity]) -> list[Entity]:
    """The last word of a person's full name is that person where it stands alone."""
    ends = {e.text.split()[-1] for e in entities if e.label == "PERSON" and " " in e.text}
    return [
        msgspec.structs.replace(e, label="PERSON") if e.text in ends and not is_place(e.text) else e
        for e in entities
    ]


def missed(text: Text, entities: list[Entity]) -> list[Entity]:
    """What is a name elsewhere in the article is one where the recogniser missed it, or saw only a
    part of it ("Valley Water Board" twice, then "Valley").

    A name counts from its second mention on; that of a person from the first full one, and then
    with the last name alone. A word that the article also writes in small letters does not.
    """
    counts = Counter((e.text, e.label) for e in entities)
    names: dict[str, str] = {}
    for (name, label), count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if count >= _OFTEN or (label == "PERSON" and " " in name):
            names[name] = label
    for e in entities:
        if e.label == "PERSON" and " " in e.text:
            names.setdefault(e.text.split()[-1], "PERSON")
    out = list(entities)
    covered = Covered(text, out)
    for name, label in sorted(names.items(), key=lambda pair: (-len(pair[0]), pair)):
        if name.lower() in text.small:
            continue
        for first, stop in text.found(name):
            one = text.name(first, stop, label)
            here = covered.under(one)
            proper = any(token.pos == "PROPN" for token in text.tokens[first:stop])
            believed = proper or counts[name, label] >= _OFTEN
            if believed and not text.is_tag(one.start) and all(is_part(e, one) for e in here):
                out = [e for e in out if e not in here] if here else out
                out.append(one)
                covered.add(one)
    return in_order(out)
