"""The rules of this folder as a component for anyone's spaCy pipeline, with or without a model.

    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_dates", config={"published": "2024-03-06"})
    doc = nlp("She resigned on Tuesday.")
    doc.spans["dates"][0]._.timex.value  # "2024-03-05"

`timeline.components` makes it.
"""

from datetime import date

import msgspec
from spacy.tokens import Doc, Span

from timeline.dates.find import find
from timeline.records import TimeExpression

_STORE = "timeline_dates"


class DatesComponent:
    """Finds the time expressions of a Doc; needs nothing of it but its text.

    `doc.spans[key]` gets a span for each, with the TIMEX3 type as its label, the value as its
    `kb_id_`, and the whole `TimeExpression` in `span._.timex` (offsets there are those of the text;
    a span is widened to whole tokens). `doc._.published` (a date), if set, comes before the
    publication day of the component. What is stored is plain data, so that a Doc still goes to
    bytes, to disk, and to other processes.
    """

    def __init__(self, published: date | None, key: str) -> None:
        self.published = published
        self.key = key

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans[key]`, and give the Doc back."""
        times = find(doc.text, published=doc._.published or self.published)
        doc.user_data[_STORE] = [msgspec.to_builtins(time) for time in times]
        spans = (
            doc.char_span(
                time.start,
                time.end,
                label=time.type,
                kb_id=time.value,
                span_id=index,
                alignment_mode="expand",
            )
            for index, time in enumerate(times)
        )
        doc.spans[self.key] = [span for span in spans if span is not None]
        return doc


def _timex(span: Span) -> TimeExpression | None:
    stored = span.doc.user_data.get(_STORE, [])
    return msgspec.convert(stored[span.id], TimeExpression) if span.id < len(stored) else None


def register() -> None:
    """Add the extension attributes, once in a process."""
    if not Span.has_extension("timex"):
        Span.set_extension("timex", getter=_timex)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
