"""The empty tokenizer of the shipped pipeline."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer


def saved_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make a tokenizer without rules, which loading the pipeline fills.

    spaCy's own would first take in the 1,347 exceptions of English, a quarter of a second, for
    them to be replaced by those that were saved.
    """
    return lambda nlp: Tokenizer(nlp.vocab)
