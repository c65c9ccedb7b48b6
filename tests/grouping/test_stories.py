"""A folder of several stories told apart."""

import sys

import msgspec

from tests.annotated import annotated
from timeline.grouping import copies, stories, story
from timeline.records import Entity

FERRY = (
    "The ferry Aurora sank in the strait off Ostrova. Divers searched the wreck of the ferry for "
    "passengers. The coast guard of Ostrova said that the ferry had been overloaded.",
    "Divers brought the bodies of nine passengers of the ferry Aurora to Ostrova. The coast guard "
    "blamed the owner of the wreck, who had overloaded the ferry.",
    "Ostrova mourns the passengers of the Aurora. The owner of the ferry was arrested after the "
    "coast guard and divers had searched the wreck in the strait.",
)
STRIKE = (
    "Bakers in Lund went on strike over pay. The union of bakers said that mills and bakeries had "
    "refused to raise wages since the harvest.",
    "The strike of the bakers of Lund over wages goes on. The union will meet the owners of mills "
    "and bakeries about pay on Friday.",
)


def articles(*texts, start="a"):
    return [annotated(f"{start}{number}", text) for number, text in enumerate(texts)]


def names(groups):
    return [[one.article.id for one in group] for group in groups]


def test_two_stories_are_told_apart():
    found = stories([*articles(*STRIKE, start="s"), *articles(*FERRY, start="f")])
    assert names(found) == [["f0", "f1", "f2"], ["s0", "s1"]]


def test_one_story_is_one():
    assert names(stories(articles(*FERRY))) == [["a0", "a1", "a2"]]


def test_a_brief_goes_to_the_story_it_has_most_to_do_with():
    brief = annotated("x", "The strike in Lund over pay will go on, the bakers said.")
    found = stories([*articles(*FERRY, start="f"), *articles(*STRIKE, start="s"), brief])
    assert ["s0", "s1", "x"] in names(found)


def test_an_article_of_something_else_is_a_story_of_its_own():
    other = annotated("x", "Quokkas thrive again on Rottnest, zoologists reported in a journal.")
    assert ["x"] in names(stories([*articles(*FERRY), other]))


def test_an_archive_is_divided_with_what_is_alike_together(monkeypatch):
    monkeypatch.setattr(sys.modules[stories.__module__], "AT_ONCE", 3)
    found = stories([*articles(*STRIKE, start="s"), *articles(*FERRY, start="f")])
    assert names(found) == [["f0", "f1", "f2"], ["s0", "s1"]]


def test_no_part_of_an_archive_has_more_than_are_compared_at_once(monkeypatch):
    monkeypatch.setattr(sys.modules[stories.__module__], "AT_ONCE", 2)
    found = stories(articles(*FERRY))
    assert sorted(map(len, found)) == [1, 2]


def test_no_article_and_one_article():
    assert stories([]) == []
    assert names(stories(articles(FERRY[0]))) == [["a0"]]


def test_a_name_of_many_stories_is_no_title_of_one():
    def elsewhere(name):
        return 9 if name == "Ostrova" else 0

    text = "The Aurora sank off Ostrova."
    names_of = tuple(
        Entity(
            start=text.index(name),
            end=text.index(name) + len(name),
            label=label,
            text=name,
            name=name,
        )
        for name, label in (("Aurora", "ORG"), ("Ostrova", "GPE"))
    )
    told = [
        msgspec.structs.replace(annotated(f"a{number}", text), entities=names_of)
        for number in range(2)
    ]
    assert story(told, elsewhere, ()).title.startswith("Aurora")


def test_a_story_knows_its_independent_articles_and_its_first_and_last():
    first = annotated("b", FERRY[0], published="2024-03-04")
    copy = annotated("a", FERRY[0] + " More.", published="2024-03-05")
    last = annotated("c", FERRY[2], published="2024-03-09")
    made = story([copy, first, last], lambda _: 0, copies([copy, first, last]))
    assert (made.independent, made.first_report, made.latest_update) == (2, "b", "c")
    assert made.articles == ("a", "b", "c")
