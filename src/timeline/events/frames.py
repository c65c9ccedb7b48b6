"""The finite clause that a title is made of: its predicate and its subject, own or borrowed."""

from __future__ import annotations

from typing import NamedTuple

from timeline.events.lexicon import entries, governors
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import TitleForm

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "when", "where"))
SPEECH = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
# A clause after one of these is no fact that could be told without it.
CONDITIONS = frozenset(("if", "unless", "whether", "lest", "than", "until", "till", "without"))


_DONE_TO = frozenset(
    "ASSAULT DEATH HEALTH ACCIDENT DISASTER COERCE RESCUE CRIME".split()  # noqa: SIM905
)
"""What news tells in a participle, of those it was done to: not "a report released in May"."""


_TELLING = frozenset("say tell write add note".split())  # noqa: SIM905
_CONTENT = frozenset(("about", "of", "that", "as"))
_OPENERS = frozenset("after as because before since when while".split())  # noqa: SIM905
_LATER = frozenset(("later", "earlier", "before", "after"))
_QUANTIFIERS = frozenset("most many more some few others all none both".split())  # noqa: SIM905


class Frame(NamedTuple):
    """A finite clause: its predicate, the head of its subject, and borrowed auxiliaries."""

    root: int
    subject: int
    auxiliaries: tuple[int, ...]


def frame_of(tree: Tree, trigger: Trigger) -> tuple[Frame, TitleForm] | None:
    """The nearest finite clause that tells a trigger, and how directly it does."""
    index = trigger.predicate
    form: TitleForm = "statement"
    if trigger.noun and index == trigger.token:
        form = "setting"
    for _ in range(8):
        token = tree.tokens[index]
        if token.dep == "parataxis" and trigger.type in SPEECH and not _complement(tree, index):
            # "..., police said": what they said is the clause beside it.
            if token.head == index or tree.tokens[token.head].pos in ("NOUN", "PROPN"):
                return None
            index = token.head
            continue
        frame = _finite(tree, index) if _is_told(tree, index) else None
        if frame is not None:
            return frame, form
        if (
            token.dep == "acl"
            and token.tag == "VBN"
            and index == trigger.predicate
            and not is_set_off(tree, index)
            and tree.child(index, "obj") is None
            and trigger.type in _DONE_TO
        ):
            # "21 pupils taken by rebels": news prints it so. A participle that has an object is one
            # that parsers misread: "the 21 released pupils".
            return Frame(index, token.head, ()), "setting"
        if token.head == index:
            return None
        if token.dep not in ("xcomp", "ccomp", "conj", "csubj"):
            form = "setting"
        index = token.head
    return None


def main_clause(tree: Tree, index: int) -> Frame | None:
    """The main clause of the sentence of a word, None where it is not finite or has no subject."""
    for above in tree.ancestors(index):
        index = above
    return _finite(tree, index)


def _is_told(tree: Tree, index: int) -> bool:
    """Whether a clause is told as such: not "if he resigned", nor what someone feared or denied,
    nor what is said of any time: "Penalties apply when a firm fails to report"."""
    if CONDITIONS.intersection(tree.case(index).split(" ")) or _is_whenever(tree, index):
        return False
    token = tree.tokens[index]
    if token.dep != "ccomp":
        return True
    head = tree.tokens[token.head]
    governor = governors().get((head.lemma.lower(), "NOUN" if head.pos == "NOUN" else "VERB"))
    return governor is None or governor.clause in (None, "same")


def is_general(tree: Tree, frame: Frame) -> bool:
    """Whether a statement is a rule, and tells nothing that happened: "Holders pay if a card is
    lost", "Penalties apply when a firm fails to report"."""
    verbs = [frame.root, *(c for c in tree.children[frame.root] if is_auxiliary(tree, c))]
    tags = {tree.tokens[verb].tag for verb in verbs}
    if tags.isdisjoint(("VBZ", "VBP")) or not tags.isdisjoint(("VBN", "VBG", "VBD", "MD")):
        return False
    return _is_of_all(tree, frame) or any(
        _is_whenever(tree, c)
        or (tree.case(c) == "if" and tree.tokens[c].dep == "advcl" and _is_present(tree, c))
        for c in tree.children[frame.root]
    )


def _is_of_all(tree: Tree, frame: Frame) -> bool:
    """Whether a statement is about all of a kind, and what they do is no event: "Lenders rely on
    the data", but not the headline "Lenders back merger"."""
    if tree.tokens[frame.subject].tag != "NNS" or tree.lemmas[frame.root] in entries("VERB"):
        return False
    told = any(
        tree.tokens[c].dep in ("det", "nummod", "nmod:poss") for c in tree.children[frame.subject]
    )
    last = frame.root
    while last + 1 < len(tree.tokens) and tree.sentence_of[last + 1] == tree.sentence_of[last]:
        last += 1
    return not told and tree.tokens[last].text == "."


