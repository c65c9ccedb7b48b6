"""Within one article: names put right by their own words, their neighbours and the whole article.

A recogniser reads one paragraph at a time. What a reader knows besides is applied here, rule by
rule: "Acme Plc" is a company, "Mary Shaw Bridge" is no person, and an article that names Acme nine
times means Acme the tenth time. Each rule goes from names to names.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.entities import elsewhere, labels, spans
from timeline.entities.text import Text, in_order
from timeline.records import Entity, ParsedArticle

Rule = Callable[[Text, list[Entity]], list[Entity]]

RULES: tuple[Rule, ...] = (
    spans.no_tags,
    spans.no_common_words,
    spans.without_verbs,
    spans.without_titles,
    spans.without_offices,
    spans.known_in_full,
    spans.known_alone,
    spans.with_legal_form,
    spans.joined_by_particles,
    spans.joined_by_ampersand,
    spans.introduced_with_letters,
    spans.no_laws,
    labels.by_last_word,
    labels.by_kind,
    labels.by_office,
    elsewhere.split,
    elsewhere.last_names,
    elsewhere.missed,
)
"""In this order: what is a name and how far it goes, what it is, what the rest of the article
says."""


def mend(parsed: ParsedArticle) -> list[Entity]:
    """The names of an article after all rules, in the order of the text; none overlap."""
    text = Text(parsed)
    entities = in_order(parsed.entities)
    for rule in RULES:
        entities = in_order(rule(text, entities))
    return entities
