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
from typing import NamedTuple

from timeline.events.clauses import clause
from timeline.events.compression import Compression
from timeline.events.editing import (
    is_sound,
    nearest_subject,
    without_empty_clause,
    without_hanging_end,
    without_late_appositions,
    without_leaning_times,
    without_opening,
    without_other_subjects,
)
from timeline.events.frames import FINITE, SPEECH, SUBJECTS, Frame, frame_of, is_auxiliary, is_bare
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.events.wording import is_sure, wording
from timeline.records import Entity, TimeExpression, Title

_SHORTEST = 30
"""Characters of a sentence that tells something: not "That was it"."""

LONGEST = 100
"""Characters of a title."""

_PLURAL_SELF = frozenset("i we me us my our mine ours you your".split())  # noqa: SIM905
_PERSONAL = frozenset("he she it they him her them his its their this that these those".split())  # noqa: SIM905
_POINTING = frozenset("this these that those such his her its their whose".split())  # noqa: SIM905
ENDS = ' \t\n,;:–—-."'
_HANGING = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with)(?=[,;:])")
"""A preposition that has lost its noun with a date that was left out: "at the meeting in, ..."."""

_QUOTING = re.compile(r":\s[\"“‘']")
"""Someone's own words, which are seldom whole in a title: 'Berg said: "We shall"'."""

_GLUED = re.compile(r"[\w,.]\"\w|^\w[^\"]*\s\"said\b")
"""A quotation mark that closes where one should open: 'This is a shame,"said Berg'."""

_MARKED = re.compile(r"[\"“”‘«]|(?<!\w)'")

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
        frame = nearest_subject(tree, _told_first(tree, frame, trigger))
        made = _statement(tree, trigger, frame, antecedents, times)
        if made is None or made.cut:
            # What was said matters more than who said it, if both are too long.
            inner = _said(tree, frame, trigger)
            shorter = inner and _statement(tree, trigger, inner, antecedents, times)
            if inner and shorter and not shorter.cut:
                frame, made = inner, shorter
        if made is not None and not is_bare(tree, trigger, frame, made.words):
            if form != "phrase" and (
                _points_elsewhere(tree, frame, made.words, antecedents)
                or _speaks_itself(tree, made)
            ):
                form = "reference"
            elif not is_sound(tree, frame, made.words) or _GLUED.search(made.text):
                form = "phrase"
            elif form == "statement" and _QUOTING.search(made.text):
                form = "setting"
            return Title(text=made.text, form=form)
    span = clause(tree, trigger)
    first, last = tree.inside(span.start, span.end)[0], tree.inside(span.start, span.end)[-1]
    text = wording(tree, list(range(first, last + 1)), None, antecedents)
    return Title(text=shortened(text), form="phrase")


class _Statement(NamedTuple):
    """The words of a statement, as text, and whether some were cut for its length."""

    words: set[int]
    text: str
    cut: bool


def _statement(
    tree: Tree,
    trigger: Trigger,
    frame: Frame,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> _Statement | None:
    """What a clause tells, None where it can't be told in `LONGEST` characters."""
    words, rest = Compression(tree, frame, trigger, times).words()
    words = without_other_subjects(tree, frame, words)
    words = without_late_appositions(tree, frame, words)
    words = without_empty_clause(tree, words)
    words = without_leaning_times(tree, words, times)
    words = without_opening(tree, frame, words)

    def worded(words: set[int]) -> str:
        return _HANGING.sub("", wording(tree, sorted(words), frame, antecedents))

    text, cut = worded(words), False
    while len(text) > LONGEST and rest:
        words = words - rest.pop(0).tokens
        text, cut = worded(words), True
    ended = without_empty_clause(tree, without_hanging_end(tree, frame, words))
    if ended != words:
        words, text = ended, worded(ended)
    if not is_sound(tree, frame, words):
        whole = set(range(min(words), max(words) + 1))
        whole = without_leaning_times(tree, whole, times)
        if is_sound(tree, frame, whole) and len(worded(whole)) <= LONGEST:
            words, text = whole, worded(whole)
    return _Statement(words, text, cut) if len(text) <= LONGEST else None


def _said(tree: Tree, frame: Frame, trigger: Trigger) -> Frame | None:
    """The clause that tells what was said: "He said [the port was closed]"."""
    if trigger.type != "STATEMENT" or trigger.predicate != frame.root:
        return None
    told = tree.child(frame.root, "ccomp")
    if told is None or tree.quoted[told]:
        return None
    own = tree.child(told, *SUBJECTS)
    if own is None or tree.tokens[own].tag in ("WP", "WDT") or not _is_finite(tree, told):
        return None
    return Frame(told, own, ())


def _is_finite(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].tag in FINITE or any(
        is_auxiliary(tree, child) and tree.tokens[child].tag in FINITE
        for child in tree.children[verb]
    )


def _told_first(tree: Tree, frame: Frame, trigger: Trigger) -> Frame:
    """The clause that is told where its teller comes last: "The port is closed, officials said"."""
    if trigger.type not in SPEECH or trigger.predicate != frame.root:
        return frame
    told = tree.child(frame.root, "ccomp", "parataxis")
    if told is None or not told < frame.subject or tree.quoted[told]:
        return frame
    own = tree.child(told, *SUBJECTS)
    return frame if own is None or not _is_finite(tree, told) else Frame(told, own, ())


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


def _whole_sentence(
    tree: Tree,
    frame: Frame,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> str | None:
    """A short sentence as it stands, where its clause does not come out whole: "There have been at
    least two deaths". None where it is long, asks, is quoted, or leans on the one before."""
    number, first, stop = tree.sentence_of[frame.root], frame.root, frame.root + 1
    while first and tree.sentence_of[first - 1] == number:
        first -= 1
    while stop < len(tree.tokens) and tree.sentence_of[stop] == number:
        stop += 1
    inside = set(range(first, stop))
    told = [tree.tokens[i] for i in sorted(inside) if tree.tokens[i].dep != "punct"]
    if any(tree.quoted[i] for i in inside) or tree.tokens[max(inside)].text not in (".", "!"):
        return None
    if told[0].text.lower() in _PERSONAL or told[0].pos in ("CCONJ", "SCONJ", "ADP", "ADV"):
        return None
    if any(token.text.lower() in _PLURAL_SELF for token in told):
        return None
    text = wording(tree, sorted(without_leaning_times(tree, inside, times)), frame, antecedents)
    return text if _SHORTEST <= len(text) <= LONGEST and not _GLUED.search(text) else None


def _speaks_itself(tree: Tree, made: _Statement) -> bool:
    """Whether "we" or "you" stand in a title that has no quotation marks to say whose they are."""
    own = any(tree.tokens[index].text.lower() in _PLURAL_SELF for index in made.words)
    return own and not _MARKED.search(made.text)


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
