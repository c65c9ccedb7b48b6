"""Whether an event happened, goes on, is planned, possible, or denied."""

import pytest

from tests.treebank import parsed, times
from timeline.events import find


def mention(sentence, trigger, kind="body"):
    article = parsed(sentence, kind=kind)
    return next(m for m in find(article, article.entities, ()) if m.text == trigger)


@pytest.mark.parametrize(
    ("sentence", "trigger", "status", "tense"),
    [
        ("Rebels attacked a convoy near Ostrova on Monday.", "attacked", "happened", "past"),
        ("Engineers have repaired the bridge.", "repaired", "happened", "perfect"),
        ("Berg had resigned.", "resigned", "happened", "pluperfect"),
        ("Berg said she had resigned.", "resigned", "happened", "perfect"),
        ("Agents searched the ferry that hit the bridge.", "hit", "happened", "pluperfect"),
        ("Agents searched a ferry, which hit the bridge.", "hit", "happened", "past"),
        ("Engineers are repairing the bridge.", "repairing", "ongoing", "present"),
        ("Anders Berg will resign on Friday.", "resign", "planned", "future"),
        ("Anders Berg may resign.", "resign", "possible", "future"),
        ("Anders Berg did not resign.", "resign", "denied", "past"),
        ("No one was injured.", "injured", "denied", "past"),
        ("Berg said the bridge would reopen on Friday.", "reopen", "planned", "future"),
        ("The ministry says rebels attacked the convoy.", "says", "happened", "present"),
    ],
)
def test_a_finite_verb_says_so_itself(sentence, trigger, status, tense):
    found = mention(sentence, trigger)
    assert (found.status, found.tense) == (status, tense)


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Anders Berg plans to resign.", "resign", "planned"),
        ("The crew managed to free the hostages.", "free", "happened"),
        ("The crew failed to free the hostages.", "free", "denied"),
        ("The mayor urged drivers to evacuate the valley.", "evacuate", "possible"),
        ("The mayor called for withdrawing the troops.", "withdrawing", "possible"),
        ("The villagers fear that the dam will burst.", "burst", "possible"),
        ("The president was accused of supporting the rebels.", "supporting", "possible"),
        ("The court banned him from leaving Norway.", "leaving", "denied"),
        ("The ferry sank on Monday, killing nine people.", "killing", "happened"),
        ("Anders Berg was arrested and charged.", "charged", "happened"),
    ],
)
def test_an_embedded_verb_takes_it_from_its_governor(sentence, trigger, status):
    assert mention(sentence, trigger).status == status


@pytest.mark.parametrize("purpose", ["free the crew", "take the town"])
def test_what_a_raid_was_for_does_not_make_it_a_plan(purpose):
    assert mention(f"Berg left after the raid to {purpose}.", "raid").status == "happened"


@pytest.mark.parametrize(("kind", "tense"), [("body", "pluperfect"), ("headline", "past")])
def test_what_describes_a_noun_had_come_about_before_unless_a_headline_tells_it(kind, tense):
    found = mention("Rebels attacked troops deployed near Ostrova.", "deployed", kind)
    assert (found.status, found.tense) == ("happened", tense)


def test_a_verb_joined_to_another_shares_its_clause_of_time():
    sentence = "The port reopened, a month after a ship struck the bridge and killed six workers."
    assert mention(sentence, "killed").tense == mention(sentence, "struck").tense == "pluperfect"


def test_a_call_for_an_act_happened_and_the_act_is_possible():
    sentence = "The mayor called for the immediate withdrawal of the troops."
    assert mention(sentence, "called").status == "happened"
    assert mention(sentence, "withdrawal").status == "possible"


def test_a_cancelled_plan_is_denied():
    assert mention("The planned strike was cancelled.", "strike").status == "denied"


def test_what_is_expected_of_a_deal_is_not_the_deal():
    assert mention("A deal is expected to end the strike.", "deal").status == "happened"


def test_a_condition_is_possible_and_its_consequence_as_told():
    sentence = "If the dam bursts, the army will evacuate the valley."
    assert mention(sentence, "bursts").status == "possible"
    assert mention(sentence, "evacuate").status == "planned"


def test_a_headline_tells_the_past_in_the_present():
    assert mention("Court frees editor", "frees", kind="headline").status == "happened"


def test_a_headline_without_a_verb_tells_what_happened():
    assert mention("Two dead in factory blaze", "dead", kind="headline").status == "happened"


def test_what_was_not_done_until_a_day_was_done_then():
    article = parsed("The port did not reopen until April 3.")
    found = find(article, article.entities, times(article, ("April 3", "2021-04-03")))
    assert [one.status for one in found] == ["happened"]


def test_what_is_done_once_something_is_done_is_no_event_yet():
    assert mention("The mill will be sold once the fees are paid.", "paid").status == "possible"


def test_a_joined_verb_shares_the_modal():
    sentence = "Oslo must not only stop the raids but also free the crew."
    assert mention(sentence, "free").status == "possible"


@pytest.mark.parametrize("word", ["separate", "return"])
def test_a_present_tense_beside_what_is_to_come_is_to_come(word):
    sentence = "The rocket will lift off before two boosters separate and return to Earth."
    assert mention(sentence, word).status == "planned"
