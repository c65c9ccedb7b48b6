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
from itertools import chain
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
    without_pluperfect,
)
from timeline.events.frames import (
    FINITE,
    SPEECH,
    SUBJECTS,
    Frame,
    frame_of,
    is_auxiliary,
    is_bare,
    is_general,
    main_clause,
)
from timeline.events.leaning import goes_on, is_vague, leans
from timeline.events.lexicon import entries
from timeline.events.soundness import is_sound
from timeline.events.subjects import meant_subject
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.events.wording import wording
from timeline.records import Entity, TimeExpression, Title, TitleForm

_SHORTEST = 30
"""Characters of a sentence that tells something: not "That was it"."""

LONGEST = 100
"""Characters of a title."""

_SURELY_LONG = LONGEST + 50
"""Letters of words that are more than a title, though the wording leaves some of them out."""

ENDS = ' \t\n,;:–—-."'
_REPORTS = ("STATEMENT", "CONCEDE")
"""What is said or admitted is told as fact by those who should know."""

_HANGING = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with)(?=[,;:])")
"""A preposition that has lost its noun with a date that was left out: "at the meeting in, ..."."""

_CAUSES = frozenset(("after", "amid", "because", "before", "despite", "due", "during"))
"""What comes after one of these is never part of what a verb says."""

_LOOSE = re.compile(r",? (?:as well|too|either)$")
_LOOSE_ENDS = ("as well", "too", "either")
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
    whole = None if main is None else _whole(tree, trigger, main, antecedents, times)
    if whole is not None:
        return whole
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
    frame = meant_subject(tree, frame, antecedents)
    made = _statement(tree, trigger, frame, antecedents, times)
    if made is None or made.cut or not made.sound or goes_on(tree, frame):
        # What was said matters more than who said it, if both are too long.
        inner = _said(tree, frame, trigger)
        shorter = inner and _statement(tree, trigger, inner, antecedents, times)
        if inner and shorter and not shorter.cut:
            frame, made = inner, shorter
    if made is None or is_bare(tree, trigger, frame, made.words):
        return None
    if trigger.token not in made.words and frame == main_clause(tree, trigger.token):
        return None
    if not made.sound or _GLUED.search(made.text):
        form = "phrase"
    elif is_general(tree, frame):
        form = "reference"
    else:
        leaning = leans(tree, frame, made.words, made.text, antecedents)
        if leaning or is_vague(tree, frame, made.words, antecedents):
            alone = _alone(tree, trigger, frame, made, antecedents)
            if alone is not None:
                made = alone
            else:
                form = "reference" if leaning else "setting"
    if form == "statement" and _QUOTING.search(made.text):
        form = "setting"
    return Title(text=made.text, form=form)


def _alone(
    tree: Tree,
    trigger: Trigger,
    frame: Frame,
    made: _Statement,
    antecedents: Mapping[int, Entity],
) -> _Statement | None:
    """A statement without the least of its parts that leans on what came before: "Berg praised the
    crew [that dealt with the incident]"."""
    for branch in sorted(made.branches, key=lambda branch: len(branch.tokens)):
        words = made.words - branch.tokens
        if len(words) == len(made.words) or not {frame.root, frame.subject} <= words:
            continue
        if not (_may_go(tree, branch) or _is_happening(tree, branch)):
            continue
        text = _worded(tree, words, frame, antecedents)
        if (
            len(text) >= _SHORTEST
            and not leans(tree, frame, words, text, antecedents)
            and not is_vague(tree, frame, words, antecedents)
            and is_sound(tree, frame, words)
            and not is_bare(tree, trigger, frame, words)
        ):
            return made._replace(words=words, text=text)
    return None


def _may_go(tree: Tree, branch: Branch) -> bool:
    """Whether what a part hangs on says enough without it: not "arrested in connection [with the
    crash]", "the southern end [of the city]", "the crew tasked [with the rescue]"."""
    top = next(i for i in branch.tokens if tree.tokens[i].head not in branch.tokens)
    head = tree.tokens[tree.tokens[top].head]
    case = tree.case(top).split(" ")[0]
    if branch.rank >= COMPLEMENT and case not in _CAUSES:
        return False
    if head.pos == "VERB":
        return not (head.tag in ("VBN", "VBG") and head.dep == "acl")
    if head.pos != "NOUN" or tree.tokens[top].dep != "nmod":
        return True
    described = any(c < tree.tokens[top].head for c in tree.children[tree.tokens[top].head])
    return case not in ("of", "to") and (described or head.tag == "NNS")


