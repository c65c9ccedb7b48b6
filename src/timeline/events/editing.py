"""What an editor strikes from a statement, and whether what is left reads as a sentence.

The parse is the parser's guess, so these rules look at the words as they stand, too: a title must
not lean on what a reader of it has not read ("the next day"), nor keep the half of a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.frames import FINITE, SUBJECTS, Frame, is_auxiliary
from timeline.events.tree import Tree
from timeline.records import TimeExpression

_SUBORDINATORS = frozenset(
    "after although as because before despite if once since though unless until when while".split()  # noqa: SIM905
)
_WHEN = frozenset(("", "on", "in", "at", "by", "during", "early", "late", "since", "until"))
"""What may stand before a time that only says when."""

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))


_ASKING = frozenset(("WP", "WDT", "WP$", "WRB"))
_AMOUNTS = frozenset("about around almost nearly over under up between at more fewer less".split())  # noqa: SIM905
_NEEDED = frozenset(("obj", "iobj", "xcomp", "ccomp"))
"""What a verb at the end of a title cannot lose, if it follows at once."""


def nearest_subject(tree: Tree, frame: Frame) -> Frame:
    """The frame with the subject that stands nearest to the verb, where parsers give it two.

    Of "As tensions rise, the mayor's call serves as a warning" parsers that take "rise" for a noun
    make both a subject.
    """
    subjects = [
        child
        for child in tree.children[frame.root]
        if tree.tokens[child].dep in SUBJECTS and child < frame.root
    ]
    if frame.subject not in subjects:
        return frame
    return frame._replace(subject=subjects[-1])


def without_other_subjects(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without what parsers take for a further subject before the one of the frame."""
    for child in tree.children[frame.root]:
        if tree.tokens[child].dep in SUBJECTS and child < frame.subject:
            words = words - set(tree.subtree(child))
    return words


