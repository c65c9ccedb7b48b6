"""The Groningen Meaning Bank's names: news, labelled semi-automatically, mended where regular.

Its classes are geo, gpe, org, per, tim, art, eve, nat. Regular faults: the title is in the person
(President Bush), gpe is mostly demonyms (NORP) with some countries, North Korean is two names, and
one name has several classes (Tehran as org, Bush as geo). A name that is of one class in most
mentions is of it in all; the frequent rest was read (gmb_corrections.tsv).  https://gmb.let.rug.nl
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from iob2 import Tagged, spans
from labels import (
    GPE,
    GROUPS,
    LOC,
    NORP,
    ORG,
    PERSON,
    STATES,
    TITLES,
    place_label,
    territories,
    without_title,
)
from names import Name

_ORGANISATIONS = frozenset({"U.N.", "UN", "EU", "European Union", "African Union", "NATO"})
_PLACES = frozenset({"U.S.", "US", "U.K.", "UK", "America", "West Bank", "The Hague", "Gaza"})
_DIRECTIONS = frozenset(
    [
        "southern",
        "northern",
        "eastern",
        "western",
        "central",
        "south",
        "north",
        "east",
        "west",
        "northwest",
        "northeast",
        "southwest",
        "southeast",
        "northwestern",
        "northeastern",
        "southwestern",
        "southeastern",
        "the",
    ]
)
# What slips into spans from beside the name: "Russia" 's Foreign Ministry.
_EDGES = frozenset({"'s", "'", ",", ".", "-", '"', "and", "of", "(", ")"})
_COMPASS = frozenset({"North", "South", "East", "West"})
# Offices at the end of an organisation's span: "U.N. Secretary-General".
_OFFICES = frozenset(
    [
        "Secretary-General",
        "Secretary",
        "Minister",
        "Prime",
        "President",
        "Ambassador",
        "Spokesman",
        "Spokeswoman",
        "Spokesperson",
        "Chairman",
        "Commissioner",
        "Premier",
        "Chancellor",
        "Senator",
        "Director",
        "Envoy",
    ]
)
# Offices of which GMB keeps a part in an organisation: "U.S. Defense" Secretary.
_PORTFOLIOS = frozenset(
    ["Defense", "Foreign", "State", "Interior", "Finance", "Treasury", "Energy", "Justice"]
)
_MAJORITY, _SEEN = 0.6, 5


@dataclass(frozen=True)
class Lexicon:
    """What the training part says: peoples, the one label of a name, words of persons' names."""

    demonyms: frozenset[str]
    labels: dict[str, str]
    in_persons: frozenset[str]


def read_corrections(path: Path) -> dict[str, str]:
    """Read the reviewed names: label, `-` for no name, `?` for one that stays unlabelled."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    return {row[0]: row[1] for row in rows}


def learn_lexicon(sentences: list[Tagged], corrections: dict[str, str]) -> Lexicon:
    """Collect demonyms and majority labels from sentences, the reviewed names first."""
    demonyms = _demonyms(sentences) - {name for name, label in corrections.items() if label != NORP}
    counts: dict[str, Counter[str]] = {}
    in_persons: Counter[str] = Counter()
    for words, labels in sentences:
        for start, end, kind in spans(labels):
            if kind == "per":
                start = without_title(words, start, end)
                in_persons.update(set(words[start:end]))
            text = " ".join(words[start:end])
            label = _class(kind, text, demonyms)
            if label and text:
                counts.setdefault(text, Counter())[label] += 1
    majority = {}
    for text, counter in counts.items():
        label, count = counter.most_common(1)[0]
        total = counter.total()
        if text in territories():
            majority[text] = GPE
        elif total >= _SEEN and count >= _MAJORITY * total:
            majority[text] = label
        elif in_persons[text] > 2 * (total - counter[PERSON]):
            majority[text] = PERSON  # Yushchenko, seen as Viktor Yushchenko far more often
    persons = frozenset(word for word, count in in_persons.items() if count >= 2) - TITLES
    return Lexicon(demonyms, majority | corrections, persons)


def sentence_names(tagged: Tagged, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the names of one sentence with our labels; None where the label is not to be had."""
    words, labels = tagged
    taken = 0
    for start, end, kind in spans(labels):
        if kind == "tim":
            continue
        start = max(start, taken)
        if kind in ("org", "geo"):  # "U.N. Secretary-General Ban Ki-moon", whole, as org
            title = _last_title(words, start, end)
            if title is not None and lexicon.in_persons.issuperset(words[title + 1 : end]):
                yield Name(title + 1, end, PERSON)
                end = title
        first, last = _trimmed(words, start, end, kind)
        if first >= last:
            continue
        text = " ".join(words[first:last])
        label = lexicon.labels.get(text) or _class(kind, text, lexicon.demonyms) or "-"
        if kind == "per" and first > start and label not in (PERSON, "-"):
            label = PERSON  # after a title it is a person, whatever else bears the name
        if text in _COMPASS and last < len(words) and words[last] in lexicon.demonyms:
            last, label = last + 1, NORP  # North Korean
        taken = last
        if label == "-":
            continue
        if not any(word[:1].isupper() for word in words[first:last]):
            continue
        yield Name(first, last, None if label == "?" else label)
    yield from _unlabelled_peoples(tagged, lexicon)


