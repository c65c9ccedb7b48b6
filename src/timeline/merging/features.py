"""What speaks for and against two mentions being one event: one function and one row each.

The score of a pair is the sum of feature times weight; above zero the two are held to be one event.
The weights are in weights.tsv, once for pairs of mentions and once for pairs of whole events. A
feature gives its value for each pair of a batch at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from timeline.merging.meaning import cosines
from timeline.merging.profile import BEGIN, END, STATUSES, Facts, Profiles
from timeline.merging.rows import Floats, Ints, Rows, Truths, in_order, parted
from timeline.merging.words import table_lines

NEAR_IN_NEWS = 10
"""Undated news of articles published within so many days may be of one event."""

OTHER_STORY = 0.4
"""Articles that are less alike than this tell different stories."""

EARLY = 3
"""So many sentences are the beginning of an article."""

COMMONEST, COMMON = 30, 1000
"""Places in the order of frequency: of words as common as any, and of those that are common."""

UNITS = 10_000
"""Scores are whole numbers of ten-thousandths, so that sums do not depend on their order."""

Values = NDArray[Any]
"""The values of a feature, one for each pair."""


class _Side:
    """The facts of one side of pairs, each taken from the table when it is first asked for."""

    def __init__(self, facts: Facts, rows: Ints) -> None:
        self._facts, self._rows = facts, rows
        self._taken: dict[str, NDArray[Any]] = {}

    def __getitem__(self, fact: str) -> NDArray[Any]:
        if fact not in self._taken:
            self._taken[fact] = self._facts[fact].take(self._rows)
        return self._taken[fact]


class Pairs:
    """Pairs of mentions to be compared: `left` and `right` have the facts of both sides.

    What several features ask is worked out once.
    """

    def __init__(self, profiles: Profiles, left: Ints, right: Ints) -> None:
        self.profiles = profiles
        self.rows = left, right
        self.left = _Side(profiles.facts, left)
        self.right = _Side(profiles.facts, right)
        self._known: dict[object, Any] = {}

    def type(self, name: str) -> int:
        """The number of an event type; -1 if there is none of it."""
        return _place(self.profiles.types, name)

    def group(self, name: str) -> int:
        """The number of a group of types; -1 if there is none of it."""
        return _place(self.profiles.groups, name)

    def of(self, feature: Feature) -> Values:
        """The values of another feature."""
        if feature not in self._known:
            self._known[feature] = feature(self)
        return self._known[feature]

    def same(self, fact: str) -> Truths:
        """Both sides have the same value."""
        return np.equal(self.left[fact], self.right[fact])

    def both(self, fact: str, value: int) -> Truths:
        """Both sides have this value."""
        return np.equal(self.left[fact], value) & np.equal(self.right[fact], value)

    def either(self, fact: str, *values: int) -> Truths:
        """One side at least has one of these values."""
        return np.isin(self.left[fact], values) | np.isin(self.right[fact], values)

    def shared(self, sets: str) -> Floats:
        """How many members two sets share."""
        return self._dots(sets)

    def overlap(self, sets: str) -> Floats:
        """The share of the smaller set that the other has too."""
        one, other = self._sizes(sets)
        return self.shared(sets) / np.maximum(np.minimum(one, other), 1)

    def differ(self, sets: str) -> Truths:
        """Both sets have members, and share none."""
        one, other = self._sizes(sets)
        return (one > 0) & (other > 0) & (self.shared(sets) == 0)

    def cosine(self, vectors: str) -> Floats:
        """The cosine of two vectors of unit length."""
        return self._dots(vectors)

    @cached_property
    def likeness(self) -> Floats:
        """How like the stories of the two articles are; 1 inside an article."""
        left, right = self.left["story"], self.right["story"]
        found = np.ones(len(left))
        apart = np.flatnonzero(left != right)
        articles = len(self.profiles.stories.starts) - 1
        keys = left[apart].astype(np.int64) * articles + right[apart]
        order = in_order(keys)
        new = np.diff(keys[order], prepend=-1) != 0
        each = self.profiles.stories.dots(*parted(keys[order[new]], articles))
        found[apart[order]] = each[np.cumsum(new) - 1]
        return found

    def _dots(self, rows: str) -> Floats:
        if rows not in self._known:
            column: Rows = getattr(self.profiles, rows)
            self._known[rows] = column.dots(*self.rows)
        return self._known[rows]

    def _sizes(self, sets: str) -> tuple[Ints, Ints]:
        if ("sizes", sets) not in self._known:
            column: Rows = getattr(self.profiles, sets)
            self._known["sizes", sets] = tuple(column.sizes_of(rows) for rows in self.rows)
        sizes: tuple[Ints, Ints] = self._known["sizes", sets]
        return sizes


Feature = Callable[[Pairs], Values]
Level = Literal["mentions", "events"]


def same_trigger(pairs: Pairs) -> Values:
    """The same lemma: attack and attack. That both say "said" means nothing."""
    return (pairs.shared("lemmas") > 0) & (pairs.left["type"] != pairs.type("STATEMENT"))


def same_statement(pairs: Pairs) -> Values:
    """Both are acts of saying: speakers say many things."""
    return pairs.both("type", pairs.type("STATEMENT"))


def vague_trigger(pairs: Pairs) -> Values:
    """The same lemma, but one that no lexicon of events has: "made" and "made"."""
    return pairs.both("type", pairs.type("OTHER")) & (pairs.shared("lemmas") > 0)


def common_trigger(pairs: Pairs) -> Values:
    """The same lemma, by how common it is in any news: found and found, but not derailed."""
    rank = np.maximum(pairs.left["rank"], COMMONEST)
    return np.log2(np.maximum(COMMON / rank, 1.0)) * pairs.of(same_trigger)


def same_family(pairs: Pairs) -> Values:
    """Other lemmas of one family: attack and storm, acquire and takeover.

    Speaking to reporters is no call.
    """
    said = pairs.type("STATEMENT")
    one_is_said = (pairs.left["type"] == said) != (pairs.right["type"] == said)
    return (pairs.shared("lemmas") == 0) & (pairs.shared("families") > 0) & ~one_is_said


def near_trigger(pairs: Pairs) -> Values:
    """How near the meanings of two lemmas are: jailed and imprisoned."""
    left, right = pairs.left["lemma"], pairs.right["lemma"]
    near = np.maximum(cosines(pairs.profiles.triggers, left, right), 0.0)
    return near * (pairs.shared("lemmas") == 0)


def same_type(pairs: Pairs) -> Values:
    """The same event type in other words: stab and bomb. Acts of saying are many and alike."""
    says_little = pairs.either("type", pairs.type("OTHER"), pairs.type("STATEMENT"))
    return pairs.same("type") & ~says_little & _other_words(pairs)


def incident(pairs: Pairs) -> Values:
    """Both tell of violence, death or damage as fact: few articles hold two such episodes."""
    happened = pairs.both("status", STATUSES.index("happened"))
    told_in_passing = pairs.left["background"] | pairs.right["background"]
    return pairs.both("group", pairs.group("incident")) & happened & ~told_in_passing


def told_on(pairs: Pairs) -> Values:
    """Sides of one episode in the same or in neighbouring sentences of an article."""
    apart = np.abs(pairs.left["sentence"] - pairs.right["sentence"])
    return pairs.of(incident) * (pairs.same("article") & (apart <= 1))


def same_group(pairs: Pairs) -> Values:
    """Types that tell sides of one episode: attack and death."""
    return ~pairs.same("type") & pairs.same("group")


def other_group(pairs: Pairs) -> Values:
    """Other words of types that are never one event: an attack and a meeting."""
    unclear = pairs.either("type", pairs.type("OTHER"))
    return _other_words(pairs) & ~pairs.same("group") & ~unclear


def unclear_group(pairs: Pairs) -> Values:
    """Other words of which one has no type."""
    unclear = pairs.either("type", pairs.type("OTHER"))
    return _other_words(pairs) & ~pairs.same("group") & unclear


def same_story(pairs: Pairs) -> Values:
    """How much the two articles are of one story."""
    return pairs.likeness


def other_story(pairs: Pairs) -> Values:
    """How clearly the two articles are of different stories."""
    return np.maximum(OTHER_STORY - pairs.likeness, 0.0) / OTHER_STORY


def trigger_in_story(pairs: Pairs) -> Values:
    """The same lemma in one story."""
    return pairs.of(same_trigger) * pairs.likeness


def family_in_story(pairs: Pairs) -> Values:
    """One family in one story."""
    return pairs.of(same_family) * pairs.likeness


def near_in_story(pairs: Pairs) -> Values:
    """Near meanings in one story."""
    return pairs.of(near_trigger) * pairs.likeness


def type_in_story(pairs: Pairs) -> Values:
    """One type in one story."""
    return pairs.of(same_type) * pairs.likeness


def both_lead(pairs: Pairs) -> Values:
    """Both stand in the first sentence of articles of one story."""
    return pairs.both("sentence", 0) * ~pairs.same("article") * pairs.likeness


def both_early(pairs: Pairs) -> Values:
    """Both stand near the beginning of articles of one story, where the news is told."""
    early = (pairs.left["sentence"] < EARLY) & (pairs.right["sentence"] < EARLY)
    return early * ~pairs.same("article") * pairs.likeness


def same_day(pairs: Pairs) -> Values:
    """Both dated to the same day, month or year."""
    return pairs.both("dated", True) & pairs.same("earliest") & pairs.same("latest")


def episode(pairs: Pairs) -> Values:
    """The same kind of violent or deadly event, dated to the same days."""
    return pairs.of(same_day) * pairs.both("group", pairs.group("incident"))


def shared_agents(pairs: Pairs) -> Values:
    """Share of those who act in the poorer mention that act in the other too."""
    return pairs.overlap("agents")


def shared_patients(pairs: Pairs) -> Values:
    """Share of those acted upon in the poorer mention that are so in the other too."""
    return pairs.overlap("patients")


def other_ordinals(pairs: Pairs) -> Values:
    """Both count the event in a series, and differently: the third launch, the fourth."""
    return pairs.differ("ordinals")


def shared_names(pairs: Pairs) -> Values:
    """Share of the names of the poorer mention that the other has too."""
    return pairs.overlap("names")


def other_names(pairs: Pairs) -> Values:
    """Both name persons, bodies or nations, and none is shared."""
    return pairs.differ("names")


def same_parties(pairs: Pairs) -> Values:
    """Both are acts of talking between the same two people: Lind and Berg spoke, Lind told Berg."""
    return pairs.both("group", pairs.group("talks")) & (pairs.shared("people") >= 2)


def other_talks(pairs: Pairs) -> Values:
    """Both are acts of talking, of which a story has many, and nobody is known to share them."""
    shared = sum(pairs.shared(sets) for sets in ("names", "agents", "patients"))
    return pairs.both("group", pairs.group("talks")) & (shared == 0) & ~pairs.of(same_day)


def own_talks(pairs: Pairs) -> Values:
    """Acts of talking of which one is told by a party who does not say with whom: "our talks".

    An official quoted so may mean any of the talks of a tour; another article tells of one.
    """
    own = pairs.left["own"] | pairs.right["own"]
    return own & pairs.both("group", pairs.group("talks")) & ~pairs.same("story")


def other_speakers(pairs: Pairs) -> Values:
    """Both are acts of talking, and other people talked: Lind telephoned, Berg called."""
    return pairs.both("group", pairs.group("talks")) & pairs.differ("agents")


def other_accusers(pairs: Pairs) -> Values:
    """Both say what someone thinks of an act, and others say it: Lind condemned it, Berg did."""
    judging = [pairs.type(name) for name in ("ACCUSE", "REJECT", "THREATEN")]
    others = pairs.differ("agents") & pairs.differ("names")
    return pairs.same("type") & pairs.either("type", *judging) & others


def other_agents(pairs: Pairs) -> Values:
    """Both name who acted, and they are not the same."""
    return pairs.differ("agents")


def shared_places(pairs: Pairs) -> Values:
    """Share of the places of the poorer mention that the other has too."""
    return pairs.overlap("places")


def other_changes(pairs: Pairs) -> Values:
    """Changes of other things, in the same word: an increase in tensions, increased prices."""
    change = pairs.either("type", pairs.type("CHANGE"))
    return change & (pairs.shared("families") > 0) & pairs.differ("patients")


def other_places(pairs: Pairs) -> Values:
    """Both name places, and none is shared."""
    return pairs.differ("places")


def shared_numbers(pairs: Pairs) -> Values:
    """Both give the same count of something, as in "21 girls"."""
    return pairs.shared("numbers") > 0


def shared_clause(pairs: Pairs) -> Values:
    """Cosine of the weighted words of two clauses; a sentence says nothing against itself."""
    return pairs.cosine("clause") * ~_together(pairs)


def like_setting(pairs: Pairs) -> Values:
    """How near the meanings of two clauses are, but for the triggers."""
    near = np.maximum(cosines(pairs.profiles.settings, *pairs.rows), 0.0)
    return near * ~_together(pairs)


def shared_words(pairs: Pairs) -> Values:
    """Cosine of the weighted words of two sentences."""
    return pairs.cosine("words") * ~_together(pairs)


def points_back(pairs: Pairs) -> Values:
    """A later mention of the article that refers to an earlier one: "the attack"."""
    left, right = pairs.left, pairs.right
    later = right["position"] > left["position"]
    refers = np.where(later, right["definite"], left["definite"])
    dated = np.where(later, right["dated"], left["dated"])
    return pairs.same("article") & pairs.same("group") & refers & ~dated


def same_article(pairs: Pairs) -> Values:
    """Two mentions of one article."""
    return pairs.same("article")


def same_sentence(pairs: Pairs) -> Values:
    """Two triggers of one sentence, which as a rule tell two events."""
    return _together(pairs) & (pairs.left["group"] != pairs.group("incident"))


def other_status(pairs: Pairs) -> Values:
    """One is told as fact, the other as planned."""
    happened, planned = STATUSES.index("happened"), STATUSES.index("planned")
    return pairs.either("status", happened) & pairs.either("status", planned)


def unreal(pairs: Pairs) -> Values:
    """One is told as fact, the other as not so or as merely possible: "to prevent attacks"."""
    first = min(STATUSES.index("possible"), STATUSES.index("denied"))
    return (pairs.left["status"] >= first) != (pairs.right["status"] >= first)


def far_in_news(pairs: Pairs) -> Values:
    """Neither is dated, and the articles were published far apart."""
    left, right = pairs.left, pairs.right
    known = (left["published"] < END) & (right["published"] < END)
    apart = np.abs(left["published"] - right["published"])
    return pairs.both("dated", False) & known & (apart > NEAR_IN_NEWS)


def other_day(pairs: Pairs) -> Values:
    """Both were probably told of as days, and of different ones: two searches of one river.

    So were news of today and what happened "in 1959", or "in May". A morning paper tells of the day
    before, so that days next to each other say nothing.
    """
    left, right = pairs.left, pairs.right
    days = (left["day"] > BEGIN) & (right["day"] > BEGIN)
    apart = days & (np.abs(left["day"] - right["day"]) > 1)
    return apart | _outside(left, right) | _outside(right, left)


def _outside(told: _Side, dated: _Side) -> Truths:
    """The day of one lies outside the month or year of the other."""
    early, late = told["day"] < dated["earliest"] - 1, told["day"] > dated["latest"] + 1
    return (told["day"] > BEGIN) & dated["dated"] & (early | late)


def background_only(pairs: Pairs) -> Values:
    """One is history told in passing, the other is news, and no day says that they are one."""
    return ~pairs.same("background") & ~pairs.of(same_day)


FEATURES: tuple[Feature, ...] = (
    same_trigger,
    same_statement,
    vague_trigger,
    common_trigger,
    same_family,
    near_trigger,
    same_type,
    incident,
    told_on,
    same_group,
    other_group,
    unclear_group,
    same_story,
    other_story,
    trigger_in_story,
    family_in_story,
    near_in_story,
    type_in_story,
    both_lead,
    both_early,
    same_day,
    episode,
    shared_agents,
    shared_patients,
    other_ordinals,
    shared_names,
    other_names,
    same_parties,
    other_talks,
    own_talks,
    other_speakers,
    other_accusers,
    other_agents,
    other_changes,
    shared_places,
    other_places,
    shared_numbers,
    shared_clause,
    like_setting,
    shared_words,
    points_back,
    same_article,
    same_sentence,
    other_status,
    unreal,
    far_in_news,
    other_day,
    background_only,
)


@cache
def weights(level: Level) -> Mapping[str, float]:
    """The weights of weights.tsv for pairs of mentions or of events, by feature, and the bias."""
    rows = [line.split("\t") for line in table_lines("weights.tsv")]
    column = rows[0].index(level)
    return {row[0]: float(row[column]) for row in rows[1:] if row[column] != "-"}


def scores(pairs: Pairs, given: Mapping[str, float]) -> NDArray[np.int64]:
    """The score of each pair with the given weights, in `UNITS`."""
    total = np.full(len(pairs.rows[0]), round(given["bias"] * UNITS), np.int64)
    for _, added in _added(pairs, given):
        total += added
    return total


def explained(pairs: Pairs, given: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """What each feature adds to the score of each pair, the bias included."""
    added = dict(_added(pairs, given))
    names = np.array(list(added), np.object_)
    values = np.column_stack(list(added.values()))
    pair, feature = np.nonzero(values)
    told = zip(names[feature].tolist(), (values[pair, feature] / UNITS).tolist(), strict=True)
    for count in np.bincount(pair, minlength=len(values)).tolist():
        reasons: dict[str, float] = dict(islice(told, count))
        reasons["bias"] = given["bias"]
        yield reasons


def _added(pairs: Pairs, given: Mapping[str, float]) -> Iterator[tuple[str, NDArray[np.int64]]]:
    for feature in FEATURES:
        if given.get(feature.__name__):
            values = pairs.of(feature) * (given[feature.__name__] * UNITS)
            yield feature.__name__, np.rint(values).astype(np.int64)


def _place(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _together(pairs: Pairs) -> Truths:
    return pairs.same("article") & pairs.same("sentence")


def _other_words(pairs: Pairs) -> Truths:
    return (pairs.shared("lemmas") == 0) & (pairs.shared("families") == 0)
