"""What a mention could be called: a short statement in the words of its sentence."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.treebank import parsed, times, trees
from timeline.events import find
from timeline.events.titles import LONGEST, shortened

WORD = re.compile(r"[^\W_]+")


def titled(sentence, trigger, *more, marked=()):
    """The title of a trigger of the first sentence, after the sentences before it."""
    article = parsed(*more, sentence)
    found = find(article, article.entities, times(article, *marked))
    mention = next(m for m in reversed(found) if m.text == trigger)
    return mention.title.form, mention.title.text


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        # who told it is left out
        (
            "Paula Lund said that Minister Anders Berg resigned.",
            "resigned",
            "Minister Anders Berg resigned",
        ),
        ("The ministry says rebels attacked the convoy.", "attacked", "Rebels attacked the convoy"),
        # what leads up to it, too
        (
            "Following the attack, the alliance sent troops.",
            "sent",
            "The alliance sent troops",
        ),
        # a relative clause, a joined verb, and an infinitive get their subject
        (
            "Anders Berg, who founded the bank in 1999, resigned on Monday.",
            "founded",
            "Anders Berg founded the bank in 1999",
        ),
        ("Anders Berg was arrested and charged.", "charged", "Anders Berg was charged"),
        (
            "The crew managed to free the hostages.",
            "free",
            "The crew managed to free the hostages",
        ),
        # the verb that carries a noun tells it
        (
            "Rebels carried out an attack on the convoy.",
            "attack",
            "Rebels carried out an attack on the convoy",
        ),
        # what was only feared is not told as fact
        (
            "The villagers fear that the dam will burst.",
            "burst",
            "The villagers fear that the dam will burst",
        ),
        ("Anders Berg did not resign.", "resign", "Anders Berg did not resign"),
        ("Anders Berg may resign.", "resign", "Anders Berg may resign"),
        # what followed from it
        (
            "The ferry sank on Monday, killing nine people.",
            "sank",
            "The ferry sank on Monday, killing nine people",
        ),
        ("Court frees editor", "frees", "Court frees editor"),
    ],
)
def test_a_title_is_a_statement_with_its_subject(sentence, trigger, title):
    assert titled(sentence, trigger) == ("statement", title)


def test_the_date_is_left_out_as_the_timeline_shows_it():
    marked = (("Monday", "2021-03-01"),)
    title = titled("The ferry sank on Monday, killing nine people.", "sank", marked=marked)
    assert title == ("statement", "The ferry sank, killing nine people")


def test_a_name_stands_for_a_pronoun():
    title = titled("She met the king.", "met", "Paula Lund visited Oslo.")
    assert title == ("statement", "Paula Lund met the king")


def test_a_pronoun_without_a_name_points_elsewhere():
    assert titled("He left Oslo.", "left") == ("reference", "He left Oslo")


def test_words_of_a_quotation_are_no_statement():
    sentence = "“We attacked the convoy on Monday,” Berg said."
    form, _ = titled(sentence, "attacked", marked=[("Monday", "2021-03-01")])
    assert form == "reference"


def test_a_noun_takes_the_statement_it_stands_in():
    title = titled("The attack on Monday shocked the minister.", "attack")
    assert title == ("setting", "The attack on Monday shocked the minister")


def test_a_negation_is_never_left_out(monkeypatch):
    monkeypatch.setattr("timeline.events.titles.LONGEST", 50)
    title = titled("The envoy said the ruling did not bar new claims from abroad.", "said")
    assert title[1] == "The ruling did not bar new claims from abroad"


def test_a_condition_is_never_left_out():
    title = titled("If the dam bursts, the army will evacuate the valley.", "evacuate")
    assert title == ("statement", "If the dam bursts, the army will evacuate the valley")


@pytest.mark.parametrize(
    ("longest", "title"),
    [
        (100, "Oslo, through its longtime envoy Paula Lund, called on the villagers to leave"),
        (60, "Oslo called on the villagers to leave"),
    ],
)
def test_what_stands_between_subject_and_verb_goes_first(longest, title, monkeypatch):
    monkeypatch.setattr("timeline.events.titles.LONGEST", longest)
    told = (
        "Oslo, through its longtime envoy Paula Lund, later called on the villagers to leave,"
        " officials said."
    )
    assert titled(told, "called") == ("statement", title)


def test_a_condition_is_not_told_by_itself():
    title = titled("If the dam bursts, the army will evacuate the valley.", "bursts")
    assert title[0] != "statement"


@pytest.mark.parametrize("sentence", trees())
def test_a_title_has_no_word_that_its_sentence_has_not(sentence):
    article = parsed("Paula Lund visited Oslo.", sentence)
    said = set(WORD.findall(article.text.casefold()))
    for mention in find(article, article.entities, ()):
        title = mention.title.text
        assert title
        assert len(title) <= LONGEST
        assert set(WORD.findall(title.casefold())) <= said
        assert title[0] == title[0].upper()
        assert title.count("“") == title.count("”")
        assert not title.endswith((",", ".", ";", ":", " and", " or", " of", " the"))


def test_a_long_text_is_cut_at_the_end_of_a_phrase():
    text = (
        "The council closed the bridge, which had stood for a hundred years, to all heavy traffic"
    )
    assert (
        shortened(text, 70) == "The council closed the bridge, which had stood for a hundred years"
    )
    assert shortened("A" * 10 + " " + "B" * 95) == "A" * 10 + "…"


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_tree_is_too_odd(data):
    """Parsers err: whatever the tree, a title is short and in the words of its sentence."""
    article = parsed(data.draw(st.sampled_from(sorted(trees()))))
    relations = sorted({token.dep for one in map(parsed, trees()) for token in one.tokens})
    (first, end), *_ = article.sentence_tokens
    tokens = list(article.tokens)
    for index in range(first, end):
        # Heads stand before, so that there is no cycle.
        dep = data.draw(st.sampled_from(relations))
        head = data.draw(st.integers(first, index)) if index else index
        tokens[index] = msgspec.structs.replace(tokens[index], dep=dep, head=head)
    article = msgspec.structs.replace(article, tokens=tuple(tokens))
    said = set(WORD.findall(article.text.casefold()))
    for mention in find(article, article.entities, ()):
        assert len(mention.title.text) <= LONGEST
        assert set(WORD.findall(mention.title.text.casefold())) <= said


@pytest.mark.parametrize(
    ("sentence", "trigger", "marked", "title"),
    [
        # a time that a reader of the title cannot place; the parse takes it for an object
        (
            "The council decided the following day to send more boats.",
            "decided",
            [("the following day", "XXXX-XX-XX")],
            "The council decided to send more boats",
        ),
        (
            "On Monday divers searched the harbour.",
            "searched",
            [("Monday", "XXXX-WXX-1")],
            "Divers searched the harbour",
        ),
        (
            "The ferry struck the quay early on Tuesday.",
            "struck",
            [("Tuesday", "XXXX-WXX-2")],
            "The ferry struck the quay",
        ),
        # but not one that says which
        (
            "The raid of the following day failed.",
            "failed",
            [("the following day", "XXXX-XX-XX")],
            "The raid of the following day failed",
        ),
        # what stands before the sentence, also where the parse loses a verb
        (
            "As tensions in the valley intensify, the mayor’s call serves as a warning.",
            "call",
            [],
            "The mayor’s call serves as a warning",
        ),
        ("According to the union, the mill closed.", "closed", [], "The mill closed"),
        # who told it, after it
        ("The port is closed, officials said.", "said", [], "The port is closed"),
        # what "what" means stays
        (
            "The envoy said that what they want is a truce.",
            "said",
            [],
            "The envoy said that what they want is a truce",
        ),
        # what belongs to the sentence around it is left to that
        (
            "Agents searched the ferry that struck the quay, as part of an inquiry.",
            "struck",
            [],
            "The ferry struck the quay",
        ),
        # words that hang on what would be left out bring it back
        (
            "The minister took responsibility for it on Friday in a letter read out by his lawyer.",
            "took",
            [("Friday", "XXXX-WXX-5")],
            "The minister took responsibility for it in a letter read out by his lawyer",
        ),
    ],
)
def test_a_title_is_complete_and_does_not_lean(sentence, trigger, marked, title):
    assert titled(sentence, trigger, marked=marked)[1] == title


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        (
            "At least two people were killed when a driver fell asleep.",
            "killed",
            ("statement", "At least two people were killed when a driver fell asleep"),
        ),
        # what parsers take for another name of the subject, behind the verb
        (
            "Beyond the ten who fled, the youngest pupil to be found was Anna Lund, "
            "who was seen in Oslo.",
            "fled",
            ("statement", "The ten fled"),
        ),
        (
            "There have been at least two deaths and 84 people were taken to hospital.",
            "deaths",
            ("setting", "There have been at least two deaths"),
        ),
    ],
)
def test_a_title_begins_with_its_subject_and_ends_with_its_clause(sentence, trigger, title):
    assert titled(sentence, trigger) == title


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        # a subject that the parse hangs on another word
        (
            "Storms raised fears in the valley as a crack in the dam threatens the town.",
            "threatens",
            "A crack in the dam threatens the town",
        ),
        # what was not done until a time was done then
        (
            "The port did not reopen until April 3.",
            "reopen",
            "The port did not reopen until April 3",
        ),
        # a modal that two verbs share
        (
            "Oslo must not only stop the raids but also free the crew.",
            "free",
            "Oslo must free the crew",
        ),
        # capitals for show
        ("HACKERS stole the data of the bank.", "stole", "Hackers stole the data of the bank"),
        # a time that parsers take for one
        (
            "Moments later, the sailor crawled through a gap and fell into the sea.",
            "fell",
            "The sailor fell into the sea",
        ),
        # what parsers take for the object of who said it
        (
            "Anders Berg says nine of the sailors taken by rebels have been freed.",
            "freed",
            "Nine of the sailors taken by rebels have been freed",
        ),
        # the age of a man
        (
            "A 42-year-old man from Ostrova was arrested.",
            "arrested",
            "A 42-year-old man from Ostrova was arrested",
        ),
        ("The talks are on ending the strike.", "talks", "The talks are on ending the strike"),
        # a number that is a subject of its own
        (
            "People fled and more than 50 were taken to hospital.",
            "taken",
            "More than 50 were taken to hospital",
        ),
        (
            "Seven people died and dozens more were injured in Ostrova.",
            "injured",
            "Seven people died and dozens more were injured in Ostrova",
        ),
    ],
)
def test_a_title_keeps_its_subject_and_what_makes_it_true(sentence, trigger, title):
    marked = [("April 3", "2021-04-03")] if "April" in sentence else []
    assert titled(sentence, trigger, marked=marked)[1] == title


def test_what_was_admitted_is_told_as_fact_with_how_many_it_says(monkeypatch):
    monkeypatch.setattr("timeline.events.titles.LONGEST", 50)
    sentence = "The envoy admitted that up to 400 villagers were killed in the raid."
    assert titled(sentence, "admitted") == (
        "statement",
        "Up to 400 villagers were killed in the raid",
    )


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        # who told it is not the subject of the clause before
        (
            "The ferry sank near Ostrova on Friday when it struck a rock, "
            "port director Anna Lund told reporters.",
            "told",
        ),
        ("Anders Berg took a tour of Ostrova, reports the Herald.", "reports"),
        # what was said is missing
        ("Anders Berg wrote in a note to investors.", "wrote"),
        # what was received, too
        ("The shares Anders Berg and others received cannot be sold.", "received"),
    ],
)
def test_what_tells_nothing_is_no_statement(sentence, trigger):
    assert titled(sentence, trigger)[0] == "phrase"


@pytest.mark.parametrize(
    ("sentence", "trigger", "title"),
    [
        ("Berg had resigned.", "resigned", "Berg resigned"),
        (
            "The ministers had met and agreed on a truce.",
            "agreed",
            "The ministers agreed on a truce",
        ),
        # no past tense, or none that is told
        ("The talks had broken down.", "broken", "The talks had broken down"),
        ("The ministers had not met.", "met", "The ministers had not met"),
        ("The crew had been freed.", "freed", "The crew had been freed"),
    ],
)
def test_what_had_happened_happened(sentence, trigger, title):
    """Beside its date nobody needs to be told that it was before something else."""
    assert titled(sentence, trigger)[1] == title


def test_a_sentence_is_told_whole_where_no_part_of_it_tells_enough():
    sentence = "Anders Berg apologised and said that human error had caused the crash."
    assert titled(sentence, "apologised") == ("setting", sentence.removesuffix("."))


def test_the_last_parts_go_where_the_words_do_not_read_without_the_first(monkeypatch):
    monkeypatch.setattr("timeline.events.titles.LONGEST", 50)
    sentence = "Nine of the sailors taken by rebels were freed after talks with envoys."
    title = titled(sentence, "freed")
    assert title == ("statement", "Nine of the sailors taken by rebels were freed")
