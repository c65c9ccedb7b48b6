"""What a pipeline remembers of the words that it has read: the common ones, and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_FAMILIAR = 20_000
"""Words that a pipeline may remember: by then, the common ones are among them."""


@contextmanager
def bounded(nlp: Language) -> Iterator[None]:
    """What is parsed in here leaves nothing behind in a pipeline that knows `_FAMILIAR` words: its
    vocabulary would grow by every new name, and a table of lemmas by every new word.

    Before that, words are learnt: those that are to be forgotten are cut into tokens anew each
    time, which takes a tenth of all that the pipeline does.
    """
    vocab: Any = nlp.vocab  # its stub lacks the zones
    if vocab.in_memory_zone or len(vocab) < _FAMILIAR:
        yield
        return
    with nlp.memory_zone():
        yield
    for _, pipe in nlp.pipeline:
        cache = getattr(pipe, "cache", None)
        if isinstance(cache, dict) and len(cache) > _FAMILIAR:
            cache.clear()


def remember_lemmas(nlp: Language) -> None:
    """Have the lemmatizer of English remember all lemmas: by itself it works out those of words in
    their base form, the most, at each token."""
    for name in nlp.pipe_names:
        pipe: Any = nlp.get_pipe(name)
        ruled = nlp.get_pipe_meta(name).factory == "lemmatizer" and pipe.mode == "rule"
        if nlp.lang == "en" and ruled:
            pipe.lemmatize = _remembering(pipe.lemmatize, pipe.cache)


def _remembering(
    lemmatize: Callable[[Any], list[str]], known: dict[tuple[int, int, int], list[str]]
) -> Callable[[Any], list[str]]:
    def remembered(token: Any) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)
        lemmas = known.get(key)
        if lemmas is None:
            lemmas = known[key] = lemmatize(token)
        return lemmas

    return remembered
