"""The components of the shipped pipeline as spaCy makes them.

Found through entry points, so that plain `spacy.load` finds them and nothing need be imported.
"""

# No `from __future__ import annotations`: the oldest spaCy that is allowed reads those of
# factories, and cannot read them as strings.
from spacy.language import Language

from timeline.model.names import Names
from timeline.model.syntax import Syntax


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
def make_parser(nlp: Language, name: str) -> Syntax:
    """Return a component without weights: they are loaded from disk, or given by `use`."""
    return Syntax(nlp.vocab, name)


@Language.factory(
    "timeline_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0},
)
def make_names(nlp: Language, name: str) -> Names:
    """Return a component without weights: they are loaded from disk, or given by `use`."""
    return Names(nlp.vocab, name)
