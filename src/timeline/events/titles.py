"""The words of a sentence that say in one short statement what happened, for a title.

Sentence compression by the parse, after Knight and Marcu 2002 (Artificial Intelligence 139(1)) and
Filippova and Strube 2008 (INLG): what a clause cannot do without stays (subject, verb, objects, the
way to the trigger), what leads away is left out (attribution, linking words, the date, which a
timeline shows beside it), and the rest goes, least needed first, until the title is short enough.
No word is added but a name in the place of a pronoun or of a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline.events.clauses import clause
from timeline.events.compression import Compression
from timeline.events.frames import Frame, frame_of, is_bare
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.events.wording import is_sure, wording
from timeline.records import Entity, TimeExpression, Title

LONGEST = 100
"""Characters of a title."""

_PLURAL_SELF = frozenset("i we me us my our mine ours you your".split())  # noqa: SIM905
_PERSONAL = frozenset("he she it they him her them his its their this that these those".split())  # noqa: SIM905
_POINTING = frozenset("this these that those such his her its their whose".split())  # noqa: SIM905
ENDS = ' \t\n,;:–—-."'
_HANGING = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with)(?=[,;:])")
"""A preposition that has lost its noun with a date that was left out: "at the meeting in, ..."."""

_BREAK = re.compile(r"[,;:–—]\s|\s(?=(?:after|while|which|who|as|because|although|when)\s)")


def title(
    tree: Tree,
    trigger: Trigger,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> Title:
    """The statement that tells a trigger's event, in at most `LONGEST` characters.

    "Lund, police said, was freed and flew home" gives for *flew* "Lund flew home".
    """
    found = frame_of(tree, trigger)
    if found is not None:
        frame, form = found
        words, rest = Compression(tree, frame, trigger, times).words()
        while True:
            text = _HANGING.sub("", wording(tree, sorted(words), frame, antecedents))
            if len(text) <= LONGEST or not rest:
                break
            words -= rest.pop(0).tokens
        if len(text) <= LONGEST and not is_bare(tree, trigger, frame, words):
            if form != "phrase" and _points_elsewhere(tree, frame, words, antecedents):
                form = "reference"
            return Title(text=text, form=form)
    span = clause(tree, trigger)
    first, last = tree.inside(span.start, span.end)[0], tree.inside(span.start, span.end)[-1]
    text = wording(tree, list(range(first, last + 1)), None, antecedents)
    return Title(text=shortened(text), form="phrase")


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text cut at the end of a phrase if possible, else of a word, to so many characters."""
    if len(text) <= longest:
        return text
    ends = [
        found.start() for found in _BREAK.finditer(text) if longest // 3 < found.start() <= longest
    ]
    if ends:
        return text[: ends[-1]].rstrip(ENDS)
    return text[: text.rfind(" ", 0, longest)].rstrip(ENDS) + "…"


def _points_elsewhere(
    tree: Tree, frame: Frame, words: set[int], antecedents: Mapping[int, Entity]
) -> bool:
    """Whether a reader would have to know what came before: "It closed", "That raid failed"."""
    if tree.quoted[frame.root]:
        return True  # words of someone whom the title does not name
    quoting = any(tree.quoted[i] for i in words)
    for index in words:
        token = tree.tokens[index]
        lower = token.text.lower()
        if lower in _PLURAL_SELF and not (quoting and tree.quoted[index]):
            return True
        if lower not in _PERSONAL or (index in antecedents and is_sure(tree, index)):
            continue
        if index == frame.subject and token.dep != "expl":
            return True
        if token.head == frame.root and token.dep in ("obj", "iobj"):
            return True
    return any(
        tree.tokens[child].text.lower() in _POINTING
        and child not in antecedents
        and tree.tokens[child].dep in ("det", "nmod:poss", "amod")
        for child in tree.children[frame.subject]
    )
