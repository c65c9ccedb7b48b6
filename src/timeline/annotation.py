"""One article, annotated: parse, dates, names, events."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import articles, dates, entities, events
from timeline.incremental import Incremental
from timeline.records import READ_KINDS, AnnotatedArticle, ParsedArticle, Problem, ReadArticle
from timeline.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

_ZONE = 64
"""Articles after which the words that the pipeline met in them alone are dropped."""


def annotator(nlp: Language) -> Callable[[ReadArticle], AnnotatedArticle | Problem]:
    """A function from an article to its names, dates and event mentions. They depend on the article
    alone, not on those before it. An article at which the model or our code fails is a problem, and
    the others go on."""
    about = nlp.meta  # put together anew at each look
    model = f"{about['lang']}_{about['name']}-{about['version']}"

    zone = ExitStack()
    count = 0

    def annotate(article: ReadArticle) -> AnnotatedArticle | Problem:
        nonlocal count
        if count % _ZONE == 0:
            zone.close()
            zone.enter_context(articles.bounded(nlp))
        count += 1
        try:
            (parsed,) = articles.parse([article], nlp)
            return _annotate_parsed(parsed, model)
        except Exception as error:
            return _fault(article, error)

    return annotate


def _fault(article: ReadArticle, error: Exception) -> Problem:
    place = traceback.extract_tb(error.__traceback__)[-1]
    what = " ".join(f"{type(error).__name__}: {error}".split())
    told = f"not annotated, by a fault of the program ({what}, at {Path(place.filename).name}"
    return Problem(
        step="annotate",
        where=article.article.path,
        message=f"{told}:{place.lineno}); please report it",
    )


def one_by_one(
    found: Iterable[ReadArticle], settings: Settings, kept: Incremental | None = None
) -> Iterator[tuple[ReadArticle, AnnotatedArticle | Problem]]:
    """Each article with its annotations, made in this process, or kept; what is made is kept.

    The model is loaded for the first article that is not known; without a store, beforehand.
    """
    annotate = None if kept else annotator(articles.load_model(settings.model))
    for article in found:
        made: AnnotatedArticle | Problem | None = kept.annotation(article) if kept else None
        if made is None:
            annotate = annotate or annotator(articles.load_model(settings.model))
            made = annotate(article)
            if kept and isinstance(made, AnnotatedArticle):
                kept.keep(article, made)
        yield article, made


def _annotate_parsed(parsed: ParsedArticle, model: str) -> AnnotatedArticle:
    published = parsed.article.published
    readable = [(block.start, block.end) for block in parsed.blocks if block.kind in READ_KINDS]
    times = dates.find(parsed.text, published=published, spans=readable)
    names = entities.resolve(parsed)
    return AnnotatedArticle(
        article=parsed.article,
        model=model,
        text=parsed.text,
        sentences=parsed.sentences,
        entities=names,
        times=times,
        mentions=events.find(parsed, names, times),
    )
