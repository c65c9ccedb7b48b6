"""Names in re3d: descriptions and pronouns are labelled there as entities; the names are kept.

https://github.com/dstl/re3d
"""

from collections.abc import Iterator

from gmb import Lexicon
from iob2 import Tagged, spans
from labels import GPE, GROUPS, NORP, ORG, PERSON, place_label, territories, without_title
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
_IN_PERSONS = frozenset(["al", "-", "’", "'", "bin", "ibn"])
_PRONOUNS = frozenset(
    ["We", "It", "They", "Our", "Their", "He", "She", "I", "My", "His", "Her", "You", "Its", "Us"]
)
_COUNTRIES = frozenset({"U.S.", "US", "UK", "U.K.", "America", "Britain"})


def sentence_names(tagged: Tagged, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names of one sentence; what is dropped but written like a name is unknown."""
    words, labels = tagged
    demonyms = lexicon.demonyms
    covered: set[int] = set()
    for start, end, kind in spans(labels):
        covered.update(range(start, end))
        first = start
        while first < end and words[first] in _LEADING:
            first += 1
        if kind == "Person":
            first = without_title(words, first, end)
        text = " ".join(words[first:end])
        joining = _IN_PERSONS if kind == "Person" else _JOINING
        label = _label(kind, text, lexicon)
        whole = (
            first < end
            and _capital(words[first])
            and _capital(words[end - 1])
            and all(_capital(word) or word in joining for word in words[first:end])
        )
        if whole and label:
            yield Name(first, end, label)
            continue
        if kind == "Location" and first < end and _capital(words[end - 1]):
            tail = end - 1  # the town in "the village of Qasr"
            while tail > first and _capital(words[tail - 1]):
                tail -= 1
            if words[tail - 1] in ("of", "northern", "southern", "eastern", "western", "city"):
                yield Name(tail, end, place_label(" ".join(words[tail:end])))
                end = tail
        for index in range(start, end):
            if words[index] in demonyms or words[index] in GROUPS:
                yield Name(index, index + 1, NORP)
            elif _capital(words[index]) and words[index] not in _LEADING | _PRONOUNS:
                yield Name(index, index + 1, None)
    for index, word in enumerate(words):
        if index not in covered and (word in demonyms or word in GROUPS):
            yield Name(index, index + 1, NORP)


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
