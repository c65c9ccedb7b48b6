"""Whom a pronoun means that is the subject of a statement, where its own sentence says so."""

from __future__ import annotations

from collections.abc import Container

from timeline.events.frames import Frame
from timeline.events.lexicon import people
from timeline.events.tree import Tree

_PARTS = frozenset("compound amod flat nmod:desc nmod:poss appos".split())  # noqa: SIM905
_NAMING = frozenset(("appos", "flat", "compound", "nmod:desc"))
_COLLECTIVES = frozenset("police staff crew family group team public".split())  # noqa: SIM905


def meant_subject(tree: Tree, frame: Frame, antecedents: Container[int]) -> Frame:
    """The frame with the noun phrase that a pronoun means, where its sentence leaves no other.

    "The zoo says it will open": the zoo will. "At the meeting of the ministers they discussed the
    border": none but the ministers are several people.
    """
    pronoun, lower = frame.subject, tree.lower[frame.subject]
    if lower not in ("it", "they") or pronoun in antecedents or tree.quoted[pronoun]:
        return frame
    token = tree.tokens[pronoun]
    if token.head != frame.root or token.dep not in ("nsubj", "nsubj:pass"):
        return frame
    several = lower == "they"
    if tree.tokens[frame.root].dep == "ccomp":
        teller = tree.child(tree.tokens[frame.root].head, "nsubj")
        if teller is not None and teller < pronoun and _may_act(tree, teller):
            fits = _is_several(tree, teller) in (several, None)
            return frame._replace(subject=teller) if fits else frame
    if not several:
        return frame
    first = pronoun
    while first and tree.sentence_of[first - 1] == tree.sentence_of[pronoun]:
        first -= 1
    people = [i for i in range(first, pronoun) if _may_act(tree, i) and _are_people(tree, i)]
    told = [i for i in people if _is_in_view(tree, frame, i)]
    return frame._replace(subject=told[0]) if len(people) == len(told) == 1 else frame


def _may_act(tree: Tree, index: int) -> bool:
    token, name = tree.tokens[index], tree.names[index]
    described = {tree.lower[c] for c in tree.children[index]}
    return (
        token.pos in ("NOUN", "PROPN")
        and token.dep not in _PARTS
        and (name is None or name.label == "ORG")
        and (token.lemma.lower() not in people() or token.tag in ("NNS", "NNPS"))
        and not _names_person(tree, index)
        and not any(tree.tokens[i].dep == "conj" for i in tree.subtree(index))
        and described.isdisjoint(("no", "any", "each", "every"))
        and tree.times[index] < 0
        and not tree.quoted[index]
    )


def _names_person(tree: Tree, index: int) -> bool:
    """Whether a noun only introduces a person: "resident Anna Lund"."""
    named = (tree.names[c] for c in tree.children[index] if tree.tokens[c].dep in _NAMING)
    return any(name is not None and name.label == "PERSON" for name in named)


def _is_several(tree: Tree, index: int) -> bool | None:
    """Whether a noun is several, None where it can be said to be either: "the police"."""
    token, name = tree.tokens[index], tree.names[index]
    if token.tag in ("NNS", "NNPS"):
        return None if name is not None else True
    return None if name is not None or token.lemma.lower() in _COLLECTIVES else False


def _are_people(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    several = token.tag in ("NNS", "NNPS")
    return several and token.lemma.lower().removesuffix("s") in people()


def _is_in_view(tree: Tree, frame: Frame, index: int) -> bool:
    """Whether people act in a clause beside this one, or open it: "At a meeting of the ministers,
    they ..."."""
    above = set(tree.ancestors(index))
    return frame.root in above or (
        tree.tokens[index].dep in ("nsubj", "nsubj:pass")
        and (tree.tokens[index].head in set(tree.ancestors(frame.root)) or frame.root in above)
    )
