"""What speaks for and against two mentions being one event: one function and one row each.

The score of a pair is the sum of feature times weight; above zero the two are held to be one event.
The weights are set by judgement on development stories; every one is shown by `timeline explain`.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.merging.profile import DAY, Profile

NEAR_IN_NEWS = 10 * DAY
"""Undated news of articles published within this time may be of one event."""


def same_trigger(left: Profile, right: Profile) -> float:
    """The same lemma: attack and attack. That both say "said" means nothing."""
    return float(bool(left.lemmas & right.lemmas) and left.type != "STATEMENT")


def same_type(left: Profile, right: Profile) -> float:
    """The same event type in other words: attack and storm."""
    return float(not left.lemmas & right.lemmas and left.type == right.type != "OTHER")


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
    """Types that are never one event: an attack and a meeting."""
    return float(left.group != right.group and "OTHER" not in (left.type, right.type))


def unclear_group(left: Profile, right: Profile) -> float:
    """Other words of which one has no type."""
    return float(
        not left.lemmas & right.lemmas
        and left.group != right.group
        and "OTHER" in (left.type, right.type)
    )


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


def shared_names(left: Profile, right: Profile) -> float:
    """Share of the names of the poorer mention that the other has too."""
    return _overlap(left.names - left.places, right.names - right.places)


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


def shared_words(left: Profile, right: Profile) -> float:
    """Cosine of the weighted words of two sentences; a sentence says nothing against itself."""
    if (left.article, left.sentence) == (right.article, right.sentence):
        return 0.0
    few, many = sorted((left.words, right.words), key=len)
    return sum(weight * many.get(stem, 0.0) for stem, weight in few.items())


def points_back(left: Profile, right: Profile) -> float:
    """A later mention of the article that refers to an earlier one: "the attack"."""
    if left.article != right.article or left.group != right.group:
        return 0.0
    later = max(left, right, key=lambda one: one.position)
    return float(later.definite and not later.dated)


def same_sentence(left: Profile, right: Profile) -> float:
    """Two triggers of one sentence, which as a rule tell two events."""
    together = (left.article, left.sentence) == (right.article, right.sentence)
    return float(together and left.group != "incident")


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


WEIGHTS: dict[Callable[[Profile, Profile], float], float] = {
    same_trigger: 1.2,
    same_type: 0.6,
    same_group: 0.3,
    incident: 0.7,
    told_on: 0.8,
    other_group: -2.0,
    unclear_group: -0.8,
    same_day: 0.9,
    episode: 1.2,
    shared_names: 0.7,
    other_agents: -0.6,
    shared_places: 0.5,
    other_places: -0.6,
    shared_numbers: 0.4,
    shared_words: 4.0,
    points_back: 1.0,
    same_sentence: -0.6,
    other_status: -0.6,
    unreal: -1.2,
    far_in_news: -0.6,
    background_only: -0.4,
}

BIAS = -2.4
"""What a pair must make up for: most pairs are two events."""


def score(left: Profile, right: Profile) -> tuple[float, dict[str, float]]:
    """Score a pair and say what each feature added, the bias included."""
    added = {
        feature.__name__: round(value * weight, 4)
        for feature, weight in WEIGHTS.items()
        if (value := feature(left, right))
    }
    added["bias"] = BIAS
    return round(sum(added.values()), 4), added


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