def without_late_appositions(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without what describes the subject behind the verb: of "Of the ten who fled, the
    youngest pupil was Lund" parsers make "the youngest pupil" another name of the ten."""
    for child in tree.children[frame.subject]:
        if child > frame.root > frame.subject and tree.tokens[child].dep == "appos":
            words = words - set(tree.subtree(child))
    return words


def without_empty_clause(tree: Tree, words: set[int]) -> set[int]:
    """The words without a clause at their end that has lost its verb: "a crash, when a driver"."""
    ordered = sorted(words)
    for index in ordered[1:]:
        if tree.tokens[index].tag == "WRB" and not _tells(tree, ordered, index):
            return {other for other in words if other < index}
    return words


def without_leaning_times(tree: Tree, words: set[int], times: Sequence[TimeExpression]) -> set[int]:
    """The words without times that mean something only beside the article: "the next day".

    The timeline gives the date beside the title. A time that is part of the statement ("the raid of
    the next day", "Monday's raid") stays.
    """
    for number in sorted({tree.times[index] for index in words} - {-1}):
        time = times[number]
        if time.type not in ("DATE", "TIME") or not leans(time):
            continue
        inside = [index for index in tree.inside(time.start, time.end) if index in words]
        if inside and _only_says_when(tree, words, inside):
            words = words - set(inside) - set(_introducing(tree, inside))
    return _without_loose_adverb(tree, words)


def _without_loose_adverb(tree: Tree, words: set[int]) -> set[int]:
    """The words without the rest of a time at their end: "early [on Tuesday]", "a letter dated
    [3 May]"."""
    last = _last(tree, words)
    token = tree.tokens[last]
    if token.tag == "VBN" and token.dep == "acl" and last + 1 < len(tree.tokens):
        timed = tree.times[last + 1] >= 0 or tree.times[min(last + 2, len(tree.tokens) - 1)] >= 0
        return words - {last} if timed else words
    loose = last + 1 < len(tree.tokens) and tree.tokens[last].text.lower() in ("early", "late")
    following = tree.tokens[last + 1] if loose else None
    if following is not None and following.pos == "ADP" and tree.times[following.head] >= 0:
        return words - {last}
    return words


def leans(time: TimeExpression) -> bool:
    """Whether a time is told from another one, or from the day of the article."""
    return time.anchor is not None or not any(sign.isdigit() for sign in time.text)


def _introducing(tree: Tree, inside: Sequence[int]) -> list[int]:
    """The words before a time that go with it: "on", "early on"."""
    found = []
    index = inside[0] - 1
    while index >= 0 and tree.tokens[index].text.lower() in _WHEN:
        found.append(index)
        index -= 1
    return found


def _only_says_when(tree: Tree, words: set[int], inside: Sequence[int]) -> bool:
    tokens = tree.tokens
    introduced = _introducing(tree, inside)
    before = max((i for i in words if i < inside[0] and i not in introduced), default=-1)
    after = min((i for i in words if i > inside[-1]), default=-1)
    if before >= 0 and tokens[before].pos in ("ADP", "DET", "ADJ") and not introduced:
        return False  # "of Monday", "an early Monday raid"
    if after < 0:
        return True
    follower = tokens[after]
    if follower.tag == "POS":
        return False
    if introduced:
        return True
    if before < 0:
        # "The next day a channel was opened", "Monday night shelling killed two"
        return follower.pos in ("DET", "PRON", "PROPN") or follower.dep == "punct"
    if tokens[before].pos in ("VERB", "AUX"):
        return follower.pos in ("PART", "ADP", "SCONJ", "PUNCT", "CCONJ")
    return follower.tag in FINITE or follower.pos in ("ADP", "PUNCT")


def _begins(tree: Tree, ordered: Sequence[int]) -> bool:
    """Whether a title begins with its subject: not "Of 400 consumers", "Named Oslo is", "Were two".

    "At least forty people", "Over 50 people", "Between ten and twenty people" begin well.
    """
    words = [tree.tokens[index] for index in ordered if tree.tokens[index].dep != "punct"]
    first, following = words[0], words[min(1, len(words) - 1)]
    if first.pos == "AUX" or first.tag in ("VBN", "VBD"):
        return False
    leads = first.pos == "ADP" or (first.pos == "SCONJ" and first.dep == "case")
    if first.text.lower() == "at":
        return following.text.lower() in ("least", "most", "last")
    return not leads or first.text.lower() in _AMOUNTS


def _ends(tree: Tree, frame: Frame, ordered: Sequence[int]) -> bool:
    """Whether a title has what its words need: not "a crash, when a driver", "called for Oslo [to
    act]", "exploded in the city, resulting [in a fire]", "could cost the bank up [to $900]".
    """
    words = set(ordered)
    for index in ordered:
        token = tree.tokens[index]
        if token.dep in SUBJECTS and index != frame.subject and token.head not in words:
            return False
        described = token.dep in ("nummod", "det", "compound") and index < token.head < ordered[-1]
        if described and token.head not in words:
            return False  # "including one [derailment] and two collisions"
        if token.tag == "WRB" and index > ordered[0] and not _tells(tree, ordered, index):
            return False
    last = _last(tree, words)
    if last < 0 or last + 1 >= len(tree.tokens):
        return True
    follower = tree.tokens[last + 1]
    if tree.sentence_of[last + 1] != tree.sentence_of[last] or follower.dep == "punct":
        return True
    if tree.tokens[last].text.lower() == "up" and follower.text.lower() == "to":
        return False
    if tree.tokens[last].pos in _NOMINAL and tree.tokens[frame.root].dep != "acl:relcl":
        # "affected by more than the bureau [estimated]"
        return not (follower.pos == "VERB" and follower.tag in FINITE and follower.head <= last)
    if tree.tokens[last].pos not in ("VERB", "ADP"):
        return True
    needed = _NEEDED | {"obl"} if tree.tokens[last].tag == "VBG" else _NEEDED
    return not any(
        tree.tokens[child].dep in needed and min(tree.subtree(child)) == last + 1
        for child in tree.children[last]
        if child > last and tree.times[child] < 0
    )


def _tells(tree: Tree, ordered: Sequence[int], index: int) -> bool:
    """Whether a verb follows "when" in a title."""
    return any(tree.tokens[i].pos in ("VERB", "AUX") for i in ordered if i > index)


def _last(tree: Tree, words: set[int]) -> int:
    """The last word that is no punctuation."""
    return max((index for index in words if tree.tokens[index].dep != "punct"), default=-1)


def without_hanging_end(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without a noun at their end that begins a clause which is left out.

    "The crew left the harbour officials [said]", "They saw a town the rebels [had burnt]".
    """
    while words:
        last = _last(tree, words)
        following = last + 1
        if (
            following >= len(tree.tokens)
            or tree.sentence_of[following] != tree.sentence_of[last]
            or tree.tokens[last].pos not in _NOMINAL
        ):
            return words
        verb = tree.tokens[following]
        if verb.tag not in FINITE or verb.pos not in ("VERB", "AUX"):
            return words
        head = following if not is_auxiliary(tree, following) else verb.head
        gone = {
            index
            for child in tree.children[head]
            if child < following and tree.tokens[child].dep in SUBJECTS
            for index in tree.subtree(child)
        }
        if not gone & words or frame.root in gone or frame.subject in gone:
            return words
        words = words - gone
    return words


def without_opening(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without a conjunction before the subject: "[after] the ship struck the bridge"."""
    first = min(words, default=-1)
    subject = set(tree.subtree(frame.subject))
    while (
        first >= 0
        and tree.tokens[first].text.lower() in _SUBORDINATORS
        and (tree.tokens[first].head in subject | {frame.root})
        and len(words) > 1
    ):
        words = words - {first}
        first = min(words)
    return words


def is_sound(tree: Tree, frame: Frame, words: set[int]) -> bool:
    """Whether what is left reads as a sentence: nothing hangs on what was left out before it."""
    ordered = sorted(words)
    for before, index in pairwise(ordered):
        if index == before + 1:
            continue
        token = tree.tokens[index]
        left_out = range(before + 1, index)
        if not any(tree.tokens[i].pos in _NOMINAL for i in left_out):
            continue
        # "took responsibility for it [in a letter] read out by his lawyer"
        if token.pos in ("VERB", "ADJ") and token.tag in ("VBN", "VBG", "JJ"):
            modifies = token.dep in ("acl", "amod", "xcomp", "advcl", "dep")
            if modifies and token.head < left_out.start and tree.tokens[before].pos in _NOMINAL:
                return False
    first = tree.tokens[ordered[0]]
    if first.dep == "case" and first.head == frame.subject:
        return False  # "Of 400,000 consumers has been accessed"
    earlier = tree.tokens[ordered[0] - 1] if ordered[0] else None
    if first.tag == "VBG" and earlier is not None and earlier.pos in ("ADP", "SCONJ"):
        return False  # "[Despite] winning the vote had faced criticism"
    subject = tree.tokens[frame.subject]
    if any(tree.tokens[i].tag in _ASKING for i in ordered[:2]):
        return False  # "Exactly what happened"
    if not _begins(tree, ordered) or not _ends(tree, frame, ordered):
        return False
    return not (subject.text.isdigit() and tree.times[frame.subject] >= 0)
