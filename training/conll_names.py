"""Corpora with the classes of CoNLL-2003: wikigold (PER ORG LOC MISC) and Universal NER."""

from collections.abc import Iterator

from gmb import Lexicon
from iob2 import Tagged, spans
from labels import GROUPS, NORP, ORG, PERSON, place_label, without_title
from names import Name


def sentence_names(tagged: Tagged, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names of one sentence; MISC is NORP where we know the people, else unknown."""
    words, labels = tagged
    covered: set[int] = set()
    for start, end, kind in spans(labels):
        covered.update(range(start, end))
        text = " ".join(words[start:end])
        if kind == "PER":
            first = without_title(words, start, end)
            yield Name(first, end, PERSON) if first < end else Name(start, end, None)
        elif text in lexicon.demonyms or text in GROUPS:
            yield Name(start, end, NORP)
        else:
            label = {"ORG": ORG, "LOC": place_label(text)}.get(kind)
            yield Name(start, end, label)
    for index, word in enumerate(words):
        if index not in covered and (word in lexicon.demonyms or word in GROUPS):
            yield Name(index, index + 1, NORP)
