"""From an article's sentences to its event mentions: the rules of this folder in order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from timeline.events import attachment, participants, quantities, relations, triggers
from timeline.events.clauses import clause
from timeline.events.references import antecedents
from timeline.events.salience import is_background, present_year, salience
from timeline.events.status import judge
from timeline.events.titles import title
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Entity, Mention, ParsedArticle, Relation, Span, TimeExpression


def find(
    parsed: ParsedArticle,
    entities: Sequence[Entity],
    times: Sequence[TimeExpression],
    spans: Sequence[Span] | None = None,
) -> tuple[Mention, ...]:
    """Find the event mentions of an article, in text order.

    In: the parse, the names with their full forms, and the time expressions, both of the same
    article. Out: mentions with everything but a date, which is read from `time` and `relations`
    later. Sentences without an event yield none; nothing raises on odd parses. `spans` name the
    triggers where they are known, as when coreference alone is measured; one at most is found in
    each, none in those without a token.
    """
    tree = Tree(parsed, entities, times)
    names = antecedents(tree, parsed)
    headlines = [(b.start, b.end) for b in parsed.blocks if b.kind == "headline"]
    present = present_year(parsed.article, times)
    mentions: list[Mention] = []
    for sentence, (first, end) in enumerate(parsed.sentence_tokens):
        start = parsed.sentences[sentence].start
        headline = tree.capitalised[sentence] or any(
            begin <= start < finish for begin, finish in headlines
        )
        found = triggers.find(tree, first, end, headline)
        if spans is not None:
            found = triggers.at(tree, first, end, spans, found)
        if not found:
            continue
        here = sorted({tree.times[index] for index in range(first, end)} - {-1})
        dated = attachment.attach(tree, found, times, here)
        if spans is None:
            found = [t for t in found if t.token in dated or not _in_own_words(tree, t)]
        told = relations.find(tree, found, dated, times, first, end)
        counts = quantities.find(tree, found, parsed.text, first, end)
        for trigger in found:
            status, tense = judge(tree, trigger, headline)
            involved, places = participants.find(tree, trigger, names)
            time = dated.get(trigger.token)
            if (
                time is not None
                and not trigger.noun
                and tense == "perfect"
                and tree.child(trigger.predicate, "aux") is not None
                and _is_past(times[time])
            ):
                time = None  # "have freed the girls seized two years ago": it is the other's time
            related = tuple(
                Relation(
                    kind=kind,
                    start=begin,
                    end=finish,
                    time=limit,
                    mention=None if other is None else _identifier(parsed, tree, other),
                )
                for kind, begin, finish, limit, other in told.get(trigger.token, ())
            )
            background = is_background(
                None if time is None else times[time],
                [
                    times[relation.time]
                    for relation in related
                    if relation.time is not None and not _reaches_now(parsed, relation)
                ],
                present,
            )
            token = tree.tokens[trigger.token]
            mentions.append(
                Mention(
                    id=_identifier(parsed, tree, trigger.token),
                    sentence=sentence,
                    start=token.start,
                    end=token.end,
                    text=token.text,
                    lemma=trigger.lemma,
                    nominal=trigger.noun,
                    type=trigger.type,
                    status=status,
                    tense=tense,
                    clause=clause(tree, trigger),
                    title=title(tree, trigger, names, times),
                    time=time,
                    relations=related,
                    participants=involved,
                    places=places,
                    quantities=counts.get(trigger.token, ()),
                    salience=salience(
                        tree, trigger, sentence, status, involved, time is not None, background
                    ),
                    background=background,
                    quoted=tree.quoted[trigger.token] > 0,
                )
            )
    return tuple(mentions)


def _reaches_now(parsed: ParsedArticle, relation: Relation) -> bool:
    """Whether an old time only begins what lasts until now: "the first title since 1908"."""
    return parsed.text[relation.start : relation.end].lower() == "since"


def _in_own_words(tree: Tree, trigger: Trigger) -> bool:
    """Whether a quotation tells of its speaker: “We lost everything”.

    That is what somebody says, not what the outlet reports; the act of saying is told beside it.
    """
    index = trigger.predicate
    if trigger.noun or not tree.quoted[index]:
        return False
    for _ in range(4):
        subject = tree.child(index, "nsubj", "nsubj:pass")
        token = tree.tokens[index]
        if subject is not None:
            return tree.lower[subject] in _SPEAKERS
        if token.dep not in ("xcomp", "conj", "advcl") or not tree.quoted[token.head]:
            return False
        index = token.head
    return False


_SPEAKERS = frozenset(("i", "we"))


def _is_past(time: TimeExpression) -> bool:
    """Whether a time is a year or a month, which the present perfect cannot be told of.

    "They have freed them in 2014" is no English (Klein 1992, Language 68(3)), so the time belongs
    to another word that the parse overlooked; of days, headlines do say it.
    """
    return bool(_COARSE.fullmatch(time.value))


_COARSE = re.compile(r"\d{4}(?:-\d\d)?")


def _identifier(parsed: ParsedArticle, tree: Tree, token: int) -> str:
    """A stable id: the same article and trigger have it in every run, whatever else is read."""
    trigger = tree.tokens[token]
    key = f"{parsed.article.sha256}:{trigger.start}:{trigger.end}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]
