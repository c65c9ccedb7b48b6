"""The one table from the labels of spaCy pipelines to ours, and the rebuilding of dependency trees.

Our own pipeline speaks Universal Dependencies already. `en_core_web_*` and its kin speak ClearNLP
(Choi & Palmer 2012) and OntoNotes: most relations only have another name there, but prepositions
and the verb "be" stand above their noun where UD hangs them below it.
"""

from __future__ import annotations

ENTITY_LABELS: dict[str, str] = {
    # OntoNotes 5; its DATE, TIME, CARDINAL, ... are left out: dates are found by their own step.
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "NORP": "NORP",
    "FAC": "FAC",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "WORK_OF_ART",
    "LAW": "LAW",
    # CoNLL-2003 and WikiNER; their MISC is too many things to be one.
    "PER": "PERSON",
}

DEPENDENCIES: dict[str, str] = {
    "ROOT": "root",
    "": "dep",
    "acomp": "xcomp",
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",  # one without its noun: "the house he was shot in"
    "prt": "compound:prt",
    "quantmod": "advmod",
    "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
}

_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_BELOW_NOUN = frozenset({"advmod", "npadvmod", "neg", "quantmod"})  # "shortly after the attack"


def to_universal(
    deps: list[str], heads: list[int], lemmas: list[str], tags: list[str]
) -> tuple[list[str], list[int]]:
    """Relations and heads of one document in Universal Dependencies; `tags` are universal POS.

    "killed by gunmen" comes as killed -agent-> by -pobj-> gunmen and leaves as
    killed -obl:agent-> gunmen -case-> by; "is dead" as is -acomp-> dead, dead -cop-> is. What is
    Universal Dependencies already is left as it is. A root is its own head, before and after.
    """
    deps, heads = list(deps), list(heads)
    for noun, dep in enumerate(deps):
        if dep in ("pobj", "pcomp"):
            _hang_prepositions(noun, deps, heads, tags)
    for predicate, dep in enumerate(deps):
        verb = heads[predicate]
        if dep in ("attr", "acomp") and lemmas[verb] == "be" and verb != predicate:
            _raise(predicate, verb, deps, heads, deps[verb], "cop", children=None)
    return [DEPENDENCIES.get(dep, dep) for dep in deps], heads


def _hang_prepositions(noun: int, deps: list[str], heads: list[int], tags: list[str]) -> None:
    """Puts a noun above its preposition, and above all of "out of": prepositions in a row."""
    clause = deps[noun] == "pcomp"
    while deps[heads[noun]] in _PREPOSITIONS and heads[noun] != noun:
        preposition = heads[noun]
        governor = heads[preposition]
        if clause:
            dep = "advcl"
        elif deps[preposition] == "agent":
            dep = "obl:agent"
        elif deps[preposition] == "dative":
            dep = "obl"
        else:
            dep = "obl" if tags[governor] in _VERBAL else "nmod"
        below = "mark" if clause else "case"
        _raise(noun, preposition, deps, heads, dep, below, children=_BELOW_NOUN)


def _raise(
    word: int,
    over: int,
    deps: list[str],
    heads: list[int],
    dep: str,
    below: str,
    children: frozenset[str] | None,
) -> None:
    """Swaps a word with its head, and moves the head's children of these relations (all if None).

    Only the neighbourhood of the two is searched: children of a function word stand near it.
    """
    heads[word] = word if heads[over] == over else heads[over]
    for child in range(max(0, over - _REACH), min(len(heads), over + _REACH)):
        is_sister = heads[child] == over and child not in (word, over)
        if is_sister and (children is None or deps[child] in children):
            heads[child] = word
    deps[word], deps[over] = dep, below
    heads[over] = word


_REACH = 100
