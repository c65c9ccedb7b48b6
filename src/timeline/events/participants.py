"""Who takes part in an event, in which role, and where it happens, from the syntax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.events.lexicon import entries, people
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Entity, Participant, Place, Role

_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
# Prepositions after which a name of a place is where something happens.
_LOCATIVE = frozenset(
    "in at on near off outside inside across around along throughout into to from".split()  # noqa: SIM905
    + "towards toward within through over beyond above below behind beside via onto".split()  # noqa: SIM905
)
_POSITIONS = frozenset(("in", "at", "near", "off", "outside", "inside", "along"))
# What a preposition makes of the noun it introduces, for verbs and nouns alike.
_PREPOSITION_ROLES: dict[str, Role] = {
    "by": "agent",
    "on": "patient",
    "against": "patient",
    "upon": "patient",
}
# With these, the other side acts as well: "clashed with police", "talks between A and B".
_RECIPROCAL = frozenset(("with", "between", "among"))
_RECIPROCAL_TYPES = frozenset(
    "AGREE ASSAULT ACCIDENT BUSINESS CONSULT COOPERATE LIFE SPORT".split()  # noqa: SIM905
)
# What is said is said to someone, as a rule.
_ADDRESSED_TYPES = frozenset(("STATEMENT", "CONSULT", "REQUEST", "SUPPORT", "ACCUSE"))
_TOPICS = frozenset(("about", "for", "over", "amid", "despite", "including", "like", "such as"))
_LOOSE = frozenset(
    "acl acl:relcl advcl advcl:relcl parataxis appos conj punct cc ccomp dep list orphan".split()  # noqa: SIM905
)
_MODIFIERS = frozenset(
    "amod compound nummod nmod:poss nmod:desc flat nmod:unmarked fixed".split()  # noqa: SIM905
)
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
# Words that stand for no participant: "no one was hurt", "at least".
_NOBODY = frozenset("one someone anyone everyone something nothing thing least most".split())  # noqa: SIM905
_MAX_WORDS = 8
_TITLE_WORDS = 6
"""A person's name begins within so many words after the "of" of the title."""


def find(
    tree: Tree, trigger: Trigger, antecedents: Mapping[int, Entity]
) -> tuple[tuple[Participant, ...], tuple[Place, ...]]:
    """Participants and places of a trigger, each in text order and named once.

    `antecedents` gives the name that a pronoun or a short reference ("the sergeant") stands for;
    a pronoun that it does not have is left out.
    """
    gathered = _Gathered(tree, antecedents)
    if not trigger.noun:
        _of_verb(tree, trigger, gathered)
    else:
        _of_noun(tree, trigger, gathered)
        if trigger.predicate != trigger.token:
            _of_carrier(tree, trigger, gathered)
    return gathered.participants(), gathered.places()