def _is_present(tree: Tree, verb: int) -> bool:
    verbs = [verb, *(c for c in tree.children[verb] if is_auxiliary(tree, c))]
    return any(tree.tokens[one].tag in ("VBZ", "VBP") for one in verbs)


def _is_whenever(tree: Tree, index: int) -> bool:
    """Whether a clause has "when" and a present tense: it is a condition."""
    token = tree.tokens[index]
    if token.dep == "conj" and tree.child(index, *SUBJECTS) is None:
        index = token.head  # "when a card is lost or stolen"
    if tree.tokens[index].dep not in ("advcl", "conj"):
        return False
    asked = any(tree.lower[c] in ("when", "whenever") for c in tree.children[index])
    return asked and _is_present(tree, index)


def is_set_off(tree: Tree, index: int) -> bool:
    """Whether a comma stands before a word and all below it."""
    first = tree.first[index]
    return "," in (tree.tokens[first].text, tree.tokens[max(first - 1, 0)].text)


def _complement(tree: Tree, index: int) -> bool:
    return tree.child(index, "ccomp", "obj", "xcomp") is not None


def _finite(tree: Tree, index: int) -> Frame | None:
    """The clause of a predicate if it is finite and its subject is known."""
    token = tree.tokens[index]
    auxiliaries = [c for c in tree.children[index] if is_auxiliary(tree, c)]
    if token.pos not in ("VERB", "AUX") and not auxiliaries:
        return None
    subject = tree.child(index, *SUBJECTS)
    finite = (token.tag in FINITE and token.pos in ("VERB", "AUX")) or any(
        tree.tokens[aux].tag in FINITE for aux in auxiliaries
    )
    borrowed: tuple[int, ...] = ()
    if not finite and not auxiliaries and token.dep == "conj" and token.tag != "VBG":
        # "was tried and jailed", "will land and visit"
        borrowed = tuple(c for c in tree.children[token.head] if is_auxiliary(tree, c))
        finite = bool(borrowed) and tree.tokens[token.head].tag == token.tag
    modal = _shared_modal(tree, index)
    if modal is not None and subject is None and not auxiliaries:
        borrowed, finite = (modal,), True
    if not finite and subject is not None:
        # Headlines leave the auxiliary out, and taggers take a present for an infinitive.
        root = token.head == index
        to = tree.case(index).startswith("to")
        finite = (root and (token.tag == "VBN" or to)) or (
            token.tag == "VB"
            and not to
            and _is_several(tree, subject)
            and (root or _is_told_now(tree, index, subject))
        )
    if not finite:
        return None
    if subject is None and token.dep in ("xcomp", "ccomp", "advcl", "conj", "dep"):
        subject = _subject_before(tree, index)
    if subject is None or tree.lower[subject] in RELATIVE:
        subject = _borrowed_subject(tree, index)
    return None if subject is None else Frame(index, subject, borrowed)


def _shared_modal(tree: Tree, verb: int) -> int | None:
    """The modal that a joined verb shares with the first: "must stop and leave", where taggers
    take "leave" for a present tense."""
    token = tree.tokens[verb]
    if token.dep != "conj" or token.tag not in ("VB", "VBP"):
        return None
    modals = (c for c in tree.children[token.head] if tree.tokens[c].tag == "MD")
    return next((c for c in modals if is_auxiliary(tree, c)), None)


def _is_several(tree: Tree, subject: int) -> bool:
    """Whether a subject goes with a plain form, "Talks resume": not "Berg [trails his team] mate
    Lund", where parsers take "mate" for a verb."""
    token = tree.tokens[subject]
    return token.tag not in ("NN", "NNP") or tree.child(subject, "conj") is not None


def _is_told_now(tree: Tree, verb: int, subject: int) -> bool:
    """Whether what taggers take for an infinitive is a present tense: "says rebels attack", but not
    "demands that Oslo fulfil its promise"."""
    return tree.tokens[verb].dep == "ccomp" and not (
        "that" in tree.case(verb) and tree.tokens[subject].tag in ("NN", "NNP")
    )


def _subject_before(tree: Tree, verb: int) -> int | None:
    """The subject that parsers hang on another word: the noun phrase between a conjunction and the
    verb. Of "it raised concerns as a deployment of troops threatens the peace" they make "concerns
    as a deployment", and leave "threatens" without a subject."""
    first = verb
    while first and tree.sentence_of[first - 1] == tree.sentence_of[verb]:
        before = tree.tokens[first - 1]
        if before.text.lower() in ("as", "while", "when", "because", "after", "before", "since"):
            phrase = range(first, verb)
            tops = [i for i in phrase if tree.tokens[i].head not in phrase]
            heads = [i for i in tops if tree.tokens[i].pos in ("NOUN", "PROPN")]
            return heads[0] if len(heads) == 1 else None
        if before.pos not in ("NOUN", "PROPN", "DET", "ADJ", "ADP", "NUM", "ADV", "AUX", "PART"):
            return None
        first -= 1
    return None


