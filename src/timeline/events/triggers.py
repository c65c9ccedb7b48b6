"""Which words of a sentence tell an event.

Verbs tell events unless they only carry another word's ("carried out an attack", "began to fall")
or tell a state; nouns where the lexicon has them and they refer to a happening ("the attack on the
convoy", but not "attack helicopter" or "prevent attacks"). One event of a clause is told once: by
the noun where a light verb carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.events.lexicon import (
    Carrier,
    Entry,
    carriers,
    craft,
    entries,
    forces,
    inquiries,
    modifiers,
    people,
    situations,
)
from timeline.events.tree import Tree
from timeline.records import Role, Span


class Trigger(NamedTuple):
    """A word that tells an event.

    `predicate` is the token whose clause tells it: the trigger itself, or the verb that carries it.
    `subject` is the role that the predicate's subject has in the event, None where the subject is
    the event. `role` comes from the lexicon (see there). `known` is False for verbs that the
    lexicon lacks. `noun` tells a nominal trigger from a verb.
    """

    token: int
    lemma: str
    type: str
    noun: bool
    role: Role | None
    predicate: int
    subject: Role | None
    known: bool


# Verb forms in these positions modify a noun or serve as function words: "the rising tensions",
# "according to", "given that".
_NO_VERB = frozenset(
    "aux aux:pass cop case mark amod compound compound:prt fixed cc det advmod flat punct".split()  # noqa: SIM905
)
# Nouns in these positions only name a kind: "attack helicopter", "police investigation unit".
_NO_NOUN = frozenset(
    "compound flat case mark fixed amod det advmod nmod:desc cc punct".split()  # noqa: SIM905
)
_PERSONAL = frozenset(("him", "her", "them", "me", "us", "he", "she", "they", "who"))
_SUBJECTS = ("nsubj", "nsubj:pass")
_DETERMINERS = frozenset(("the", "this", "that", "these", "those", "a", "an", "both", "another"))
_SETTINGS = frozenset(("after", "following", "during", "amid", "before"))
# Lemmas too vague to be an event unless something says which ("the incident near the bridge").
_VAGUE = frozenset({"OTHER", "CHANGE"})


def find(tree: Tree, first: int, end: int, headline: bool = False) -> list[Trigger]:
    """The triggers among the tokens first to end (half-open) of one sentence, in text order.

    A headline leaves articles out, so a bare noun counts there: "Two dead in factory blaze".
    """
    found: dict[int, Trigger] = {}
    for index in range(first, end):
        if _is_verb(tree, index) or _is_predicate(tree, index):
            trigger = _verb(tree, index)
            if trigger is not None:
                known = found.get(trigger.token)
                # The verb nearest to the noun carries it: "began to carry out an attack".
                if known is None or trigger.predicate > known.predicate:
                    found[trigger.token] = trigger
    for index in range(first, end):
        if index not in found:
            trigger = _noun(tree, index, found, headline)
            if trigger is not None:
                found[index] = trigger
    asked = _asked(tree, first, end)
    return [
        found[index]
        for index in sorted(found)
        if index not in asked and not _is_their_purpose(tree, index, found)
    ]


def _asked(tree: Tree, first: int, end: int) -> set[int]:
    """The words by which an outlet tells of its own asking: "Berg [declined] to [comment] on the
    raid", "[Asked] about the raid, Berg said"."""
    asked: set[int] = set()
    for index in range(first, end):
        if tree.tokens[index].pos != "VERB":
            continue
        verb = tree.lemmas[index]
        if verb == "ask" and tree.tokens[index].dep == "advcl" and _is_bare_participle(tree, index):
            asked.add(index)
            continue
        if any(tree.lemmas[c] in ("not", "n't", "never") for c in tree.children[index]):
            verb = f"not {verb}"
        words = inquiries().get(verb)
        if words is None:
            continue
        shown = [i for i in tree.subtree(index) if i >= index and tree.lemmas[i] in words]
        asked.update([index, *shown] if shown else ())
    return asked


