"""What is a name, and where it begins and ends."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from timeline.entities.acronyms import introduced
from timeline.entities.names import bare, fold, is_place, known, lines, listed, variants
from timeline.entities.text import Covered, Text, is_part, replaced
from timeline.records import Entity

_SMALL_WORDS = r"(?:(?:of|and|the|on|for|to|in) ){0,2}"
_LAW = re.compile(rf"(?:[A-Z][a-z]+ {_SMALL_WORDS}){{1,6}}(?:Act|Bill|Law|Code|Treaty)\b")


def no_tags(text: Text, entities: list[Entity]) -> list[Entity]:
    """Tags and handles are no names: "#Ostrova", "@AcmeNews"."""
    return [e for e in entities if not text.is_tag(e.start)]


def no_common_words(text: Text, entities: list[Entity]) -> list[Entity]:
    """What the article also writes as a common noun is no name: the "Schoolgirls" of a headline.
    Nor are letters that stand for a thing ("PIN", "GDP")."""
    things = listed("acronyms_of_things.txt")
    return [
        e
        for e in entities
        if not e.text.islower()
        and e.text.lower() not in text.common
        and not (e.text[:2].isupper() and fold(e.text) in things)
    ]


def no_laws(text: Text, entities: list[Entity]) -> list[Entity]:
    """The letters of a law that the article names are no organisation: "the Clean Rivers Act ...
    the CRA"."""
    laws = {
        "".join(word[0] for word in bare(found[0]).split() if word[0].isupper())
        for found in _LAW.finditer(text.text)
    }
    return [e for e in entities if not (e.label == "ORG" and e.text in laws)]


def without_titles(text: Text, entities: list[Entity]) -> list[Entity]:
    """A person's name has no titles before it: "Sheikh Salim Omar" is "Salim Omar", and so is
    "Lund Central MP Salim Omar"."""
    titles = listed("titles.txt")

    def cut(e: Entity) -> Entity:
        first, stop = text.range(e)
        start = first
        for index in range(first + 1, stop - 2):
            if fold(text.tokens[index].text) in titles:
                start = index
        while start < stop - 1 and fold(text.tokens[start].text) in titles:
            start += 1
        return text.name(start, stop, e.label) if start > first else e

    return [cut(e) if e.label == "PERSON" else e for e in entities]


def without_verbs(text: Text, entities: list[Entity]) -> list[Entity]:
    """A person's name has no verb before it, though the first word of a sentence has a capital:
    "Arresting Lund was wrong"."""

    def cut(e: Entity) -> Entity:
        first, stop = text.range(e)
        verb = stop > first + 1 and text.tokens[first].pos == "VERB"
        return text.name(first + 1, stop, e.label) if verb else e

    return [cut(e) if e.label == "PERSON" else e for e in entities]


def without_offices(text: Text, entities: list[Entity]) -> list[Entity]:
    """A state or an organisation has no office after it: "US First Lady" is "US"."""
    titles = listed("titles.txt")
    offices = titles | listed("words_of_offices.txt")

    def cut(e: Entity) -> Entity:
        first, stop = text.range(e)
        words = [fold(token.text) for token in text.tokens[first:stop]]
        if len(words) < 2 or words[-1] not in titles | {"lady"}:
            return e
        while stop > first + 1 and words[stop - 1 - first] in offices:
            stop -= 1
        left = text.name(first, stop, "ORG")
        if is_place(left.text):
            return msgspec.structs.replace(left, label="GPE")
        return left if known(left.text, "ORG") is not None else e

    return [e if e.label == "PERSON" else cut(e) for e in entities]


def known_in_full(text: Text, entities: list[Entity]) -> list[Entity]:
    """A name of two words and more that the table of organisations has is one name, if it is no
    part of a longer one: "International Committee" and "Red Cross" are not two."""
    table = _long_names()
    covered = Covered(text, entities)
    folded = [fold(token.text) for token in text.tokens]
    found: list[Entity] = []
    index = 0
    while index < len(folded):
        best = index
        for words in table.get(folded[index], ()):
            stop = index + len(words)
            if stop > best and tuple(folded[index:stop]) == words:
                name = text.name(index, stop, "ORG")
                if _written_as_name(text, index, stop, covered.under(name)):
                    best = stop
        if best > index:
            name = text.name(index, best, "ORG")
            if not any(e.label == "ORG" and is_part(name, e) for e in covered.under(name)):
                found.append(name)
        index = max(best, index + 1)
    return replaced(text, entities, found)


