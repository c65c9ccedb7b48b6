"""What an editor strikes from a statement.

The parse is the parser's guess, so these rules look at the words as they stand, too: a title must
not lean on what a reader of it has not read ("the next day"), nor keep the half of a clause.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from timeline.events.frames import FINITE, SUBJECTS, Frame, is_auxiliary
from timeline.events.tree import Tree
from timeline.records import TimeExpression

_SUBORDINATORS = frozenset(
    "after although as because before despite if once since though unless until when while".split()  # noqa: SIM905
)
_WHEN = frozenset(("", "on", "in", "at", "by", "during", "early", "late", "since"))
"""What may stand before a time that only says when."""

_LAST = frozenset(("acl", "acl:relcl", "advcl", "appos", "conj", "parataxis", "dep"))
"""What may follow a statement that is complete without it."""

_BOTH_PASTS = frozenset(
    "bought brought built caught fought found heard held kept laid led left lent lost made met "  # noqa: SIM905
    "paid said sent shot shut slept sold sought spent spread stood struck taught thought told "
    "understood won".split()
)
"""Participles that are past tenses too, beside those in "-ed"."""

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))


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
    agreeing = [child for child in subjects if agrees(tree, child, frame.root)]
    return frame._replace(subject=(agreeing or subjects)[-1])


def agrees(tree: Tree, subject: int, verb: int) -> bool:
    """Whether subject and verb agree in number, as far as the words tell: not "records was"."""
    words = [verb, *(c for c in tree.children[verb] if is_auxiliary(tree, c))]
    forms = {tree.lower[word] for word in words}
    one = bool(forms & {"was", "is", "has"}) or tree.tokens[verb].tag == "VBZ"
    plural = tree.tokens[subject].tag in ("NNS", "NNPS")
    joined = tree.child(subject, "conj") is not None
    return not (one and plural and not joined)


def without_other_subjects(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without what parsers take for a further subject before the one of the frame, and
    without the pronoun that it stands for."""
    for child in tree.children[frame.root]:
        if tree.tokens[child].dep not in SUBJECTS or child == frame.subject:
            continue
        if child < frame.subject or tree.tokens[child].tag == "PRP":
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
        if tree.tokens[index].tag == "WRB" and not tells(tree, words, index):
            return {other for other in words if other < index}
    return words


def tells(tree: Tree, words: Container[int], index: int) -> bool:
    """Whether a verb of the same sentence follows "when" in a title."""
    number = tree.sentence_of[index]
    for other in range(index + 1, len(tree.tokens)):
        if tree.sentence_of[other] != number:
            break
        if other in words and tree.tokens[other].pos in ("VERB", "AUX"):
            return True
    return False


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
    if (
        token.tag in ("VBN", "VBD")
        and token.dep in ("acl", "advcl")
        and last + 1 < len(tree.tokens)
    ):
        timed = tree.times[last + 1] >= 0 or tree.times[min(last + 2, len(tree.tokens) - 1)] >= 0
        return words - {last} if timed else words
    loose = last + 1 < len(tree.tokens) and tree.lower[last] in ("early", "late")
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
    while index >= 0 and tree.lower[index] in _WHEN:
        found.append(index)
        index -= 1
    return found


def _only_says_when(tree: Tree, words: set[int], inside: Sequence[int]) -> bool:
    tokens = tree.tokens
    introduced = _introducing(tree, inside)
    before = max((i for i in words if i < inside[0] and i not in introduced), default=-1)
    after = min((i for i in words if i > inside[-1]), default=-1)
    if before >= 0 and tokens[before].text.lower() in ("until", "till"):
        return False  # "did not reopen until April"
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


def _last(tree: Tree, words: set[int]) -> int:
    """The last word that is no punctuation."""
    return next((index for index in sorted(words, reverse=True) if not tree.signs[index]), -1)


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


def without_last_parts(tree: Tree, frame: Frame, words: set[int]) -> Iterator[set[int]]:
    """The words without the last part that a statement can do without, then without a larger one:
    "found one of the pupils[, wandering]"."""
    index = _last(tree, words)
    while index >= 0 and index not in (frame.root, frame.subject):
        token = tree.tokens[index]
        head = token.head
        extra = token.dep in ("obl", "nmod") and any(
            tree.tokens[c].dep in ("obj", "obl", "obl:agent", "xcomp")
            for c in tree.children[head]
            if head < c < index
        )
        if token.dep in _LAST or extra:
            left = words - set(tree.subtree(index))
            if frame.root in left and frame.subject in left:
                yield left
        if head == index or head not in words:
            return
        index = head


def without_pluperfect(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without a "had" that says no more than that the article tells of it later: "the
    alliance [had] authorised more troops". It stays where the participle alone is no past tense
    ("had begun", "had been freed") or is one of several ("had come and gone").
    """
    verbs = [i for i in (*tree.children[frame.root], *frame.auxiliaries) if is_auxiliary(tree, i)]
    joined = [c for c in tree.children[frame.root] if tree.tokens[c].dep == "conj" and c in words]
    if len(verbs) != 1 or not frame.subject < verbs[0] < frame.root:
        return words
    if tree.lower[verbs[0]] != "had" or not all(
        _is_past(tree, i) for i in (frame.root, *joined) if tree.tokens[i].tag == "VBN"
    ):
        return words
    if any(tree.lower[c] in ("not", "n't", "n’t") for c in tree.children[frame.root]):
        return words
    return words - {verbs[0]}


def _is_past(tree: Tree, participle: int) -> bool:
    form = tree.lower[participle]
    return form.endswith("ed") or form in _BOTH_PASTS


def without_opening(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """The words without a conjunction or a time before the subject: "[after] the ship struck the
    bridge", "[In November 2022] mayors resigned", where parsers join the month to the mayors."""
    first = min(words, default=-1)
    following = first + 1
    while first >= 0 and following < frame.subject and tree.times[following] >= 0:
        following += 1
    if tree.tokens[first].pos == "ADP" and following > first + 1:
        words = words - set(range(first, following))
        first = min(words)
    subject = set(tree.subtree(frame.subject))
    while (
        first >= 0
        and tree.lower[first] in _SUBORDINATORS
        and (tree.tokens[first].head in subject | {frame.root})
        and len(words) > 1
    ):
        words = words - {first}
        first = min(words)
    return words