class _Gathered:
    """Collects noun phrases as participants or places; the first role of a name stands."""

    def __init__(self, tree: Tree, antecedents: Mapping[int, Entity]) -> None:
        self.tree = tree
        self.antecedents = antecedents
        self._participants: dict[str, Participant] = {}
        self._places: dict[str, Place] = {}

    def participants(self) -> tuple[Participant, ...]:
        return tuple(sorted(self._participants.values(), key=lambda p: (p.start, p.end)))

    def places(self) -> tuple[Place, ...]:
        return tuple(sorted(self._places.values(), key=lambda p: (p.start, p.end)))

    def phrase(self, head: int, role: Role, *, exclude: int = -1) -> None:
        """Take a noun phrase and what is coordinated with it."""
        for part in _coordinated(self.tree, head):
            if part != exclude:
                self._take(part, role)

    def place(self, head: int) -> bool:
        """Take the names of places in a phrase; False if there is none."""
        names = [
            name
            for part in _coordinated(self.tree, head)
            for index in self.tree.subtree(part, _LOOSE)
            if (name := self.tree.names[index]) is not None and name.label in _PLACE_LABELS
        ]
        for name in names:
            self._places.setdefault(
                name.name, Place(name=name.name, start=name.start, end=name.end)
            )
        return bool(names)

    def _take(self, head: int, role: Role) -> None:
        tree = self.tree
        token = tree.tokens[head]
        if tree.times[head] >= 0 or token.lemma.lower() in _NOBODY:
            return
        name = tree.names[head] or _titled(tree, head)
        if name is not None:
            self._add(name.name, name.label, role, name.start, name.end)
            return
        if token.pos == "PRON" or head in self.antecedents:
            known = self.antecedents.get(head)
            if known is not None:
                self._add(known.name, known.label, role, token.start, token.end)
            return
        if token.pos not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return
        words = _noun_phrase(tree, head)
        span = tree.span(words)
        text = tree.words(words)
        self._add(text, None, role, span.start, span.end)
        self._within(head)
        for included in _included(tree, head):
            self._take(included, role)
        for index in tree.subtree(head, _LOOSE):
            nested = tree.names[index]
            if nested is not None and nested.label not in ("NORP", "DATE", "TIME"):
                self._add(nested.name, nested.label, "other", nested.start, nested.end)

    def _within(self, head: int) -> None:
        """Take the place told with a participant: "a convoy near Ostrova" is where it was hit."""
        for child in self.tree.children[head]:
            if self.tree.tokens[child].dep == "nmod" and self.tree.case(child) in _POSITIONS:
                self.place(child)

    def _add(self, name: str, label: str | None, role: Role, start: int, end: int) -> None:
        if name not in self._participants or self._participants[name].role == "other" != role:
            self._participants[name] = Participant(
                name=name, label=label, role=role, start=start, end=end
            )


def _coordinated(tree: Tree, head: int) -> Iterator[int]:
    yield head
    named = _officer(tree, head)
    for child in (*tree.children[head], *(tree.children[named] if named is not None else ())):
        if tree.tokens[child].dep == "conj" and tree.tokens[child].pos in (
            "NOUN",
            "PROPN",
            "PRON",
            "NUM",
        ):
            yield child


def _included(tree: Tree, head: int) -> Iterator[int]:
    """Those whom a noun sums up: both in "officials, including Berg and Lund"."""
    for child in tree.children[head]:
        if tree.tokens[child].dep == "nmod" and tree.case(child) == "including":
            yield from _coordinated(tree, child)


def _officer(tree: Tree, head: int) -> int | None:
    """The person at the end of a title with "of", by token: "Secretary of State Anna Berg".

    Parsers put the person below the title here. "The Death of Anna Berg" is no title, and "Minister
    of Anna Berg's cabinet" has its "of" just before the name.
    """
    title = tree.tokens[head]
    if title.pos not in ("NOUN", "PROPN") or title.lemma.lower() not in people():
        return None
    after = head + 1
    if after >= len(tree.tokens) or tree.lower[after] != "of":
        return None
    for index in range(after + 1, min(after + _TITLE_WORDS, len(tree.tokens))):
        name = tree.names[index]
        if name is not None and name.label == "PERSON":
            beneath = index > after + 1 and head in tree.ancestors(index)
            return index if beneath else None
        if not (tree.tokens[index].text[0].isupper() or tree.tokens[index].dep in ("det", "cc")):
            return None
    return None


def _titled(tree: Tree, head: int) -> Entity | None:
    """The person whom a title or an apposition names: "Foreign Minister Anna Berg"."""
    officer = _officer(tree, head)
    if officer is not None:
        return tree.names[officer]
    for child in tree.children[head]:
        token = tree.tokens[child]
        name = tree.names[child]
        if name is None or name.label != "PERSON":
            continue
        if token.dep in ("appos", "flat", "nmod:desc") or (
            token.dep == "compound" and child > head
        ):
            return name
    return None


