"""Files and articles made by hand, to be kept."""

from __future__ import annotations

import hashlib

from tests.annotated import annotated
from timeline.records import AnnotatedArticle, Article, Block, Problem, ReadArticle
from timeline.store import File, Maker

READER = Maker("read", "1.0", None, b"reader")
MODEL = Maker("annotate", "1.0", "en_some-1", b"model")

MADE = annotated("dam", "A dam {burst:DISASTER} above [Ostrova:PLACE] <on Sunday:2023-09-24>.")


def article(number: int = 0, folder: str = "news") -> ReadArticle:
    """The article of a record of the file "FOLDER/dam.jsonl"."""
    text = f"A dam burst above Ostrova, report {number}."
    return ReadArticle(
        article=Article(
            id=f"dam-{number}",
            path=f"{folder}/dam.jsonl#{number}",
            title="Dam",
            outlet=None,
            url=None,
            published=None,
            published_basis=None,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        ),
        text=text,
        blocks=(Block(start=0, end=len(text), kind="body"),),
    )


def lost(number: int, folder: str = "news") -> Problem:
    """A problem of a record of the same file."""
    return Problem(step="articles", where=f"{folder}/dam.jsonl#{number}", message="no text")


def file(path: str = "news/dam.jsonl", data: bytes = b"1", options: bytes = b"") -> File:
    """That file."""
    return File(
        sha256=hashlib.sha256(data).digest(),
        name="/".join(path.split("/")[-2:]),
        options=options,
        path=path,
        shown=path,
    )


def made_of(read: ReadArticle) -> AnnotatedArticle:
    """What is annotated of an article."""
    return AnnotatedArticle(
        article=read.article,
        model="en_some-1",
        text=read.text,
        sentences=MADE.sentences,
        entities=MADE.entities,
        times=MADE.times,
        mentions=MADE.mentions,
    )