def _written_as_name(text: Text, first: int, stop: int, here: list[Entity]) -> bool:
    """Whether words are written as a name: with capitals, or ending in small letters where no
    organisation was seen ("North Rail police")."""
    capitals = [token.text[:1].isupper() for token in text.tokens[first:stop]]
    if not capitals[0]:
        return False
    return capitals[-1] or (sum(capitals) > 1 and not any(e.label == "ORG" for e in here))


@cache
def _long_names() -> dict[str, list[tuple[str, ...]]]:
    """Folded names of several words, by the first of them."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for variant in sorted({bare(name) for name in variants("organisations.tsv")}):
        words = tuple(variant.split())
        if len(words) > 1:
            names.setdefault(words[0], []).append(words)
    return names


def known_alone(text: Text, entities: list[Entity]) -> list[Entity]:
    """Organisations whose name is nothing else are just that, if no part of a longer name."""
    covered = Covered(text, entities)
    names = [
        text.name(first, stop, "ORG")
        for known_name in lines("well_known.txt")
        for first, stop in text.found(known_name)
    ]
    taken = Covered(text, ())
    found = []
    for name in sorted(names, key=lambda e: (e.start - e.end, e.start)):
        here = covered.under(name)
        if text.is_tag(name.start) or taken.under(name) or any(is_part(name, e) for e in here):
            continue
        taken.add(name)
        found.append(name)
    return replaced(text, entities, found)


def with_legal_form(text: Text, entities: list[Entity]) -> list[Entity]:
    """A legal form makes a name a company's, and is part of it: "Acme Plc"."""
    forms = listed("legal_forms.txt")

    def completed(e: Entity) -> Entity:
        first, stop = text.range(e)
        if stop < len(text.tokens) and _is_form(text.tokens[stop].text, forms):
            return text.name(first, stop + 1, "ORG")
        if stop - first > 1 and _is_form(text.tokens[stop - 1].text, forms):
            return msgspec.structs.replace(e, label="ORG")
        return e

    return [completed(e) for e in entities]


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word[:1].isupper() and fold(word) in forms


def joined_by_ampersand(text: Text, entities: list[Entity]) -> list[Entity]:
    """People with "&" between them are a firm: "Hart & Lowe"."""
    out: list[Entity] = []
    for e in entities:
        if (
            out
            and text.text[out[-1].end : e.start] == " & "
            and {e.label, out[-1].label} <= {"PERSON", "ORG"}
        ):
            out[-1] = text.name(text.range(out[-1])[0], text.range(e)[1], "ORG")
        else:
            out.append(e)
    return out


def joined_by_particles(text: Text, entities: list[Entity]) -> list[Entity]:
    """People with particles between them are one, and so are a person and the proper noun behind
    them: "Paulino do Rego Barros Jr.", "Ursula von der Leyen"."""
    particles = listed("particles.txt")
    firsts = {text.range(e)[0]: e for e in entities}
    out: list[Entity] = []
    for e in entities:
        if out and e.end <= out[-1].end:
            continue
        stop = text.range(e)[1] if e.label == "PERSON" else len(text.tokens)
        following = stop
        while following < len(text.tokens) and text.tokens[following].text in particles:
            following += 1
        if not stop < following < len(text.tokens):
            out.append(e)
            continue
        after, rest = text.tokens[following], firsts.get(following)
        if rest is not None and rest.label == "PERSON":
            out.append(text.name(text.range(e)[0], text.range(rest)[1], "PERSON"))
        elif rest is None and after.pos == "PROPN" and after.text.istitle():
            out.append(text.name(text.range(e)[0], following + 1, "PERSON"))
        else:
            out.append(e)
    return out


def introduced_with_letters(text: Text, entities: list[Entity]) -> list[Entity]:
    """A name that is given with its letters is an organisation, and so are the letters, unless
    the recogniser calls either something else: "Works for Ostrova (WfO)"."""
    out = entities
    for short, long in introduced(text.text).items():
        whole = bare(long)
        labels = [{e.label for e in out if e.text == name} for name in (whole, short)]
        if any(found and "ORG" not in found for found in labels):
            continue
        covered = Covered(text, out)
        letters = [text.name(first, stop, "ORG") for first, stop in text.found(short)]
        out = replaced(
            text,
            out,
            [
                *(text.name(first, stop, "ORG") for first, stop in text.found(whole)),
                *(one for one in letters if not covered.under(one) and not text.is_tag(one.start)),
            ],
        )
    return out
