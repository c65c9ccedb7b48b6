"""Whether an event happened, goes on, is planned, possible, or denied, and in which tense.

A finite verb says so itself by tense, modal, and negation. What is not finite (an infinitive, a
gerund, a noun) takes it from the word it depends on, by governors.tsv; a chain of such words is
walked up to the first finite verb ("plans to try to free the crew").
"""

from __future__ import annotations

from typing import Literal

from timeline.events.lexicon import Governor, entries, governors, modifiers
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Status

Tense = Literal["past", "pluperfect", "present", "perfect", "future", "none"]

# From what is told as fact to what is told as untrue: an event is no surer than what it hangs on.
_ORDER: dict[Status, int] = {"happened": 0, "ongoing": 1, "planned": 2, "possible": 3, "denied": 4}
_COMING = frozenset(("begin", "come", "follow", "happen", "occur", "start"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SPEECH = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "THREATEN"))
_MODALS = frozenset(("may", "might", "can", "could", "must", "should", "ought", "would"))
_FUTURE = frozenset(("will", "wo", "shall", "'ll", "’ll"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))
_NOBODY = frozenset(("no", "nobody", "none", "nothing", "neither"))
_CONDITIONS = frozenset(("if", "unless", "whether", "in case", "lest", "even if", "as if"))
_PURPOSES = frozenset(("in order", "so"))


MOST = 6
"""So many clauses, one in the other, are looked at for what a verb has from those above it."""


def judge(tree: Tree, trigger: Trigger, headline: bool = False) -> tuple[Status, Tense]:
    """Status and tense of a trigger's event; in a headline the simple present tells the past."""
    if not trigger.noun:
        return _verb(tree, trigger.predicate, headline)
    status, tense = _noun(tree, trigger.token, headline, trigger.predicate)
    if trigger.predicate != trigger.token:
        carried, tense = _verb(tree, trigger.predicate, headline)
        status = _weaker(carried, status)
    return status, tense


def _weaker(one: Status, other: Status) -> Status:
    return one if _ORDER[one] >= _ORDER[other] else other


def _verb(tree: Tree, verb: int, headline: bool, depth: int = 0) -> tuple[Status, Tense]:
    token = tree.tokens[verb]
    auxiliaries = _auxiliaries(tree, verb)
    words = [tree.lower[aux] for aux in auxiliaries]
    lemmas = {tree.lemmas[aux] for aux in auxiliaries}
    finite = token.tag in _FINITE or any(tree.tokens[aux].tag in _FINITE for aux in auxiliaries)
    if token.tag == "VB" and not finite and _own_subject(tree, verb):
        # Taggers take many a present tense for an infinitive: "Talks resume in Oslo".
        finite = not auxiliaries and not tree.case(verb).startswith("to")
    if not auxiliaries and _shares_modal(tree, verb):
        finite = False
    status: Status
    tense: Tense
    if _FUTURE.intersection(words):
        status, tense = "planned", "future"
    elif "would" in words and _reported_in_past(tree, verb):
        # "said the bridge would reopen": the future of a past.
        status, tense = "planned", "future"
    elif _MODALS.intersection(words):
        status, tense = "possible", "future" if "have" not in lemmas else "past"
    elif not finite:
        status, tense = _not_finite(tree, verb, headline, depth)
    elif "have" in lemmas:
        past = any(tree.tokens[aux].tag == "VBD" for aux in auxiliaries)
        # "Said it had built a bridge" is "has built" in the words of then.
        # "The politician who has admitted the raid" is known by that, today or for long.
        earlier = tree.is_known_clause(verb) or (past and not _reported_in_past(tree, verb))
        status, tense = "happened", "pluperfect" if earlier else "perfect"
    elif token.tag == "VBD" or any(
        tree.tokens[aux].tag == "VBD" for aux in auxiliaries if tree.tokens[aux].tag != "VBN"
    ):
        # What is taken to be known was over when the news was told, as if it "had happened".
        status, tense = "happened", "pluperfect" if tree.is_known_clause(verb) else "past"
    elif token.tag == "VBG":
        status, tense = "ongoing", "present"
    elif headline or _is_told(tree, verb):
        # "Court frees editor"; "the ministry says": news tells acts of speech in the present.
        status, tense = "happened", "present"
    else:
        status, tense = _beside(tree, verb, headline, depth) or ("ongoing", "present")
    if _negated(tree, verb) and not awaited(tree, verb):
        status = "denied"
    if _conditional(tree, verb) or (tense == "present" and not headline and _is_any(tree, verb)):
        status = _weaker("possible", status)
    if finite and token.dep == "ccomp" and depth < MOST:
        effect = _effect(tree, token.head, "clause")
        if effect is not None and effect != "same":
            status = _weaker(effect, status)
    elif token.dep == "conj" and finite and depth < MOST and not _own_subject(tree, verb):
        first = tree.tokens[verb].head
        if tree.tokens[first].pos == "VERB" and _conditional(tree, first):
            status = _weaker("possible", status)
    return status, tense