def _is_bare_participle(tree: Tree, index: int) -> bool:
    """Whether a verb is a participle before its clause, without an auxiliary or a conjunction."""
    below = tree.children[index]
    return (
        tree.tokens[index].tag == "VBN"
        and index < tree.tokens[index].head
        and not any(tree.tokens[c].dep in ("aux", "aux:pass", "mark") for c in below)
    )


def _is_their_purpose(tree: Tree, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether a verb only says what talks were for: "met to discuss the budget" is one event."""
    token = tree.tokens[index]
    talks = found.get(token.head)
    return (
        found[index].type == "CONSULT"
        and talks is not None
        and talks.type == "CONSULT"
        and token.dep in ("advcl", "xcomp", "acl")
        and tree.case(index) == "to"
    )


def at(
    tree: Tree, first: int, end: int, spans: Iterable[Span], found: Sequence[Trigger]
) -> list[Trigger]:
    """The triggers at given spans in one sentence: one of those found there, or the span's head."""
    known = {trigger.token: trigger for trigger in found}
    here: dict[int, Trigger] = {}
    for span in spans:
        inside = [i for i in tree.inside(span.start, span.end) if first <= i < end]
        if inside:
            top = tree.top(range(inside[0], inside[-1] + 1))
            head = inside[-1] if top is None else top
            heads = [head, *inside] if head not in known else [head]
            token = next((index for index in heads if index in known), head)
            here[token] = known.get(token) or _given(tree, token)
    return [here[token] for token in sorted(here)]


def _given(tree: Tree, index: int) -> Trigger:
    """A trigger by decree, typed where the lexicon has the word."""
    token = tree.tokens[index]
    verb = token.pos == "VERB"
    lexicon = entries(token.pos if token.pos in ("VERB", "ADJ") else "NOUN")
    lemma = tree.phrase(index, lexicon) if verb else token.lemma.lower()
    entry = lexicon.get(lemma)
    return Trigger(
        token=index,
        lemma=lemma,
        type=entry.type if entry else "OTHER",
        noun=not verb,
        role=entry.role if entry else None,
        predicate=index,
        subject="agent" if verb else None,
        known=entry is not None,
    )


def _is_verb(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return (
        token.pos == "VERB"
        and token.dep not in _NO_VERB
        and tree.names[index] is None
        and not (token.tag == "NNP" or _is_capitalised(tree, index))
        and not _names(tree, index)
    )


def _names(tree: Tree, index: int) -> bool:
    """Whether a participle only says what something is called: "a firm called Nordholm"."""
    token = tree.tokens[index]
    return (
        token.dep in ("acl", "acl:relcl")
        and token.lemma.lower() in ("call", "name", "dub", "title", "entitle", "nickname")
        and tree.child(index, "nsubj:pass", "aux:pass") is None
        and index + 1 < len(tree.tokens)
        and (tree.tokens[index + 1].pos == "PROPN" or tree.tokens[index + 1].text in "\"“‘'")
    )


def _is_capitalised(tree: Tree, index: int) -> bool:
    """Whether a word inside a sentence is written as part of a name: "Transport for Lund"."""
    if not tree.tokens[index].text[0].isupper() or tree.capitalised[tree.sentence_of[index]]:
        return False
    before = tree.tokens[index - 1] if index else None
    opens = before is None or tree.sentence_of[index - 1] != tree.sentence_of[index]
    return not opens and before is not None and before.pos != "PUNCT"


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether an adjective tells an event, as in "two were found dead", "Three dead in blast"."""
    token = tree.tokens[index]
    return (
        token.pos == "ADJ"
        and token.dep not in _NO_VERB
        and token.lemma.lower() in entries("ADJ")
        and tree.names[index] is None
    )


def _verb(tree: Tree, index: int) -> Trigger | None:
    if tree.tokens[index].pos == "ADJ":
        lemma = tree.lemmas[index]
        row = entries("ADJ")[lemma]
        return Trigger(index, lemma, row.type, False, row.role, index, "agent", True)
    lexicon = entries("VERB")
    phrase = tree.phrase(index, carriers())
    carrier = carriers().get(phrase)
    own = tree.phrase(index, lexicon)
    if carrier is not None and len(own) <= len(phrase):
        noun = None if carrier.kind == "state" else _carried(tree, index, phrase, carrier)
        if noun is not None:
            return noun
        if carrier.kind in ("state", "cause"):
            return None
        if carrier.kind == "aspect" and tree.child(index, "xcomp") is not None:
            return None
        if own not in lexicon and (carrier.kind == "light" or not _has_subject(tree, index)):
            return None
    if own in _NAMING and _predicated(tree, index):
        own = "describe"  # "called the vote a sham" is no call, as one by telephone is
    if own == "hear" and not _sits(tree, index):
        return None  # what a witness heard is no hearing
    if own == "leave" and _leaves_so(tree, index):
        return None
    entry = lexicon.get(own)
    if entry is None:
        lemma = own if carrier is None else phrase
        return Trigger(index, lemma, "OTHER", False, None, index, "agent", False)
    type_ = _sense(tree, index, entry, "obj", "nsubj:pass")
    return Trigger(index, own, type_, False, entry.role, index, "agent", True)


def _sense(tree: Tree, index: int, entry: Entry, *deps: str) -> str:
    """The type of a word, which may depend on whom it is done to: people, or armed forces."""
    if entry.people is None and entry.forces is None and entry.craft is None:
        return entry.type
    objects = [
        child
        for child in tree.children[index]
        if tree.tokens[child].dep in deps
        and (tree.tokens[child].dep != "nmod" or tree.case(child) in ("of", "in"))
    ]
    if entry.people is not None and any(
        _is_person(tree, child) for child in objects if tree.case(child) != "in"
    ):
        return entry.people
    if entry.forces is not None and any(_is_force(tree, child) for child in objects):
        return entry.forces
    if entry.craft is not None and any(_is_craft(tree, i) for i in _movers(tree, index)):
        return entry.craft
    return entry.type


def _predicated(tree: Tree, index: int) -> bool:
    """Whether a verb says something of its object: "called the vote a sham"."""
    said = tree.child(index, "xcomp")
    return (
        tree.child(index, "obj") is not None
        and said is not None
        and tree.tokens[said].pos in ("NOUN", "ADJ")
    )


def _leaves_so(tree: Tree, index: int) -> bool:
    """Whether "leave" only says in what state: "five were left trapped", "left two dead"."""
    state = tree.child(index, "xcomp")
    return state is not None and tree.tokens[state].tag in ("JJ", "VBN", "VBG")


def _sits(tree: Tree, index: int) -> bool:
    """Whether those who hear something are a court or the like."""
    subject = tree.child(index, "nsubj", "obl:agent")
    if subject is None:
        return tree.child(index, "nsubj:pass") is not None  # "the case was heard in May"
    return tree.lemmas[subject] in _COURTS


_COURTS = frozenset(
    "commission committee council court inquest inquiry judge jury magistrate panel".split()  # noqa: SIM905
    + "parliament senate subcommittee tribunal".split()  # noqa: SIM905
)


_NAMING = frozenset(("brand", "call", "deem", "label", "term"))


def _movers(tree: Tree, index: int) -> list[int]:
    """Who or what does what a verb tells."""
    found = [c for c in tree.children[index] if tree.tokens[c].dep in ("nsubj", "csubj")]
    found += [c for c in tree.children[index] if tree.tokens[c].dep == "obl:agent"]
    token = tree.tokens[index]
    if not found and token.dep == "conj":
        found = [c for c in tree.children[token.head] if tree.tokens[c].dep == "nsubj"]
    if token.dep == "acl:relcl" and (not found or tree.tokens[found[0]].pos == "PRON"):
        found = [token.head]
    return found


def _is_craft(tree: Tree, index: int) -> bool:
    """Whether a word is a ship, train or car, is called one ("the Anna, a ferry"), or is a name of
    neither people, nor a body, nor a country: "The Anna struck a pier"."""
    words = [index, *(c for c in tree.children[index] if tree.tokens[c].dep == "appos")]
    if any(tree.lemmas[word] in craft() for word in words):
        return True
    name = tree.names[index]
    if tree.lemmas[index] in entries("NOUN"):
        below = [c for c in tree.children[index] if tree.tokens[c].dep in ("nmod", "nmod:poss")]
        return any(tree.lemmas[c] in craft() for c in below)
    return name is not None and name.label in ("PRODUCT", "LOC", "FAC")


def _is_force(tree: Tree, index: int) -> bool:
    if tree.lemmas[index] == "number":  # "the number of soldiers"
        part = tree.child(index, "nmod")
        return part is not None and tree.case(part) == "of" and _is_force(tree, part)
    return tree.lemmas[index] in forces()


def _is_person(tree: Tree, index: int) -> bool:
    token, name = tree.tokens[index], tree.names[index]
    if name is not None:
        return name.label in ("PERSON", "NORP")
    if token.pos in ("NUM", "DET", "ADJ") or token.lemma.lower() in ("some", "dozen", "hundred"):
        # "21 of the girls were released"
        part = tree.child(index, "nmod")
        return part is None or _is_person(tree, part)
    return token.lemma.lower() in people() or token.text.lower() in _PERSONAL


def _has_subject(tree: Tree, index: int) -> bool:
    return tree.child(index, *_SUBJECTS) is not None


def _carried(tree: Tree, verb: int, phrase: str, carrier: Carrier) -> Trigger | None:
    """The nominal event that a verb carries: object, subject, or what a preposition adds."""
    subject: Role | None = carrier.role
    if carrier.kind in ("occur", "aspect"):
        candidates = [c for c in tree.children[verb] if tree.tokens[c].dep in _SUBJECTS]
        if carrier.kind == "aspect":
            candidates += [c for c in tree.children[verb] if tree.tokens[c].dep == "obj"]
        head = tree.tokens[verb].head
        relative = not candidates or tree.tokens[candidates[0]].pos == "PRON"
        if relative and tree.tokens[verb].dep in ("acl:relcl", "acl"):
            # "the clashes that took place", "the fighting going on since May"
            candidates = [head, *candidates]
    elif " " in phrase and tree.child(verb, "obj") is None:
        last = phrase.rsplit(" ", 1)[1]
        candidates = [
            c for c in tree.subtree(verb) if c > verb and tree.case(c).split(" ")[0] == last
        ][:1]
    else:
        candidates = []
    if not candidates:
        candidates = [c for c in tree.children[verb] if tree.tokens[c].dep in ("obj", "nsubj:pass")]
        if phrase == "take part in":
            candidates = []
    for candidate in candidates:
        found = _eventive(tree, candidate)
        if found is None:
            continue
        lemma, type_, role = found
        if tree.tokens[candidate].dep in _SUBJECTS or candidate == tree.tokens[verb].head:
            told = None if carrier.kind != "light" else carrier.role
            if tree.tokens[candidate].dep == "nsubj:pass" or carrier.kind in ("occur", "aspect"):
                told = None
            return Trigger(candidate, lemma, type_, True, role, verb, told, True)
        return Trigger(candidate, lemma, type_, True, role, verb, subject, True)
    return None


def _eventive(tree: Tree, index: int) -> tuple[str, str, Role | None] | None:
    """Lemma, type, and role of a noun that the lexicon has, with its completing word if needed."""
    token = tree.tokens[index]
    if token.pos not in ("NOUN", "PROPN") or _is_capitalised(tree, index):
        return None
    name = tree.names[index]
    if name is not None and name.label != "EVENT":
        return None
    lexicon = entries("NOUN")
    lemma = token.lemma.lower()
    if index and tree.tokens[index - 1].head == index:
        pair = f"{tree.lower[index - 1]} {lemma}"
        if pair in lexicon:
            return pair, lexicon[pair].type, lexicon[pair].role
    entry = lexicon.get(lemma)
    if entry is None:
        return None
    return lemma, _sense(tree, index, entry, "nmod", "nmod:poss"), entry.role


def _noun(tree: Tree, index: int, found: dict[int, Trigger], headline: bool) -> Trigger | None:
    token = tree.tokens[index]
    if token.dep in _NO_NOUN or tree.times[index] >= 0:
        return None
    eventive = _eventive(tree, index)
    if eventive is None:
        return None
    lemma, type_, role = eventive
    # "Recent events in Kosovo" are no event: which ones, only a time of their own says.
    loose = lemma in situations() or (type_ == "OTHER" and token.tag in ("NNS", "NNPS"))
    if loose and not _timed(tree, index):
        return None
    if not _refers(tree, index, type_, headline):
        return None
    governor = found.get(token.head)
    if governor is not None and _same(tree, governor, index, type_):
        return None
    return Trigger(index, lemma, type_, True, role, index, None, True)


def _same(tree: Tree, governor: Trigger, noun: int, type_: str) -> bool:
    """Whether two words tell one act: "signed a treaty", "said in a statement"."""
    if governor.type != type_ or not governor.known:
        return False
    dep = tree.tokens[noun].dep
    if governor.noun:
        return dep == "nmod" and tree.case(noun) == "of"  # "declaration of independence"
    if dep == "obl":
        return not _definite(tree, noun) and not is_answered(tree, noun)
    return dep in ("obj", "xcomp")


def _definite(tree: Tree, noun: int) -> bool:
    return any(
        tree.tokens[child].dep == "nmod:poss"
        or tree.lower[child] in ("the", "this", "that", "these", "those")
        for child in tree.children[noun]
    )


def _refers(tree: Tree, index: int, type_: str, headline: bool) -> bool:
    """Whether a noun refers to a happening rather than to a kind of happening."""
    token = tree.tokens[index]
    determined = counted = placed = False
    if not _definite(tree, index) and _classifies(tree, index):
        return False
    for child in tree.children[index]:
        other = tree.tokens[child]
        if other.dep in ("det", "amod"):
            word = other.text.lower()
            if modifiers().get(word) == "generic":
                return False
            determined = determined or word in _DETERMINERS
        elif other.dep == "nmod:poss":
            determined = True
            placed = placed or tree.names[child] is not None or tree.times[child] >= 0
        elif other.dep == "nummod":
            counted = True
        if other.dep in ("nmod", "compound", "amod", "nmod:unmarked") and any(
            tree.names[below] is not None or tree.times[below] >= 0
            for below in tree.subtree(child, _CLAUSES)
        ):
            placed = True
        elif other.dep in ("acl", "acl:relcl") and type_ not in _VAGUE:
            placed = placed or determined
    if placed:
        return True
    if type_ in _VAGUE:
        return False
    if determined or counted or headline:
        return True
    if token.dep == "obl" and tree.case(index).split(" ")[0] in _SETTINGS:
        return True  # "signed after negotiations", "fell during clashes"
    if is_answered(tree, index):
        return True
    if token.dep in _SUBJECTS:
        # Headlines and leads leave the article out: "Clashes near port injure nine".
        return tree.tokens[token.head].tag in ("VBD", "VBZ", "VBP", "VBN")
    return False


def is_answered(tree: Tree, noun: int) -> bool:
    """Whether something is done about what a noun tells: "in retaliation for air strikes"."""
    if tree.case(noun) not in ("for", "to"):
        return False
    first = min(tree.subtree(noun))
    return first > 0 and tree.lemmas[first - 1] in _ANSWERS


_ANSWERS = frozenset(
    "punishment reaction reprisal response retaliation retribution revenge vengeance".split()  # noqa: SIM905
)


def _timed(tree: Tree, noun: int) -> bool:
    """Whether a noun has a time of its own: "the 1999 war", "the unrest of last spring"."""
    return any(
        tree.times[below] >= 0
        for child in tree.children[noun]
        if tree.tokens[child].dep in ("compound", "amod", "nmod", "nmod:unmarked", "nummod")
        for below in tree.subtree(child, _CLAUSES)
    )


def _classifies(tree: Tree, noun: int) -> bool:
    """Whether an indefinite noun says what something is: "is an escalation", "poses a threat"."""
    if tree.child(noun, "cop") is not None:
        return True
    token = tree.tokens[noun]
    carrier = carriers().get(tree.lemmas[token.head])
    return token.dep == "obj" and carrier is not None and carrier.kind == "state"


_CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "advcl:relcl", "parataxis", "ccomp"))
