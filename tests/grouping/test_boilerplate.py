"""What an outlet prints at the edge of every article."""

from tests.annotated import annotated
from timeline.grouping import without_boilerplate

FOOT = "Northern Press {won:AWARD} a prize for its reporting in 2015."
STORIES = (
    ("A ferry {sank:ACCIDENT} off Ostrova.", "Divers {searched:SEARCH} the wreck."),
    ("A court {freed:RELEASE} the captain.", "He {flew:TRAVEL} home."),
    ("The mill {closed:CLOSE}.", "Its owner {left:TRAVEL} the island."),
)
BODY = ("It was cold.", "The sea was rough.", "Nobody spoke.")


def triggers(*articles):
    return [[mention.text for mention in one.mentions] for one in without_boilerplate(articles)]


def told(foot, stories=STORIES):
    return [
        annotated(f"a{number}", "\n".join((*story, *BODY, foot)))
        for number, story in enumerate(stories)
    ]


def test_a_paragraph_at_the_foot_of_three_articles_tells_no_event():
    assert triggers(*told(FOOT)) == [["sank", "searched"], ["freed", "flew"], ["closed", "left"]]


def test_two_articles_are_too_few():
    assert triggers(*told(FOOT)[:2])[0] == ["sank", "searched", "won"]


def test_background_that_names_the_story_stays():
    about = "The port of Ostrova was {bombed:BOMBING} in 1943."
    assert triggers(*told(about))[0] == ["sank", "searched", "bombed"]