def _beside(tree: Tree, verb: int, headline: bool, depth: int) -> tuple[Status, Tense] | None:
    """What a present tense has from the clause that it is a circumstance of, if that is to come:
    "will lift off before two boosters separate and return"."""
    while tree.tokens[verb].dep == "conj" and not _own_subject(tree, verb):
        verb = tree.tokens[verb].head
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep != "advcl" or not _is_verb(tree, head) or depth >= MOST:
        return None
    if _is_any(tree, verb):
        return None
    told = _verb(tree, head, headline, depth + 1)
    return told if told[0] == "planned" else None


def _shares_modal(tree: Tree, verb: int) -> bool:
    """Whether a joined verb is told with the modal of the first: "must stop and leave", where
    taggers take "leave" for a present tense."""
    token = tree.tokens[verb]
    return (
        token.dep == "conj"
        and token.tag == "VBP"
        and not _own_subject(tree, verb)
        and any(tree.tokens[c].tag == "MD" for c in _auxiliaries(tree, token.head))
    )


def _is_told(tree: Tree, verb: int) -> bool:
    entry = entries("VERB").get(tree.phrase(verb, entries("VERB")))
    return entry is not None and entry.type in _SPEECH


def _auxiliaries(tree: Tree, verb: int) -> list[int]:
    return [c for c in tree.children[verb] if tree.tokens[c].dep in ("aux", "aux:pass", "cop")]


def _own_subject(tree: Tree, verb: int) -> bool:
    return tree.child(verb, "nsubj", "nsubj:pass") is not None


def _not_finite(tree: Tree, verb: int, headline: bool, depth: int) -> tuple[Status, Tense]:
    token = tree.tokens[verb]
    head = token.head
    to = any(
        tree.tokens[c].tag == "TO" or tree.lower[c] == "to"
        for c in tree.children[verb]
        if tree.tokens[c].dep == "mark"
    )
    if depth > 6 or head == verb:
        if to:
            return "planned", "future"  # the headline's future: "Minister to visit flooded town"
        if token.tag == "VBN" or token.pos == "ADJ":
            return "happened", "past"  # "Two killed in mine collapse", "Two dead in blaze"
        if token.tag == "VBG":
            return "ongoing", "none"
        return "possible", "none"  # imperative
    dep = token.dep
    if dep == "conj" and not to:
        return _verb(tree, head, headline, depth + 1) if _is_verb(tree, head) else _plain(token.tag)
    if dep in ("xcomp", "ccomp", "csubj", "obj") or (dep == "conj" and to):
        while tree.tokens[head].dep == "conj" and dep == "conj":
            head = tree.tokens[head].head
        return _governed(tree, verb, head, headline, depth, to)
    case = tree.case(verb)
    if dep in ("advcl", "obl", "advcl:relcl"):
        if case.startswith("to") or case in _PURPOSES:
            governor = _governor(tree, head)
            if governor is not None and governor.complement is not None:
                return _governed(tree, verb, head, headline, depth, to)
            return "possible", "none"  # purpose: "went to Geneva to meet the envoy"
        if case in ("for", "of", "from", "against", "on", "about", "into", "at", "with", "without"):
            if case == "without":
                return "denied", "none"
            return _governed(tree, verb, head, headline, depth, False)
        return _inherit(tree, head, headline, depth)
    if dep in ("acl", "nmod", "acl:relcl"):
        if to:
            if any(
                tree.lemmas[c] in ("first", "last", "only", "latest") for c in tree.children[head]
            ):
                return "happened", "none"  # "the first woman to win the race"
            effect = _effect(tree, head, "complement")
            if effect is None or effect == "same":
                passive = any(tree.tokens[c].dep == "aux:pass" for c in tree.children[verb])
                return ("planned" if passive else "possible"), "future"
            return effect, "future"
        if token.tag == "VBN":
            # "Troops stationed nearby" have been for long: only a headline's participle is told
            # as the next thing that happened ("Man arrested over fire").
            return "happened", "past" if headline else "pluperfect"
        if case:
            effect = _effect(tree, head, "complement")
            if effect is not None and effect != "same":
                return effect, "none"
        return _inherit(tree, head, headline, depth)
    return _plain(token.tag)


