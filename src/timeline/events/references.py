"""Whom a pronoun or a short reference names, where the text leaves no doubt.

Three rules, precise rather than complete (compare the "precise constructs" and "strict head match"
sieves of Lee et al. 2013, Computational Linguistics 39(4)): a subject pronoun takes the one person
who was subject just before, "the sergeant" takes the one person whom the article introduced as
sergeant, and "the bank" the one name that ends in that word, "Nordholm Bank".
"""

from __future__ import annotations

from timeline.events.tree import Tree
from timeline.records import Entity, ParsedArticle

_PERSONAL = frozenset(("he", "she", "his", "her", "him"))
_NEUTER = frozenset(("it", "its"))
_GROUPS = frozenset(("ORG", "GPE"))
# Bodies of people: "police Sergeant Lund" does not make "the police" a name for Lund.
_BODIES = frozenset(
    "police army government company party team force navy military club union".split()  # noqa: SIM905
)
_SUBJECTS = ("nsubj", "nsubj:pass")


def antecedents(tree: Tree, parsed: ParsedArticle) -> dict[int, Entity]:
    """The name that each resolved pronoun or short reference stands for, by token."""
    resolved: dict[int, Entity] = {}
    _pronouns(tree, parsed, resolved)
    _roles(tree, resolved)
    return resolved


def _pronouns(tree: Tree, parsed: ParsedArticle, resolved: dict[int, Entity]) -> None:
    before: dict[str, Entity | None] = {"PERSON": None, "ORG": None}
    paragraph = -1
    gap = 0
    for sentence, (first, end) in zip(parsed.sentences, parsed.sentence_tokens, strict=True):
        if sentence.paragraph != paragraph:
            gap += 1
            paragraph = sentence.paragraph
        here: dict[str, Entity | None] = {}
        for index in range(first, end):
            token = tree.tokens[index]
            lower = token.text.lower()
            kind = "PERSON" if lower in _PERSONAL else "ORG" if lower in _NEUTER else None
            if kind is not None and token.pos in ("PRON", "DET"):
                name = here.get(kind) if kind in here else before[kind]
                if kind == "ORG" and token.dep not in (*_SUBJECTS, "nmod:poss"):
                    continue
                if name is not None and not (tree.quoted[index] and kind == "PERSON"):
                    resolved[index] = name
                    here.setdefault(kind, name)
                continue
            name = _subject_name(tree, index, resolved)
            if name is not None:
                kind = "PERSON" if name.label == "PERSON" else "ORG"
                if kind in here and here[kind] is not None and here[kind].name != name.name:  # type: ignore[union-attr]
                    here[kind] = None  # two candidates: no telling
                else:
                    here.setdefault(kind, name)
        before = {kind: here.get(kind) for kind in before}


def _subject_name(tree: Tree, index: int, resolved: dict[int, Entity]) -> Entity | None:
    token = tree.tokens[index]
    if token.dep not in _SUBJECTS:
        return None
    name = tree.names[index] or resolved.get(index)
    if name is None:
        for child in tree.children[index]:
            found = tree.names[child]
            if (
                found is not None
                and found.label == "PERSON"
                and tree.tokens[child].dep in ("appos", "flat", "nmod:desc")
            ):
                name = found
    if name is None or name.label not in ("PERSON", *_GROUPS):
        return None
    # "Berg and Lund said": a pronoun after that may be either.
    return None if tree.child(index, "conj") is not None else name


def _roles(tree: Tree, resolved: dict[int, Entity]) -> None:
    """Resolve "the sergeant" once an article has named exactly one person with that word, and "the
    militant group" where it has called one so."""
    bearers: dict[str, dict[str, Entity]] = {}
    seen: list[tuple[int, str]] = []
    for index, token in enumerate(tree.tokens):
        name = tree.names[index]
        if name is not None and name.label in ("PERSON", "ORG"):
            for word in (*_introduced_as(tree, index, name.label), *_head_of(name)):
                bearers.setdefault(word, {}).setdefault(name.name, name)
        elif token.tag in ("NN", "NNP") and token.pos in ("NOUN", "PROPN") and name is None:
            determiner = tree.child(index, "det")
            if determiner is not None and tree.lower[determiner] == "the":
                called = _called(tree, index)
                if called is not None:
                    seen.append((index, called))
    for index, word in seen:
        who = bearers.get(word, {})
        if len(who) == 1:
            name = next(iter(who.values()))
            if name.start < tree.tokens[index].start:
                resolved[index] = name


def _called(tree: Tree, noun: int) -> str | None:
    """A noun with what stands before it, "militant group", None where more describes it."""
    before = []
    for child in tree.children[noun]:
        token = tree.tokens[child]
        if token.dep in ("amod", "compound") and child < noun and tree.names[child] is None:
            before.append(token.text.lower())
        elif token.dep in (
            "amod",
            "compound",
            "nummod",
            "nmod",
            "acl",
            "acl:relcl",
            "appos",
            "flat",
        ):
            return None
    return " ".join((*before, tree.lemmas[noun]))


def _head_of(name: Entity) -> list[str]:
    """The common noun that a name ends in: "Nordholm Bank", "the European Commission"."""
    words = name.text.split()
    return [words[-1].lower()] if name.label == "ORG" and len(words) > 1 else []


def _introduced_as(tree: Tree, index: int, label: str) -> list[str]:
    """The common nouns that introduce a name: "Sergeant Lund", "Lund, a sergeant"."""
    token = tree.tokens[index]
    words = []
    for child in tree.children[index]:
        other = tree.tokens[child]
        if (
            tree.names[child] is None
            and other.dep in ("appos", "compound", "nmod:desc")
            and other.pos in ("NOUN", "PROPN")
        ):
            words.append(other.lemma.lower())
    head = tree.tokens[token.head]
    if (
        tree.names[token.head] is None
        and head.pos == "NOUN"
        and token.head != index
        and token.dep in ("appos", "flat")
    ):
        words.append(head.lemma.lower())
        before = [
            tree.lower[c]
            for c in tree.children[token.head]
            if c < token.head and tree.tokens[c].dep in ("amod", "compound")
        ]
        if before:
            words.append(" ".join((*before, head.lemma.lower())))
    return [word for word in words if label != "PERSON" or word not in _BODIES]
