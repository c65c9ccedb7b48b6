import pytest

from tests.annotated import annotated
from timeline.events.when import date_mentions
from timeline.merging import features
from timeline.merging.profile import profiles


def pair(left, right, **options):
    """The profiles of the first mentions of two marked-up articles."""
    articles = [annotated("a", left, **options), annotated("b", right, **options)]
    one, *_, other = profiles([date_mentions(article) for article in articles])
    return one, other


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
    left, right = pair(
        "The bank {acquired:BUSINESS,lemma=acquire} a rival.", "A {takeover:BUSINESS}."
    )
    assert features.same_family(left, right) == 1.0
    assert features.same_type(left, right) == 0.0


def test_a_noun_with_the_stem_of_a_verb_is_of_its_family():
    left, right = pair("He {tunnels:OTHER,lemma=tunnel}.", "The {tunneling:OTHER} went on.")
    assert features.same_family(left, right) == 1.0


def test_those_acted_upon_are_compared_by_head_and_nation():
    left = "Rebels {met:CONSULT} [two Danish soldiers:PERSON:patient]."
    assert features.shared_patients(*pair(left, left.replace("met", "saw"))) == 1.0
    other = left.replace("two Danish soldiers", "Polish soldiers")
    assert features.shared_patients(*pair(left, other)) == 0.0


def test_different_names_speak_against():
    left = "[Anna Berg:PERSON:agent] {resigned:PERSONNEL}."
    right = "[Ivo Lund:PERSON:agent] {resigned:PERSONNEL}."
    assert features.other_names(*pair(left, right)) == 1.0
    assert features.other_names(*pair(left, left)) == 0.0


def test_a_score_is_the_sum_of_what_the_features_add():
    left, right = pair("Rebels {attacked:ASSAULT} Lemberk.", "The {attack:ASSAULT} on Lemberk.")
    for level in ("mentions", "events"):
        value, added = features.score(left, right, level)
        assert value == round(sum(added.values()), 4)
        assert added["bias"] < 0