def _noun_phrase(tree: Tree, head: int) -> list[int]:
    """The words that name a common noun: modifiers, head, and what "of" adds, no determiner."""
    words = [head]
    for child in tree.children[head]:
        dep = tree.tokens[child].dep
        if (child < head and dep in _MODIFIERS) or (child > head and dep in ("flat", "compound")):
            words += [
                index for index in tree.subtree(child, _LOOSE) if not _skipped(tree, index, head)
            ]
        elif child > head and dep == "nmod" and tree.case(child) == "of":
            part = sorted(tree.subtree(child, _LOOSE))
            if len(part) <= 5 and tree.tokens[child].pos != "PRON":
                words += part
    words = sorted(set(words))
    if len(words) > _MAX_WORDS or words[-1] - words[0] >= _MAX_WORDS + 4:
        words = [i for i in words if i <= head][-_MAX_WORDS:]
    first = words[0]
    if tree.tokens[first].dep in ("det", "punct") and len(words) > 1:
        words = words[1:]
    return words


def _skipped(tree: Tree, index: int, head: int) -> bool:
    token = tree.tokens[index]
    if token.dep in ("nmod:poss", "det") and token.pos in ("PRON", "DET"):
        return True
    if token.dep in ("case", "cc:preconj") and index < head and tree.tokens[index].pos != "PART":
        return True  # "with both" of a coordination read as one
    return tree.times[index] >= 0 and index < head


def _of_verb(tree: Tree, trigger: Trigger, gathered: _Gathered) -> None:
    verb = trigger.token
    passive = False
    taken = _idiomatic_object(tree, trigger)
    has_object = taken is None and tree.child(verb, "obj") is not None
    has_subject = tree.child(verb, "nsubj", "nsubj:pass", "csubj") is not None
    intransitive: Role = "agent" if has_object or trigger.role is None else trigger.role
    for child in tree.children[verb]:
        dep = tree.tokens[child].dep
        if child == taken:
            continue
        if dep in ("nsubj", "csubj"):
            gathered.phrase(_relative(tree, child, verb), intransitive)
        elif dep == "nsubj:pass":
            passive = True
            gathered.phrase(_relative(tree, child, verb), "patient")
        elif dep == "obj" and not tree.case(child):
            inverted = trigger.type == "STATEMENT" and not has_subject and tree.names[child]
            # "..., said Berg"
            role: Role = "agent" if inverted else "patient"
            gathered.phrase(_relative(tree, child, verb), role)
            if trigger.type in ("ASSAULT", "CONSULT", "MOVEMENT", "DISASTER", "RETREAT"):
                gathered.place(child)
            if trigger.type in _ADDRESSED_TYPES:
                _addressees(tree, child, gathered)
        elif dep == "iobj":
            gathered.phrase(child, "other")
    passive = passive or (
        tree.tokens[verb].tag == "VBN" and tree.child(verb, "aux:pass") is not None
    )
    participle = tree.tokens[verb].tag == "VBN" and tree.tokens[verb].dep in ("acl", "advcl")
    reciprocal = trigger.type in _RECIPROCAL_TYPES
    _obliques(tree, verb, gathered, passive or participle, reciprocal)
    after = tree.names[verb + 1] if verb + 1 < len(tree.tokens) else None
    if trigger.type == "STATEMENT" and not has_subject and after and after.label == "PERSON":
        gathered.phrase(verb + 1, "agent")  # "..., said Berg", however it was parsed
    elif not has_subject:
        _implicit_subject(tree, verb, trigger, gathered, passive, intransitive)


def _addressees(tree: Tree, obj: int, gathered: _Gathered) -> None:
    """Take whom something was said to: parsers read "conveyed concerns to Berg" as concerns to her.

    What is neither a name nor a person is not addressed: "voiced opposition to the plan".
    """
    for child in tree.children[obj]:
        token = tree.tokens[child]
        if token.dep == "nmod" and tree.case(child) == "to":
            name = tree.names[child]
            if name is not None or token.lemma.lower() in people():
                gathered.phrase(child, "other")


