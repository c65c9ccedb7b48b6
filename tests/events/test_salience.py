"""How much an event matters, and what is history."""

import datetime

from tests.treebank import parsed, times
from timeline.events import find

FOUNDED = "Anders Berg, who founded the bank in 1999, resigned on Monday."
MARKED = (("1999", "1999"), ("Monday", "2021-03-01"))


def found(sentence, *marked, published=None):
    article = parsed(sentence, published=published)
    return {m.text: m for m in find(article, article.entities, times(article, *marked))}


def test_an_old_year_is_background():
    mentions = found(FOUNDED, *MARKED, published=datetime.date(2021, 3, 2))
    assert [m.background for m in mentions.values()] == [True, False]


def test_an_old_year_in_an_old_article_is_its_news():
    mentions = found(FOUNDED, MARKED[0], published=datetime.date(1999, 3, 2))
    assert not mentions["founded"].background


def test_news_since_an_old_year_is_no_background():
    won = "Lund won the cup for the first time since 1908."
    mentions = found(won, ("1908", "1908"), published=datetime.date(2021, 3, 2))
    assert not mentions["won"].background


def test_without_a_publication_the_latest_year_is_the_present():
    assert found(FOUNDED, *MARKED)["founded"].background


def test_what_may_happen_matters_less_than_what_happened():
    happened = found("Anders Berg was arrested and charged.")["arrested"]
    possible = found("Anders Berg may resign.")["resign"]
    assert 0 < possible.salience < happened.salience <= 1


def test_the_lead_matters_more_than_the_end():
    article = parsed(*["Prices rose during the strike."] * 3)
    rises = [m.salience for m in find(article, (), ()) if m.text == "rose"]
    assert rises == sorted(rises, reverse=True)
    assert rises[0] > rises[-1]
