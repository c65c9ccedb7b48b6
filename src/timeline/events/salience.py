"""How much an event matters to its article, and whether it is history told in passing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from timeline.events.lexicon import types
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Article, Participant, Status, TimeExpression

# An event that did not happen matters less to a timeline.
_STATUS: dict[Status, float] = {
    "happened": 1.0,
    "ongoing": 0.7,
    "planned": 0.8,
    "possible": 0.35,
    "denied": 0.5,
}
_SUBORDINATE = frozenset(("acl", "acl:relcl", "advcl", "nmod", "obl", "xcomp", "advcl:relcl"))
# This many years before the article's own time is history.
_HISTORY_YEARS = 3


class _Told(NamedTuple):
    """What the signals look at."""

    tree: Tree
    trigger: Trigger
    sentence: int
    participants: Sequence[Participant]
    dated: bool


def kind(told: _Told) -> float:
    """What readers care for: a death more than a speech."""
    return types()[told.trigger.type].weight


def position(told: _Told) -> float:
    """News tells first what matters most."""
    return 1.0 / (1.0 + 0.25 * told.sentence)


def main_clause(told: _Told) -> float:
    """How near to the root of its sentence it is told."""
    tree, predicate = told.tree, told.trigger.predicate
    main = 1.0 / (1.0 + 0.5 * sum(1 for _ in tree.ancestors(predicate)))
    return main * (0.7 if tree.tokens[predicate].dep in _SUBORDINATE else 1.0)


def named(told: _Told) -> float:
    """Two who take part are named."""
    return min(1.0, sum(one.label is not None for one in told.participants) / 2)


def known(told: _Told) -> float:
    """Two who take part are told at all."""
    return min(1.0, len(told.participants) / 2)


def dated(told: _Told) -> float:
    """Its sentence says when."""
    return float(told.dated)


WEIGHTS: dict[Callable[[_Told], float], float] = {
    kind: 0.35,
    position: 0.25,
    main_clause: 0.15,
    named: 0.10,
    dated: 0.10,
    known: 0.05,
}


def salience(
    tree: Tree,
    trigger: Trigger,
    sentence: int,
    status: Status,
    participants: Sequence[Participant],
    dated: bool,
    background: bool,
) -> float:
    """A figure in 0..1, less for what did not happen, for history, and for quotations."""
    told = _Told(tree, trigger, sentence, participants, dated)
    score = sum(signal(told) * weight for signal, weight in WEIGHTS.items()) * _STATUS[status]
    if background:
        score *= 0.5
    if tree.quoted[trigger.token]:
        score *= 0.7
    return round(score, 4)


def present_year(article: Article, times: Sequence[TimeExpression]) -> int | None:
    """The year an article is about: that of its publication, else the latest year it names."""
    published = article.published or article.published_latest
    if published is not None:
        return published.year
    years = [year for time in times if (year := year_of(time)) is not None]
    return max(years, default=None)


def year_of(time: TimeExpression) -> int | None:
    """The year of a complete value: 1999 for "1999-06"."""
    head = time.value[:4]
    return int(head) if time.type in ("DATE", "TIME") and head.isdigit() else None


def is_background(
    time: TimeExpression | None,
    limits: Sequence[TimeExpression],
    present: int | None,
) -> bool:
    """Whether an event is dated, or limited, to years long before the article's own."""
    if present is None:
        return False
    years = [year for given in ((time,) if time else limits) if given and (year := year_of(given))]
    return bool(years) and max(years) <= present - _HISTORY_YEARS
