import msgspec
import pytest

from tests.hand_made import event, source, when
from timeline.ordering import with_parts
from timeline.records import Span

DAY = when("2021-03-03")


def told(id, kind, *, date=DAY, sentence=0, articles=1, **given):
    """An event of that type which so many articles tell, each in the sentence that begins there."""
    one = source("gazette", "burst")
    sources = tuple(
        msgspec.structs.replace(
            one, article=f"a{number}", sentence=Span(start=sentence, end=sentence + 1)
        )
        for number in range(articles)
    )
    return msgspec.structs.replace(event(id, id, *sources, date=date, **given), type=kind)


ATTACK = told("attack", "ASSAULT", articles=3)


def wholes(*events):
    """What each part is part of."""
    return {one.id: one.part_of.event for one in with_parts(events) if one.part_of}


def test_the_deaths_of_an_attack_are_part_of_it():
    attack, deaths = with_parts([ATTACK, told("deaths", "DEATH")])
    assert deaths.part_of.event == "attack"
    assert deaths.part_of.reason == "within its days; told in one sentence with it by a0"
    assert attack.parts == ("deaths",)


def test_the_events_stay_in_their_order_whatever_it_is():
    events = [told("deaths", "DEATH"), ATTACK]
    assert [one.id for one in with_parts(events)] == ["deaths", "attack"]
    assert wholes(*events) == wholes(*events[::-1])


@pytest.mark.parametrize(
    "other",
    [
        told("talks", "CONSULT"),
        told("deaths", "DEATH", sentence=90),
        told("deaths", "DEATH", date=when("2021-03-04")),
        told("deaths", "DEATH", date=when(None, "2021-03-03", "bounded")),
        told("deaths", "DEATH", date=None),
        told("deaths", "DEATH", background=True),
        told("deaths", "DEATH", status="possible"),
    ],
)
def test_what_is_of_another_kind_told_elsewhere_of_other_days_or_no_fact_is_no_part(other):
    assert wholes(ATTACK, other) == {}


def test_an_event_at_another_place_is_no_part():
    here = told("attack", "ASSAULT", articles=3, places=("Riga",))
    assert wholes(here, told("deaths", "DEATH", places=("Riga",))) == {"deaths": "attack"}
    assert wholes(here, told("deaths", "DEATH", places=("Oslo",))) == {}


def test_who_takes_part_in_both_is_enough():
    attack = told("attack", "ASSAULT", articles=2, people=("Anna Berg",))
    arrest = told("arrest", "COERCE", sentence=90, people=("Anna Berg",))
    (found,) = [one for one in with_parts([attack, arrest]) if one.part_of]
    assert found.part_of.reason == "within its days; Anna Berg took part in both"


def test_a_part_has_no_parts_of_its_own():
    attack = told("attack", "ASSAULT", articles=3)
    shooting = told("shooting", "ASSAULT", articles=2)
    deaths = told("deaths", "DEATH")
    assert wholes(attack, shooting, deaths) == {"shooting": "attack", "deaths": "attack"}


def test_a_siege_of_two_days_holds_what_happened_on_the_second():
    siege = told("siege", "ASSAULT", articles=3, date=when("2021-03-03", "2021-03-04"))
    assert wholes(siege, told("deaths", "DEATH", date=when("2021-03-04"))) == {"deaths": "siege"}


def test_a_war_of_a_month_is_no_episode():
    war = told("war", "ASSAULT", articles=3, date=when("2021-03-01", "2021-03-31"))
    assert wholes(war, told("deaths", "DEATH")) == {}


def test_events_of_other_stories_are_no_parts():
    other = msgspec.structs.replace(told("deaths", "DEATH"), story="s2")
    assert wholes(ATTACK, other) == {}


def test_the_event_that_most_articles_tell_names_the_episode():
    assert wholes(told("first", "ASSAULT", score=0.9), ATTACK) == {"first": "attack"}
