"""Which time expression dates which event, by syntax.

A time expression belongs to the first event met on the way up from it to the root. It stays within
its quotation and within the noun that it modifies ("the March 4 attack", "the 2008 budget"),
and a clause that shares its setting with another ("killing two", "and fled") shares its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.events.lexicon import governors
from timeline.events.status import awaited
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger, is_answered
from timeline.records import TimeExpression

# A time under one of these gives a limit, not the time of the event: see relations.
LIMITS = frozenset(
    "after before since until till by following prior ahead from as than like".split()  # noqa: SIM905
)
_PREMODIFIERS = frozenset(
    "compound amod nmod:poss nummod nmod nmod:unmarked det flat".split()  # noqa: SIM905
)
_UNMARKED = frozenset(("appos", "nmod:unmarked", "obl:unmarked", "dep"))
# Clauses that tell more of the same scene.
_SHARING = frozenset(("conj", "advcl", "xcomp", "parataxis"))
_SUBORDINATORS = frozenset(
    "after before while when as because since until if that who which whether".split()  # noqa: SIM905
)
_PARTS = frozenset(
    "morning afternoon evening night day dawn dusk hour weekend week month year".split()  # noqa: SIM905
)
_SUBJECTS = ("nsubj", "nsubj:pass")
_HARM = frozenset(("ASSAULT", "DEATH", "HEALTH", "ACCIDENT", "DISASTER"))
_LOOSE = frozenset(("acl", "acl:relcl", "advcl", "appos", "conj", "punct", "cc", "parataxis"))
_SCENE = frozenset(("", "while", "as", "when", "with", "by", "and", "to"))


def attach(
    tree: Tree, triggers: Sequence[Trigger], times: Sequence[TimeExpression], here: Sequence[int]
) -> dict[int, int]:
    """The index of the time expression that dates each trigger, by trigger token.

    `triggers` are those of one sentence, `here` the indices of the times in it. Durations, sets,
    and vague references ("recently") date nothing. A trigger without a time of its own takes that
    of the clause it shares a scene with.
    """
    told_by: dict[int, int] = {}
    for trigger in triggers:
        told_by.setdefault(trigger.predicate, trigger.token)
        told_by[trigger.token] = trigger.token
    dated: dict[int, int] = {}
    unowned: list[tuple[int, int]] = []
    for number in here:
        time = times[number]
        if not dates_an_event(time):
            continue
        head = tree.top(tree.inside(time.start, time.end))
        if head is None or is_limit(tree, head, time):
            continue
        owner = _owner(tree, head, told_by, number)
        beside = _beside(tree, time, triggers)
        if beside is not None and (owner is None or owner != beside.token):
            lower = beside.noun and _signalled(tree, beside.token)
            if owner is None or owner < 0 or lower:
                owner = beside.token
        if owner is None or (owner < 0 and _opens(tree, time)):
            unowned.append((head, number))
        elif owner >= 0:
            known = dated.get(owner)
            if known is None or _closer(tree, owner, number, known, times):
                dated[owner] = number
    _share(tree, triggers, dated, told_by, times)
    _lone(tree, triggers, dated, unowned)
    return dated


def dates_an_event(time: TimeExpression) -> bool:
    """Whether a time expression can say when something happened."""
    return time.type in ("DATE", "TIME") and not time.value.endswith("_REF")


def is_limit(tree: Tree, head: int, time: TimeExpression) -> bool:
    """Whether a preposition makes a limit of a time: "since Monday", "by the end of May"."""
    if time.type == "TIME":
        return False  # "shortly after 6 a.m." still tells the day
    first = tree.inside(time.start, time.end).start
    before = tree.lower[first - 1] if first else ""
    if before in ("until", "till") and awaited(tree, tree.tokens[head].head):
        return False
    return before in LIMITS or tree.case(head).split(" ")[0] in LIMITS


def _owner(tree: Tree, head: int, told_by: Mapping[int, int], number: int) -> int | None:
    """The trigger token that a time belongs to; -1 if it belongs to something else."""
    quote = tree.quoted[head]
    index = head
    if tree.tokens[head].head == head:
        # The time is the predicate: "The launch was on Monday".
        subject = tree.child(head, "nsubj", "nsubj:pass")
        return told_by.get(subject, -1) if subject is not None else None
    for above in tree.ancestors(head):
        if tree.quoted[above] != quote and quote:
            return None
        if _introduced_later(tree, above, head):
            index = above
            continue
        if above in told_by:
            return told_by[above]
        token, dep = tree.tokens[above], tree.tokens[index].dep
        if index == head and _says_when(tree, head, above):
            if tree.case(above).split(" ")[0] in LIMITS:
                return -1
            index = above  # "on the morning of March 23", "In May President Lund resigned"
            continue
        if token.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            premodifier = index < above and dep in _PREMODIFIERS
            if premodifier and token.dep in ("compound", "amod"):
                index = above  # "a 2015 data breach"
                continue
            # "crashed off the coast of the island Thursday": a bare day is not the island's.
            loose = tree.tokens[head].dep in _UNMARKED and tree.case(head) == ""
            if premodifier or (dep == "nmod" and tree.case(index) == "of" and not loose):
                return -1
        if token.pos in ("VERB", "AUX"):
            for child in tree.children[above]:
                if child in told_by and tree.tokens[child].dep in ("nsubj", "nsubj:pass", "obj"):
                    return told_by[child]
            if token.dep in ("xcomp", "conj"):
                index = above
                continue
            # "In 2014 the group shocked the world when it seized the school"
            complement = tree.child(above, "xcomp", "ccomp") or next(
                (c for c in tree.children[above] if tree.case(c) in ("when", "as", "to")), None
            )
            return -1 if complement is None else told_by.get(complement, -1)
        index = above
    return None


def _says_when(tree: Tree, time: int, above: int) -> bool:
    """Whether a time that hangs on a noun only says when: it is a part of a day or a stretch of it,
    or the noun begins what comes after the time, though the parse joins them."""
    if tree.tokens[time].dep == "nmod" and tree.case(time) in ("of", "on", "in", ""):
        return tree.lemmas[above] in _PARTS
    first = last = time
    while first and tree.times[first - 1] == tree.times[time]:
        first -= 1
    while last + 1 < len(tree.tokens) and tree.times[last + 1] == tree.times[time]:
        last += 1
    opens = first > 0 and tree.tokens[first - 1].text in ("In", "On", "At", "During")
    # Not "In May German elections": what follows a country's adjective may be of that month.
    name = tree.names[last + 1] if last + 1 < len(tree.tokens) else None
    adjective = name is not None and name.label == "NORP"
    return opens and last < above and tree.tokens[last + 1].pos == "PROPN" and not adjective


def _beside(tree: Tree, time: TimeExpression, triggers: Sequence[Trigger]) -> Trigger | None:
    """The event told right before a time: a verb, or a noun with what "of" adds to it."""
    last = tree.inside(time.start, time.end).start - 1
    if last > 0 and tree.tokens[last].pos == "ADP":
        last -= 1
    for trigger in reversed(triggers):
        if trigger.token == last:
            return trigger
        if trigger.noun and trigger.token < last and last - trigger.token < 8:
            return trigger if max(tree.subtree(trigger.token, _LOOSE)) == last else None
    return None


def _signalled(tree: Tree, noun: int) -> bool:
    """Whether a noun stands after "following", "after", and the like.

    "Troops came after the death of a guard on Monday": the death was on Monday, and that the troops
    came the same day is not said. Nor is it of "an attack in retaliation for a raid last week".
    """
    case = tree.case(noun).split(" ")[0]
    return case in ("after", "following", "since", "before") or is_answered(tree, noun)


def _introduced_later(tree: Tree, clause: int, time: int) -> bool:
    """Whether a time stands before the word that opens a clause, so that it cannot belong to it.

    "The port closed earlier this month after a guard was killed": parsers take the month for the
    killing.
    """
    if clause < time or tree.tokens[clause].dep not in ("advcl", "ccomp", "acl:relcl"):
        return False
    return any(tree.lower[index] in _SUBORDINATORS for index in range(time + 1, clause))


def _opens(tree: Tree, time: TimeExpression) -> bool:
    """Whether a time opens its sentence, set off by a comma ("Today, the mayor ...")."""
    inside = tree.inside(time.start, time.end)
    first, after = inside.start, inside.stop
    if after >= len(tree.tokens) or tree.tokens[after].text != ",":
        return False
    if first and tree.tokens[first - 1].pos == "ADP":
        first -= 1
    return first == 0 or tree.sentence_of[first - 1] != tree.sentence_of[first]


def _closer(
    tree: Tree, owner: int, number: int, known: int, times: Sequence[TimeExpression]
) -> bool:
    """A calendar day beats a time of day; else the first in the text stands."""
    return times[known].type == "TIME" and times[number].type == "DATE"


def _share(
    tree: Tree,
    triggers: Sequence[Trigger],
    dated: dict[int, int],
    told_by: Mapping[int, int],
    times: Sequence[TimeExpression],
) -> None:
    for trigger in triggers:
        if trigger.token in dated:
            continue
        index = trigger.predicate
        number = _when_clause(tree, index)
        if number is not None and dates_an_event(times[number]):
            dated[trigger.token] = number
            continue
        if trigger.type == "STATEMENT" and tree.child(index, *_SUBJECTS) is not None:
            continue  # "..., the ministry said": when is not said
        for _ in range(4):
            token = tree.tokens[index]
            head = token.head
            if head == index or token.dep not in _SHARING:
                break
            if token.dep == "xcomp" and not _same_time(tree, head):
                break
            if tree.quoted[head] != tree.quoted[index]:
                break
            if token.dep == "advcl" and tree.case(index).split(" ")[0] not in _SCENE:
                break
            if tree.opens_with_signal(index):
                break
            if tree.case(index).startswith("to") and tree.tokens[head].dep == "acl":
                break  # "the first of the sailors seized in May to be freed"
            if token.dep == "parataxis" and index > head:
                break
            owner = told_by.get(head)
            if owner is not None and owner in dated:
                number = dated[owner]
                # "was arrested on Monday and died": a time before the second verb covers it.
                covers = token.dep != "conj" or times[number].start < tree.tokens[index].start
                if covers:
                    dated[trigger.token] = number
                break
            if owner is not None and token.dep == "conj":
                index = head
                continue
            index = head
        if trigger.token not in dated:
            scene = _from_scene(tree, trigger, dated, told_by)
            if scene is not None:
                dated[trigger.token] = scene


def _when_clause(tree: Tree, verb: int) -> int | None:
    """The time that a clause with "when" is about: "since 1959, when two passengers died"."""
    for child in tree.children[verb]:
        if child < verb and tree.lower[child] == "when":
            before = child - 2 if tree.tokens[child - 1].text == "," else child - 1
            if before >= 0 and tree.times[before] >= 0:
                return tree.times[before]
    return None


def _same_time(tree: Tree, governor: int) -> bool:
    """Whether a governor and its infinitive are of one time: "began to", but not "agreed to"."""
    row = governors().get((tree.lemmas[governor], "VERB"))
    return row is not None and row.complement == "same"


def _from_scene(
    tree: Tree, trigger: Trigger, dated: Mapping[int, int], told_by: Mapping[int, int]
) -> int | None:
    """The time of the scene that an event is set in.

    "Two died when a bus overturned on Monday"; "a tsunami hit the coast on Monday"; "the 2004 crash
    that killed nine": what does harm and the harm are of one time. Not so what is done about it:
    "the attack was condemned on Friday".
    """
    if trigger.noun:
        token = tree.tokens[trigger.token]
        setting = token.dep == "obl" and tree.case(trigger.token) in ("in", "during", "amid")
        if setting or (token.dep == "nsubj" and trigger.type in _HARM):
            owner = told_by.get(token.head)
            return None if owner is None else dated.get(owner)
        return None
    for child in tree.children[trigger.predicate]:
        if tree.tokens[child].dep == "advcl" and tree.case(child) in ("when", "as", "while"):
            owner = told_by.get(child)
            if owner is not None and owner in dated:
                return dated[owner]
    token = tree.tokens[trigger.predicate]
    if trigger.type in _HARM:
        cause = tree.child(trigger.predicate, *_SUBJECTS)
        if token.dep == "acl:relcl":
            cause = token.head
        if cause is not None and told_by.get(cause) == cause:
            return dated.get(cause)
    if token.dep == "acl" and token.tag == "VBG" and tree.tokens[token.head].dep in _SUBJECTS:
        # "The plane, flying to Oslo, plunged into the sea on Monday"
        owner = told_by.get(tree.tokens[token.head].head)
        return None if owner is None else dated.get(owner)
    return None


def _lone(
    tree: Tree,
    triggers: Sequence[Trigger],
    dated: dict[int, int],
    unowned: Sequence[tuple[int, int]],
) -> None:
    """A sentence's only time, owned by no clause, dates its main event."""
    by_sentence: dict[int, list[int]] = {}
    for head, number in unowned:
        by_sentence.setdefault(tree.sentence_of[head], []).append(number)
    for sentence, numbers in by_sentence.items():
        here = [t for t in triggers if tree.sentence_of[t.token] == sentence]
        if len(numbers) == 1 and here and not any(t.token in dated for t in here):
            main = min(here, key=lambda t: (_depth(tree, t.predicate), t.token))
            dated[main.token] = numbers[0]


def _depth(tree: Tree, index: int) -> int:
    return sum(1 for _ in tree.ancestors(index))
