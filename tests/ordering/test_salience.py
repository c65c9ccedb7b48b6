"""Which events stand first, signal by signal."""

from datetime import date

import msgspec
import pytest

from tests.annotated import annotated
from timeline.events import date_mentions
from timeline.ordering import order
from timeline.ordering.salience import WEIGHTS
from timeline.records import Cluster, EventDate, Title


def scores(*stories, same=(), form="statement", change=None):
    """The score of each event by its trigger; `same` lists triggers that are one event."""
    articles = [annotated(f"a{number}", text) for number, text in enumerate(stories)]
    articles = [
        msgspec.structs.replace(
            article,
            mentions=tuple(
                msgspec.structs.replace(m, **(change or {}).get(m.text, {}))
                for m in article.mentions
            ),
        )
        for article in articles
    ]
    clusters, joined = [], []
    for article in articles:
        for mention in article.mentions:
            if mention.text in same:
                joined.append(mention.id)
            else:
                clusters.append(Cluster(mentions=(mention.id,)))
    if joined:
        clusters.append(Cluster(mentions=tuple(joined)))
    dated, undated = order(clusters, articles)
    return {event.sources[0].trigger.text: event.score for event in (*dated, *undated)}


def test_what_counts_for_an_event_adds_up_to_one():
    assert sum(weight for weight in WEIGHTS.values() if weight > 0) == pytest.approx(1)


def test_several_sources_outweigh_one():
    found = scores(
        "Gunmen {attacked:ASSAULT} a convoy.",
        "A convoy was {attacked:ASSAULT} by rebels.",
        "A ferry {sank:ACCIDENT} in the strait.",
        same=("attacked",),
    )
    assert found["attacked"] > found["sank"]


@pytest.mark.parametrize("form", ["setting", "reference", "phrase"])
def test_what_a_sentence_states_outweighs_what_it_only_mentions(form):
    aside = {"sank": {"title": Title(text="The sunken ferry", form=form)}}
    found = scores(
        "Gunmen {attacked:ASSAULT} a convoy.", "A ferry {sank:ASSAULT} in May.", change=aside
    )
    assert found["attacked"] > found["sank"]


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_what_happened_outweighs_what_did_not(status):
    found = scores(
        "Gunmen {attacked:ASSAULT} a convoy.",
        f"Pirates {{boarded:ASSAULT,status={status}}} a ferry.",
    )
    assert found["attacked"] > found["boarded"]


def test_a_date_that_a_text_gives_outweighs_the_day_of_the_news():
    def on(basis):
        day = annotated("x", "<24 September:2023-09-24>").times[0].earliest
        return {
            "date": EventDate(
                edtf="2023-09-24", earliest=day, latest=day, basis=basis, reason="test"
            )
        }

    found = scores(
        "Gunmen {attacked:ASSAULT} a convoy.",
        "Pirates {boarded:ASSAULT} a ferry.",
        change={"attacked": on("resolved"), "boarded": on("published")},
    )
    assert found["attacked"] > found["boarded"]


def test_history_stands_behind_the_news():
    found = scores(
        "Gunmen {attacked:ASSAULT} a convoy.", "Pirates {boarded:ASSAULT,background} a ferry."
    )
    assert found["attacked"] > found["boarded"]


def test_names_that_the_story_is_about_count():
    found = scores(
        "[Anna Berg:PERSON:agent] {resigned:PERSONNEL} from the council.",
        "Critics {quit:PERSONNEL} the committee over money.",
    )
    assert found["resigned"] > found["quit"]


def test_what_happened_but_is_titled_as_what_is_always_so_counts_less():
    general = {"title": Title(text="The ferry crosses the strait", form="statement")}
    found = scores(
        "The ferry {crosses:MOVEMENT,status=ongoing,tense=present} the strait.",
        "The ferry {crossed:MOVEMENT} the strait of Lund.",
        same=("crosses", "crossed"),
        change={"crosses": general, "crossed": {"title": Title(text="It crossed", form="phrase")}},
    )
    plain = scores(
        "The ferry {crosses:MOVEMENT} the strait.",
        "The ferry {crossed:MOVEMENT} the strait of Lund.",
        same=("crosses", "crossed"),
        change={"crosses": general, "crossed": {"title": Title(text="It crossed", form="phrase")}},
    )
    assert found["crosses"] < plain["crosses"]


def test_what_a_bystander_says_is_colour():
    found = scores(
        "[Anna Berg:PERSON:agent], the mayor, {asked:STATEMENT} drivers to wait.",
        "[Tom Vale:PERSON:agent], 30, a passenger, {begged:STATEMENT} drivers to wait.",
    )
    assert found["asked"] > found["begged"]


