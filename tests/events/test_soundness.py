"""Whether what is left of a sentence reads as one."""

import re

import pytest

from tests.treebank import parsed, times
from timeline.events import triggers
from timeline.events.frames import frame_of
from timeline.events.soundness import is_sound
from timeline.events.tree import Tree


def sound(sentence, left, marked=()):
    """Whether these words of a sentence, in its order, are sound for its first event."""
    article = parsed(sentence)
    tree = Tree(article, article.entities, times(article, *marked))
    found = triggers.find(tree, 0, len(tree.tokens))
    frame, _ = next(told for trigger in found if (told := frame_of(tree, trigger)))
    words, index = set(), 0
    for word in re.findall(r"[\w’']+|[^\w\s]", left):
        while tree.tokens[index].text != word:
            index += 1
        words.add(index)
        index += 1
    return is_sound(tree, frame, words)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        # a noun without what "of" adds to it
        ("The mayor spoke of the gravity of the situation.", "The mayor spoke of the gravity"),
        # the beginning of a list
        (
            "The driver sent the police the name, address and number of the owner.",
            "The driver sent the police the name, address",
        ),
        # nouns that do not go together
        (
            "The port stopped ferries from Oslo to Lund, Ostrova and Nordholm.",
            "The port stopped ferries from Oslo Ostrova",
        ),
        # a verb that has lost its subject
        (
            "Storms raised fears in the valley as a crack in the dam threatens the town.",
            "Storms raised fears crack in the dam threatens the town",
        ),
        (
            "Two died after a ferry, believed to have been going too fast, crashed near Oslo.",
            "Two died, believed to have been going, crashed near Oslo",
        ),
        (
            "Two died after a ferry, believed to have been going too fast, sank near Oslo.",
            "Two died, believed to have been going, sank near Oslo",
        ),
        # a noun that goes on
        (
            "Officers searched the ferry after a report that it was leaking.",
            "Officers searched the ferry after a report",
        ),
        ("Hackers took more than the bank first admitted.", "Hackers took more than the bank"),
        (
            "Anna Lund promised to do everything to help the villagers.",
            "Anna Lund promised to do everything",
        ),
        # the one that is meant is told behind it
        (
            "Courts held that the law spares the bank because of the wording in the statute.",
            "Courts held that the law spares the bank because of the wording",
        ),
        # a comment on all that was told, without the words that say what it is
        (
            "The envoys sent ships to the strait, a move praised by the mayor.",
            "The envoys sent ships to the strait, a move",
        ),
        # what an infinitive or a participle does, but not to what
        (
            "The bank offers a service to monitor for suspicious activity.",
            "The bank offers a service to monitor",
        ),
        (
            "Rebels freed nine sailors, raising hopes for the release of the others.",
            "Rebels freed nine sailors, raising hopes",
        ),
        # one of two
        (
            "The balloon landed either in a field or on a road.",
            "The balloon landed either in a field",
        ),
        (
            "Guards told the members to inspect and seize any ship.",
            "Guards told the members to inspect",
        ),
        # the first of many, a set phrase, a circumstance, each without its end
        ("Anna Lund became the first woman to win the race.", "Anna Lund became the first woman"),
        ("Rebels attacked Ostrova in spite of the rain.", "Rebels attacked Ostrova in spite"),
        (
            "The race started behind the safety car with conditions deemed too wet.",
            "The race started behind the safety car with conditions",
        ),
        # what another verb is about
        (
            "The chairman apologised and said human error had caused the leak.",
            "The chairman apologised human error had caused the leak",
        ),
        (
            "The Herald reported ships refuelled at sea and sailed home.",
            "The Herald reported ships and sailed home",
        ),
        # what is called for
        (
            "The council has called for withdrawing troops from Ostrova.",
            "The council has called",
        ),
        # to where
        ("The driver rammed his car into the wall.", "The driver rammed his car"),
        # what only includes something that is left out
        (
            "The blast poses a threat to all in the valley, including the crew.",
            "The blast poses a threat including the crew",
        ),
    ],
)
def test_words_that_wait_for_others_are_no_sentence(sentence, left):
    assert not sound(sentence, left)
    assert sound(sentence, sentence.removesuffix("."))


def test_that_something_began_says_nothing_without_the_time():
    marked = [("May", "2021-05")]
    assert not sound("The raid began in May.", "The raid began", marked)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "Officers searched the ferry after a report that it was leaking.",
            "Officers searched the ferry",
        ),
        ("Hackers took more than the bank first admitted.", "Hackers took more"),
    ],
)
def test_a_sentence_may_be_shorter(sentence, left):
    assert sound(sentence, left)


def test_one_does_not_do_to_themselves_what_several_do():
    assert not sound(*2 * ["The officer barricaded themselves in a church."])
    assert sound(*2 * ["The officers barricaded themselves in a church."])


def test_nothing_is_set_against_what_is_left_out():
    sentence = "Rebels shot an officer, while in the clashes that followed three gunmen died."
    assert not sound(sentence, "Rebels shot an officer, while in the clashes that followed")
    assert sound(sentence, "Rebels shot an officer")


def test_what_two_commas_enclose_is_not_looked_for_in_the_sentence_before():
    before = "Two died after a ferry, believed to have been going too fast, sank near Oslo."
    article = parsed(before, "Anders Berg resigned, left Oslo.")
    tree = Tree(article, article.entities, times(article))
    first = next(i for i, token in enumerate(tree.tokens) if token.text == "Anders")
    told = triggers.find(tree, first, len(tree.tokens))
    frame, _ = next(found for trigger in told if (found := frame_of(tree, trigger)))
    assert is_sound(tree, frame, set(range(first, len(tree.tokens) - 1)))
