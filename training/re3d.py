"""Names in re3d: descriptions and pronouns are labelled there as entities; the names are kept.

https://github.com/dstl/re3d
"""

from collections.abc import Iterator

from gmb import Lexicon
from iob2 import Tagged, spans
from labels import GPE, GROUPS, NORP, ORG, PERSON, TITLES, place_label, territories
from names import Name

_LEADING = frozenset(
    [
        "the",
        "The",
        "a",
        "an",
        "A",
        "An",
        "eastern",
        "western",
        "northern",
        "southern",
        "Eastern",
        "Western",
        "Northern",
        "Southern",
    ]
)
_JOINING = frozenset(["of", "the", "and", "for", "al", "-", "’", "'", "Al", ",", "&"])
_BEFORE_PLACES = frozenset({"of", "city", "northern", "southern", "eastern", "western"})
_IN_PERSONS = frozenset(["al", "-", "’", "'", "bin", "ibn"])
_PRONOUNS = frozenset(
    ["We", "It", "They", "Our", "Their", "He", "She", "I", "My", "His", "Her", "You", "Its", "Us"]
)
_COUNTRIES = frozenset({"U.S.", "US", "UK", "U.K.", "America", "Britain"})


def sentence_names(tagged: Tagged, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names of one sentence; what is dropped but written like a name is unknown."""
    words, labels = tagged
    covered: set[int] = set()
    for start, end, kind in spans(labels):
        covered.update(range(start, end))
        for first, last in _parts(words, start, end, kind):
            yield from _names_in(words, first, last, kind, lexicon)
    for index, word in enumerate(words):
        if index not in covered and (word in lexicon.demonyms or word in GROUPS):
            yield Name(index, index + 1, NORP)


def _parts(words: list[str], start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """Cut places at commas: "Palmyra, Syria" is two."""
    for index in range(start, end):
        if kind == "Location" and words[index] == ",":
            yield start, index
            start = index + 1
    yield start, end


def _names_in(
    words: list[str], start: int, end: int, kind: str, lexicon: Lexicon
) -> Iterator[Name]:
    first = start
    while first < end and words[first] in _LEADING:
        first += 1
    if kind == "Person":  # the name follows the last title, if there is one
        first = max([first, *(i + 1 for i in range(first, end) if _is_title(words, i))])
    joining = _IN_PERSONS if kind == "Person" else _JOINING
    if (
        first < end
        and _capital(words[first])
        and _capital(words[end - 1])
        and all(_capital(word) or word in joining for word in words[first:end])
    ):
        label = _label(kind, " ".join(words[first:end]), lexicon)
        if label:
            yield Name(first, end, label)
            end = first
    elif kind == "Location" and first < end and _capital(words[end - 1]):
        tail = end - 1  # the town in "the village of Qasr"
        while tail > first and _capital(words[tail - 1]):
            tail -= 1
        if words[tail - 1] in _BEFORE_PLACES:
            yield Name(tail, end, place_label(" ".join(words[tail:end])))
            end = tail
    for index in range(start, end):
        word = words[index]
        if word in lexicon.demonyms or word in GROUPS:
            yield Name(index, index + 1, NORP)
        elif word in territories() or word in _COUNTRIES:
            yield Name(index, index + 1, GPE)
        elif _capital(word) and word not in _LEADING | _PRONOUNS and not _is_title(words, index):
            yield Name(index, index + 1, None)


def _is_title(words: list[str], index: int) -> bool:
    return words[index] in TITLES or (words[index] == "State" and words[index - 1] == "of")


def _label(kind: str, text: str, lexicon: Lexicon) -> str | None:
    if text in _PRONOUNS:
        return None
    if kind == "Organisation":
        if text in lexicon.demonyms or text in GROUPS:
            return NORP
        if text in territories() or text in _COUNTRIES:
            return GPE
        return GPE if lexicon.labels.get(text) == GPE else ORG
    if kind == "Location":
        return place_label(text)
    return {"Person": PERSON, "Nationality": NORP}.get(kind)


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()
