"""Headlines made of treebank sentences: "The wildfire forced some" is "Wildfire forces some".

No treebank of the mix has headlines of newspapers, whose verbs look like nouns to a tagger that
expects articles and auxiliaries.
"""

import random
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

LONGEST = 22
_SINGULAR = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
_PLURAL = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
_IRREGULAR = {"have": "has", "be": "is"}
# Written small also where the others have capitals.
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PART", "AUX", "PRON"})


def make_headlines(doc: Doc, rng: random.Random) -> Iterator[Doc]:
    """Yield a headline for every sentence of `doc` that can be one.

    Articles go, the past of the main verb becomes the present, a passive loses its auxiliary.
    """
    for sentence in doc.sents:
        if _fits(sentence):
            yield _headline(sentence, capitals=rng.random() < 0.4)


def _headline(sentence: Span, capitals: bool) -> Doc:
    doc, root = sentence.doc, sentence.root
    plural = _is_plural(_subject(root))
    kept = [token for token in sentence if not _is_dropped(token)]
    place = {token.i: index for index, token in enumerate(kept)}
    words, tags, morphs = [], [], []
    for token in kept:
        word, tag, morph = token.text, token.tag_, str(token.morph)
        if tag == "VBD" and _shares_subject(token, root):
            word = token.lemma_ if plural else third_person(token.lemma_)
            tag, morph = ("VBP", _PLURAL) if plural else ("VBZ", _SINGULAR)
        if not words or (capitals and token.pos_ not in _SMALL):
            word = word[:1].upper() + word[1:]
        words.append(word)
        tags.append(tag)
        morphs.append(morph)
    made = Doc(
        doc.vocab,
        words=words,
        # The space of a word that goes stands before it already; a genitive has none.
        spaces=[bool(doc[after.i - 1].whitespace_) for after in kept[1:]] + [False],
        tags=tags,
        pos=[token.pos_ for token in kept],
        morphs=morphs,
        lemmas=[token.lemma_ for token in kept],
        heads=[place[token.head.i] for token in kept],
        deps=[token.dep_ for token in kept],
        sent_starts=[index == 0 for index in range(len(kept))],
    )
    names = [
        Span(made, place[inside[0].i], place[inside[-1].i] + 1, name.label_)
        for name in sentence.ents
        if (inside := [token for token in name if token.i in place])
    ]
    unknown = [made[place[token.i] : place[token.i] + 1] for token in kept if not token.ent_iob]
    made.set_ents(names, missing=unknown, default="outside")
    return made


def third_person(lemma: str) -> str:
    """Return the third person singular of the present: hit, hits; rush, rushes; carry, carries."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}s"


def _fits(sentence: Span) -> bool:
    """A plain statement with a subject that is no pronoun, in the past or the passive."""
    root = sentence.root
    subject = _subject(root)
    if not 4 < len(sentence) <= LONGEST or sentence[-1].text != "." or subject is None:
        return False
    if root.pos_ != "VERB" or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    auxiliaries = [child for child in root.children if child.dep_.startswith("aux")]
    if root.tag_ == "VBD":
        return not auxiliaries and root.i != sentence.start
    return root.tag_ == "VBN" and [child.dep_ for child in auxiliaries] == ["aux:pass"]


def _subject(root: Token) -> Token | None:
    subjects = [child for child in root.lefts if child.dep_.startswith("nsubj")]
    return subjects[0] if len(subjects) == 1 else None


def _shares_subject(verb: Token, root: Token) -> bool:
    """The main verb, and one joined to it: "The army came and went"."""
    return verb.i == root.i or (
        verb.pos_ == "VERB" and verb.dep_ == "conj" and verb.head.i == root.i and not _subject(verb)
    )


def _is_plural(subject: Token | None) -> bool:
    return subject is not None and (
        subject.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in subject.children)
    )


def _is_dropped(token: Token) -> bool:
    if token.n_lefts or token.n_rights:
        return False
    article = token.dep_ == "det" and token.lower_ in ("a", "an", "the")
    auxiliary = token.dep_ == "aux:pass" and token.head.dep_ == "ROOT" and token.lemma_ == "be"
    stop = token.text == "." and token.i == token.sent.end - 1
    return article or auxiliary or stop