def _idiomatic_object(tree: Tree, trigger: Trigger) -> int | None:
    """The object that is a part of the verb: "lives" in "lost their lives"."""
    last = trigger.lemma.rpartition(" ")[2]
    for child in tree.children[trigger.token]:
        if tree.tokens[child].dep == "obj" and tree.lemmas[child] == last:
            return child
    return None


def _relative(tree: Tree, argument: int, verb: int) -> int:
    """What a relative pronoun stands for: the noun that its clause modifies."""
    token = tree.tokens[argument]
    if token.pos == "PRON" and token.text.lower() in _RELATIVE:
        if tree.tokens[verb].dep == "acl:relcl":
            return tree.tokens[verb].head
        head = tree.tokens[verb].head
        if tree.tokens[verb].dep == "conj" and tree.tokens[head].dep == "acl:relcl":
            return tree.tokens[head].head
    return argument


def _implicit_subject(
    tree: Tree,
    verb: int,
    trigger: Trigger,
    gathered: _Gathered,
    passive: bool,
    intransitive: Role,
) -> None:
    """The subject that a verb shares with the word it depends on."""
    role: Role = "patient" if passive else intransitive
    index, seen = verb, 0
    while seen < 4:
        token = tree.tokens[index]
        dep, head = token.dep, token.head
        seen += 1
        if head == index:
            return
        above = tree.tokens[head]
        if dep == "acl" or (dep == "acl:relcl" and tree.child(index, "nsubj") is None):
            if above.pos in ("NOUN", "PROPN", "PRON") and tree.case(index) == "":
                participle = tree.tokens[index].tag == "VBN" and index == verb
                gathered.phrase(head, "patient" if participle else role, exclude=verb)
            return
        if dep == "xcomp":
            controlled = tree.child(head, "obj", "iobj")
            subject = tree.child(head, "nsubj", "nsubj:pass")
            if controlled is None and above.pos == "VERB":
                controlled = _addressee(tree, head)
            if controlled is not None and above.pos == "VERB" and above.lemma != "promise":
                gathered.phrase(_relative(tree, controlled, head), role)
                return
        elif dep in ("advcl", "conj", "advcl:relcl"):
            if dep == "advcl" and tree.case(index) in ("for", "against", "of", "from"):
                # "accused the mayor of hiding it": the mayor; "called for ending it": no telling.
                accused = tree.child(head, "obj", "nsubj:pass")
                if accused is not None:
                    gathered.phrase(_relative(tree, accused, head), role)
                return
            if dep == "advcl" and tree.case(index) == "to":
                addressee = _addressee(tree, head)
                if addressee is not None:
                    gathered.phrase(addressee, role)
                    return
            subject = tree.child(head, "nsubj", "nsubj:pass")
            if dep == "advcl" and tree.tokens[index].tag == "VBN" and index == verb:
                role = "patient"
            if (
                dep == "conj"
                and index == verb
                and not passive
                and (
                    tree.tokens[verb].tag == "VBN"
                    and tree.child(head, "aux:pass") is not None
                    and not tree.child(verb, "aux")
                )
            ):
                role = "patient"  # "was tried and convicted"
        else:
            return
        if subject is not None:
            gathered.phrase(_relative(tree, subject, head), role)
            return
        index = head


def _addressee(tree: Tree, verb: int) -> int | None:
    """Whom a request is made to: "called on drivers to slow down", "appealed to both sides"."""
    entry = entries("VERB").get(tree.phrase(verb, entries("VERB")))
    if entry is not None and entry.type == "REQUEST":
        for child in tree.children[verb]:
            if tree.tokens[child].dep == "obl" and tree.case(child) in ("on", "upon", "to"):
                return child
    return None


