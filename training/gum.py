"""Names in GUM: from the brackets of its entity annotation to spans of proper nouns.

GUM brackets every referring expression, whole ("the mayor of the town"), and calls many common
nouns named. Kept are persons, places and organisations whose head is tagged as a proper noun,
cut down to the name itself.  https://gucorpling.org/gum/entities.html
"""

import re
from collections.abc import Iterator

from conllu import Sentence
from labels import GROUPS, NORP, ORG, PERSON, place_label, without_title
from names import Name

# (17-person-new-nnnnn-cf2-1,2-coref-Some_Link or 17) ; the third last field before the
# coreference type is the minimal span, counted from the bracket's first word.
_BRACKET = re.compile(r"\((\d+)-([^()]*)|(\d+)\)|\)")
_INSIDE_NAMES = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "von",
        "van",
        "der",
        "bin",
        "al",
        "-",
        "'",
        "'s",
        "&",
        "del",
        "di",
    ]
)


def sentence_names(sentence: Sentence, demonyms: frozenset[str]) -> Iterator[Name]:
    """Yield the names of one sentence; proper nouns under no known name are of unknown class."""
    covered: set[int] = set()
    found = []
    for start, end, kind, head in _mentions(sentence):
        if kind not in ("person", "place", "organization"):
            continue
        if not sentence.tags[head].startswith("NNP"):
            continue
        first, last = _name_around(sentence, head, start, end, joined=kind != "person")
        if kind == "person":
            first = without_title(sentence.words, first, last)
        if first >= last:
            continue
        text = " ".join(sentence.words[first:last])
        label = {"person": PERSON, "organization": ORG}.get(kind) or place_label(text)
        peoples = kind == "person" and sentence.tags[head] == "NNPS"  # the Vikings
        found.append(Name(first, last, NORP if peoples or text in demonyms else label))
    # The outermost name wins: University of Leeds, not Leeds.
    for name in sorted(found, key=lambda name: (name.start - name.end, name.start)):
        if covered.isdisjoint(range(name.start, name.end)):
            covered.update(range(name.start, name.end))
            yield name
    for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        if index in covered:
            continue
        if word in demonyms or word in GROUPS:
            yield Name(index, index + 1, NORP)
        elif tag.startswith("NNP"):
            yield Name(index, index + 1, None)


def _mentions(sentence: Sentence) -> Iterator[tuple[int, int, str, int]]:
    """Yield (start, end, entity type, index of the head) of the brackets closed in a sentence."""
    open_brackets: list[tuple[str, int, list[str]]] = []
    for index, misc in enumerate(sentence.misc):
        entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for match in _BRACKET.finditer(entity):
            if match[1]:
                open_brackets.append((match[1], index, match[2].split("-")))
                continue
            wanted = match[3] or (open_brackets[-1][0] if open_brackets else "")
            for place in range(len(open_brackets) - 1, -1, -1):
                if open_brackets[place][0] == wanted:
                    _, start, fields = open_brackets.pop(place)
                    head = start + int(fields[4].split(",")[0]) - 1
                    if start <= head <= index:
                        yield start, index + 1, fields[0], head
                    break


def _name_around(
    sentence: Sentence, head: int, start: int, end: int, joined: bool
) -> tuple[int, int]:
    """Grow from the head over neighbours that are written as parts of a name."""

    def part(index: int) -> bool:
        word, tag = sentence.words[index], sentence.tags[index]
        return tag.startswith("NNP") or (word[:1].isupper() and tag not in ("DT", "PRP$", "IN"))

    first, last = head, head + 1
    while first > start and part(first - 1):
        first -= 1
    while last < end:
        if part(last):
            last += 1
            continue
        ahead = last
        while joined and ahead < end and sentence.words[ahead] in _INSIDE_NAMES:
            ahead += 1
        if ahead == last or ahead >= end or not part(ahead):
            break
        last = ahead + 1
    return first, last
