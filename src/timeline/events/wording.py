"""Words of a sentence as a title: full names, punctuation in pairs, no loose ends."""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.events.compression import LINKING
from timeline.events.frames import Frame, is_auxiliary, subject_words
from timeline.events.tree import Tree
from timeline.records import Entity, Token

_OPENING, _CLOSING = "“«„‘([", "”»’)]"
_QUOTED = re.compile(r'"\s*([^"]*?)\s*"')
_SINGLE_OPEN, _SINGLE_CLOSE = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=\w)['’](?!\w)")
_GAP = re.compile(r"\s+([,;:.?!%)\]”»’])|([(\[“«$£€])\s+")


def wording(
    tree: Tree, words: list[int], frame: Frame | None, antecedents: Mapping[int, Entity]
) -> str:
    """These tokens as a title, with full names where the sentence has a part or a pronoun."""
    words = _trimmed(tree, punctuated(tree, words), frame)
    if not words:
        return ""
    text = ""
    named: set[str] = set()
    skipped: set[int] = set()
    divided = _unclosed(tree, words, frame)
    tokens, names = tree.tokens, tree.names
    last = -1
    for index in words:
        if index in skipped:
            last = index
            continue
        token, known = tokens[index], names[index]
        if last >= 0 and not (last == index - 1 and tokens[last].end == token.start):
            text += " "
        last = index
        name = None
        if known is not None or index in antecedents:
            name, parts = _full_name(tree, index, antecedents, named)
            skipped.update(parts)
        elif tree.lower[index] == "the":
            name, parts = _named(tree, index, words, antecedents, named)
            skipped.update(parts)
        cried = not text and _is_cried(token) and _opens_sentence(tree, index)
        own = tree.lower[index] if cried else token.text
        text += own if name is None else name
        if known is not None:
            named.add(known.name)
        if index == divided:
            text += ","
    return _polished(text)


def _is_cried(token: Token) -> bool:
    """Whether a word stands in capitals for show: "HACKERS are feared", "THE second bank"."""
    return token.text.isupper() and len(token.text) > 1 and token.pos not in ("PROPN", "X", "SYM")


def _opens_sentence(tree: Tree, index: int) -> bool:
    return index == 0 or tree.sentence_of[index - 1] != tree.sentence_of[index]


def _polished(text: str) -> str:
    """A text with its quotation marks in pairs, none around the whole, and no loose punctuation."""
    text = _GAP.sub(r"\1\2", " ".join(text.split())).strip(" ,;:–—-.'‘’")
    text = text.rstrip(' "“”«»')
    for opening, closing in ("“”", "«»", '""'):
        if opening not in text and closing not in text:
            continue
        if text.count(opening) == text.count(closing) + 1 or (
            opening == closing and text.count(opening) % 2
        ):
            # A quotation that goes on in the article ends with the title.
            inner = text.rsplit(opening, 1)[1].strip()
            text = text.rstrip() + closing if inner else text.replace(opening, "")
        elif text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
        if text[:1] == opening and text[-1:] == closing and text.count(closing) in (1, 2):
            text = text[1:-1]
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if ("'" in text or "‘" in text) and len(_SINGLE_OPEN.findall(text)) > len(
        _SINGLE_CLOSE.findall(text)
    ):
        text = _SINGLE_OPEN.sub("", text)
    if '"' in text:
        text = _QUOTED.sub(r'"\1"', text)
    text = text.strip(" ,;:–—-.")
    return text[:1].upper() + text[1:]


def _full_name(
    tree: Tree, index: int, antecedents: Mapping[int, Entity], named: set[str]
) -> tuple[str | None, range]:
    """The name to write for a token, and the tokens that it stands for."""
    entity = tree.names[index]
    known = antecedents.get(index)
    if entity is None and known is None:
        return None, range(0)
    token = tree.tokens[index]
    if known is not None and entity is None:
        if known.name in named:
            return None, range(0)
        if not is_sure(tree, index):
            return None, range(0)
        named.add(known.name)
        return known.name + ("'s" if token.dep == "nmod:poss" else ""), range(0)
    if entity is None or entity.label != "PERSON" or entity.name in named:
        return None, range(0)
    inside = tree.inside(entity.start, entity.end)
    if index != inside.start or len(entity.name) <= len(entity.text):
        return None, range(0)
    if tree.quoted[index]:
        return None, range(0)  # “Well held, Max”
    if index and tree.tokens[index - 1].text == "&":
        return None, range(0)  # the law firm "Dahl & Lund" is not Paula Lund
    if entity.text.split()[-1] not in entity.name.split():
        return None, range(0)
    return entity.name, inside


def _named(
    tree: Tree, index: int, words: list[int], antecedents: Mapping[int, Entity], named: set[str]
) -> tuple[str | None, range]:
    """The name for "the company" at its article, and the tokens that it stands for."""
    noun = tree.tokens[index].head
    known = replaced(tree, noun, antecedents)
    if known is None or known.name in named or not {*range(index, noun + 1)} <= {*words}:
        return None, range(0)
    named.add(known.name)
    return known.name, range(index, noun + 1)


def replaced(tree: Tree, noun: int, antecedents: Mapping[int, Entity]) -> Entity | None:
    """What "the company" is called, where it stands at the beginning of a noun phrase and all that
    describes it stands before it."""
    known = antecedents.get(noun)
    if known is None or tree.names[noun] is not None:
        return None
    if tree.tokens[noun].pos not in ("NOUN", "PROPN"):  # "the Secretary"
        return None
    first = tree.first[noun]
    if tree.tokens[first].dep == "case":
        first += 1
    if _agrees_not(tree, noun):
        return None
    before = all(c < noun or tree.tokens[c].dep in ("case", "punct") for c in tree.children[noun])
    return known if before and tree.lower[first] == "the" else None


def _agrees_not(tree: Tree, noun: int) -> bool:
    """Whether "the group" is several: "The group, some of them ill, were freed"."""
    token = tree.tokens[noun]
    if token.dep not in ("nsubj", "nsubj:pass") or token.tag != "NN":
        return False
    verbs = [token.head, *(c for c in tree.children[token.head] if is_auxiliary(tree, c))]
    return any(tree.tokens[v].tag == "VBP" or tree.lower[v] == "were" for v in verbs)


def is_sure(tree: Tree, index: int) -> bool:
    """Whether a pronoun is a subject, or belongs to one, of a clause that goes on with its theme:
    only these take the subject before. "The forces that it has massed" are anyone's.
    """
    token = tree.tokens[index]
    if token.text.lower() == "it" and _is_expletive(tree, token.head):
        return False
    if token.dep == "nmod:poss":
        if token.text.lower() == "its":
            return False  # of the subject before, or of what was done to it
        token = tree.tokens[token.head]
    return (
        token.dep in ("nsubj", "nsubj:pass")
        and tree.tokens[index].pos in ("PRON", "DET")
        and tree.tokens[token.head].dep in ("root", "ROOT", "conj", "ccomp", "parataxis")
    )


def stands_for_nothing(tree: Tree, index: int) -> bool:
    """Whether "it" only fills the place of a subject: "It is not known if", "it rained"."""
    token = tree.tokens[index]
    return token.text.lower() == "it" and (token.dep == "expl" or _is_expletive(tree, token.head))


def _is_expletive(tree: Tree, verb: int) -> bool:
    """Whether "it" stands for a clause that follows: "It is not known if", "It is easy to see"."""
    return any(is_auxiliary(tree, c) for c in tree.children[verb]) and any(
        tree.tokens[c].dep in ("ccomp", "csubj", "xcomp", "advcl") and c > verb and tree.case(c)
        for c in tree.children[verb]
    )


def punctuated(tree: Tree, words: list[int]) -> list[int]:
    """Without the punctuation of parts that were left out."""
    signs = tree.signs
    kept = {i for i in words if not signs[i]}
    return [i for i in words if not signs[i] or _belongs(tree, i, kept)]


def _belongs(tree: Tree, index: int, kept: set[int]) -> bool:
    """Whether a sign still has the words that it stands between or beside.

    A comma closes what it closed, though the words before it are gone: of "Lund, mayor of a town
    that ..., resigned" the second comma stays.
    """
    text = tree.tokens[index].text
    before, after = tree.word_before[index], tree.word_after[index]
    if text in _OPENING:
        return after in kept
    if text in _CLOSING:
        return before in kept
    if text not in ("-", "–", "/", ",", ";", ":", "—", "."):
        return before in kept or after in kept
    if after not in kept or not any(i < index for i in kept):
        return False
    if before in kept or text != ",":
        return before in kept
    last = max(i for i in kept if i < index)
    return not any(tree.tokens[i].text == "," for i in range(last + 1, index))


def _opens(tree: Tree, index: int, frame: Frame | None) -> bool:
    """Whether a conjunction only joins the whole title to what is left out."""
    return frame is None or tree.tokens[index].head in (frame.root, frame.subject)


def _unclosed(tree: Tree, words: list[int], frame: Frame | None) -> int:
    """The end of a subject that a comma divides and none closes, -1 where there is none; a comma
    that closes nothing is taken out of the words.

    "Lund, the mayor who resigned, flew home" has for *resigned* "Lund, the mayor, resigned".
    """
    if frame is None or frame.subject > frame.root:
        return -1
    if not any(tree.tokens[i].text == "," for i in words if i < frame.root):
        return -1
    verb = min(
        (
            i
            for i in words
            if i == frame.root or (is_auxiliary(tree, i) and tree.tokens[i].head == frame.root)
        ),
        default=-1,
    )
    before = [i for i in words if i < verb]
    commas = [
        i
        for i in before
        if tree.tokens[i].text == "," and tree.tokens[tree.tokens[i].head].dep != "conj"
    ]
    subject = min(subject_words(tree, frame, set(words)), default=verb)
    if len(commas) != 1 or not subject < commas[0]:
        return -1
    if commas[0] == before[-1]:
        words.remove(commas[0])
        return -1
    listed = any(tree.tokens[i].dep == "cc" for i in before if i > commas[0])
    return -1 if listed or tree.tokens[commas[0]].head == frame.root else before[-1]


def _trimmed(tree: Tree, words: list[int], frame: Frame | None) -> list[int]:
    """Without words at the end that lead to nothing, and signs at the beginning."""
    kept = set(words)
    while words and (
        (
            tree.tokens[words[-1]].dep in ("case", "mark", "cc", "det", "nmod:poss", "cc:preconj")
            and tree.tokens[words[-1]].head > words[-1]
        )
        or (tree.tokens[words[-1]].dep == "cc" and tree.tokens[words[-1]].head not in kept)
    ):
        kept.discard(words.pop())
    while words and (
        tree.tokens[words[0]].dep in ("cc", "punct")
        or (tree.tokens[words[0]].dep == "mark" and _opens(tree, words[0], frame))
        or tree.tokens[words[0]].tag in ("WRB", "WDT", "WP", "WP$")
        or (
            tree.lower[words[0]] in LINKING
            and tree.tokens[words[0]].dep != "expl"  # "There were two deaths"
        )
    ):
        words.pop(0)
    return words
