"""Parsed articles from hand-kept trees, so that names and events are tested without a model.

`parsed("Troops withdrew from Ostrova.")` looks the sentence up in treebank.conllu. Each sentence is
a paragraph of its own unless several are given as one string.
"""

from __future__ import annotations

import datetime
import hashlib
from functools import cache
from pathlib import Path

from timeline.records import (
    Article,
    Block,
    BlockKind,
    Entity,
    ParsedArticle,
    Sentence,
    TimeExpression,
    Token,
)

TREEBANK = Path(__file__).with_name("treebank.conllu")


@cache
def trees() -> dict[str, list[list[str]]]:
    """The rows of each sentence by its text."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in TREEBANK.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            rows = found.setdefault(line.removeprefix("# text = "), [])
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    return found


def parsed(
    *sentences: str, kind: BlockKind = "body", published: datetime.date | None = None
) -> ParsedArticle:
    """An article of these sentences of the treebank, one paragraph each."""
    text, tokens, spans, ranges, blocks, entities = "", [], [], [], [], []
    for number, sentence in enumerate(sentences):
        begin, first = len(text), len(tokens)
        for _, form, lemma, pos, tag, _, head, dep, _, misc in trees()[sentence]:
            at = len(text)
            text += form if "SpaceAfter=No" in misc else form + " "
            above = len(tokens) if head == "0" else first + int(head) - 1
            tokens.append(
                Token(
                    start=at,
                    end=at + len(form),
                    text=form,
                    lemma=lemma,
                    pos=pos,
                    tag=tag,
                    dep=dep,
                    head=above,
                )
            )
            if "NER=B-" in misc:
                label = misc.split("NER=B-")[1].split("|")[0]
                entities.append((at, at + len(form), label))
            elif "NER=I-" in misc:
                start, _, label = entities.pop()
                entities.append((start, at + len(form), label))
        text = text.rstrip(" ")
        spans.append(Sentence(start=begin, end=len(text), paragraph=number))
        blocks.append(Block(start=begin, end=len(text), kind=kind))
        ranges.append((first, len(tokens)))
        text += "\n"
    return ParsedArticle(
        article=Article(
            id="test",
            path="test.txt",
            title=None,
            outlet=None,
            url=None,
            published=published,
            published_basis="field" if published else None,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        ),
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(spans),
        tokens=tuple(tokens),
        sentence_tokens=tuple(ranges),
        entities=tuple(
            Entity(start=start, end=end, label=label, text=text[start:end], name=text[start:end])
            for start, end, label in entities
        ),
    )


def times(article: ParsedArticle, *marked: tuple[str, str]) -> tuple[TimeExpression, ...]:
    """Time expressions for these (words, TIMEX3 value), each found after the one before."""
    found: list[TimeExpression] = []
    for words, value in marked:
        start = article.text.index(words, found[-1].end if found else 0)
        found.append(
            TimeExpression(
                start=start,
                end=start + len(words),
                text=words,
                type="DURATION" if value.startswith("P") and value[1].isdigit() else "DATE",
                value=value,
                rule="test",
            )
        )
    return tuple(found)
