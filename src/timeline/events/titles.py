"""The words of a sentence that say in one short statement what happened, for a title.

Sentence compression by the parse, after Knight and Marcu 2002 (Artificial Intelligence 139(1)) and
Filippova and Strube 2008 (INLG): what a clause cannot do without stays (subject, verb, objects, the
way to the trigger), what leads away is left out (attribution, linking words, the date, which a
timeline shows beside it), and the rest goes, least needed first, until the title is short enough.
No word is added but a name in the place of a pronoun or of a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from timeline.events.clauses import clause
from timeline.events.compression import COMPLEMENT, Branch, Compression
from timeline.events.editing import (
    nearest_subject,
    without_empty_clause,
    without_hanging_end,
    without_last_parts,
    without_late_appositions,
    without_leaning_times,
    without_opening,
    without_other_subjects,
)
from timeline.events.frames import (
    FINITE,
    SPEECH,
    SUBJECTS,
    Frame,
    frame_of,
    is_auxiliary,
    is_bare,
    main_clause,
)
from timeline.events.leaning import leans
from timeline.events.soundness import is_sound
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.events.wording import wording
from timeline.records import Entity, TimeExpression, Title, TitleForm

_SHORTEST = 30
"""Characters of a sentence that tells something: not "That was it"."""

LONGEST = 100
"""Characters of a title."""

ENDS = ' \t\n,;:–—-."'
_REPORTS = ("STATEMENT", "CONCEDE")
"""What is said or admitted is told as fact by those who should know."""

_HANGING = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with)(?=[,;:])")
"""A preposition that has lost its noun with a date that was left out: "at the meeting in, ..."."""

_LOOSE = re.compile(r",? (?:as well|too|either)$")
"""What only joins a statement to the one before."""

_QUOTING = re.compile(r":\s[\"“‘']")
"""Someone's own words, which are seldom whole in a title: 'Berg said: "We shall"'."""

_GLUED = re.compile(r"[\w,.]\"\w|^\w[^\"]*\s\"said\b|\w\w[’'][A-Z]")
"""A quotation mark that closes where one should open: 'This is a shame,"said Berg'."""

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
        title = _titled(tree, trigger, *found, antecedents, times)
        if title is not None and title.form != "phrase":
            return title
    main = main_clause(tree, trigger.token)
    if main is not None and (found is None or main != found[0]):
        other = _titled(tree, trigger, main, "setting", antecedents, times)
        if other is not None and other.form == "setting":
            return other
    if found is not None and title is not None:
        return title
    span = clause(tree, trigger)
    first, last = tree.inside(span.start, span.end)[0], tree.inside(span.start, span.end)[-1]
    text = wording(tree, list(range(first, last + 1)), None, antecedents)
    return Title(text=shortened(text), form="phrase")


def _titled(
    tree: Tree,
    trigger: Trigger,
    frame: Frame,
    form: TitleForm,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> Title | None:
    """What a clause tells as a title, None where it tells nothing or cannot be short enough."""
    frame = nearest_subject(tree, _told_first(tree, frame, trigger))
    made = _statement(tree, trigger, frame, antecedents, times)
    if made is None or made.cut or not is_sound(tree, frame, made.words):
        # What was said matters more than who said it, if both are too long.
        inner = _said(tree, frame, trigger)
        shorter = inner and _statement(tree, trigger, inner, antecedents, times)
        if inner and shorter and not shorter.cut:
            frame, made = inner, shorter
    if made is None or is_bare(tree, trigger, frame, made.words):
        return None
    if trigger.token not in made.words and frame == main_clause(tree, trigger.token):
        return None
    if not is_sound(tree, frame, made.words) or _GLUED.search(made.text):
        form = "phrase"
    elif leans(tree, frame, made.words, made.text, antecedents):
        form = "reference"
    elif form == "statement" and _QUOTING.search(made.text):
        form = "setting"
    return Title(text=made.text, form=form)


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
        return _LOOSE.sub("", _HANGING.sub("", wording(tree, sorted(words), frame, antecedents)))

    branches = list(rest)
    text, cut = worded(words), False
    while len(text) > LONGEST and rest:
        words = words - rest.pop(0).tokens
        text, cut = worded(words), True
    ended = without_empty_clause(tree, without_hanging_end(tree, frame, words))
    if ended != words:
        words, text = ended, worded(ended)
    if not is_sound(tree, frame, words):
        for other in _mended(tree, frame, words, branches, times):
            told = worded(other)
            if _SHORTEST <= len(told) <= LONGEST and is_sound(tree, frame, other):
                words, text = other, told
                break
    return _Statement(words, text, cut) if len(text) <= LONGEST else None


def _mended(
    tree: Tree,
    frame: Frame,
    words: set[int],
    branches: Sequence[Branch],
    times: Sequence[TimeExpression],
) -> Iterator[set[int]]:
    """What may be tried where a statement does not read as a sentence: all of its words from the
    first to the last, without one more of the parts that it can do without, the whole sentence."""
    whole = set(range(min(words), max(words) + 1))
    yield without_leaning_times(tree, whole, times)
    for branch in branches:
        left = words - branch.tokens
        if left != words and branch.rank < COMPLEMENT and {frame.root, frame.subject} <= left:
            yield left
    yield from without_last_parts(tree, frame, words)
    yield without_leaning_times(tree, _sentence(tree, frame), times)


def _sentence(tree: Tree, frame: Frame) -> set[int]:
    """The words of a clause's sentence, if none are quoted: "There have been two deaths"."""
    number, first, stop = tree.sentence_of[frame.root], frame.root, frame.root + 1
    while first and tree.sentence_of[first - 1] == number:
        first -= 1
    while stop < len(tree.tokens) and tree.sentence_of[stop] == number:
        stop += 1
    inside = set(range(first, stop))
    quoted = any(tree.quoted[index] for index in inside)
    return {frame.root} if quoted else inside


def _said(tree: Tree, frame: Frame, trigger: Trigger) -> Frame | None:
    """The clause that tells what was said: "He said [the port was closed]"."""
    if trigger.type not in _REPORTS or trigger.predicate != frame.root:
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