def test_what_one_who_is_told_of_by_his_age_does_is_none():
    found = scores(
        "[Anna Berg:PERSON:agent], the guard, {fled:MOVEMENT} to Lund.",
        "[Tom Vale:PERSON:agent], 30, the suspect, {hid:MOVEMENT} in Lund.",
    )
    assert found["fled"] == found["hid"]


def test_a_title_that_a_bystander_tells_is_colour():
    telling = {"fell": {"title": Title(text="Tom Vale, 30, said the roof fell", form="statement")}}
    found = scores(
        "[Tom Vale:PERSON], 30, said the roof {fell:ACCIDENT} in Lund.",
        "[Anna Berg:PERSON], the mayor, said the wall {sank:ACCIDENT} in Lund.",
        change=telling,
    )
    assert found["fell"] < found["sank"]


def test_what_is_so_at_any_time_is_no_news():
    found = scores(
        "The tunnel {carries:MOVEMENT,status=ongoing,tense=present} trains to Lund.",
        "Divers are {searching:RESCUE,status=ongoing,tense=present} the harbour of Lund.",
    )
    assert found["carries"] < found["searching"] - 0.1


def test_what_was_going_on_meanwhile_stands_behind_what_happened():
    found = scores(
        "A tram was {travelling:MOVEMENT,tense=past} to Lund.",
        "A ferry {travelled:MOVEMENT,tense=past} to Lund.",
    )
    assert found["travelled"] > found["travelling"]


def test_a_noun_is_not_going_on():
    found = weighed(("2023-09-24", "The {meeting:CONSULT,nominal} was short."), same={"meeting"})
    assert "under_way" not in found


def test_what_speakers_tell_in_their_own_words_stands_behind():
    found = scores("“A tram {hit:ACCIDENT,quoted} a wall.”", "A ferry {struck:ACCIDENT} a pier.")
    assert found["struck"] > found["hit"]


def test_what_articles_begin_with_stands_first():
    found = scores(
        "A ferry {sank:ACCIDENT}.\nIt rained.\nNobody slept.\nA tram {derailed:ACCIDENT}."
    )
    assert found["sank"] > found["derailed"]
    assert weighed(("2023-09-24", "A ferry {sank:ACCIDENT}."), same={"sank"})["early"] > 0


def test_a_date_that_leaves_a_year_open_counts_against_an_event():
    def of(value):
        story = f"A ferry {{sank:ACCIDENT,time=0}} in <{value}:{value}>."
        return weighed(("2023-10-01", story), same={"sank"}).get("open_date", 0)

    assert of("2023-09-24") == 0 > of("2023")


def test_a_sentence_told_already_adds_little():
    said = "On <a Sunday:2023-09-24>, the army {said:STATEMENT,time=0}"
    alone = scores(f"{said} nothing.", "Rebels {attacked:ASSAULT} Ostrova.")
    beside = scores(f"{said} rebels {{attacked:ASSAULT,time=0}} Ostrova.", "Rain.")
    assert beside["said"] < alone["said"]


def test_the_same_in_other_words_adds_little():
    first = "Gunmen {attacked:ASSAULT} a police convoy near Ostrova, killing drivers."
    again = scores(first, "Gunmen {struck:ASSAULT} a police convoy near Ostrova.")
    other = scores(first, "Ferry passengers {struck:ASSAULT} their captain during breakfast.")
    assert again["struck"] < other["struck"]


def test_the_same_words_of_another_year_are_another_event():
    def year(text):
        day = annotated("x", f"<then:{text}-09-24>").times[0].earliest
        return {
            "date": EventDate(
                edtf=f"{text}-09-24", earliest=day, latest=day, basis="stated", reason="test"
            )
        }

    first = "Gunmen {attacked:ASSAULT} a police convoy near Ostrova."
    second = "Gunmen {struck:ASSAULT} a police convoy near Ostrova."
    together = scores(first, second, change={"attacked": year("2023"), "struck": year("2023")})
    apart = scores(first, second, change={"attacked": year("2023"), "struck": year("2019")})
    assert sorted(together.values())[0] < sorted(apart.values())[0]


def test_the_same_done_by_someone_else_is_news():
    def lower(who):
        found = scores(
            "[Oslo:GPE:agent] {urged:REQUEST} villagers near Ostrova to show restraint.",
            f"[{who}:GPE:agent] {{asked:REQUEST}} villagers near Ostrova to show restraint.",
        )
        return min(found.values())

    assert lower("Paris") > lower("Oslo")


