"""The components for spaCy pipelines, as spaCy makes them: two of our own, and dates for anyone.

    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_dates", config={"published": "2024-03-06"})

Found through entry points, so nothing need be imported. spaCy asks for all of them whenever it
loads a pipeline; what they need is imported when they are made.
"""

# No `from __future__ import annotations`: the oldest spaCy that is allowed reads those of
# factories, and cannot read them as strings.
from collections.abc import Callable
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "timeline_parser",
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc.sents",
    ],
    default_score_weights={"tag_acc": 0.2, "pos_acc": 0.2, "dep_las": 0.4, "sents_f": 0.2},
)
def make_parser(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return a `timeline.model.syntax.Syntax` without weights: loaded, or given by `use`."""
    from timeline.model.syntax import Syntax

    return Syntax(nlp.vocab, name)


@Language.factory(
    "timeline_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0},
)
def make_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return a `timeline.model.names.Names` without weights: loaded, or given by `use`."""
    from timeline.model.names import Names

    return Names(nlp.vocab, name)


@Language.factory(
    "timeline_dates",
    assigns=["doc.spans", "span._.timex"],
    default_config={"published": None, "key": "dates"},
)
def make_dates(nlp: Language, name: str, published: str | None, key: str) -> Callable[[Doc], Doc]:
    """Return a `timeline.dates.component.DatesComponent`.

    `published` is an ISO day, `key` the name of the span group. Raises ValueError for a `published`
    that is no day.
    """
    from timeline.dates.component import DatesComponent, register

    register()
    return DatesComponent(date.fromisoformat(published) if published else None, key)
