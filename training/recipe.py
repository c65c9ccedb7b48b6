"""What training does to texts: altered copies, tables of lemmas."""

import random
import string
import unicodedata
from collections import Counter

import spacy
from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Doc

# Some names come with their marks (Vučić), some without (Vucic): the corpora lack the first.
_MARKS = {"c": "čć", "s": "š", "z": "ž", "e": "éë", "o": "öó", "a": "áä", "u": "ü", "i": "í"}


def augmented(doc: Doc, rng: random.Random) -> Doc:
    """Sometimes write a doc as news may: names with diacritics, headlines, no final stop."""
    words = [token.text for token in doc]
    chance = rng.random()
    if chance < 0.06:  # diacritics in names
        for ent in doc.ents:
            if ent.label_ in ("PERSON", "GPE") and rng.random() < 0.7:
                for index in range(ent.start, ent.end):
                    words[index] = _marked(words[index], rng)
    elif chance < 0.09 and len(words) <= 30:  # HEADLINE IN CAPITALS
        words = [word.upper() for word in words]
    elif chance < 0.13 and len(words) <= 30:  # Headline in Title Case
        words = [word[:1].upper() + word[1:] if word.isalpha() else word for word in words]
    elif chance < 0.16:  # no marks at all
        words = [
            unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word
            for word in words
        ]
    elif chance < 0.36:  # names that nobody has heard of
        words = _renamed(doc, words, rng)
    elif chance < 0.42:  # curly quotes and apostrophes, as most sites print them
        words = [word.replace("'", "’") for word in words]
    stop = chance > 0.95 and len(words) > 4 and words[-1] == "." and doc[-1].n_lefts == 0
    if words == [token.text for token in doc] and not stop:
        return doc
    attrs = ["ENT_IOB", "ENT_TYPE"]
    if doc.has_annotation("DEP"):
        attrs += ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP"]
    data = doc.to_array(attrs)
    spaces = [bool(token.whitespace_) for token in doc]
    if stop:
        words, spaces, data = words[:-1], spaces[:-1], data[:-1]
    return Doc(doc.vocab, words=words, spaces=spaces).from_array(attrs, data)


def _renamed(doc: Doc, words: list[str], rng: random.Random) -> list[str]:
    """Change letters of names, alike at every mention, so that only their setting tells them."""
    renamed: dict[str, str] = {}
    for ent in doc.ents:
        if ent.label_ == "NORP" or rng.random() < 0.3:
            continue
        for index in range(ent.start, ent.end):
            word = words[index]
            acronym = ent.label_ == "ORG" and len(ent) == 1 and word.isupper() and word.isalpha()
            if acronym:
                made = "".join(rng.choices(string.ascii_uppercase, k=rng.randint(3, 6)))
                words[index] = renamed.setdefault(word, made)
            elif ent.label_ in ("PERSON", "GPE") and word.isalpha() and word.istitle():
                words[index] = renamed.setdefault(word, _respelled(word, rng))
    return words


def _respelled(word: str, rng: random.Random) -> str:
    """Change one or two letters, vowel for vowel and consonant for consonant."""
    for index in rng.sample(range(len(word)), min(len(word), 2)):
        kind = "aeiou" if word[index].lower() in "aeiou" else "bdfgjklmnprstvz"
        letter = rng.choice(kind)
        letter = letter.upper() if word[index].isupper() else letter
        word = word[:index] + letter + word[index + 1 :]
    return word


def _marked(word: str, rng: random.Random) -> str:
    places = [index for index, letter in enumerate(word) if index and letter in _MARKS]
    for index in rng.sample(places, min(len(places), 2)):
        word = word[:index] + rng.choice(_MARKS[word[index]]) + word[index + 1 :]
    return word


_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_OWN_LEMMA = frozenset({"PROPN", "PUNCT", "SYM", "NUM", "X", "SPACE"})


def lemma_tables(docs: list[Doc]) -> Lookups:
    """Return spaCy's English lemma rules, with exceptions learned where a treebank disagrees."""
    lookups = load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    lemmatizer.initialize(lookups=lookups)
    wanted: dict[tuple[str, str], Counter[str]] = {}
    wrong: Counter[tuple[str, str]] = Counter()
    for doc in docs:
        for token in doc:
            key = (token.pos_.lower(), token.lower_)
            if token.pos_ in _OWN_LEMMA or not token.lemma_:
                continue
            wanted.setdefault(key, Counter())[token.lemma_] += 1
            wrong[key] += lemmatizer.rule_lemmatize(token)[0] != token.lemma_
    exceptions = lookups.get_table("lemma_exc")
    for (pos, form), errors in wrong.items():
        lemma, count = wanted[pos, form].most_common(1)[0]
        # Function words have no rules at all: there a table of them is the whole of it.
        closed = pos.upper() not in _OPEN and lemma.islower()
        if (errors >= 2 or closed) and count > wanted[pos, form].total() / 2:
            table = dict(exceptions.get(pos, {}))
            table[form] = [lemma]
            exceptions[pos] = table
    # The lemmatizer asks for each new word whether it is in the index: 57,528 nouns as a list are
    # read from the front each time, a sixth of all the time that an article takes.
    index = lookups.get_table("lemma_index")
    for pos, words in index.items():
        index[pos] = dict.fromkeys(words, True)
    return lookups
