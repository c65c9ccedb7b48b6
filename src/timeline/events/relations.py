"""Temporal relations that the text states between an event and another event or a time.

"Following the attack of March 4, the alliance sent troops": sending is after the attack. The
signal words and their meaning are TimeML's SIGNAL and TLINK, reduced to after, before, and during.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.events.status import awaited
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import RelationKind, TimeExpression

# Signals in lower case, longest first where one begins another.
SIGNALS: tuple[tuple[tuple[str, ...], RelationKind], ...] = (
    (("in", "the", "aftermath", "of"), "after"),
    (("in", "the", "wake", "of"), "after"),
    (("on", "the", "eve", "of"), "before"),
    (("in", "the", "run-up", "to"), "before"),
    (("in", "the", "midst", "of"), "during"),
    (("in", "the", "course", "of"), "during"),
    (("as", "a", "result", "of"), "after"),
    (("in", "response", "to"), "after"),
    (("in", "retaliation", "for"), "after"),
    (("in", "reprisal", "for"), "after"),
    (("in", "revenge", "for"), "after"),
    (("in", "reaction", "to"), "after"),
    (("in", "connection", "with"), "after"),
    (("ahead", "of"), "before"),
    (("prior", "to"), "before"),
    (("subsequent", "to"), "after"),
    (("following",), "after"),
    (("after",), "after"),
    (("since",), "after"),
    (("before",), "before"),
    (("until",), "before"),
    (("during",), "during"),
    (("amid",), "during"),
    (("at",), "during"),
    (("in",), "during"),
)
# Signals that tell a time only with an event itself: "at their meeting", but not "in a house".
_DIRECT = frozenset(("at", "in"))
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], RelationKind]]] = {}
for _words, _kind in SIGNALS:
    _BY_FIRST.setdefault(_words[0], []).append((_words, _kind))
_THROUGH = frozenset(("acl", "acl:relcl", "parataxis", "ccomp"))


def find(
    tree: Tree,
    triggers: Sequence[Trigger],
    dated: Mapping[int, int],
    times: Sequence[TimeExpression],
    first: int,
    end: int,
) -> dict[int, list[tuple[RelationKind, int, int, int | None, int | None]]]:
    """Relations told within the tokens first to end, by the token of the related trigger.

    Each is (kind, first and last character of the signal, time index, token of the other trigger).
    """
    told_by: dict[int, int] = {}
    for trigger in triggers:
        told_by.setdefault(trigger.predicate, trigger.token)
        told_by[trigger.token] = trigger.token
    found: dict[int, list[tuple[RelationKind, int, int, int | None, int | None]]] = {}
    for index in range(first, end):
        match = _signal(tree, index, end)
        if match is None:
            continue
        kind, last = match
        target = _target(tree, last)
        if target is None or target <= last:
            continue
        other = told_by.get(target)
        if other is None and _is_direct(tree, index, last):
            continue
        if other is None:
            other = _below(tree, target, told_by)
        time = tree.times[target] if tree.times[target] >= 0 else None
        if time is not None and not _placed(times[time]):
            time = None
        if time is None and other is not None:
            time = dated.get(other)
        if time is None and other is None:
            continue
        if kind == "after" and _lasts(tree, index, times):
            kind = "during"  # "was closed for eight years after the war": it closed then
        owner = _owner(tree, index, last, target, told_by)
        if owner is None or owner == other or _ranks(tree, owner):
            continue
        if tree.lower[index] in ("until", "till") and awaited(tree, owner):
            continue
        found.setdefault(owner, []).append(
            (kind, tree.tokens[index].start, tree.tokens[last].end, time, other)
        )
    return found


def _lasts(tree: Tree, signal: int, times: Sequence[TimeExpression]) -> bool:
    """Whether a length of time stands right before a signal: "for eight years after the war"."""
    number = tree.times[signal - 1] if signal else -1
    if number < 0 or times[number].type != "DURATION":
        return False
    first = tree.inside(times[number].start, times[number].end).start
    return first > 0 and tree.lower[first - 1] == "for"


def _is_direct(tree: Tree, index: int, last: int) -> bool:
    return index == last and tree.lower[index] in _DIRECT


def _placed(time: TimeExpression) -> bool:
    return time.type == "DATE" and not time.value.endswith("_REF")


def _signal(tree: Tree, index: int, end: int) -> tuple[RelationKind, int] | None:
    for words, kind in _BY_FIRST.get(tree.lower[index], ()):
        last = index + len(words) - 1
        if last < end and all(
            tree.lower[index + place] == word for place, word in enumerate(words)
        ):
            return kind, last
    return None


def _target(tree: Tree, last: int) -> int | None:
    """What the signal introduces: the head it marks, or its object where it was read as a verb."""
    token = tree.tokens[last]
    if token.dep in ("case", "mark", "fixed", "advmod"):
        head = token.head
        if token.dep == "fixed":
            head = tree.tokens[head].head
        return head
    return tree.child(last, "obj", "obl", "nmod", "ccomp", "xcomp")


def _below(tree: Tree, target: int, told_by: Mapping[int, int]) -> int | None:
    """The first event inside what the signal introduces: "after a day of clashes"."""
    below = sorted(index for index in tree.subtree(target, _THROUGH) if index in told_by)
    return told_by[below[0]] if below else None


def _ranks(tree: Tree, owner: int) -> bool:
    """Whether a noun is ranked within a period: "the worst crash since 1959" is no limit."""
    return tree.tokens[owner].pos == "NOUN" and any(
        tree.tokens[child].tag == "JJS" or tree.lemmas[child] in ("first", "only")
        for child in tree.children[owner]
    )


def _owner(
    tree: Tree, first: int, last: int, target: int, told_by: Mapping[int, int]
) -> int | None:
    """The event that stands in the relation: the first one above the phrase."""
    inside = set(tree.subtree(target))
    index = target
    if tree.tokens[last].head == target and tree.tokens[target].head in range(first, last + 1):
        index = tree.tokens[target].head  # "wake" in "in the wake of the attack"
    elif target in tree.children[last]:
        index = last
    if tree.tokens[last].head == last or tree.tokens[last].dep == "parataxis":
        # "Following the attack" read as a clause, with the main clause beside it.
        beside = tree.child(last, "parataxis", "ccomp", "conj")
        return None if beside is None else told_by.get(beside)
    for above in tree.ancestors(index):
        if above in told_by and told_by[above] not in inside:
            return told_by[above]
        if tree.tokens[above].pos == "VERB" and tree.tokens[above].dep in ("acl:relcl", "ccomp"):
            return None
    return None
