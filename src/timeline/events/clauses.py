"""The words that tell one event, for a title: its clause without what surrounds it."""

from __future__ import annotations

from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Span

# Branches that lead away from an event's own words: other clauses, linking words, attribution.
_AWAY = frozenset(
    "advcl advcl:relcl parataxis cc mark punct discourse vocative dep list orphan".split()  # noqa: SIM905
)
_NOUN_AWAY = frozenset(("acl:relcl", "cc", "case", "mark", "punct", "parataxis", "conj", "cop"))
_CLAUSAL = frozenset(("VERB", "AUX"))


def clause(tree: Tree, trigger: Trigger) -> Span:
    """The characters from the first to the last word that tell the event.

    "Police said that two men, both armed, robbed a bank before they fled" has for *rob* "two men,
    both armed, robbed a bank". A noun's clause is its noun phrase.
    """
    predicate = trigger.predicate
    verbal = not trigger.noun or predicate != trigger.token
    words = []
    stack = [predicate]
    while stack:
        index = stack.pop()
        words.append(index)
        for child in tree.children[index]:
            if index == predicate:
                keep = _belongs(tree, child) if verbal else _names(tree, child)
            else:
                keep = child < trigger.token or tree.tokens[child].dep not in (
                    "parataxis",
                    "acl:relcl",
                )
            if keep:
                stack.append(child)
    head = tree.tokens[predicate].head
    if tree.tokens[predicate].dep == "acl" and tree.tokens[head].pos in ("NOUN", "PROPN"):
        # "troops massed along the border" needs its troops
        words += [i for i in tree.subtree(head, _NOUN_AWAY | {"acl", "nmod"}) if i < predicate]
    if trigger.token not in words:
        # The carrier modifies its noun: "the clashes that took place in May".
        words += list(tree.subtree(trigger.token, _NOUN_AWAY))
    words.sort()
    while len(words) > 1 and tree.tokens[words[-1]].pos == "PUNCT" and not _closes(tree, words[-1]):
        words.pop()
    while len(words) > 1 and tree.tokens[words[0]].pos in ("PUNCT", "CCONJ"):
        words.pop(0)
    return tree.span(words)


def _belongs(tree: Tree, child: int) -> bool:
    """Whether what depends on a verb is part of its clause."""
    token = tree.tokens[child]
    if token.dep == "advcl":
        # "called for withdrawing the troops", "was accused of hiding it"
        return tree.case(child) in ("for", "of", "from", "against", "to", "on", "about")
    if token.dep in _AWAY or token.tag == "WRB":
        return False
    return token.dep != "conj" or token.pos not in _CLAUSAL


def _names(tree: Tree, child: int) -> bool:
    """Whether what depends on a noun is part of its phrase."""
    return tree.tokens[child].dep not in (
        *_NOUN_AWAY,
        "nsubj",
        "nsubj:pass",
        "aux",
        "advmod",
        "obl",
    )


def _closes(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text in ("%", "$")
