"""Docs with names: from spans and words whose label is unknown to spaCy's annotation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab


@dataclass(frozen=True)
class Name:
    """A name over words `start` up to `end`; without a label where we cannot tell its class."""

    start: int
    end: int
    label: str | None


def set_names(doc: Doc, names: Iterable[Name]) -> Doc:
    """Annotate `doc`: words under no name are outside, words of unknown label are missing.

    spaCy learns nothing from missing words, where outside would teach it that they are no names.
    """
    names = list(names)
    known = [Span(doc, name.start, name.end, name.label) for name in names if name.label]
    taken = {i for span in known for i in range(span.start, span.end)}
    missing = sorted({i for name in names for i in range(name.start, name.end)} - taken)
    doc.set_ents(known, missing=[doc[i : i + 1] for i in missing], default="outside")
    return doc


def join_docs(docs: Sequence[Doc]) -> Doc:
    """Join sentences of one text; a space stands between them."""
    return docs[0] if len(docs) == 1 else Doc.from_docs(list(docs), ensure_whitespace=True)


def make_doc(vocab: Vocab, words: Sequence[str], spaces: Sequence[bool]) -> Doc:
    return Doc(vocab, words=list(words), spaces=list(spaces))
