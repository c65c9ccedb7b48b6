"""Names put right by their words, their neighbours and the rest of the article."""

import itertools
import re

import msgspec
import pytest

from tests.treebank import parsed
from timeline.entities.mend import mend
from timeline.records import Entity, Token

_TOKEN = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.|(?:Inc|Jr)\.|'s\b|\w+|[^\w\s]")


def article(marked, verbs=()):
    """An article from text with [Anna Berg|PERSON] where the recogniser saw a name.

    A capital makes a proper noun and small letters a noun, which is enough for these rules.
    """
    text, entities, last = "", [], 0
    for found in re.finditer(r"\[([^|\]]+)\|([A-Z]+)\]", marked):
        text += marked[last : found.start()]
        start = len(text)
        text += found[1]
        last = found.end()
        name = Entity(start=start, end=len(text), label=found[2], text=found[1], name=found[1])
        entities.append(name)
    text += marked[last:]
    tokens = tuple(
        Token(
            start=word.start(),
            end=word.end(),
            text=word[0],
            lemma=word[0].lower(),
            pos=_part_of_speech(word[0], verbs),
            tag="",
            dep="dep",
            head=0,
        )
        for word in _TOKEN.finditer(text)
    )
    base = parsed("Court frees editor")
    return msgspec.structs.replace(base, text=text, tokens=tokens, entities=tuple(entities))


def _part_of_speech(word, verbs):
    if not word[0].isalpha():
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "VERB" if word in verbs else "NOUN"


def mended(marked, verbs=()):
    """The names that are left, in the form in which they were marked."""
    return [f"{e.text}|{e.label}" for e in mend(article(marked, verbs))]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        # tags and handles
        ("Posted under #[Ostrova|GPE] by @[AcmeNews|ORG].", []),
        # common nouns
        ("[Gunmen|PERSON] fled. The gunmen left a car.", []),
        ("Her [PIN|ORG] was stolen, said [RTV|ORG].", ["RTV|ORG"]),
        # laws
        (
            "The Clean Rivers Act passed. The [CRA|ORG] bans dumping, the [RSPB|ORG] said.",
            ["RSPB|ORG"],
        ),
        # titles and offices
        ("[Sheikh Salim Omar|PERSON] spoke.", ["Salim Omar|PERSON"]),
        ("[Lund Central MP Salim Omar|PERSON] spoke.", ["Salim Omar|PERSON"]),
        ("The [US First Lady|ORG] came.", ["US|GPE"]),
        ("A [Kosovo Police Sergeant|ORG] died.", ["Kosovo|GPE"]),
        ("The [Valley Cardinal|ORG] appeared daily.", ["Valley Cardinal|ORG"]),
        # organisations that the tables have
        (
            "The [International Committee|ORG] of the [Red Cross|ORG] helped.",
            ["International Committee of the Red Cross|ORG"],
        ),
        (
            "The [United Nations World Food Summit|ORG] met.",
            ["United Nations World Food Summit|ORG"],
        ),
        ("The [European|NORP] Commission ruled.", ["European Commission|ORG"]),
        ("[Siemens|PERSON] sued Reuters.", ["Siemens|ORG", "Reuters|ORG"]),
        ("[Siemens Stadium|LOC] was full.", ["Siemens Stadium|LOC"]),
        # forms of companies
        ("Shares of [Mandor|PERSON] Plc fell.", ["Mandor Plc|ORG"]),
        ("[Mandor Inc.|GPE] fell.", ["Mandor Inc.|ORG"]),
        ("[Hart|PERSON] & [Lowe|PERSON] sued.", ["Hart & Lowe|ORG"]),
        # particles
        ("[Paulo|PERSON] do [Rego Barros Jr.|PERSON] spoke.", ["Paulo do Rego Barros Jr.|PERSON"]),
        ("[Ursula|PERSON] von der Heyden spoke.", ["Ursula von der Heyden|PERSON"]),
        ("[Maria Lund|PERSON] de [Madrid|GPE].", ["Maria Lund|PERSON", "Madrid|GPE"]),
        ("[Maria Lund|PERSON] al fresco.", ["Maria Lund|PERSON"]),
        # letters
        (
            "Works for [Ostrova|GPE] (WfO) met. WfO paid.",
            ["Works for Ostrova|ORG", "WfO|ORG", "WfO|ORG"],
        ),
        (
            "[Shaw Space Center|LOC] (SSC) opened. SSC is big.",
            ["Shaw Space Center|LOC"],
        ),
        # last words
        ("[Mary Shaw Bridge|PERSON] fell.", ["Mary Shaw Bridge|LOC"]),
        ("The [North Coast Council|GPE] met.", ["North Coast Council|ORG"]),
        # what it is called
        ("The security company, [Mandor|PERSON], agreed.", ["Mandor|ORG"]),
        ("In the newspaper, [Mandor|PERSON] wrote.", ["Mandor|PERSON"]),
        ("[Mandor|GPE], the prime minister, spoke.", ["Mandor|PERSON"]),
        ("[Mandor|GPE], the capital, fell.", ["Mandor|GPE"]),
        ("A review by [Mandor|GPE], a security firm, began.", ["Mandor|ORG"]),
        ("[Mandor|PERSON], a teacher, left.", ["Mandor|PERSON"]),
    ],
)
def test_a_name_is_put_right_by_its_words_and_neighbours(marked, names):
    assert mended(marked) == names


