"""Every rule's own examples and counter-examples, run as tests."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.dates import find
from timeline.dates.rule import Rule
from timeline.dates.rules import RULES

PUBLISHED = "2024-03-06"


def _examples() -> list[tuple[Rule, str, str, str | None]]:
    return [
        (rule, example[0], example[1], example[2] if len(example) > 2 else PUBLISHED)
        for rule in RULES
        for example in rule.examples
    ]


@pytest.mark.parametrize(
    ("rule", "marked", "value", "published"), _examples(), ids=lambda x: getattr(x, "name", x)
)
def test_example(rule: Rule, marked: str, value: str, published: str | None) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = find(text, published=date.fromisoformat(published) if published else None)
    here = [t for t in found if t.rule == rule.name and (t.start, t.end) == (start, end)]
    assert [t.value for t in here] == [value], found


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.without],
    ids=lambda x: getattr(x, "name", x),
)
def test_false_friend(rule: Rule, text: str) -> None:
    found = find(text, published=date.fromisoformat(PUBLISHED))
    assert not [t for t in found if t.rule == rule.name]


def test_every_rule_has_examples_and_its_own_name() -> None:
    assert all(rule.examples for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
