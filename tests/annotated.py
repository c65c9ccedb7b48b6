"""Annotated articles from marked-up text, so that later steps are tested without a model.

    {attacked:ASSAULT}         a trigger with its type; more after commas: status=planned,
                               tense=past, lemma=attack, nominal, background, quoted, time=0
    <on Sunday:2023-09-24>     a time expression with its value; its anchor after "="
    [Anna Berg:PERSON:agent]   a participant of the triggers of its sentence; one without a label,
                               [a guard::patient], is no name
    [Zvecan:PLACE]             a place of the triggers of its sentence

A sentence ends with a line. Marks do not count in the text.
"""

from __future__ import annotations

import datetime
import hashlib
import re

from timeline.records import (
    AnnotatedArticle,
    Article,
    Entity,
    Mention,
    Participant,
    Place,
    Relation,
    Sentence,
    Span,
    TimeExpression,
    Title,
)

_MARK = re.compile(r"\{([^:}]+):([^}]+)\}|<([^:>]+):([^>]+)>|\[([^:\]]+):([^\]]+)\]")


def annotated(
    name: str,
    marked: str,
    *,
    published: str | None = None,
    relations: dict[str, Relation] | None = None,
) -> AnnotatedArticle:
    """An annotated article; `relations` are given by the trigger words that have them."""
    text, sentences, times, mentions, entities = "", [], [], [], []
    for line in marked.strip().splitlines():
        start = len(text)
        triggers: list[tuple[int, str, list[str]]] = []
        people: list[Participant] = []
        places: list[Place] = []
        last = 0
        for found in _MARK.finditer(line):
            text += line[last : found.start()]
            word = found[1] or found[3] or found[5]
            here = len(text)
            text += word
            last = found.end()
            if found[1]:
                triggers.append((here, word, found[2].split(",")))
            elif found[3]:
                times.append(_time(here, word, found[4]))
            else:
                label, _, role = found[6].partition(":")
                if label == "PLACE":
                    places.append(Place(name=word, start=here, end=len(text)))
                else:
                    if label:
                        entities.append(
                            Entity(start=here, end=len(text), label=label, text=word, name=word)
                        )
                    people.append(
                        Participant(
                            name=word,
                            label=label or None,
                            role=role or "other",
                            start=here,
                            end=len(text),
                        )
                    )
        text += line[last:]
        number = len(sentences)
        sentences.append(Sentence(start=start, end=len(text), paragraph=number))
        for here, word, marks in triggers:
            options = dict(mark.partition("=")[::2] for mark in marks[1:])
            mentions.append(
                Mention(
                    id=hashlib.sha256(f"{name} {here}".encode()).hexdigest()[:10],
                    sentence=number,
                    start=here,
                    end=here + len(word),
                    text=word,
                    lemma=options.get("lemma", word),
                    nominal="nominal" in options,
                    type=marks[0],
                    status=options.get("status", "happened"),
                    tense=options.get("tense", "past"),
                    clause=Span(start=start, end=len(text)),
                    title=Title(text=text[start:].rstrip("."), form="statement"),
                    time=int(options["time"]) if "time" in options else None,
                    relations=(relations[word],) if relations and word in relations else (),
                    participants=tuple(people),
                    places=tuple(places),
                    salience=0.5,
                    background="background" in options,
                    quoted="quoted" in options,
                )
            )
        text += "\n"
    day = datetime.date.fromisoformat(published) if published else None
    return AnnotatedArticle(
        article=Article(
            id=name,
            path=f"{name}.txt",
            title=None,
            outlet=None,
            url=None,
            published=day,
            published_basis="field" if day else None,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
        ),
        model="none",
        text=text,
        sentences=tuple(sentences),
        entities=tuple(entities),
        times=tuple(times),
        mentions=tuple(mentions),
    )


def _time(start: int, word: str, mark: str) -> TimeExpression:
    value, _, anchor = mark.partition("=")
    days = value.split("/")
    complete = all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in days)
    return TimeExpression(
        start=start,
        end=start + len(word),
        text=word,
        type="DATE",
        value=value,
        earliest=datetime.date.fromisoformat(days[0]) if complete else None,
        latest=datetime.date.fromisoformat(days[-1]) if complete else None,
        rule="test",
        anchor=anchor or None,
    )
