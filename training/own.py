"""Sentences written and labelled for this project, with names in brackets: [Goma|GPE]."""

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import labels

_NAME = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")
_LABELS = {labels.PERSON, labels.ORG, labels.GPE, labels.LOC, labels.NORP}


def read_own(path: Path, nlp: Language) -> Iterator[Doc]:
    """Yield a doc for each line. Raises ValueError where a bracket or label is out of form."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        text, spans, copied = "", [], 0
        for match in _NAME.finditer(line):
            text += line[copied : match.start()]
            spans.append((len(text), len(text) + len(match[1]), match[2]))
            text += match[1]
            copied = match.end()
        text += line[copied:]
        doc = nlp.make_doc(text)
        ents = [doc.char_span(start, end, label) for start, end, label in spans]
        if None in ents or "[" in text or not _LABELS.issuperset(label for *_, label in spans):
            raise ValueError(f"{path.name}:{number}: a name out of form or across tokens: {line}")
        doc.set_ents([ent for ent in ents if ent is not None], default="outside")
        yield doc
