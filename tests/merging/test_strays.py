"""A mention of history does not date the news that a word has drawn it into."""

import numpy as np
import pytest

from tests.annotated import annotated
from timeline.events.when import date_mentions
from timeline.merging.profile import profiles
from timeline.merging.strays import apart

NEWS = (
    "The {death:DEATH} of [a gorilla::patient] shocked visitors.",
    "Leaders mourned the {death:DEATH} of [a gorilla::patient].",
    "The {death:DEATH} of [a gorilla::patient] led to protests.",
    "Many spoke of the {death:DEATH}.",
)
OLD = "The {death:DEATH,time=0} of [a trainer::patient] in <2010:2010-01-01/2010-12-31>."


def strays(*texts, published="2016-05-29"):
    """Whether each mention is a stray where all are one event, an article for each text."""
    articles = [annotated(str(n), text, published=published) for n, text in enumerate(texts)]
    found = profiles([date_mentions(article) for article in articles], {})
    return apart(found, np.zeros(len(texts), np.int64)).tolist()


def test_an_old_death_is_not_the_one_that_the_news_is_about():
    assert strays(*NEWS, OLD) == [False, False, False, False, True]


EARLIER = "There was {article} {{death:DEATH,nominal,time=0}} of a trainer on <May 12:2016-05-12>."


def last_is_stray(*texts):
    articles = [annotated(str(n), text, published="2016-05-29") for n, text in enumerate(texts)]
    found = profiles([date_mentions(article) for article in articles], {})
    return bool(apart(found, np.zeros(found.count, np.int64))[-1])


@pytest.mark.parametrize(("article", "stray"), [("a", True), ("another", True), ("the", False)])
def test_what_an_article_introduces_beside_its_news_is_not_the_news(article, stray):
    assert last_is_stray(*NEWS[:3], f"{NEWS[3]}\n{EARLIER.format(article=article)}") == stray


def test_what_an_article_introduces_first_may_be_news_that_is_told_late():
    assert not last_is_stray(*NEWS, EARLIER.format(article="a"))


@pytest.mark.parametrize(
    "old",
    [
        OLD.replace("a trainer", "a gorilla"),
        OLD.replace(",time=0", ""),
        OLD.replace("2010-", "2016-"),
    ],
    ids=["shares the patient", "no date", "of this year"],
)
def test_what_may_be_the_same_stays(old):
    assert not any(strays(*NEWS, old))


def test_a_few_mentions_are_not_what_all_news_is_about():
    assert not any(strays(*NEWS[:2], OLD))


def test_other_names_are_something_else_though_the_same_took_part():
    news = [text.replace(".", " in [Ostrova:PLACE].") for text in NEWS]
    old = OLD.replace("a trainer", "a gorilla").replace(" in <", " in [Lund:PLACE] in <")
    assert strays(*news, old) == [False, False, False, False, True]
