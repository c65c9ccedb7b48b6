"""What speaks for and against two mentions being one event: one function and one row each.

The score of a pair is the sum of feature times weight; above zero the two are held to be one event.
The weights are in weights.tsv, once for pairs of mentions and once for pairs of whole events.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Literal

from timeline.merging.profile import DAY, Profile
from timeline.merging.stories import cosine

NEAR_IN_NEWS = 10 * DAY
"""Undated news of articles published within this time may be of one event."""


def same_trigger(left: Profile, right: Profile) -> float:
    """The same lemma: attack and attack. That both say "said" means nothing."""
    return float(bool(left.lemmas & right.lemmas) and left.type != "STATEMENT")


def same_statement(left: Profile, right: Profile) -> float:
    """Both are acts of saying: speakers say many things."""
    return float(left.type == right.type == "STATEMENT")


def vague_trigger(left: Profile, right: Profile) -> float:
    """The same lemma, but one that no lexicon of events has: "made" and "made"."""
    return float(left.type == right.type == "OTHER" and bool(left.lemmas & right.lemmas))


def same_family(left: Profile, right: Profile) -> float:
    """Other lemmas of one family: attack and storm, acquire and takeover."""
    if (left.type == "STATEMENT") != (right.type == "STATEMENT"):
        return 0.0  # speaking to reporters is no call
    return float(not left.lemmas & right.lemmas and bool(left.families & right.families))


def same_type(left: Profile, right: Profile) -> float:
    """The same event type in other words: stab and bomb. Acts of saying are many and alike."""
    same = left.type == right.type and left.type not in ("OTHER", "STATEMENT")
    return float(same and _other_words(left, right))


def incident(left: Profile, right: Profile) -> float:
    """Both tell of violence, death or damage as fact: few articles hold two such episodes."""
    return float(
        left.group == right.group == "incident"
        and left.status == right.status == "happened"
        and not left.background
        and not right.background
    )


def told_on(left: Profile, right: Profile) -> float:
    """Sides of one episode in the same or in neighbouring sentences of an article."""
    near = left.article == right.article and abs(left.sentence - right.sentence) <= 1
    return incident(left, right) * float(near)


def same_group(left: Profile, right: Profile) -> float:
    """Types that tell sides of one episode: attack and death."""
    return float(left.type != right.type and left.group == right.group)


def other_group(left: Profile, right: Profile) -> float:
    """Other words of types that are never one event: an attack and a meeting."""
    return float(
        _other_words(left, right)
        and left.group != right.group
        and "OTHER" not in (left.type, right.type)
    )


def unclear_group(left: Profile, right: Profile) -> float:
    """Other words of which one has no type."""
    return float(
        _other_words(left, right)
        and left.group != right.group
        and "OTHER" in (left.type, right.type)
    )


def same_story(left: Profile, right: Profile) -> float:
    """How much the two articles are of one story."""
    return left.story.likeness(right.story)


def trigger_in_story(left: Profile, right: Profile) -> float:
    """The same lemma in one story."""
    return same_trigger(left, right) * same_story(left, right)


def family_in_story(left: Profile, right: Profile) -> float:
    """One family in one story."""
    return same_family(left, right) * same_story(left, right)


def type_in_story(left: Profile, right: Profile) -> float:
    """One type in one story."""
    return same_type(left, right) * same_story(left, right)


def both_lead(left: Profile, right: Profile) -> float:
    """Both stand in the first sentence of articles of one story."""
    if left.article == right.article or left.sentence or right.sentence:
        return 0.0
    return same_story(left, right)


def same_day(left: Profile, right: Profile) -> float:
    """Both dated to the same day, month or year."""
    return float(
        left.dated
        and right.dated
        and (left.earliest, left.latest) == (right.earliest, right.latest)
    )


def episode(left: Profile, right: Profile) -> float:
    """The same kind of violent or deadly event, dated to the same days."""
    return same_day(left, right) * float(left.group == right.group == "incident")


def shared_agents(left: Profile, right: Profile) -> float:
    """Share of those who act in the poorer mention that act in the other too."""
    return _overlap(left.agents, right.agents)


def shared_patients(left: Profile, right: Profile) -> float:
    """Share of those acted upon in the poorer mention that are so in the other too."""
    return _overlap(left.patients, right.patients)


def other_ordinals(left: Profile, right: Profile) -> float:
    """Both count the event in a series, and differently: the third launch, the fourth."""
    return float(bool(left.ordinals and right.ordinals) and not left.ordinals & right.ordinals)


def shared_names(left: Profile, right: Profile) -> float:
    """Share of the names of the poorer mention that the other has too."""
    return _overlap(left.names - left.places, right.names - right.places)


def other_names(left: Profile, right: Profile) -> float:
    """Both name persons, bodies or nations, and none is shared."""
    one, other = left.names - left.places, right.names - right.places
    return float(bool(one and other) and not one & other)


def other_agents(left: Profile, right: Profile) -> float:
    """Both name who acted, and they are not the same."""
    return float(bool(left.agents and right.agents) and not left.agents & right.agents)


def shared_places(left: Profile, right: Profile) -> float:
    """Share of the places of the poorer mention that the other has too."""
    return _overlap(left.places, right.places)


def other_places(left: Profile, right: Profile) -> float:
    """Both name places, and none is shared."""
    return float(bool(left.places and right.places) and not left.places & right.places)


def shared_numbers(left: Profile, right: Profile) -> float:
    """Both give the same count of something, as in "21 girls"."""
    return float(bool(left.numbers & right.numbers))


def shared_clause(left: Profile, right: Profile) -> float:
    """Cosine of the weighted words of two clauses; a sentence says nothing against itself."""
    return 0.0 if _together(left, right) else cosine(left.clause, right.clause)


def shared_words(left: Profile, right: Profile) -> float:
    """Cosine of the weighted words of two sentences."""
    return 0.0 if _together(left, right) else cosine(left.words, right.words)


def points_back(left: Profile, right: Profile) -> float:
    """A later mention of the article that refers to an earlier one: "the attack"."""
    if left.article != right.article or left.group != right.group:
        return 0.0
    later = max(left, right, key=lambda one: one.position)
    return float(later.definite and not later.dated)


def same_article(left: Profile, right: Profile) -> float:
    """Two mentions of one article."""
    return float(left.article == right.article)


def same_sentence(left: Profile, right: Profile) -> float:
    """Two triggers of one sentence, which as a rule tell two events."""
    return float(_together(left, right) and left.group != "incident")


def other_status(left: Profile, right: Profile) -> float:
    """One is told as fact, the other as planned."""
    return float({left.status, right.status} == {"happened", "planned"})


def unreal(left: Profile, right: Profile) -> float:
    """One is told as fact, the other as not so or as merely possible: "to prevent attacks"."""
    unreal = {"possible", "denied"}
    return float((left.status in unreal) != (right.status in unreal))


def far_in_news(left: Profile, right: Profile) -> float:
    """Neither is dated, and the articles were published far apart."""
    if left.dated or right.dated or not (left.published and right.published):
        return 0.0
    return float(abs(left.published - right.published) > NEAR_IN_NEWS)


def background_only(left: Profile, right: Profile) -> float:
    """One is history told in passing, the other is news, and no day says that they are one."""
    return float(left.background != right.background and not same_day(left, right))


Feature = Callable[[Profile, Profile], float]
Level = Literal["mentions", "events"]

FEATURES: tuple[Feature, ...] = (
    same_trigger,
    same_statement,
    vague_trigger,
    same_family,
    same_type,
    incident,
    told_on,
    same_group,
    other_group,
    unclear_group,
    same_story,
    trigger_in_story,
    family_in_story,
    type_in_story,
    both_lead,
    same_day,
    episode,
    shared_agents,
    shared_patients,
    other_ordinals,
    shared_names,
    other_names,
    other_agents,
    shared_places,
    other_places,
    shared_numbers,
    shared_clause,
    shared_words,
    points_back,
    same_article,
    same_sentence,
    other_status,
    unreal,
    far_in_news,
    background_only,
)


@cache
def weights(level: Level) -> Mapping[str, float]:
    """The weights of weights.tsv for pairs of mentions or of events, by feature, and the bias."""
    table = resources.files(__package__).joinpath("weights.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    column = rows[0].index(level)
    return {row[0]: float(row[column]) for row in rows[1:] if row[column] != "-"}


@cache
def _weighted(level: Level) -> tuple[tuple[str, Feature, float], ...]:
    given = weights(level)
    return tuple(
        (feature.__name__, feature, given[feature.__name__])
        for feature in FEATURES
        if feature.__name__ in given
    )


def score(
    left: Profile, right: Profile, level: Level = "mentions"
) -> tuple[float, dict[str, float]]:
    """Score a pair and say what each feature added, the bias included."""
    added = {
        name: round(value * weight, 4)
        for name, feature, weight in _weighted(level)
        if (value := feature(left, right))
    }
    added["bias"] = weights(level)["bias"]
    return round(sum(added.values()), 4), added


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def _together(left: Profile, right: Profile) -> bool:
    return left.article == right.article and left.sentence == right.sentence


def _other_words(left: Profile, right: Profile) -> bool:
    return not left.lemmas & right.lemmas and not left.families & right.families
