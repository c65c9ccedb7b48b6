"""Which source's words an event is called by."""

import datetime

import msgspec
import pytest

from tests.annotated import annotated
from timeline.ordering.titles import summary, title
from timeline.records import EventDate, Title


def told(*stories, forms=()):
    """The mentions of these articles, one each, with the forms of their titles."""
    made = []
    for number, text in enumerate(stories):
        article = annotated(f"a{number}", text)
        (mention,) = article.mentions
        if forms:
            named = Title(text=mention.title.text, form=forms[number])
            mention = msgspec.structs.replace(mention, title=named)
        made.append((mention, article))
    return made


FIRE = "A fire {destroyed:DISASTER} the old market hall in Ostrova."
ELSEWHERE = "It {destroyed:DISASTER} the old market hall in Ostrova entirely."


@pytest.mark.parametrize("weaker", ["setting", "reference", "phrase"])
def test_a_statement_is_preferred(weaker):
    made = told(FIRE, ELSEWHERE, forms=("statement", weaker))
    assert title(made) == title(made[::-1]) == "A fire destroyed the old market hall in Ostrova"


def test_what_sources_have_in_common_is_preferred():
    rare = "Something {happened:OTHER} beside railway stations somewhere yesterday evening."
    made = told(FIRE, "Fire {destroyed:DISASTER} the market hall in Ostrova.", rare)
    assert "market hall" in title(made)


def test_what_happened_is_preferred_to_what_was_planned():
    planned = (
        "The council {will close:BUSINESS,status=planned,lemma=close} the bridge near Ostrova."
    )
    done = "The council {closed:BUSINESS,lemma=close} the bridge near Ostrova."
    assert title(told(planned, done)) == "The council closed the bridge near Ostrova"


def test_what_may_happen_is_no_title_though_it_is_told_best():
    may = "Customers may {find:SCIENCE,status=possible} that the shops are closed."
    done = "Divers {found:SCIENCE,lemma=find} the wreck off Ostrova."
    made = told(may, done, forms=("statement", "setting"))
    assert title(made) == "Divers found the wreck off Ostrova"


def test_a_short_title_says_too_little():
    assert title(told("He {fell:ACCIDENT}.", "A climber {fell:ACCIDENT} from the north face.")) == (
        "A climber fell from the north face"
    )


def test_a_title_without_a_name_or_a_number_is_longer():
    made = told("Five {died:DEATH}.", "People were {trapped:ACCIDENT} inside.", FIRE)
    assert title(made[1:]) == "A fire destroyed the old market hall in Ostrova"


def test_a_verb_tells_better_than_its_noun():
    noun = "The old {declaration:DECLARE,nominal} of Ostrova is still the subject of a dispute."
    verb = "Ostrova {declared:DECLARE} its independence."
    assert title(told(noun, verb)) == title(told(verb, noun)) == "Ostrova declared its independence"


def test_a_slip_of_the_outlet_is_left_to_it():
    slip = "A fire {destroyed:DISASTER} the old market ha ll and 20 houses in Ostrova."
    assert title(told(slip, FIRE)) == "A fire destroyed the old market hall in Ostrova"


def test_a_title_that_was_cut_is_the_last_choice():
    made = told("The council {closed:BUSINESS} the bridge and more than 50.", FIRE)
    assert title(made) == "A fire destroyed the old market hall in Ostrova"


def test_a_summary_says_when_and_where():
    full = "A fire {destroyed:DISASTER,time=0} the hall in [Ostrova:PLACE] <on Sunday:2023-09-24>."
    assert summary(told(FIRE, full)) == "A fire destroyed the hall in Ostrova on Sunday."


def test_a_summary_is_one_line():
    (mention, article), *_ = told("A fire   {destroyed:DISASTER} the hall.")
    assert summary([(mention, article)]) == "A fire destroyed the hall."


def test_a_summary_adds_who_where_and_how_many_from_other_sources():
    told = [
        (mention, article)
        for article in (
            annotated("a", "Gunmen {attacked:ASSAULT} a convoy near [Ostrova:PLACE]."),
            annotated("b", "[Anna Berg:PERSON:patient] was {attacked:ASSAULT} there by rebels."),
            annotated("c", "A convoy was {attacked:ASSAULT} near [Ostrova:PLACE]."),
        )
        for mention in article.mentions
    ]
    found = summary(told)
    assert "near Ostrova" in found
    assert "Anna Berg" in found
    assert found.count(".") == 2


def test_a_title_that_a_better_event_has_is_left_to_it():
    one = told("Gunmen {attacked:ASSAULT} a convoy.", "Rebels {attacked:ASSAULT} it near Ostrova.")
    best = title(one)
    other = title(one, {best})
    assert other != best
    assert title(one, {best, other}) == best


def test_the_words_of_one_who_dates_the_event_so_go_with_its_date():
    dated = annotated("a", "Rebels {left:TRAVEL,time=0} the village <on Monday:2023-10-04>.")
    other = annotated("b", "Rebels {left:TRAVEL} the village on Sunday.")
    day = EventDate(
        edtf="2023-10-04",
        earliest=datetime.date(2023, 10, 4),
        latest=datetime.date(2023, 10, 4),
        basis="stated",
        reason="",
    )
    mention = msgspec.structs.replace(dated.mentions[0], date=day)
    both = [(mention, dated), (other.mentions[0], other)]
    assert title(both).endswith("Sunday")
    assert title(both, date=day).endswith("Monday")