def _obliques(tree: Tree, head: int, gathered: _Gathered, passive: bool, reciprocal: bool) -> None:
    for child in tree.children[head]:
        dep = tree.tokens[child].dep
        case = tree.case(child).split(" ")[0]
        misread = dep == "obj" and case  # parsers take "with leaders" for an object at times
        if (dep not in ("obl", "obl:agent") and not misread) or tree.times[child] >= 0:
            continue
        if dep == "obl:agent" or (case == "by" and passive):
            gathered.phrase(child, "agent")
        elif case in _LOCATIVE and gathered.place(child):
            if tree.names[child] is None or tree.names[child].label not in _PLACE_LABELS:  # type: ignore[union-attr]
                gathered.phrase(child, "other")
        elif case in _RECIPROCAL or case in ("to", "on", "against", "from", "of", "upon", "at"):
            someone = tree.names[child] is not None or tree.lemmas[child] in people()
            if case == "with" and not reciprocal and not someone:
                continue  # "closed the road with barriers"
            role = _PREPOSITION_ROLES.get(case, "other")
            gathered.phrase(child, role if role != "agent" else "other")
        elif case not in _TOPICS and tree.names[child] is not None:
            gathered.phrase(child, "other")


def _of_noun(tree: Tree, trigger: Trigger, gathered: _Gathered) -> None:
    noun = trigger.token
    of_role: Role = trigger.role or "patient"
    poss_role: Role = trigger.role or "agent"
    for child in tree.children[noun]:
        token = tree.tokens[child]
        if tree.times[child] >= 0:
            continue
        if token.dep == "nmod:poss":
            name = tree.names[child]
            if name is None and token.pos == "PRON" and child not in gathered.antecedents:
                continue
            gathered.phrase(child, poss_role)
        elif token.dep in ("compound", "amod", "nmod:unmarked"):
            name = tree.names[child]
            if name is not None and name.label in _PLACE_LABELS and token.dep == "compound":
                gathered.place(child)
            elif name is not None:
                gathered.phrase(child, "other")
        elif token.dep in ("nmod", "obl"):
            case = tree.case(child).split(" ")[0]
            if case == "of":
                gathered.phrase(child, of_role)
                if of_role == "patient":
                    continue
            elif case == "in" and trigger.type == "CHANGE" and tree.names[child] is None:
                gathered.phrase(child, "patient")  # "a rise in prices in the region"
                gathered.place(child)
            elif case in _LOCATIVE and case not in ("between", "over") and gathered.place(child):
                continue
            elif case in _RECIPROCAL:
                gathered.phrase(child, "agent" if case == "between" else "other")
            elif case in ("by", "on", "against", "to", "from", "involving"):
                gathered.phrase(child, _PREPOSITION_ROLES.get(case, "other"))
        elif token.dep == "acl" and token.text.lower() == "involving":
            involved = tree.child(child, "obj")
            if involved is not None:
                gathered.phrase(involved, "agent")
        elif token.dep == "appos":
            continue


def _of_carrier(tree: Tree, trigger: Trigger, gathered: _Gathered) -> None:
    verb = trigger.predicate
    passive = tree.child(verb, "nsubj:pass") is not None
    if trigger.subject is not None:
        for child in tree.children[verb]:
            token = tree.tokens[child]
            if trigger.subject == "other" and token.lemma.lower() in entries("NOUN"):
                continue  # "the crash caused a fire": a cause is no participant
            if token.dep == "nsubj" and child != trigger.token:
                gathered.phrase(
                    _relative(tree, child, verb), trigger.subject, exclude=trigger.token
                )
        if tree.child(verb, "nsubj", "nsubj:pass") is None:
            _implicit_subject(tree, verb, trigger, gathered, False, trigger.subject)
    for child in tree.children[verb]:
        if tree.tokens[child].dep == "obl:agent":
            gathered.phrase(child, "agent")
            passive = True
    if trigger.token not in tree.children[verb] or tree.tokens[trigger.token].dep != "obl":
        _obliques(tree, verb, gathered, passive, trigger.type in _RECIPROCAL_TYPES)
