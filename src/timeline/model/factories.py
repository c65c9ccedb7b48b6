"""The component of ours in the shipped pipeline, as spaCy makes it.

Found through an entry point, so that plain `spacy.load` finds it and nothing need be imported.
"""

# No `from __future__ import annotations`: the oldest spaCy that is allowed reads those of
# factories, and cannot read them as strings.
from spacy.language import Language

from timeline.model.names import Names


@Language.factory(
    "timeline_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0},
)
def make_names(nlp: Language, name: str) -> Names:
    """Return a component without weights: they are loaded from disk, or given by `use`."""
    return Names(nlp.vocab, name)
