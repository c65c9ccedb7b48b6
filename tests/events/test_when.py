import datetime

import pytest

from tests.annotated import annotated
from timeline.events.when import date_mentions
from timeline.records import EventDate, Relation

DAY = datetime.date(2023, 9, 24)
ATTACK = EventDate(
    edtf="2023-09-24", earliest=DAY, latest=DAY, basis="resolved", reason="told elsewhere"
)


def date_of(article, word, known=None):
    dated = date_mentions(article, known)
    return next(mention.date for mention in dated.mentions if mention.text == word)


def mention_id(article, word):
    return next(mention.id for mention in article.mentions if mention.text == word)


@pytest.mark.parametrize(
    ("anchor", "basis"),
    [("", "stated"), ("=published", "resolved"), ("=article:b", "inferred")],
)
def test_its_own_expression_dates_a_mention(anchor, basis):
    text = f"She {{resigned:RETREAT,time=0}} <on Sunday:2023-09-24{anchor}>."
    date = date_of(annotated("a", text, published="2023-09-25"), "resigned")
    assert (date.edtf, date.basis) == ("2023-09-24", basis)


def test_a_partial_expression_dates_nothing():
    text = "She {resigned:RETREAT,time=0} <on September 24:XXXX-09-24>."
    assert date_of(annotated("a", text), "resigned") is None


def test_after_a_date_is_a_limit_and_never_a_day():
    text = "The force {grew:MOBILIZE} following the attack of <September 24:2023-09-24>."
    related = {"grew": Relation(kind="after", start=16, end=25, time=0)}
    date = date_of(annotated("a", text, published="2023-11-06", relations=related), "grew")
    assert (date.edtf, date.basis) == ("2023-09-24/2023-11-06", "bounded")


def test_after_an_event_that_another_article_dates():
    text = """
The {raid:ASSAULT,tense=none} shocked the country.
The force {grew:MOBILIZE} after the raid.
"""
    bare = annotated("a", text)
    raid = mention_id(bare, "raid")
    related = {"grew": Relation(kind="after", start=40, end=45, mention=raid)}
    article = annotated("a", text, relations=related)
    date = date_of(article, "grew", known={raid: ATTACK})
    assert (date.edtf, date.basis) == ("2023-09-24/..", "bounded")


def test_what_a_dated_event_followed_came_before_it():
    text = "The island {seceded:DECLARE,time=0} in <2008:2008-02-17> after an {uprising:PROTEST}."
    uprising = mention_id(annotated("a", text), "uprising")
    related = {"seceded": Relation(kind="after", start=27, end=32, mention=uprising)}
    date = date_of(annotated("a", text, relations=related), "uprising")
    assert (date.edtf, date.basis) == ("../2008-02-17", "bounded")


def test_news_of_a_fresh_article_is_of_its_day():
    text = """
The ferry {capsized:ACCIDENT,time=0} <on Wednesday:2019-05-08=published>.
The captain {was arrested:COERCE}.
"""
    date = date_of(annotated("a", text, published="2019-05-08"), "was arrested", known={})
    assert (date.edtf, date.basis) == ("2019-05-08", "published")


def test_news_of_a_late_rewrite_has_limits_only():
    text = """
The {raid:ASSAULT,time=0} <of September 24:2023-09-24=published> shocked the country.
The White House {has called:REQUEST,tense=perfect} for a withdrawal.
"""
    date = date_of(annotated("a", text, published="2023-11-06"), "has called", known={})
    assert (date.edtf, date.basis) == ("2023-09-24/2023-11-06", "bounded")


def test_without_knowledge_of_the_events_news_is_not_dated():
    text = "The captain {was arrested:COERCE}."
    assert date_of(annotated("a", text, published="2019-05-08"), "was arrested") is None


CRASH = """
A plane {fell:ACCIDENT,time=0} <on Monday:2019-05-06=published>.
The pilot {was taken:HEALTH%s} to a hospital.
The minister {spoke:STATEMENT} <today:2019-05-08=published>.
"""


def test_the_simple_past_goes_on_with_the_scene_before_it():
    date = date_of(annotated("a", CRASH % "", published="2019-05-08"), "was taken", known={})
    assert (date.edtf, date.basis) == ("2019-05-06", "published")
    assert "goes on with “fell”" in date.reason