def _plain(tag: str) -> tuple[Status, Tense]:
    return ("happened", "past") if tag in ("VBN", "VBD") else ("possible", "none")


def _is_verb(tree: Tree, index: int) -> bool:
    return tree.tokens[index].pos in ("VERB", "AUX")


def _inherit(tree: Tree, head: int, headline: bool, depth: int) -> tuple[Status, Tense]:
    """What hangs on a verb as a circumstance shares its status ("crashed, killing two")."""
    if _is_verb(tree, head):
        return _verb(tree, head, headline, depth + 1)
    for above in tree.ancestors(head):
        if _is_verb(tree, above):
            return _verb(tree, above, headline, depth + 1)
    return "happened", "none"


def _governed(
    tree: Tree, verb: int, head: int, headline: bool, depth: int, to: bool
) -> tuple[Status, Tense]:
    """The status of an infinitive or gerund from its governor's row and the governor's own."""
    effect = _effect(tree, head, "complement")
    if effect is None:
        if any(tree.lemmas[c] == "have" for c in _auxiliaries(tree, verb)):
            return "happened", "past"  # "is said to have fled"
        # An unknown governor with "to" looks ahead ("lined up to register"); a gerund does not.
        return ("possible", "none") if to else _inherit(tree, head, headline, depth)
    if effect == "same":
        return _inherit(tree, head, headline, depth)
    if effect == "planned" and not _is_verb(tree, head):
        return "planned", "future"
    if effect == "denied" and _is_verb(tree, head) and _negated(tree, head):
        return "happened", "none"  # "did not fail to reach the summit"
    above = _verb(tree, head, headline, depth + 1)[0] if _is_verb(tree, head) else "happened"
    if above == "denied" and effect != "denied":
        return "possible", "none"
    return _weaker(effect, above if above != "ongoing" else "happened"), (
        "future" if effect == "planned" else "none"
    )


def _governor(tree: Tree, head: int) -> Governor | None:
    token = tree.tokens[head]
    table = governors()
    if token.pos == "VERB":
        lemma = tree.phrase(head, _Verbs)
        return table.get((lemma, "VERB")) or table.get((token.lemma.lower(), "VERB"))
    pos = "NOUN" if token.pos in ("NOUN", "PROPN") else token.pos
    return table.get((token.lemma.lower(), pos))


class _VerbTable:
    """The verbs among the governors, asked by lemma alone."""

    def __contains__(self, lemma: object) -> bool:
        return (lemma, "VERB") in governors()


_Verbs = _VerbTable()


def _effect(tree: Tree, head: int, column: str) -> Status | Literal["same"] | None:
    governor = _governor(tree, head)
    return None if governor is None else getattr(governor, column)


def _reported_in_past(tree: Tree, verb: int) -> bool:
    """Whether a clause depends on a verb of saying or thinking told in the past."""
    for above in tree.ancestors(verb):
        token = tree.tokens[above]
        if token.pos == "VERB":
            return tree.tokens[verb].dep in ("ccomp", "parataxis", "conj") and token.tag in (
                "VBD",
                "VBN",
            )
    return any(
        tree.tokens[c].dep == "parataxis" and tree.tokens[c].tag == "VBD"
        for c in tree.children[verb]
    )


