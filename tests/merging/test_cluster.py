from tests.annotated import annotated
from timeline.events.when import date_mentions
from timeline.merging import cluster


def groups(*articles):
    """The triggers of each event, as "article trigger", from annotated articles."""
    collection = [date_mentions(article) for article in articles]
    names = {
        mention.id: f"{article.article.id} {mention.text}"
        for article in collection
        for mention in article.mentions
    }
    return sorted(
        sorted(names[mention] for mention in event.mentions) for event in cluster(collection)
    )


STORM = """
Masked men {stormed:ASSAULT,time=0} a police station in [Lemberk:PLACE] on <Sunday:2023-09-24>.
"""
ATTACK = """
The {attack:ASSAULT,time=0,tense=none} on a police station in [Lemberk:PLACE] on <day:2023-09-24>.
"""


def test_one_attack_told_in_two_articles_in_other_words_is_one_event():
    assert groups(annotated("a", STORM), annotated("b", ATTACK)) == [["a stormed", "b attack"]]


def test_the_same_words_about_another_day_are_another_event():
    launch = "The north {launched:LAUNCH,time=0} a missile over [Lemberk:PLACE] on <{0}:{0}>."
    first = annotated("a", launch.replace("{0}", "2018-03-02"))
    second = annotated("b", launch.replace("{0}", "2018-04-11"))
    assert len(groups(first, second)) == 2


def test_an_undated_mention_joins_the_event_it_tells():
    undated = (
        "The mayor described the {attack:ASSAULT,tense=none} by masked men on the police station."
    )
    assert groups(annotated("a", STORM), annotated("b", undated)) == [["a stormed", "b attack"]]


def test_news_cannot_be_of_an_event_after_its_publication():
    release = (
        "The rebels {freed:RESCUE,time=0} the miners of [Ostrova:PLACE] <on Monday:2019-05-06>."
    )
    earlier = "The rebels {freed:RESCUE} the miners of [Ostrova:PLACE]."
    both = groups(annotated("a", release), annotated("b", earlier, published="2018-10-12"))
    assert len(both) == 2


def test_groups_do_not_depend_on_the_order_of_the_articles():
    articles = [annotated("a", STORM), annotated("b", ATTACK), annotated("c", STORM)]
    assert groups(*articles) == groups(*reversed(articles))


def test_every_merge_has_a_link_with_its_features():
    collection = [date_mentions(annotated("a", STORM)), date_mentions(annotated("b", ATTACK))]
    (event,) = cluster(collection)
    (link,) = event.links
    assert {link.left, link.right} == set(event.mentions)
    assert link.features["same_day"] > 0
    assert round(sum(link.features.values()), 4) == link.score > 0


def test_an_event_names_the_nearest_mention_that_was_kept_out():
    another_day = STORM.replace("2023-09-24", "2023-09-25")
    collection = [date_mentions(annotated("a", STORM)), date_mentions(annotated("b", another_day))]
    storm, other = cluster(collection)
    assert storm.nearest is not None
    assert {storm.nearest.left, storm.nearest.right} == {*storm.mentions, *other.mentions}


def test_an_accident_told_with_other_verbs_is_one_event():
    day = "in [Lemberk:PLACE] on <Wednesday:2016-11-09>"
    told = [
        f"Seven people died when a tram {{derailed:ACCIDENT,lemma=derail,time=0}} {day}. "
        "It {happened:OTHER,lemma=happen} on a bend where trams slow down.",
        f"A tram {{jumped:CHANGE,lemma=jump,time=0}} the rails {day}.",
        f"A tram {{tipped:OTHER,lemma=tip,time=0}} onto its side, killing seven {day}.",
        f"A tram {{crashed:ACCIDENT,lemma=crash,time=0}} on a bend and seven people died {day}.",
    ]
    assert len(groups(*(annotated(str(n), one) for n, one in enumerate(told)))) == 1