@pytest.mark.parametrize("marks", [",tense=perfect", ",quoted", ",tense=present"])
def test_other_news_does_not_go_on_with_a_scene(marks):
    date = date_of(annotated("a", CRASH % marks, published="2019-05-08"), "was taken", known={})
    assert date.edtf == "2019-05-06/2019-05-08"


def test_a_scene_ends_after_two_sentences():
    text = CRASH % "" + "It {rained:DISASTER}.\n" * 2 + "The mayor {left:MOVEMENT}."
    date = date_of(annotated("a", text, published="2019-05-08"), "left", known={})
    assert "goes on with" not in date.reason


def test_no_story_goes_on_from_a_birth():
    text = """
    The driver {was born:LIFE,time=0,background} <on September 30, 1997:1997-09-30>.
    He {won:SPORT} the race.
    """
    date = date_of(annotated("a", text, published="2016-11-14"), "won", known={})
    assert (date.edtf, date.basis) == ("2016-11-14", "published")


def test_a_birth_told_in_passing_is_no_news():
    text = CRASH % "" + "He {was born:LIFE,lemma=bear} in Lund."
    assert date_of(annotated("a", text, published="2019-05-08"), "was born", known={}) is None


TRIAL = """
A court {freed:RELEASE,time=0} <on Wednesday:2023-10-04=published> a man held over
 the {raid:ASSAULT,time=1,nominal} <of September 24:2023-09-24>.
The judges {rejected:REJECT} a request.
"""


def test_a_text_goes_on_from_what_a_sentence_tells_not_from_what_it_names():
    article = annotated("a", TRIAL.replace("\n the", " the"), published="2023-10-04")
    date = date_of(article, "rejected", known={})
    assert (date.edtf, date.basis) == ("2023-10-04", "published")


ENVOYS = """
Three envoys {left:MOVEMENT} for Lemberk.
A bridge {was closed:DECLARE,time=0} <the same day:XXXX-XX-XX>.
"""


def test_no_day_is_counted_from_an_event_that_only_other_articles_date():
    """That another article's envoys are these is itself a guess: it gives no day to others."""
    article = annotated("a", ENVOYS)
    assert date_of(article, "was closed", known={mention_id(article, "left"): ATTACK}) is None


FIRE = """
A fire {broke out:DISASTER,time=0} <on Monday:%s=published>.
The mayor {thanked:SUPPORT,time=1} the crew <today:2019-05-08=published>.
It rained.
A baker lived there.
Nobody knew him.
Two streets {were cleared:RESCUE%s}.
"""


def test_the_simple_past_is_of_the_day_that_the_news_is_about():
    article = annotated("a", FIRE % ("2019-05-06", ""), published="2019-05-08")
    date = date_of(article, "were cleared", known={})
    assert (date.edtf, date.basis) == ("2019-05-06", "published")
    assert "“broke out”" in date.reason


@pytest.mark.parametrize(
    ("day", "marks"),
    [
        ("2019-05-06", ",tense=perfect"),
        ("2019-05-06", ",quoted"),
        ("2019-04-01", ""),  # the news only looks back on it
    ],
)
def test_other_news_is_of_the_newest_day(day, marks):
    article = annotated("a", FIRE % (day, marks), published="2019-05-08")
    assert date_of(article, "were cleared", known={}).edtf == "2019-05-08"


def test_what_had_happened_was_over_by_then():
    article = annotated("a", CRASH % ",tense=pluperfect", published="2019-05-08")
    date = date_of(article, "was taken", known={})
    assert (date.edtf, date.basis) == ("../2019-05-06", "bounded")


def test_a_noun_is_no_news_of_the_day():
    text = """
The ferry {capsized:ACCIDENT,time=0} <on Wednesday:2019-05-08=published>.
The {talks:CONSULT,nominal} had failed.
"""
    assert date_of(annotated("a", text, published="2019-05-08"), "talks", known={}) is None


@pytest.mark.parametrize("marks", ["status=possible", "status=denied", "tense=none", "background"])
def test_what_is_no_news_is_not_dated_by_it(marks):
    text = f"The captain {{was arrested:COERCE,{marks}}}."
    article = annotated("a", text, published="2019-05-08")
    assert date_of(article, "was arrested", known={}) is None


def test_what_is_planned_comes_after_publication():
    text = "The council {will meet:CONSULT,status=planned,tense=future}."
    date = date_of(annotated("a", text, published="2019-05-08"), "will meet", known={})
    assert (date.edtf, date.basis) == ("2019-05-08/..", "bounded")
