"""Sentences written and labelled for this project, with names in brackets: [Goma|GPE]."""

import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

FOLDER = Path(__file__).parent / "own_sentences"

_NAME = re.compile(r"\[([^\[\]|\s](?:[^\[\]|]*[^\[\]|\s])?)\|([A-Z]+)\]")
# "Opinion | We Are All Shipbuilders Now" is a headline, "Oslo|GPE" a bracket forgotten.
_LEFT_OVER = re.compile(r"[\[\]]|\S\|\S")
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})


def own_lines(folder: Path = FOLDER) -> Iterator[tuple[str, str]]:
    """Yield each line with where it stands: ("courts.txt:12", line). A line is a paragraph."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if line and not line.startswith("#"):
                yield f"{path.name}:{number}", line


def read_own(folder: Path, nlp: Language) -> Iterator[Doc]:
    """Yield a doc for each line. Raises ValueError where a bracket or label is out of form."""
    for where, line in own_lines(folder):
        yield own_doc(line, nlp, where)


def own_doc(line: str, nlp: Language, where: str = "") -> Doc:
    """Return the doc of a line. Raises ValueError where a bracket or label is out of form."""
    text, spans, copied = "", [], 0
    for match in _NAME.finditer(line):
        text += line[copied : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        copied = match.end()
    text += line[copied:]
    doc = nlp.make_doc(text)
    ents = [doc.char_span(start, end, label) for start, end, label in spans]
    unknown = {label for *_, label in spans} - _LABELS
    if None in ents or unknown or _LEFT_OVER.search(text):
        raise ValueError(f"{where}: a name out of form or across tokens: {line}")
    doc.set_ents([ent for ent in ents if ent is not None], default="outside")
    return doc
