import numpy as np
import pytest

from tests.annotated import annotated
from timeline.events.when import date_mentions, days_told
from timeline.merging import features
from timeline.merging.profile import profiles


def pairs_of(articles, pairs):
    """Pairs of mentions of marked-up articles, by their places."""
    left, right = np.array(pairs).T
    days = {name: day for article in articles for name, day in days_told(article).items()}
    found = profiles([date_mentions(article) for article in articles], days)
    return features.Pairs(found, left, right)


def pair(left, right, **options):
    """The first mention of a marked-up article and the last of another."""
    articles = [annotated("a", left, **options), annotated("b", right, **options)]
    last = sum(len(article.mentions) for article in articles) - 1
    return pairs_of(articles, [(0, last)])


def test_every_feature_has_a_row_of_weights_and_every_row_a_feature():
    named = {feature.__name__ for feature in features.FEATURES} | {"bias"}
    levels = (features.weights("mentions"), features.weights("events"))
    assert named == set().union(*levels)


@pytest.mark.parametrize("level", ["mentions", "events"])
def test_no_weight_goes_against_the_meaning_of_its_feature(level):
    for name, weight in features.weights(level).items():
        if name.startswith(("shared_", "same_trigger", "same_type", "same_story", "same_day")):
            assert weight >= 0, name
        if name.startswith("other_"):
            assert weight <= 0, name


def test_words_of_one_family_tell_one_act():
    both = pair("The bank {acquired:BUSINESS,lemma=acquire} a rival.", "A {takeover:BUSINESS}.")
    assert features.same_family(both) == 1.0
    assert features.same_type(both) == 0.0


def test_a_noun_with_the_stem_of_a_verb_is_of_its_family():
    both = pair("He {tunnels:OTHER,lemma=tunnel}.", "The {tunneling:OTHER} went on.")
    assert features.same_family(both) == 1.0


@pytest.mark.parametrize(
    "told",
    [
        "A tram {jumped:CHANGE,lemma=jump} the rails.",
        "A tram {tipped:OTHER,lemma=tip} onto its side in the rain.",
        "The coach {veered:OTHER,lemma=veer} off a mountain road.",
        "The lorry {flipped:OTHER,lemma=flip} over twice.",
    ],
)
def test_a_vehicle_that_leaves_its_way_has_an_accident(told):
    crash = "The {crash:ACCIDENT,lemma=crash} killed two."
    assert features.same_family(pair(told, crash)) == 1.0


@pytest.mark.parametrize(
    "told",
    [
        "Prices {jumped:CHANGE,lemma=jump} again.",
        "Police were {tipped:OTHER,lemma=tip} off about a plot.",
        "She {left:MOVEMENT,lemma=leave} the party.",
        "They {turned:OTHER,lemma=turn} over the files to prosecutors.",
    ],
)
def test_a_verb_of_accidents_alone_is_none(told):
    crash = "The {crash:ACCIDENT,lemma=crash} killed two."
    assert features.same_family(pair(told, crash)) == 0.0


@pytest.mark.parametrize(("raised", "same"), [("its bid", True), ("its prices", False)])
def test_who_raises_a_bid_makes_one(raised, same):
    told = f"Nordholm {{raised:CHANGE,lemma=raise}} {raised} on Monday."
    offer = "The {offer:REQUEST} was called final."
    assert bool(features.same_family(pair(told, offer))[0]) is same


def test_those_acted_upon_are_compared_by_head_and_nation():
    left = "Rebels {met:CONSULT} [two Danish soldiers:PERSON:patient]."
    assert features.shared_patients(pair(left, left.replace("met", "saw"))) == 1.0
    other = left.replace("two Danish soldiers", "Polish soldiers")
    assert features.shared_patients(pair(left, other)) == 0.0


def test_different_names_speak_against():
    left = "[Anna Berg:PERSON:agent] {resigned:PERSONNEL}."
    right = "[Ivo Lund:PERSON:agent] {resigned:PERSONNEL}."
    assert features.other_names(pair(left, right)) == 1.0
    assert features.other_names(pair(left, left)) == 0.0


