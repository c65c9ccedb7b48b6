"""What parsers misread in news, put right where the words leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from timeline.records import Token

_CLAUSE_OPENERS = frozenset(("after", "before", "since", "until", "while", "as", "because"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_CLAUSES = frozenset(("advcl", "conj", "acl", "acl:relcl", "advcl:relcl"))
_LATER = frozenset(("later", "earlier"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))


def put_right(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of an article with the relations that its words must have.

    "Lund resigned after protesters stormed the hall": "after" opens a clause whose verb is finite
    and lacks a subject, so what stands before the verb is the subject, and not an oblique. "Three
    days later protesters fought the guards": "later" says when they fought, not which protesters.
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
        if (
            token.dep == "amod"
            and token.text.lower() in _LATER
            and _tells_how_long(tokens, children, verb)
        ):
            told_of = tokens[token.head]
            right[verb] = msgspec.structs.replace(token, dep="advmod", head=told_of.head)
        if token.tag not in _FINITE or token.dep not in _CLAUSES or token.pos != "VERB":
            continue
        found = _subject(tokens, children, verb)
        if found is not None:
            subject, opener = found
            right[subject] = msgspec.structs.replace(tokens[subject], dep="nsubj")
            right[opener] = msgspec.structs.replace(tokens[opener], dep="mark", head=verb)
    return tuple(right)


def _tells_how_long(tokens: Sequence[Token], children: Sequence[Sequence[int]], later: int) -> bool:
    """Whether "later" has a time before it, and stands before the subject of a verb."""
    subject = tokens[tokens[later].head]
    timed = any(c < later and tokens[c].pos in ("NOUN", "NUM") for c in children[later])
    return timed and later < tokens[later].head and subject.dep.startswith("nsubj")


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