def _is_happening(tree: Tree, branch: Branch) -> bool:
    """Whether a part names what happened around it: "was killed [in the ensuing battle]", but not
    "was held in custody"."""
    return any(
        tree.tokens[i].head not in branch.tokens
        and tree.case(i) == "in"
        and tree.lemmas[i] in entries("NOUN")
        for i in branch.tokens
    )


class _Statement(NamedTuple):
    """The words of a statement, as text, whether some were cut for its length, whether it reads as
    a sentence, and the parts that it can do without."""

    words: set[int]
    text: str
    cut: bool
    sound: bool
    branches: Sequence[Branch]


def _worded(tree: Tree, words: set[int], frame: Frame, antecedents: Mapping[int, Entity]) -> str:
    text = wording(tree, sorted(without_pluperfect(tree, frame, words)), frame, antecedents)
    if "," in text or ";" in text or ":" in text:
        text = _HANGING.sub("", text)
    return _LOOSE.sub("", text) if text.endswith(_LOOSE_ENDS) else text


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
        return _worded(tree, words, frame, antecedents)

    branches, full = rest, words
    text = None if _is_too_long(tree, words) else worded(words)
    cut = 0
    while (text is None or len(text) > LONGEST) and cut < len(branches):
        words = words - branches[cut].tokens
        cut += 1
        last = cut == len(branches)
        text = None if _is_too_long(tree, words) and not last else worded(words)
    text = worded(words) if text is None else text
    ended = without_empty_clause(tree, without_hanging_end(tree, frame, words))
    if ended != words:
        words, text = ended, worded(ended)
    sound = is_sound(tree, frame, words)
    if not sound:
        others = _mended(tree, frame, words, branches, times)
        for other in chain(others, _from_its_end(tree, frame, full, branches) if cut else ()):
            if _is_too_long(tree, other) or not is_sound(tree, frame, other):
                continue
            told = worded(other)
            if _SHORTEST <= len(told) <= LONGEST:
                words, text, sound = other, told, True
                break
    return _Statement(words, text, cut > 0, sound, branches) if len(text) <= LONGEST else None


def _is_too_long(tree: Tree, words: set[int]) -> bool:
    """Whether words are too many for a title whatever their wording, which takes little off."""
    return sum(map(tree.lengths.__getitem__, words)) > _SURELY_LONG


def _from_its_end(
    tree: Tree, frame: Frame, words: set[int], branches: Sequence[Branch]
) -> Iterator[set[int]]:
    """A long statement without its last parts, whatever they are, rather than without those that it
    needs least: "Nine of the sailors seized by rebels were freed[, an official said]"."""
    for branch in sorted(branches, key=lambda branch: -branch.first):
        if not branch.tokens & words or frame.root in branch.tokens or not _may_go(tree, branch):
            continue
        words = words - branch.tokens
        if frame.subject in words:
            yield words


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


def _whole(
    tree: Tree,
    trigger: Trigger,
    frame: Frame,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> Title | None:
    """A sentence from its subject to its end, where no part of it reads as one: "Berg apologised
    and said that an error had caused the crash"."""
    if frame.subject > frame.root or trigger.token < tree.first[frame.subject]:
        return None
    begin = tree.first[frame.subject]
    words = {i for i in _sentence(tree, frame) if i >= begin} | {frame.root, frame.subject}
    words = without_leaning_times(tree, words, times)
    text = _worded(tree, words, frame, antecedents)
    told = _SHORTEST <= len(text) <= LONGEST and is_sound(tree, frame, words)
    if not told or is_bare(tree, trigger, frame, words) or _GLUED.search(text):
        return None
    if leans(tree, frame, words, text, antecedents):
        return None
    return Title(text=text, form="setting")


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
