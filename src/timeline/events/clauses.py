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
    away = _AWAY if verbal else _NOUN_AWAY
    while stack:
        index = stack.pop()
        words.append(index)
        for child in tree.children[index]:
            token = tree.tokens[child]
            if index == predicate:
                if (
                    token.dep in away
                    or token.tag == "WRB"
                    or (token.dep == "conj" and (token.pos in _CLAUSAL or not verbal))
                ):
                    continue
                if not verbal and token.dep in ("nsubj", "nsubj:pass", "aux", "advmod", "obl"):
                    continue
            elif token.dep in ("parataxis", "acl:relcl") and child > trigger.token:
                continue
            stack.append(child)
    if trigger.token not in words:
        # The carrier modifies its noun: "the clashes that took place in May".
        words += list(tree.subtree(trigger.token, _NOUN_AWAY))
        if trigger.predicate not in words:
            words.append(trigger.predicate)
    words.sort()
    while len(words) > 1 and tree.tokens[words[-1]].pos == "PUNCT" and not _closes(tree, words[-1]):
        words.pop()
    while len(words) > 1 and tree.tokens[words[0]].pos in ("PUNCT", "CCONJ"):
        words.pop(0)
    return tree.span(words)


def _closes(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text in ("%", "$")
