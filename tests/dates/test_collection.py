import datetime

import msgspec
import pytest
from tests.annotated import annotated

from timeline.dates.collection import infer

DATED = annotated(
    "dated",
    "Gunmen {attacked:ASSAULT,time=0} a patrol on <September 24:2023-09-24=published>.",
    published="2023-09-25",
)
UNDATED = """
Gunmen {attacked:ASSAULT,time=0} a patrol on <September 24:XXXX-09-24>.
"""


def settled(text, *others):
    articles, notes = infer([annotated("bare", text), *others])
    return articles[0], notes


def test_the_year_comes_from_an_article_that_tells_the_same_day():
    article, _ = settled(UNDATED, DATED)
    assert article.times[0].value == "2023-09-24"
    assert article.times[0].anchor == "article:dated"


def test_without_such_an_article_the_year_stays_unknown():
    article, _ = settled(UNDATED)
    assert article.times[0].value == "XXXX-09-24"
    assert article.times[0].earliest is None


def test_an_article_appeared_on_or_after_what_it_tells_as_done():
    article, (note,) = settled(UNDATED, DATED)
    assert article.article.published is None
    assert article.article.published_basis == "inferred"
    assert article.article.published_earliest == datetime.date(2023, 9, 24)
    assert article.article.published_latest is None
    assert (note.where, note.severity) == ("bare", "note")


def test_an_article_appeared_before_the_end_of_what_it_tells_as_to_come():
    text = (
        UNDATED
        + "\nMinisters {will meet:CONSULT,status=planned,time=1} on <November 28:XXXX-11-28>."
    )
    article, _ = settled(text, DATED)
    assert article.article.published_latest == datetime.date(2023, 11, 28)
    assert article.times[1].value == "2023-11-28"


def test_dates_near_what_is_settled_get_the_same_year():
    text = UNDATED + "\nMinisters {met:CONSULT,time=1} on <November 28:XXXX-11-28>."
    text += "\nA deal {is planned:AGREE,status=planned,time=2} for <December 5:XXXX-12-05>."
    article, _ = settled(text, DATED)
    assert article.times[1].value == "2023-11-28"


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("LEMBERK, Sept 24 (Wire)", datetime.date(2023, 9, 24)),  # told by another article
        ("LEMBERK, Jan 3 (Wire)", datetime.date(2024, 1, 3)),  # nearest to the other's publication
    ],
)
def test_a_dateline_without_a_year_is_completed(dateline, day):
    bare = annotated("bare", "She {resigned:RETREAT,time=0} on <Sunday:XXXX-WXX-7>.")
    about = msgspec.structs.replace(bare.article, dateline=dateline)
    (article, _), (note,) = infer([msgspec.structs.replace(bare, article=about), DATED])
    assert article.article.published == day
    assert article.article.published_basis == "inferred"
    assert note.severity == "note"


def test_without_other_articles_a_dateline_stays_incomplete():
    bare = annotated("bare", "She {resigned:RETREAT}.")
    about = msgspec.structs.replace(bare.article, dateline="LEMBERK, Sept 24 (Wire)")
    (article,), _ = infer([msgspec.structs.replace(bare, article=about)])
    assert article.article.published is None


def test_how_far_we_look_sets_no_limit():
    text = (
        UNDATED + "\nShe {left:MOVEMENT,time=1} <Friday:XXXX-WXX-5> and was {back:MOVEMENT,time=2} "
    )
    text += "<later in the day:XXXX-XX-XX>."
    article, _ = settled(text, DATED)
    assert article.times[1].latest is None
    assert (article.times[2].earliest, article.times[2].latest) == (None, None)


def test_articles_with_a_publication_date_stay_as_they_are():
    articles, notes = infer([DATED])
    assert articles == [DATED]
    assert notes == []


def test_a_publication_date_that_the_text_belies_is_not_used():
    wrong = annotated(
        "wrong",
        "Gunmen {attacked:ASSAULT,time=0} a patrol on <24 September 2023:2023-09-24>.\n"
        "She {left:MOVEMENT,time=1} <yesterday:2015-12-31=published>.",
        published="2016-01-01",
    )
    (article,), (warning, note) = infer([wrong])
    assert article.article.published is None
    assert article.article.published_earliest == datetime.date(2023, 9, 24)
    assert (article.times[1].value, article.times[1].latest) == ("XXXX-XX-XX", None)
    assert (warning.where, warning.severity, note.severity) == ("wrong", "warning", "note")
    assert warning.message == (
        "the publication date 2016-01-01 (field) can't be right and is not used: "
        "it tells of “24 September 2023” as past"
    )


def test_a_belied_date_is_replaced_by_what_the_collection_knows():
    wrong = annotated(
        "wrong",
        "Gunmen {attacked:ASSAULT,time=0} a patrol on <September 24:2015-09-24=published>.\n"
        "The border was {closed:COERCE,time=1} on <25 September 2023:2023-09-25>.",
        published="2016-01-01",
    )
    articles, _ = infer([wrong, DATED])
    assert articles[0].times[0].value == "2023-09-24"
    assert articles[0].times[0].anchor == "article:dated"


def test_a_belied_date_is_no_witness_for_other_articles():
    wrong = annotated(
        "wrong",
        "Gunmen {attacked:ASSAULT,time=0} a patrol on <24 May 2023:2023-05-24>.\n"
        "They {struck:ASSAULT,time=1} on <September 24:2015-09-24=published>.",
        published="2016-01-01",
    )
    article, _ = settled(UNDATED, wrong)
    assert article.times[0].value == "XXXX-09-24"


def test_words_that_cannot_be_read_again_lose_what_the_belied_date_gave_them():
    wrong = annotated(
        "wrong",
        "Gunmen {attacked:ASSAULT,time=0} on <24 September 2023:2023-09-24>.\n"
        "She {left:MOVEMENT,time=1} <at the feast of fools:2015-12-31=published>.",
        published="2016-01-01",
    )
    (article,), _ = infer([wrong])
    assert article.times[1].earliest is None
    assert article.times[1].anchor is None