def _negated(tree: Tree, index: int) -> bool:
    for child in tree.children[index]:
        token = tree.tokens[child]
        if (
            token.dep in ("advmod", "det", "cc", "cc:preconj")
            and token.text.lower() in _NEGATIONS
            and child < index
        ):
            # "not only threatened but attacked" denies nothing
            return tree.lower[child + 1] not in ("only", "just", "merely")
        if token.dep in ("nsubj", "nsubj:pass") and child < index:
            first = tree.first[child]
            if tree.lower[first] in _NOBODY:
                return True  # "no captured soldiers were freed", "nobody was hurt"
    return False


def awaited(tree: Tree, verb: int) -> bool:
    """Whether something was not done until a time, and so was done then: "did not reopen until 3
    April" (Karttunen 1974, CLS 10)."""
    past = tree.tokens[verb].tag == "VBD" or any(
        tree.tokens[c].tag == "VBD" for c in _auxiliaries(tree, verb)
    )
    return (
        past
        and _negated(tree, verb)
        and any(
            tree.lower[child] in ("until", "till")
            for below in tree.children[verb]
            if below > verb and tree.times[below] >= 0
            for child in tree.children[below]
        )
    )


def _conditional(tree: Tree, verb: int) -> bool:
    return tree.tokens[verb].dep in ("advcl", "ccomp", "xcomp") and tree.case(verb) in _CONDITIONS


def _is_any(tree: Tree, verb: int) -> bool:
    """Whether a present tense tells what happens whenever it does, or is still to come: "once the
    fees are paid", "when a card is stolen"."""
    return any(
        tree.lower[child] in ("when", "whenever", "once")
        and child < verb
        and tree.tokens[child].dep in ("mark", "advmod")
        for child in tree.children[verb]
    ) and (tree.tokens[verb].dep not in ("ccomp", "root", "ROOT"))


def _comes(tree: Tree, verb: int) -> bool:
    """Whether an infinitive says that its noun is still to come: "to be held", "to begin in June",
    but not "a raid to free the crew" or "to take the town"."""
    return tree.child(verb, "aux:pass") is not None or tree.lemmas[verb] in _COMING


def _noun(tree: Tree, noun: int, headline: bool, predicate: int) -> tuple[Status, Tense]:
    status: Status = "happened"
    bare = True
    for child in tree.children[noun]:
        token = tree.tokens[child]
        if token.dep in ("amod", "det", "advmod"):
            effect = modifiers().get(token.text.lower())
            if effect is not None and effect != "generic":
                status = _weaker(effect, status)  # type: ignore[arg-type]
            if token.text.lower() in ("the", "this", "these", "that", "those"):
                bare = False
        elif token.dep == "nmod:poss":
            bare = False
        elif token.dep == "acl" and tree.case(child) == "to" and _comes(tree, child):
            status = _weaker("planned", status)  # "a meeting to be held in June"
    # Up through the words between the noun and its clause: "the possibility of an increase".
    index = noun
    tense: Tense = "none"
    for above in tree.ancestors(noun):
        dep = tree.tokens[index].dep
        if dep == "conj":
            index = above
            continue
        if dep not in ("obj", "obl", "nmod", "nsubj:pass", "obl:unmarked", "xcomp", "nsubj"):
            break
        token = tree.tokens[above]
        if above == predicate:
            break
        if dep != "nsubj":
            effect = _effect(tree, above, "bare" if bare else "definite")
            raised = dep == "nsubj:pass" and tree.child(above, "xcomp") is not None
            if raised or (dep == "nsubj:pass" and token.tag != "VBN"):
                effect = None  # "the deal is expected to help": the help is expected, not the deal
            if (
                effect is not None
                and effect != "same"
                and (
                    dep != "obl" or tree.case(index) in ("for", "of", "on", "against", "to", "with")
                )
            ):
                status = _weaker(effect, status)
        if _is_verb(tree, above):
            told, tense = _verb(tree, above, headline)
            if bare and told in ("planned", "possible", "denied") and dep in ("obj", "nsubj:pass"):
                status = _weaker(told, status)
            elif told == "planned" and tree.case(index) in ("in", "at", "during", "on"):
                status = _weaker(told, status)  # "will meet at the summit"
            break
        index = above
    return status, tense
