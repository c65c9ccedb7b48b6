"""Whether a title leans on what a reader of it has not read: "It closed", "That raid failed", "The
group freed them", "Another man was hurt"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from timeline.events.frames import SUBJECTS, Frame
from timeline.events.lexicon import leaning, people
from timeline.events.tree import Tree
from timeline.events.wording import is_sure, replaced, stands_for_nothing
from timeline.records import Entity

_SPEAKERS = frozenset("i we me us my our mine ours you your".split())  # noqa: SIM905
_PERSONS = frozenset("he she him her his".split())  # noqa: SIM905
_THINGS = frozenset(("it", "its"))
_SEVERAL = frozenset(("they", "them", "their"))
_POINTING = frozenset(("this", "that", "these", "those", "such", "latter"))
_SPANS = frozenset(("half", "part", "stage", "year"))
_FURTHER = frozenset(("another", "other", "others"))
_AGAIN = frozenset(("same",))
_DOUBTFUL = _POINTING | _FURTHER | _AGAIN | _PERSONS | _THINGS | _SEVERAL

_NAMED_AS = {
    "act": frozenset[str](),
    "body": frozenset(("ORG", "GPE")),
    "person": frozenset(("PERSON",)),
    "place": frozenset(("GPE", "LOC", "FAC")),
    "thing": frozenset(("PRODUCT",)),
}
"""Names that a noun of each kind may stand for."""

_ENSUING = frozenset(("ensuing", "resulting", "aforementioned", "additional"))
_NOMINAL = ("NOUN", "NUM")
_PLAIN = frozenset(("det", "amod", "nummod"))
_MARKED = '"“”‘«'


def leans(
    tree: Tree, frame: Frame, words: set[int], text: str, antecedents: Mapping[int, Entity]
) -> bool:
    """Whether a reader of a title, `words` of a sentence and their `text`, would have to know what
    came before it, or whose words they are."""
    if tree.quoted[frame.root]:
        return True  # words of someone whom the title does not name
    if goes_on(tree, frame) or _demands(tree, frame) or text.endswith("?"):
        return True
    spoken = [
        i for i in words if tree.lower[i] in _SPEAKERS and tree.tokens[i].pos in ("PRON", "DET")
    ]
    marked = any(sign in text for sign in _MARKED) or text.count("'") > 1
    if spoken and not (marked and all(tree.quoted[i] for i in spoken)):
        return True
    ordered = sorted(words)
    doubtful = [i for i in ordered if tree.lower[i] in _DOUBTFUL]
    return (
        any(
            _points(tree, index)
            or _is_the_same(tree, index)
            or _is_further(tree, frame, index)
            or _is_unmet(tree, ordered, index, antecedents)
            for index in doubtful
        )
        or any(
            _names_nothing(tree, ordered, index, antecedents, acts=False)
            for index in _nouns_that_lean(tree, frame, ordered)
        )
        or _has_vague_subject(tree, frame, words, antecedents)
    )


def goes_on(tree: Tree, frame: Frame) -> bool:
    """Whether someone only goes on speaking: "Berg added that the crew was tired", but not "added
    two ships"."""
    return tree.lemmas[frame.root] == "add" and tree.child(frame.root, "obj", "nsubj:pass") is None


def _demands(tree: Tree, frame: Frame) -> bool:
    """Whether a title tells what somebody wants without saying who: "Oslo must act", "Prompt action
    is vital"."""
    modals = {
        tree.lower[c] for c in tree.children[frame.root] if tree.tokens[c].dep in ("aux", "cop")
    }
    wanted = not modals.isdisjoint(("must", "should", "ought"))
    return wanted or (tree.tokens[frame.root].pos == "ADJ" and tree.lemmas[frame.root] in _WANTED)


_WANTED = frozenset("critical crucial essential imperative important necessary vital".split())  # noqa: SIM905


def is_vague(tree: Tree, frame: Frame, words: set[int], antecedents: Mapping[int, Entity]) -> bool:
    """Whether a title that stands alone leaves open what was done: "Berg brokered the deal".

    The lines around it may tell, so such a title is better than none.
    """
    ordered = sorted(words)
    return any(_goes_with_another(tree, index) for index in ordered) or any(
        _names_nothing(tree, ordered, index, antecedents, acts=True)
        for index in _nouns_that_lean(tree, frame, ordered)
    )


def _goes_with_another(tree: Tree, index: int) -> bool:
    """Whether a word says that something came with or after another: "the additional accounts"."""
    if tree.lower[index] not in _ENSUING:
        return False
    return tree.lower[index] != "additional" or (index > 0 and tree.lower[index - 1] == "the")


