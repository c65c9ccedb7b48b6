"""What training does to texts: how they are cut to words, the mix of treebanks, altered copies.

Handed to spaCy by `--code`, for what `syntax.cfg` names. Tables of lemmas, too.
"""

import random
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.lookups import Lookups, load_lookups
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import compile_infix_regex

from headlines import make_headlines
from timeline.articles.parse import without_exception

# The treebanks leave these prefixes joined to their word (de-escalate), where spaCy's English
# rules split every hyphen between letters. "al-" stays split, as in the corpora.
PREFIXES = (
    "anti|bi|co|counter|cross|cyber|de|ex|extra|inter|intra|mid|mis|multi|neo|non|out|over|post|"
    "pre|pro|pseudo|quasi|re|self|semi|sub|super|trans|ultra|un|under|vice"
)


def tokenizing_pipeline() -> Language:
    """Return an English pipeline of the tokenizer alone, with prefixes joined to their word."""
    return keep_prefixes(spacy.blank("en"))


@spacy.registry.callbacks("timeline.tokenizer.v1")
def tokenizer_callback() -> Callable[[Language], Language]:
    """Before training: keep prefixes joined to their word."""
    return keep_prefixes


def keep_prefixes(nlp: Language) -> Language:
    """Change the rules of a pipeline's tokenizer."""
    infixes = [_spare_prefixes(infix) for infix in nlp.Defaults.infixes]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    without_exception(nlp, "m.")
    return nlp


def _spare_prefixes(infix: str) -> str:
    """Add the exception to the one infix rule that splits at a hyphen between letters."""
    if "(?:-|–|—|--|---|——|~)" not in infix:
        return infix
    # A lookbehind has one width: one for each prefix, at the start of its word.
    return "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES.split("|")) + infix


@spacy.registry.readers("timeline.Mix.v1")
def mix(
    folder: Path, weights: dict[str, float], seed: int, augment: bool, headlines: bool = False
) -> Callable[[Language], Iterator[Example]]:
    """Read corpora, each `weights` times per pass (0.4: another 40 % of it in every pass).

    With `headlines`, treebank sentences come once more as headlines.
    """
    rng = random.Random(seed)

    def read(nlp: Language) -> Iterator[Example]:
        docs: list[Doc] = []
        for name, weight in weights.items():
            corpus = list(DocBin().from_disk(Path(folder) / f"{name}.spacy").get_docs(nlp.vocab))
            whole = int(weight)
            docs += corpus * whole + rng.sample(corpus, round(len(corpus) * (weight - whole)))
        rng.shuffle(docs)
        for doc in docs:
            yield _example(nlp, augmented(doc, rng) if augment else doc)
            # The present of a verb is made of its lemma, which the teacher's trees lack.
            if headlines and doc.has_annotation("DEP") and doc.has_annotation("LEMMA"):
                for made in make_headlines(doc, rng):
                    yield _example(nlp, made)

    return read


def _example(nlp: Language, reference: Doc) -> Example:
    return Example(nlp.make_doc(reference.text), reference)


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