def test_a_score_is_the_sum_of_what_the_features_add():
    both = pair("Rebels {attacked:ASSAULT} Lemberk.", "The {attack:ASSAULT} on Lemberk.")
    for level in ("mentions", "events"):
        (value,) = features.scores(both, features.weights(level))
        (added,) = features.explained(both, features.weights(level))
        assert value == round(sum(added.values()) * features.UNITS)
        assert added["bias"] < 0


# What the features say of pairs of these mentions, worked out by hand.
RAID = """
[Masked men:PERSON:agent] {stormed:ASSAULT,time=0} a [Lemberk:PLACE] station <Sunday:2023-09-24>.
Two officers {died:DEATH} in the {attack:ASSAULT,nominal}.
[Anna Berg:PERSON:agent] {said:STATEMENT} the third raid was {planned:OTHER,status=planned}.
"""
ASSAULT = """
The {assault:ASSAULT,nominal} on the station in [Lemberk:PLACE] left two dead.
[Ivo Lund:PERSON:agent] {said:STATEMENT} a fourth raid could be {stopped:OTHER,status=possible}.
"""
KILLED = """
[Rebels:ORG:agent] {killed:ASSAULT,time=0} two officers in [Ostrova:PLACE] on <day:2023-09-24>.
A decade before, miners {met:CONSULT,background} there.
"""
STORMED, DIED, ATTACK, SAID, PLANNED, THE_ASSAULT, SAID_TOO, STOPPED, KILLED_TWO, MET = range(10)
EXPECTED = {
    (STORMED, DIED): {"incident", "told_on", "same_group", "same_article"},
    (DIED, ATTACK): {
        *("incident", "told_on", "same_group", "shared_numbers", "points_back", "same_article"),
    },
    (DIED, THE_ASSAULT): {"incident", "same_group", "shared_numbers", "far_in_news"},
    (SAID, PLANNED): {
        *("unclear_group", "shared_agents", "shared_names", "same_article", "same_sentence"),
        "other_status",
    },
    (STORMED, KILLED_TWO): {
        *("same_type", "incident", "type_in_story", "both_lead", "same_day", "episode"),
        *("other_names", "other_agents", "other_places"),
    },
    (KILLED_TWO, MET): {"other_group", "same_article", "background_only"},
    (THE_ASSAULT, STOPPED): {"unclear_group", "same_article", "unreal"},
}


@pytest.mark.parametrize("pair", EXPECTED)
def test_features_of_pairs_of_every_kind(pair):
    articles = [
        annotated("a", RAID, published="2023-09-25"),
        annotated("b", ASSAULT, published="2023-10-20"),
        annotated("c", KILLED),
    ]
    both = pairs_of(articles, [pair])
    found = {one.__name__ for one in features.FEATURES if one(both)[0] > 0}
    of_degree = {"same_story", "other_story", "near_trigger", "near_in_story", "like_setting"}
    assert found - of_degree - {"both_early", "type_in_story", "family_in_story"} == {
        name for name in EXPECTED[pair] if name != "type_in_story"
    }


def test_lemmas_near_in_meaning_are_nearer_than_others():
    near = pair("He was {killed:ASSAULT,lemma=kill}.", "He was {murdered:ASSAULT,lemma=murder}.")
    far = pair("He was {killed:ASSAULT,lemma=kill}.", "He was {married:OTHER,lemma=marry}.")
    assert features.near_trigger(near) > features.near_trigger(far) >= 0
    same = pair("He was {jailed:TRIAL,lemma=jail}.", "He was {jailed:TRIAL,lemma=jail}.")
    assert features.near_trigger(same) == 0


def test_the_trigger_does_not_count_again_in_its_clause():
    both = pair("They {met:CONSULT} in Lemberk.", "Ministers {met:CONSULT} over tariffs.")
    assert features.shared_clause(both) == 0