def _nouns_that_lean(tree: Tree, frame: Frame, ordered: list[int]) -> list[int]:
    return [
        index
        for index in ordered
        if tree.tokens[index].pos == "NOUN" and index != frame.subject and _may_lean(tree, index)
    ]


def _names_nothing(
    tree: Tree, ordered: list[int], index: int, antecedents: Mapping[int, Entity], *, acts: bool
) -> bool:
    """Whether nothing before "the deal" in the title can be what it is: "Berg brokered the deal",
    but not "Berg told Nordholm Bank that the bank was sold"."""
    token = tree.tokens[index]
    if tree.names[index] is not None or replaced(tree, index, antecedents) is not None:
        return False
    if not _is_only_the(tree, set(ordered), index):
        return False
    kind = _kind(tree, index)
    if (kind == "act") != acts and not _is_in_question(tree, index):
        return False
    if kind == "body" and token.dep not in SUBJECTS:
        return False  # "founded the bank" tells something of Berg
    labels = _NAMED_AS[kind]
    same = _clause_subject(tree, index)
    if any(
        tree.lower[i] in ("a", "an") and tree.tokens[i].head != same for i in ordered if i < index
    ):
        return False
    named = {name.name for i in ordered if i < index and (name := _label(tree, i, labels))}
    own = None if same is None else tree.names[same]
    return named <= {own.name if own else ""}


def _is_in_question(tree: Tree, noun: int) -> bool:
    return any(tree.lower[c] == "question" for c in tree.children[noun])


def _label(tree: Tree, index: int, labels: frozenset[str]) -> Entity | None:
    name = tree.names[index]
    return name if name is not None and name.label in labels else None


def _kind(tree: Tree, noun: int) -> str:
    kinds, token = leaning(), tree.tokens[noun]
    return kinds.get(token.lemma.lower()) or kinds[token.text.lower()]


def _may_lean(tree: Tree, noun: int) -> bool:
    return tree.lemmas[noun] in leaning() or tree.lower[noun] in leaning()


def _clause_subject(tree: Tree, index: int) -> int | None:
    """The subject of the clause that a word stands in."""
    for above in tree.ancestors(index):
        own = tree.child(above, *SUBJECTS)
        if own is not None:
            return None if own == index else own
    return None


def _is_only_the(tree: Tree, words: set[int], noun: int, *without: int) -> bool:
    """Whether a noun has "the" and at most adjectives and numbers beside it in a title."""
    kind = _kind(tree, noun)
    others = {"to", "for"} if kind == "place" else {"to"}  # "reported the crash to the police"
    described = [
        c
        for c in tree.children[noun]
        if c in words
        and c not in without
        and tree.tokens[c].dep not in ("punct", "case", "cop")
        and not (tree.tokens[c].dep == "nmod" and tree.case(c) in others)
        and tree.lemmas[c] != "question"  # "the incident in question"
    ]
    # "The extremist group" is any, "the crash site" is that of the crash.
    plain = _PLAIN if kind in ("act", "place") else _PLAIN | {"compound"}
    return (
        all(tree.tokens[c].dep in plain for c in described)
        and any(tree.lower[c] == "the" for c in described)
        and not any(tree.tokens[c].text[:1].isupper() for c in described if c != min(described))
    )


def _points(tree: Tree, index: int) -> bool:
    """Whether a word points back: "recognised this independence", "did not bear that out", "the
    latter faction", but not "the latter half"."""
    token = tree.tokens[index]
    if tree.lower[index] not in _POINTING or tree.times[index] >= 0:
        return False
    if tree.lower[index] == "latter":
        return tree.lemmas[token.head] not in _SPANS
    such = tree.lower[index] == "such" and token.dep == "amod"
    if token.pos == "DET" or token.dep == "det" or such:
        return not (token.text.lower() == "such" and tree.lower[index + 1] == "as")
    if token.pos != "PRON" or token.tag in ("WDT", "WP"):
        return False
    # "those in the city", "those who fled", "those responsible", "that of the mayor"
    return not any(c > index for c in tree.children[index]) and (
        token.dep in (*SUBJECTS, "obj", "iobj", "obl", "nmod")
    )


def _is_the_same(tree: Tree, index: int) -> bool:
    """Whether a word compares with what came before: "on the same line", but not "on the same day"
    or "the same line as in May"."""
    if tree.lower[index] != "same" or tree.times[index] >= 0:
        return False
    noun = tree.tokens[index].head
    return not any(c > noun and tree.case(c) == "as" for c in tree.children[noun])