def is_auxiliary(tree: Tree, index: int) -> bool:
    """Whether a word only carries tense, voice, or a predicate that is no verb."""
    return tree.tokens[index].dep in ("aux", "aux:pass", "cop")


def _borrowed_subject(tree: Tree, index: int) -> int | None:
    """The subject that a finite verb shares: with the verb it is joined to, or what it describes.

    "He resigned and flew home"; "the envoy who resigned"; "Kosovo, with its four crossings, closed
    the border", where parsers lose the thread.
    """
    for _ in range(6):
        token = tree.tokens[index]
        head = token.head
        if head == index:
            return None
        if token.dep == "conj":
            if _has_quantifier(tree, index):
                return None
            if _is_apart(tree, index) or is_perhaps_told(tree, index):
                return None
            own = _first_subject(tree, head)
            if own is not None and tree.lower[own] not in RELATIVE:
                return own
            index = head
            continue
        described = token.dep == "acl:relcl" or (
            token.dep in ("parataxis", "appos") and head < index
        )
        if described and tree.tokens[head].pos in ("NOUN", "PROPN", "NUM"):
            said = token.dep == "parataxis" and tree.child(head, "cop") is not None
            return None if said else head  # "It is an escalation, reports the Herald"
        return None
    return None


def is_perhaps_told(tree: Tree, verb: int) -> bool:
    """Whether a verb may be joined to what someone tells as well as to the telling: "The Herald
    reported ships refuelled at sea and sailed home"."""
    head = tree.tokens[verb].head
    entry = entries("VERB").get(tree.lemmas[head])
    if entry is None or entry.type not in SPEECH:
        return False
    return any(
        tree.tokens[i].pos == "VERB" and tree.tokens[i].tag in ("VBD", "VBN")
        for i in range(head + 1, verb)
    )


def _first_subject(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, no time that parsers take for one: "Moments later, the boy fell"."""
    subjects = [c for c in tree.children[verb] if tree.tokens[c].dep in SUBJECTS]
    return next((c for c in subjects if tree.lower[c + 1] not in _LATER), None)


def _is_apart(tree: Tree, verb: int) -> bool:
    """Whether a verb that nothing joins to the one before has a subject of its own, which parsers
    overlook: "The ferry sank, port director Anna Lund told reporters", "Two died after a tram,
    going too fast, crashed"."""
    head = tree.tokens[verb].head
    row = [verb, *(c for c in tree.children[head] if c > verb and tree.tokens[c].dep == "conj")]
    if any(tree.child(one, "cc") is not None for one in row):
        return False
    first = min((c for c in tree.children[verb] if is_auxiliary(tree, c)), default=verb)
    before = tree.tokens[first - 1]
    named = before.pos in ("NOUN", "PROPN") and before.head != verb
    return named or any(tree.lower[i] in _OPENERS for i in range(head + 1, first))


def _has_quantifier(tree: Tree, verb: int) -> bool:
    """Whether a word such as "most" is the subject that parsers take for an adverb: "Dozens have
    fled, but most remain missing", "They fled and more than 50 were hurt"."""
    first = min((c for c in tree.children[verb] if is_auxiliary(tree, c)), default=verb)
    before = tree.tokens[min(first, verb) - 1] if verb else tree.tokens[verb]
    return before.pos == "NUM" or before.text.lower() in _QUANTIFIERS


def is_bare(tree: Tree, trigger: Trigger, frame: Frame, words: set[int]) -> bool:
    """Whether a statement tells nothing yet: "Berg said", "The ministers have called"."""
    telling = tree.lemmas[frame.root] in _TELLING
    if trigger.noun or not (telling or trigger.type in SPEECH or trigger.type == "OTHER"):
        return False
    if trigger.predicate != frame.root:
        return False
    told = words - subject_words(tree, frame, words) - {frame.root}
    if telling and not _tells_what(tree, frame, told):
        return True
    return not any(tree.tokens[i].pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") for i in told)


def _tells_what(tree: Tree, frame: Frame, told: set[int]) -> bool:
    """Whether a verb of saying has what was said, or of what: not "wrote in a note to investors",
    "told reporters"."""
    tell = tree.lemmas[frame.root] == "tell"
    after = [i for i in told if i > frame.root]
    return any(tree.lower[i] in _CONTENT or tree.tokens[i].tag in FINITE for i in after) or any(
        c in told
        and tree.tokens[c].dep in (("ccomp", "xcomp") if tell else ("ccomp", "xcomp", "obj"))
        for c in tree.children[frame.root]
    )


def subject_words(tree: Tree, frame: Frame, words: set[int]) -> set[int]:
    """Those of the words that make the subject."""
    without = frozenset(("acl:relcl", "parataxis", "conj", "acl"))
    return words.intersection(tree.subtree(frame.subject, without))