def test_the_signals_add_up_to_the_score():
    article = annotated("a", "Gunmen {attacked:ASSAULT} a convoy.\nGunmen {attacked:ASSAULT} it.")
    dated, undated = order([Cluster(mentions=(m.id,)) for m in article.mentions], [article])
    for event in (*dated, *undated):
        assert sum(event.salience.values()) == pytest.approx(event.score, abs=0.001)
    assert any("repetition" in event.salience for event in (*dated, *undated))


def test_events_of_followed_names_are_raised_half_way_to_one():
    text = "[Ana Berg:PERSON:agent] {resigned:EXIT} at home.\n[Per Holm:PERSON:agent] {spoke:SAY}."
    articles = [annotated("a", text)]
    clusters = [Cluster(mentions=(one.id,)) for one in articles[0].mentions]
    before = {event.id: event.score for part in order(clusters, articles) for event in part}
    after = {
        event.id: (event.score, event.participants[0].name)
        for part in order(clusters, articles, followed={"Ana Berg"})
        for event in part
    }
    for id, (score, name) in after.items():
        raised = round((1 + before[id]) / 2, 4)
        assert score == (raised if name == "Ana Berg" else before[id])


def weighed(*articles, same):
    """What each signal adds to the score of the event of these triggers, articles given with the
    day of their publication."""
    made = [
        msgspec.structs.replace(
            one, article=msgspec.structs.replace(one.article, published=date.fromisoformat(day))
        )
        for number, (day, text) in enumerate(articles)
        for one in [annotated(f"a{number}", text)]
    ]
    made = [date_mentions(one) for one in made]
    mentions = [mention for one in made for mention in one.mentions]
    together = tuple(mention.id for mention in mentions if mention.text in same)
    clusters = [Cluster(mentions=together)]
    clusters += [Cluster(mentions=(one.id,)) for one in mentions if one.text not in same]
    dated, undated = order(clusters, made)
    events = (*dated, *undated)
    return next(one.salience for one in events if one.sources[0].mention in together)


def test_what_is_still_told_days_later_weighs_more():
    sank = "A ferry {sank:ACCIDENT} in the strait."
    other = "A council {met:CONSULT} in Ostrova."
    late = weighed(("2023-09-24", sank), ("2023-10-01", sank), same={"sank"})
    once = weighed(("2023-09-24", sank), ("2023-09-24", sank), ("2023-10-01", other), same={"sank"})
    assert late["spread"] > once.get("spread", 0) == 0


def test_news_of_one_day_has_no_spread():
    sank = "A ferry {sank:ACCIDENT} in the strait."
    assert "spread" not in weighed(("2023-09-24", sank), ("2023-09-24", sank), same={"sank"})


def test_an_event_of_a_day_that_is_named_often_weighs_more():
    def on(day):
        return f"A ferry {{sank:ACCIDENT,time=0}} in the strait <on that day:{day}>."

    often = "The council {met:CONSULT} after it, <24 September:2023-09-24>."
    named = weighed(("2023-09-30", on("2023-09-24")), ("2023-09-30", often), same={"sank"})
    seldom = weighed(
        ("2023-09-30", on("2023-09-20")),
        ("2023-09-30", often),
        ("2023-09-30", often),
        same={"sank"},
    )
    assert named["dates"] > seldom["dates"] > 0


def test_what_is_only_wished_in_the_words_of_the_title_stands_behind():
    wished = (
        "The council must {watch:OTHER,status=possible,lemma=watch} the dam of Ostrova closely."
    )
    told = "It is {watching:OTHER,status=ongoing,lemma=watch} it."
    other = "A ferry of Ostrova {sank:OTHER,status=ongoing} near the long northern strait."
    found = scores(wished, told, other, same=("watch", "watching"))
    assert found["watch"] < found["sank"]


def test_what_one_article_tells_of_nobody_whom_others_name_stands_behind():
    story = "[Anna Lund:PERSON:agent] {resigned:RETREAT}."
    digest = f"{story}\n[Max Berg:PERSON:agent] {{married:OTHER}}.\n"
    others = [f"[Anna Lund:PERSON:agent] {{{verb}:OTHER}}." for verb in ("slept", "ate", "sang")]
    found = scores(digest, *others)
    few = scores(digest, *others[:2])
    # among few articles, none need name those whom another does
    assert found["sang"] - found["married"] > few["ate"] - few["married"]
