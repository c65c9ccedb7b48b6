"""What parsers misread in news, put right where the words leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from timeline.records import Token

_CLAUSE_OPENERS = frozenset(("after", "before", "since", "until", "while", "as", "because"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_CLAUSES = frozenset(("advcl", "conj", "acl", "acl:relcl", "advcl:relcl"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))


def put_right(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an article with the relations that its words must have.

    "Lund resigned after protesters stormed the hall": "after" opens a clause whose verb is finite
    and lacks a subject, so what stands before the verb is the subject, and not an oblique.
    """
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    right = list(tokens)
    for verb, token in enumerate(tokens):
        told = _told(tokens, children, verb) if token.dep == "ccomp" else None
        if told is not None:
            right[told] = msgspec.structs.replace(tokens[told], dep="nsubj", head=verb)
        if token.tag not in _FINITE or token.dep not in _CLAUSES or token.pos != "VERB":
            continue
        found = _subject(tokens, children, verb)
        if found is not None:
            subject, opener = found
            right[subject] = msgspec.structs.replace(tokens[subject], dep="nsubj")
            right[opener] = msgspec.structs.replace(tokens[opener], dep="mark", head=verb)
    return tuple(right)


def _told(tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: int) -> int | None:
    """The object of a verb of saying that is the subject of what is said: "Berg says nine of the
    sailors taken in May have been freed"."""
    below = children[verb]
    finite = [i for i in (verb, *below) if tokens[i].tag in _FINITE and tokens[i].pos != "NOUN"]
    if not finite or any(tokens[c].dep.startswith(("nsubj", "csubj", "expl")) for c in below):
        return None
    objects = [c for c in children[tokens[verb].head] if tokens[c].dep == "obj"]
    if len(objects) != 1 or objects[0] > verb:
        return None
    # "for which Berg blames Lund, has been condemned" goes on with another subject
    commas = sum(tokens[i].text == "," for i in range(objects[0] + 1, verb))
    return objects[0] if commas % 2 == 0 else None


def _subject(
    tokens: Sequence[Token], children: Sequence[Sequence[int]], verb: int
) -> tuple[int, int] | None:
    """The oblique before a verb that is its subject, and the conjunction that opens the clause."""
    if any(tokens[child].dep.startswith(("nsubj", "csubj", "expl")) for child in children[verb]):
        return None
    before = [c for c in children[verb] if c < verb and tokens[c].dep == "obl"]
    if len(before) != 1 or tokens[before[0]].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    (noun,) = before
    last = noun
    stack = [noun]
    while stack:
        stack += (below := children[stack.pop()])
        last = max((last, *below))
    if any(tokens[index].pos not in _BETWEEN for index in range(last + 1, verb)):
        return None
    openers = [c for c in children[noun] if tokens[c].dep == "case"]
    if len(openers) != 1 or tokens[openers[0]].text.lower() not in _CLAUSE_OPENERS:
        return None
    return noun, openers[0]
