"""How texts are cut to words: spaCy's English rules, with what the treebanks do otherwise.

What is cut in two ways costs both words in any comparison, and a network learns less from a text
where its words are not those of the trees. The rules were found on the training parts of EWT and
GUM, where they halve the words that are cut otherwise than by hand.
"""

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from timeline.articles.parse import without_exception

# Prefixes that stay joined to their word (de-escalate), where spaCy's rules split every hyphen
# between letters. "self-" and "al-" are split, as in the treebanks.
PREFIXES = (
    "anti|bi|co|counter|cross|cyber|de|e|ex|extra|inter|intra|mid|mis|multi|neo|non|out|over|post|"
    "pre|pro|pseudo|quasi|re|semi|sub|super|trans|ultra|un|under|vice"
)

# Words that spaCy keeps whole: "and/or" is three, and what looks like a face is a bracket more
# often: "(see below): ...", "(aged 8)".
NO_EXCEPTIONS = ("m.", "and/or", "):", "8)", "(:", ":0", ":1", ":3", "=3")

# One word each: "Stop!!!", "Really?!", "<<", "***", "-----".
SIGNS = (r"[!?]{2,}", r"(?P<sign>[<>*#$=~_])(?P=sign)+", r"[-=~_*#<>+]{3,}")

# Where a word is cut that has no space in it.
CUTS = (
    rf"(?<=[{ALPHA}])[?!](?=[{ALPHA}])",  # Really|?|Yes
    r"(?<=\w)[()](?=\w)",  # account|(|s
    r"(?<=\d)–(?=\d)",  # 5|–|6
)

NOON = r"(?=[AaPp]\.?[Mm]\.?$)(?<=\d)"  # 7:30|PM

_HYPHENS = "(?:-|–|—|--|---|——|~)"
_SUMS = r"(?<=[0-9])[+\-\*^](?=[0-9-])"
# As above, but a telephone number is one word: 713-853-3989.
_NO_NUMBERS = (
    r"(?<=[0-9])(?:[+\*^](?=[0-9-])|-(?=-)|"
    r"(?:(?<!\b\d\d\d)-(?=\d)|-(?!\d{4}\b|\d{3}-\d{4}\b)(?=\d)))"
)


def tokenizing_pipeline() -> Language:
    """Return an English pipeline of the tokenizer alone."""
    nlp = spacy.blank("en")
    rules, tokenizer = nlp.Defaults, nlp.tokenizer
    infixes = [_any(*SIGNS, *CUTS), NOON, *map(_changed, rules.infixes)]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex([_any(*SIGNS), *rules.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([_any(*SIGNS), *rules.suffixes]).search
    for word in NO_EXCEPTIONS:
        without_exception(nlp, word)
    return nlp


def _any(*patterns: str) -> str:
    """Join patterns, with a look at the sign first: most words have none, and each is looked at."""
    return rf"(?=[-!?<>*#$=~_+()–])(?:{'|'.join(patterns)})"


def _changed(infix: str) -> str:
    if infix == _SUMS:
        return _NO_NUMBERS
    if _HYPHENS in infix:
        # A lookbehind has one width: one for each prefix, at the start of its word.
        return "".join(rf"(?<!\b(?i:{prefix}))" for prefix in PREFIXES.split("|")) + infix
    return infix