def _is_further(tree: Tree, frame: Frame, index: int) -> bool:
    """Whether the subject is one more of those told before: "Another man", "Four other sailors"."""
    token = tree.tokens[index]
    if tree.lower[index] not in _FURTHER or index > frame.root:
        return False
    head = index if token.text.lower() == "others" else token.head
    if head != frame.subject:
        return False
    return tree.child(head, "nmod") is None or tree.case(tree.child(head, "nmod") or 0) == "of"


def _is_unmet(
    tree: Tree, ordered: list[int], index: int, antecedents: Mapping[int, Entity]
) -> bool:
    """Whether nothing before a pronoun in the title can be what it stands for."""
    token = tree.tokens[index]
    lower = token.text.lower()
    if token.tag not in ("PRP", "PRP$") or stands_for_nothing(tree, index):
        return False
    if lower not in _PERSONS | _THINGS | _SEVERAL:
        return False
    if index in antecedents and is_sure(tree, index):
        return False
    # "a breach of its system": of neither
    above = set(takewhile(lambda i: tree.tokens[i].pos in _NOMINAL, tree.ancestors(index)))
    before = [i for i in ordered if i < index and i not in above]
    if token.dep in ("obj", "iobj"):
        # "The agencies track it": not the agencies (principle B: Chomsky 1981)
        own = tree.child(token.head, *SUBJECTS)
        same = set() if own is None else set(tree.subtree(own))
        before = [i for i in before if i not in same]
    resolved = [antecedents[i] for i in before if i in antecedents and is_sure(tree, i)]
    if lower in _PERSONS:
        named = any(one.label == "PERSON" for one in resolved)
        return not named and not any(_may_be_person(tree, i) for i in before)
    if any(one.label in ("ORG", "GPE") for one in resolved):
        return False
    if lower in _SEVERAL:
        return not any(may_be_several(tree, i) for i in before)
    return not any(
        tree.tokens[i].pos in ("NOUN", "PROPN")
        and tree.tokens[i].tag not in ("NNS", "NNPS")
        and not _is_named_person(tree, i)
        for i in before
    )


def _may_be_person(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return _is_named_person(tree, index) or (
        token.lemma.lower() in people() and token.tag not in ("NNS", "NNPS")
    )


def _is_named_person(tree: Tree, index: int) -> bool:
    name = tree.names[index]
    return name is not None and name.label == "PERSON"


def may_be_several(tree: Tree, index: int) -> bool:
    """Whether a noun may be one of several: "the crew", "Berg and Lund"."""
    token, name = tree.tokens[index], tree.names[index]
    if token.dep in ("compound", "amod", "flat", "nmod:desc", "nmod:poss", "nummod"):
        return False
    if token.tag in ("NNS", "NNPS") or (name is not None and name.label in ("ORG", "GPE")):
        return True
    if token.lemma.lower() in ("police", "people", "staff", "crew", "family", "group", "team"):
        return True
    return token.pos in ("NOUN", "PROPN", "NUM") and (
        tree.child(index, "conj") is not None or token.pos == "NUM"
    )


def _has_vague_subject(
    tree: Tree, frame: Frame, words: set[int], antecedents: Mapping[int, Entity]
) -> bool:
    """Whether the subject is "the company", "the incident", "the 21", and no more is said of it."""
    subject = frame.subject
    if tree.tokens[subject].pos == "NUM" and not any(
        c in words and c > subject for c in tree.children[subject]
    ):
        # "The 21 were freed", but not "Two of the sailors", "Two died" in a headline
        return any(tree.lower[c] == "the" for c in tree.children[subject])
    if tree.tokens[subject].tag == "NNS" and not any(
        c in words and c != frame.root and tree.tokens[c].dep not in ("punct", "case")
        for c in tree.children[subject]
    ):
        # "a dispute over killings that targeted the poor"
        return tree.tokens[frame.root].dep == "acl:relcl" and tree.names[subject] is None
    if _is_called_by_age(tree, subject):
        return True
    if not _may_lean(tree, subject):
        return False
    if tree.names[subject] is not None:
        return False
    if replaced(tree, subject, antecedents) is not None:
        return False
    return _is_only_the(tree, words, subject, frame.root)


def _is_called_by_age(tree: Tree, subject: int) -> bool:
    """Whether someone is "the 19-year-old driver", whose name the article gave before."""
    if tree.names[subject] is not None or tree.child(subject, "appos", "flat") is not None:
        return False
    before = [tree.lower[i] for i in range(tree.first[subject], subject)]
    return before[:1] == ["the"] and "year" in before and "old" in before