def test_talks_of_the_same_two_are_the_same_talks():
    left = "[Anna Berg:PERSON:agent] {called:CONSULT} [Jan Roe:PERSON:other]."
    right = "[Anna Berg:PERSON:agent] {conveyed:STATEMENT} concerns to [Jan Roe:PERSON:other]."
    assert features.same_parties(pair(left, right)) == 1
    assert features.same_parties(pair(left, right.replace("Jan Roe", "Paul Lund"))) == 0
    assert features.same_parties(pair(left, right.replace("STATEMENT", "ASSAULT"))) == 0


def test_another_who_condemns_the_attack_condemns_it_another_time():
    left = "[Anna Berg:PERSON:agent] {condemned:ACCUSE} the attack."
    right = "[Jan Roe:PERSON:agent] {condemned:ACCUSE} the attack."
    assert features.other_accusers(pair(left, right)) == 1
    assert features.other_accusers(pair(left, left)) == 0
    assert features.other_accusers(pair(left, "They {condemned:ACCUSE} it.")) == 0


def test_our_talks_may_be_any_talks_of_the_speaker():
    left = "[Anna Berg:PERSON:agent] {called:CONSULT} [Jan Roe:PERSON:other]."
    right = "It was a part of our {conversation:CONSULT,quoted}."
    assert features.own_talks(pair(left, right)) == 1
    assert features.own_talks(pair(left, right.replace(",quoted", ""))) == 0
    assert features.own_talks(pair(left, right.replace("our", "the"))) == 0


def test_a_rise_in_one_thing_is_no_rise_in_another():
    left = "The {increase:CHANGE} in [tensions:None:patient]."
    right = "They {increase:MOBILIZE} the [presence:None:patient]."
    assert features.other_changes(pair(left, right)) == 1
    assert features.other_changes(pair(left, right.replace("presence", "tensions"))) == 0


def test_talks_of_other_people_are_other_talks():
    left = "[Anna Berg:PERSON:agent] {met:CONSULT} [Ivo Lund:PERSON:patient]."
    assert features.other_talks(pair(left, left.replace("Anna Berg", "Jan Roe"))) == 0
    assert features.other_talks(pair(left, "[Jan Roe:PERSON:agent] {met:CONSULT} reporters.")) == 1


@pytest.mark.parametrize(("day", "apart"), [("2024-03-07", False), ("2024-03-20", True)])
def test_news_of_other_days_tells_other_events(day, apart):
    """Each article is of its own day, and a morning paper tells of the day before."""
    articles = [
        annotated(
            "a", "Divers {found:OTHER,lemma=find,tense=past} a body.", published="2024-03-06"
        ),
        annotated("b", "Divers {found:OTHER,lemma=find,tense=past} a body.", published=day),
    ]
    assert bool(features.other_day(pairs_of(articles, [(0, 1)]))[0]) is apart


@pytest.mark.parametrize(("day", "apart"), [("2024-03-07", True), ("1959-07-02", False)])
def test_news_of_today_is_not_what_happened_in_an_old_year(day, apart):
    news = "Seven people {died:DEATH,lemma=die,tense=past}."
    history = "Two people {died:DEATH,lemma=die,tense=past,time=0} <in 1959:1959-01-01/1959-12-31>."
    articles = [
        date_mentions(annotated("a", news, published=day)),
        date_mentions(annotated("b", history, published="2024-03-07")),
    ]
    for pair in ((0, 1), (1, 0)):
        assert bool(features.other_day(pairs_of(articles, [pair]))[0]) is apart


@pytest.mark.parametrize(("caller", "apart"), [("Josep Lind", True), ("Anna Berg", False)])
def test_calls_of_other_callers_are_other_calls(caller, apart):
    told = "[%s:PERSON:agent] {telephoned:CONSULT,lemma=telephone} both leaders."
    both = pair(told % "Anna Berg", told % caller)
    assert bool(features.other_speakers(both)[0]) is apart


def test_a_lemma_counts_less_the_more_common_it_is():
    found, derailed = (
        pair(f"They {{{verb}:OTHER,lemma={lemma}}} it.", f"He {{{verb}:OTHER,lemma={lemma}}} it.")
        for verb, lemma in (("found", "find"), ("derailed", "derail"))
    )
    assert features.common_trigger(found) > features.common_trigger(derailed) == 0