def _last_title(words: list[str], start: int, end: int) -> int | None:
    """Return where the last title before other words stands in a span."""
    for index in range(end - 2, start - 1, -1):
        if words[index] in TITLES or (words[index] == "State" and words[index - 1] == "of"):
            return index
    return None


def _trimmed(words: list[str], start: int, end: int, kind: str) -> tuple[int, int]:
    """Cut from a span what is no part of the name: titles, directions, offices after it."""
    first, last = start, end
    while first < last and words[first] in _EDGES:
        first += 1
    while last > first and words[last - 1] in _EDGES:
        last -= 1
    if first == last:
        return first, last
    if kind == "per":
        first = without_title(words, first, last)
    if kind in ("geo", "gpe"):
        while first < last - 1 and words[first] in _DIRECTIONS:
            first += 1
        direction = words[first].endswith("ern") and "_".join(words[first:last]) not in STATES
        if direction and " ".join(words[first + 1 : last]) in territories():
            first += 1  # Southern Afghanistan, but Northern Ireland
    if kind == "org":
        while last > first + 1 and words[last - 1] in _OFFICES:
            last -= 1
        before_title = last < len(words) and words[last] in TITLES
        if before_title and last > first + 1 and words[last - 1] in _PORTFOLIOS:
            last -= 1
    return first, last


def _unlabelled_peoples(tagged: Tagged, lexicon: Lexicon) -> Iterator[Name]:
    words, labels = tagged
    for index, (word, label) in enumerate(zip(words, labels, strict=True)):
        after_compass = index and words[index - 1] in _COMPASS and labels[index - 1] != "O"
        if label == "O" and not after_compass and (word in lexicon.demonyms or word in GROUPS):
            yield Name(index, index + 1, NORP)


def split_compounds(
    tagged: Tagged, spaces: list[bool], lexicon: Lexicon
) -> tuple[Tagged, list[bool]]:
    """Split unlabelled compounds that begin with a name (NATO-led), and label the name."""
    kinds = {ORG: "org", GPE: "geo", LOC: "geo", NORP: "gpe"}
    words: list[str] = []
    labels: list[str] = []
    split_spaces: list[bool] = []
    for word, label, space in zip(*tagged, spaces, strict=True):
        name, hyphen, rest = word.partition("-")
        kind = kinds.get(lexicon.labels.get(name, ""))
        if label == "O" and hyphen and rest and kind and word not in lexicon.labels:
            other = kinds.get(lexicon.labels.get(rest, ""))  # Kosovo-Serbia
            words += [name, "-", rest]
            labels += [f"B-{kind}", "O", f"B-{other}" if other else "O"]
            split_spaces += [False, False, space]
        else:
            words.append(word)
            labels.append(label)
            split_spaces.append(space)
    return (words, labels), split_spaces


def _class(kind: str, text: str, demonyms: frozenset[str]) -> str | None:
    """Return our label for one of theirs, None where we have no class for it."""
    if text in _ORGANISATIONS:
        return ORG
    if text in _PLACES:
        return place_label(text)
    if text in demonyms or text in GROUPS:
        return NORP
    return {"per": PERSON, "org": ORG, "geo": place_label(text), "gpe": GPE}.get(kind)


def _demonyms(sentences: Iterable[Tagged]) -> frozenset[str]:
    """Return the words that are gpe but neither geo nor the name of a territory: Iraqi, Afghans."""
    counts: dict[str, Counter[str]] = {"geo": Counter(), "gpe": Counter()}
    for words, labels in sentences:
        for start, end, kind in spans(labels):
            if kind in counts:
                counts[kind][" ".join(words[start:end])] += 1
    return frozenset(
        name
        for name, count in counts["gpe"].items()
        if count >= 2
        and counts["geo"][name] * 2 < count
        and name not in territories()
        and name[:1].isupper()
    )