def test_a_last_name_is_a_person_wherever_it_stands():
    assert mended("[Anna Berg|PERSON] spoke. [Berg|GPE] left.")[1] == "Berg|PERSON"


def test_a_state_stays_a_state_though_a_person_bears_its_name():
    found = mended("[John France|PERSON] spoke. [France|GPE] paid.")
    assert found == ["John France|PERSON", "France|GPE"]


def test_a_name_known_from_elsewhere_is_found_where_it_was_missed():
    found = mended("[Mandor|ORG] fell. [Mandor|ORG] rose. Three Mandor clerks left.")
    assert found == ["Mandor|ORG"] * 3


def test_a_last_name_is_found_after_the_full_name():
    found = mended("[Anna Berg|PERSON] spoke. Ms Berg left.")
    assert found == ["Anna Berg|PERSON", "Berg|PERSON"]


def test_a_name_takes_the_place_of_its_parts():
    twice = "[Valley Water Board|ORG] met. [Valley Water Board|ORG] paid."
    found = mended(f"{twice} [Valley|LOC] Water Board left.")
    assert found == ["Valley Water Board|ORG"] * 3


def test_one_mention_is_not_enough():
    assert mended("[Mandor|ORG] fell. Three Mandor clerks left.") == ["Mandor|ORG"]


def test_what_is_written_in_small_letters_is_not_found_again():
    found = mended(
        "[Target|ORG] fell. [Target|ORG] rose. Target the young, as they target the old.",
        verbs=("target",),
    )
    assert found == ["Target|ORG"] * 2


def test_a_tag_is_not_found_again():
    assert mended("[Ostrova|GPE] and [Ostrova|GPE], #Ostrova") == ["Ostrova|GPE"] * 2


def test_two_names_taken_for_one_are_two():
    found = mended("[Anna Berg|PERSON] ran [Ostrova|GPE]. Mayor of [Ostrova Anna Berg|ORG] spoke.")
    assert found[2:] == ["Ostrova|GPE", "Anna Berg|PERSON"]
    pair = mended("[Ostrova|GPE] is full. Trains stop at [Lloyd Lane and Ostrova|ORG].")
    assert pair[1:] == ["Lloyd Lane|GPE", "Ostrova|GPE"]


def test_who_has_an_office_is_told_from_its_place():
    found = mended("The mayor of [Ostrova Anna Berg|PERSON] left [Ostrova|GPE].")
    assert found == ["Ostrova|GPE", "Anna Berg|PERSON", "Ostrova|GPE"]
    assert mended("Mayor of [Lisbon Anna Berg|PERSON].") == ["Lisbon|GPE", "Anna Berg|PERSON"]
    assert mended("A friend of [Anna Maria Berg|PERSON].") == ["Anna Maria Berg|PERSON"]


def test_what_the_article_gives_twice_stays_whole():
    found = mended("[Ostrova|GPE] hosts [Hill and Ostrova|ORG]. [Hill and Ostrova|ORG] rose.")
    assert found[1:] == ["Hill and Ostrova|ORG"] * 2


def test_a_state_with_and_in_its_name_is_one():
    found = mended("[Bosnia|GPE] voted. The force in [Bosnia and Herzegovina|GPE] stays.")
    assert found[1:] == ["Bosnia and Herzegovina|GPE"]


def test_names_do_not_overlap_and_stand_in_order():
    entities = mend(
        article(
            "The [European|NORP] Commission, [Hart|PERSON] & [Lowe|PERSON], Reuters, [Ada|GPE]."
        )
    )
    for one, other in itertools.pairwise(entities):
        assert one.end <= other.start


def test_a_verb_that_begins_a_sentence_is_no_first_name():
    read = article("[Arresting Lund|PERSON] was wrong. [Anna Lund|PERSON] left.")
    first = msgspec.structs.replace(read.tokens[0], pos="VERB")
    read = msgspec.structs.replace(read, tokens=(first, *read.tokens[1:]))
    assert [entity.text for entity in mend(read)] == ["Lund", "Anna Lund"]
