"""Across articles: who holds an office, so that "Norway's president" goes by the president's name.

One outlet names a person whom another calls by the office alone. The texts themselves say who holds
it ("Norwegian President Paul Lund"); nothing is known of offices beside the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from timeline.entities.names import fold, known, lines
from timeline.records import AnnotatedArticle, Entity, Mention, Participant

Office = tuple[str, str]
"""A body and an office of it: ("Norway", "president")."""

_BODIES = frozenset(("GPE", "NORP", "ORG"))
# Whoever held or will hold an office is not its holder: "former Norwegian President Anna Berg".
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|onetime|then|future|next|designate|deputy|acting|assistant)[\s-]+$",
    re.IGNORECASE,
)
_REACH = 60
"""Characters in which a body, an office and a name stand beside each other."""


def holders(collection: Iterable[AnnotatedArticle]) -> dict[Office, str]:
    """Who holds each office by the texts: "Norwegian President Paul Lund".

    Only offices for which the collection names one person: where power changed hands, nobody is.
    """
    found: dict[Office, set[str]] = {}
    for article in collection:
        bodies = [one for one in article.entities if one.label in _BODIES]
        people = [one for one in article.entities if one.label == "PERSON"]
        for body in bodies:
            for person in people:
                if -_REACH < person.start - body.end < _REACH:
                    office = _held(article.text, body, person)
                    if office is not None:
                        found.setdefault((_state(body.name), office), set()).add(person.name)
    return {office: next(iter(names)) for office, names in found.items() if len(names) == 1}


def with_holders(collection: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """Articles in which those told by their office alone take part under their name.

    Names are expected to be those of `rename`: a person who goes by two is two holders.
    """
    held = holders(collection)
    return [_named(article, held) if held else article for article in collection]


def _named(article: AnnotatedArticle, held: Mapping[Office, str]) -> AnnotatedArticle:
    replace = msgspec.structs.replace

    def named(mention: Mention) -> Mention:
        participants = tuple(_by_name(one, held) for one in mention.participants)
        same = participants == mention.participants
        return mention if same else replace(mention, participants=participants)

    return replace(article, mentions=tuple(named(one) for one in article.mentions))


def _by_name(one: Participant, held: Mapping[Office, str]) -> Participant:
    office = _told(one.name) if one.label is None else None
    name = held.get(office) if office is not None else None
    return msgspec.structs.replace(one, name=name, label="PERSON") if name is not None else one


def _held(text: str, body: Entity, person: Entity) -> str | None:
    """The office of a body that a text says a person holds, or None."""
    if body.end <= person.start:
        if _NOT_NOW.search(text[max(0, body.start - 20) : body.start]):
            return None
        between = text[body.end : person.start]
        title = _TITLE.fullmatch(between)  # "Norwegian President Paul Lund"
        if title is None and _PAUSE.fullmatch(between):
            title = _TITLE_OF.search(text[max(0, body.start - _REACH) : body.start])
            if title is not None and _NOT_NOW.search(
                text[max(0, body.start - _REACH) : body.start][: title.start()]
            ):
                return None
    elif _APPOSITION.fullmatch(text[person.end : body.start]):
        title = _TITLE_AFTER.match(text[body.end : body.end + _REACH])  # "Lund, Norway's president"
    else:
        title = _APPOSED_OF.fullmatch(text[person.end : body.start])  # "Lund, president of Norway"
    return _offices()[fold(title["office"])] if title is not None else None


def holds_office(text: str, name: Entity) -> bool:
    """Whether a text says of a name that it is the holder of an office: "Lund, the mayor, said"."""
    return _HOLDER.match(text, name.end) is not None


def _told(phrase: str) -> Office | None:
    """The office that a noun phrase names: "Norway's president", "mayor of Ostrova"."""
    found = _PHRASE.fullmatch(phrase) or _PHRASE_OF.fullmatch(phrase)
    return None if found is None else (_state(found["body"]), _offices()[fold(found["office"])])


def _state(body: str) -> str:
    """A body for its name or adjective, folded: "Norwegian" and "Norway" are one."""
    return fold(_demonyms().get(fold(body)) or known(body, "GPE") or known(body, "ORG") or body)


@cache
def _demonyms() -> dict[str, str]:
    rows = (line.split("\t") for line in lines("demonyms.tsv"))
    return {fold(one): state for state, adjectives in rows for one in adjectives.split("|")}


@cache
def _offices() -> dict[str, str]:
    rows = (line.split("\t") for line in lines("offices.tsv"))
    return {
        fold(one): office
        for office, others in rows
        for one in (office, *filter(None, others.split("|")))
    }


def _pattern(form: str) -> re.Pattern[str]:
    """A pattern in which OFFICE stands for any office, however it is written."""
    names = sorted(_offices(), key=lambda one: (-len(one), one))
    office = "|".join(re.escape(one) for one in names)
    return re.compile(form.replace("OFFICE", rf"(?P<office>{office})"), re.IGNORECASE)


_TITLE = _pattern(r"(?:['’]s?)?\s+OFFICE,?\s+")
_PAUSE = re.compile(r",?\s+")
_TITLE_OF = _pattern(r"(?<!\w)OFFICE\s+of\s+(?:the\s+)?$")
_APPOSITION = re.compile(r",\s+(?:the\s+)?", re.IGNORECASE)
_TITLE_AFTER = _pattern(r"(?:['’]s?)?\s+OFFICE(?![\w-])")
_APPOSED_OF = _pattern(r",\s+(?:the\s+)?OFFICE\s+of\s+(?:the\s+)?")
_HOLDER = _pattern(r",\s+(?:the|its)\s+OFFICE,")
_PHRASE = _pattern(r"(?P<body>\w[\w .'’-]*?)(?:['’]s)?\s+OFFICE")
_PHRASE_OF = _pattern(r"OFFICE\s+of\s+(?:the\s+)?(?P<body>\w[\w .'’-]*)")
