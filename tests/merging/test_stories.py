from timeline.merging.stories import stories

FERRY = [
    "The ferry Aurora sank off Lemberk and divers searched the harbour.",
    "Divers of the Lemberk harbour police raised the Aurora.",
    "The owner of the Aurora, a ferry, was questioned by harbour police.",
]
STRIKE = [
    "Nurses in Ostrova went on strike over pay.",
    "The strike of nurses in Ostrova entered a second week, unions said.",
    "Unions and hospitals in Ostrova talked about pay.",
]


def likeness(left, right):
    told = stories([*FERRY, *STRIKE], str)
    return told[left].likeness(told[right])


def test_articles_of_one_story_are_more_alike_than_articles_of_two():
    within = min(likeness(0, 1), likeness(1, 2), likeness(3, 4), likeness(4, 5))
    across = max(likeness(left, right) for left in range(3) for right in range(3, 6))
    assert within > 0.5 > across


def test_likeness_goes_both_ways_and_a_story_is_its_own_likest():
    assert likeness(0, 2) == likeness(2, 0)
    assert likeness(1, 1) == 1.0


def test_an_article_without_known_words_is_like_none():
    alone = stories(["Snow fell.", *FERRY], str)
    assert alone[0].likeness(alone[1]) == 0.0
