"""The numbers that events are told with, and what they count: "killed at least 12 people".

A number is read from the words of the sentence, what it counts from the noun it stands with, and
what happened to them from quantities.tsv. Ages, times, ranks and shares are no quantities of an
event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.events.lexicon import counted
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Quantity, QuantityKind

Number = int | float

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()  # noqa: SIM905
    + "fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_WORDS: dict[str, int] = {
    "a": 1,
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
}
_SCALES: dict[str, int] = {
    "dozen": 12,
    "couple": 2,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
# Plurals of vague size say that there were two of them at least.
_VAGUE: dict[str, int] = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
}
_LEAST = frozenset(("at least", "more than", "over", "no fewer than", "no less than", "upwards of"))
_MOST = frozenset(
    ("up to", "as many as", "at most", "fewer than", "less than", "no more than", "under")
)
_ABOUT = frozenset(
    (
        *("about", "around", "roughly", "approximately", "some", "nearly", "almost"),
        *("an estimated", "close to"),
    )
)
_MARKS: dict[str, str] = {
    "$": "dollar",
    "US$": "US dollar",
    "A$": "Australian dollar",
    "C$": "Canadian dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
}
_CURRENCIES = frozenset(
    "dollar euro pound yen yuan rouble ruble rupee franc krona peso lira real rand".split()  # noqa: SIM905
)

# What measures a time or a way is no quantity of the event, nor are "both sides" news.
_MEASURES = frozenset(
    "second minute hour day night week month year decade time".split()  # noqa: SIM905
    + "mile kilometre kilometer metre meter km mph kmh inch foot side".split()  # noqa: SIM905
)

_YEAR = re.compile(r"1\d{3}|20\d\d")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELLED = rf"(?:{_any(_TENS)})(?:[ -](?:{_any(_SMALL[1:10])}))?|{_any(_SMALL)}"
_SCALE = r"(?:[ -](?:hundred|thousand|million|billion|trillion|dozen)\b|\s?(?<=\d)(?:m|bn)\b)"
_ONE = rf"(?:(?:{_FIGURE}|{_SPELLED}){_SCALE}*|a (?:dozen|couple|hundred|thousand|million)\b)"
_MARK = f"(?:{_any(_MARKS)})"
_NUMBER = re.compile(
    rf"(?:(?<!\w)(?P<modifier>{_any((*_LEAST, *_MOST, *_ABOUT))})\s+)?"
    rf"(?<![\w$€£¥.,:/-])(?P<mark>{_MARK})?\s?"
    rf"(?:(?P<vague>{_any(_VAGUE)})|(?P<low>{_ONE})"
    rf"(?:(?:\s?[-–]\s?|\s(?:to|or)\s)(?:{_MARK})?(?P<high>{_ONE}))?)"
    r"(?![\w%:/]|[.,]\d|-\w|\s(?:percent|per cent|years? old))",
    re.IGNORECASE,
)


class _Counted(NamedTuple):
    """A number in a sentence: its match and the tokens of its words."""

    match: re.Match[str]
    tokens: range


def find(
    tree: Tree, triggers: Sequence[Trigger], text: str, first: int, end: int
) -> dict[int, tuple[Quantity, ...]]:
    """The quantities of the tokens first to end (one sentence), by the trigger that they go with.

    A number goes with the nearest event above it in the syntax. What no event is told with is left
    out, and so is a lone "one" of which nothing else is known.
    """
    told_by: dict[int, int] = {}
    for trigger in triggers:
        told_by.setdefault(trigger.predicate, trigger.token)
        told_by[trigger.token] = trigger.token
    found: dict[int, list[Quantity]] = {}
    for number in _numbers(tree, text, first, end):
        noun = _noun(tree, number, end)
        kind, word = _kind(tree, number, noun)
        owner = _owner(tree, noun if word is None else word, told_by, noun)
        if owner is None:
            continue
        quantity = _quantity(tree, number, noun, kind, text)
        if quantity is not None:
            found.setdefault(owner, []).append(quantity)
    return {owner: tuple(quantities) for owner, quantities in found.items()}


def _numbers(tree: Tree, text: str, first: int, end: int) -> Iterator[_Counted]:
    if first == end:
        return
    for match in _NUMBER.finditer(text, tree.tokens[first].start, tree.tokens[end - 1].end):
        tokens = tree.inside(match.start("vague" if match["vague"] else "low"), match.end())
        if any(tree.times[index] >= 0 for index in tokens):
            continue
        if match["mark"] is None:
            if any(tree.names[index] is not None for index in tokens):
                continue
            head = tree.tokens[tokens.start].head
            if head == tokens.start - 1 and tree.tokens[head].pos in ("NOUN", "PROPN"):
                continue  # "Route 12", "Article 5": a number after its noun is a name
        yield _Counted(match, tokens)


def _noun(tree: Tree, number: _Counted, end: int) -> int:
    """What a number counts: the noun it stands before, or the number itself."""
    top = tree.top(number.tokens)
    index = number.tokens[-1] if top is None else top
    if tree.tokens[index].dep in ("nummod", "compound", "det", "nmod:unmarked"):
        head = tree.tokens[index].head
        if head > index and tree.tokens[head].pos in ("NOUN", "PROPN", "SYM", "NUM", "ADJ"):
            index = head
    for _ in number.tokens:
        part = tree.child(index, "nmod")
        if index not in number.tokens or part is None or tree.case(part) != "of" or part >= end:
            break
        index = part  # "dozens of people", "tens of thousands of villagers"
    return index


def _kind(tree: Tree, number: _Counted, noun: int) -> tuple[QuantityKind, int | None]:
    """What happened to those counted, and the word that says so."""
    if number.match["mark"] or tree.lemmas[noun] in _CURRENCIES:
        return "money", None
    table = counted()
    after = max(noun, number.tokens[-1]) + 1
    if after < len(tree.tokens) and tree.sentence_of[after] == tree.sentence_of[noun]:
        kind = table.get((tree.lower[after], "after"))
        if kind is not None:
            return kind, after
    kind = table.get((tree.lemmas[noun], "noun"))
    if kind is not None:
        return kind, noun
    index = noun
    for _ in range(3):
        token = tree.tokens[index]
        head = token.head
        if head == index:
            break
        above = tree.tokens[head]
        if token.dep == "conj" and above.pos in ("NOUN", "PROPN", "NUM", "PRON"):
            index = head
            continue
        if token.dep == "nmod" and tree.case(index) == "of":
            kind = table.get((above.lemma.lower(), "noun"))
            if kind is not None:
                return kind, head
            if above.pos in ("NUM", "NOUN") and head in number.tokens:
                index = head
                continue
            break
        if above.pos not in ("VERB", "ADJ"):
            break
        return _done(tree, index, head)
    return "other", None


def _done(tree: Tree, index: int, verb: int) -> tuple[QuantityKind, int | None]:
    """What a verb says of those counted, by their place beside it."""
    table = counted()
    dep = tree.tokens[index].dep
    lemma = tree.phrase(verb, _OBJECTS)
    kind: QuantityKind | None = None
    if dep in ("obj", "nsubj:pass"):
        kind = table.get((lemma, "object"))
    elif dep == "nsubj" and tree.child(verb, "obj") is None:
        kind = table.get((lemma, "subject")) or table.get((lemma, "after"))
        passive = tree.tokens[verb].tag == "VBN" and tree.child(verb, "aux") is None
        if kind is None and passive:
            kind = table.get((lemma, "object"))  # a headline: "Nine killed in mine blast"
    elif dep == "nsubj":
        kind = table.get((tree.phrase(verb, _SUBJECTS), "subject"))
    return (kind, verb) if kind is not None else ("other", None)


class _Slot:
    """The words of one slot of the table, asked by lemma alone."""

    def __init__(self, slot: str) -> None:
        self.slot = slot

    def __contains__(self, word: object) -> bool:
        return (word, self.slot) in counted()


_OBJECTS, _SUBJECTS = _Slot("object"), _Slot("subject")


def _owner(tree: Tree, index: int, told_by: dict[int, int], noun: int) -> int | None:
    for start in dict.fromkeys((index, noun)):
        if start in told_by:
            return told_by[start]
        for above in tree.ancestors(start):
            if above in told_by:
                return told_by[above]
            if tree.tokens[above].pos in ("VERB", "AUX") and tree.tokens[above].dep != "xcomp":
                carried = tree.child(above, "obj", "xcomp", "nsubj", "nsubj:pass")
                if carried in told_by:
                    return told_by[carried]
                break
    return None


def _quantity(
    tree: Tree, number: _Counted, noun: int, kind: QuantityKind, text: str
) -> Quantity | None:
    match = number.match
    modifier = match["modifier"].lower() if match["modifier"] else None
    low: Number | None
    high: Number | None
    if match["vague"]:
        low, high = _VAGUE[match["vague"].lower()], None
        modifier = modifier or match["vague"].lower()
    else:
        low = value(match["low"])
        high = value(match["high"]) if match["high"] else low
        if low is None or high is None:
            return None
        scale = match["high"] and re.search(r"(?:[mb]n?|illion)$", match["high"])
        if scale and low < 1000 and low < high:
            # "5 to 7 million"
            low *= next(s for name, s in _SCALES.items() if match["high"].endswith(name))
        if low > high:
            return None  # "a vote of 12 to 3" is no range
    if modifier in _LEAST:
        high = None
    elif modifier in _MOST:
        low = None
    unit = _MARKS.get(match["mark"].upper()) if match["mark"] else _unit(tree, number, noun)
    if kind == "other" and (
        unit is None
        or low == high == 1
        or tree.lemmas[noun] in _MEASURES
        or _YEAR.fullmatch(match["low"] or "")
    ):
        return None
    last = max(noun, number.tokens[-1]) if unit is not None and not match["mark"] else None
    end = match.end() if last is None else tree.tokens[last].end
    return Quantity(
        kind=kind,
        low=low,
        high=high,
        modifier=modifier,
        unit=unit,
        text=text[match.start() : end],
        start=match.start(),
        end=end,
    )


def _unit(tree: Tree, number: _Counted, noun: int) -> str | None:
    """The words for what is counted, from the number to the noun: "police officers"."""
    if noun <= number.tokens[-1] or (tree.lemmas[noun], "after") in counted():
        return None  # "Two dead", "killing 12"
    words = [
        index
        for index in range(number.tokens[-1] + 1, noun + 1)
        if tree.tokens[index].pos not in ("ADP", "DET")
    ]
    if len(words) > 6 or any(tree.tokens[i].text in ",;([" for i in words):
        return None
    return tree.words(words)


def value(words: str) -> Number | None:
    """A number as written: "1,200", "2.5 million", "twenty-one", "a dozen"; None if it is none."""
    total: Number = 0
    current: Number | None = None
    for part in re.findall(r"[\d.,]+|[a-z]+", words.lower()):
        if part[0].isdigit():
            figure = part.replace(",", "")
            current = float(figure) if "." in figure else int(figure)
        elif part in _WORDS:
            current = (current or 0) + _WORDS[part]
        elif part in _SCALES:
            scaled = (1 if current is None else current) * _SCALES[part]
            current = scaled
        else:
            return None
    if current is None:
        return None
    total += current
    return int(total) if total == int(total) else round(total, 6)
