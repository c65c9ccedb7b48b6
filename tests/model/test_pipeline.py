"""The shipped pipeline: loads anywhere by its path, is whole, and reads plain news English."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from timeline.model import model_path

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(model_path())


def test_loads_in_a_process_that_never_imported_timeline(tmp_path: Path) -> None:
    # The network must not be reached for, and nothing that only training needs be imported.
    script = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("the pipeline went to the network")
socket.socket.connect = socket.getaddrinfo = refuse
import spacy
nlp = spacy.load(sys.argv[1])
doc = nlp("Anna Berg left Oslo.")
assert doc.ents, doc
assert "spacy_lookups_data" not in sys.modules and "torch" not in sys.modules
print(" ".join(nlp.pipe_names))
"""
    run = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", script, str(model_path())],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["parser", "ner", "attribute_ruler", "lemmatizer"]


def test_labels_are_the_documented_ones(nlp: Language) -> None:
    assert set(nlp.get_pipe("ner").labels) == {"PERSON", "ORG", "GPE", "LOC", "NORP"}
    assert {"nsubj", "nsubj:pass", "obj", "obl", "acl:relcl", "ROOT"} <= set(
        nlp.get_pipe("parser").labels
    )


def test_a_noun_in_a_name_is_a_proper_noun(nlp: Language) -> None:
    doc = nlp("The photograph was taken by Getty Images.")
    assert [(token.text, token.pos_) for ent in doc.ents for token in ent] == [
        ("Getty", "PROPN"),
        ("Images", "PROPN"),
    ]
    assert doc[1].pos_ == "NOUN"


def test_every_file_has_the_hash_that_was_written_with_it() -> None:
    listed = {}
    for line in (model_path() / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    found = {
        path.relative_to(model_path()).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in model_path().rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert found == listed


def test_size_with_the_word_vectors_is_at_most_thirty_megabytes() -> None:
    folder = model_path().parent
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert MEGABYTE < size <= 30 * MEGABYTE


def test_the_card_tells_a_load_time_below_the_limit() -> None:
    card = (model_path().parent / "CARD.md").read_text("utf-8")
    (seconds,) = re.findall(r"^\| load \| seconds (\d+\.\d+) \|$", card, re.MULTILINE)
    assert 0 < float(seconds) < 0.6


def test_card_and_attribution_lie_beside_the_weights() -> None:
    folder = model_path().parent
    assert "CC BY-SA 4.0" in (folder / "ATTRIBUTION.md").read_text("utf-8")
    assert "| ewt_test |" in (folder / "CARD.md").read_text("utf-8")


def test_sentences_end_where_they_should(nlp: Language) -> None:
    doc = nlp(
        "Two hikers were found dead near the lake on Sunday. Mr. Olsen, who led the search, said "
        "snow had slowed his team. The road remains closed."
    )
    assert [sent.text.split()[0] for sent in doc.sents] == ["Two", "Mr.", "The"]


@pytest.mark.parametrize(
    "text",
    [
        "“This is a sad day for your shareholders,” Acme Chief Executive Tom Vale said.",
        '"It has helped us," Mr. Vale said.',
        "Gustav III ruled Sweden.",
    ],
)
def test_a_sentence_goes_on(nlp: Language, text: str) -> None:
    assert len(list(nlp(text).sents)) == 1


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Police arrested four men.", "arrested", "arrest"),
        ("Police arrested four men.", "men", "man"),
        ("The talks had broken down.", "broken", "break"),
        ("Its forces were leaving the town.", "were", "be"),
        ("The ministers met in Oslo.", "The", "the"),
        ("The ministers met in Oslo.", "Oslo", "Oslo"),
        ("They didn't agree.", "n't", "not"),
        ("He went home.", "He", "he"),
    ],
)
def test_lemmas(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert next(token.lemma_ for token in nlp(text) if token.text == word) == lemma


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "President Anna Berg met Kofi Mensah in Accra on Tuesday.",
            {("Anna Berg", "PERSON"), ("Kofi Mensah", "PERSON"), ("Accra", "GPE")},
        ),
        (
            "French troops and NATO officials left Mali for Europe.",
            {("French", "NORP"), ("NATO", "ORG"), ("Mali", "GPE"), ("Europe", "LOC")},
        ),
        ("Authorities said the road was closed.", set()),
        ("Rising tensions worry officials.", set()),
    ],
)
def test_names(nlp: Language, text: str, names: set[tuple[str, str]]) -> None:
    assert {(ent.text, ent.label_) for ent in nlp(text).ents} == names


def test_subjects_and_objects_of_plain_sentences(nlp: Language) -> None:
    doc = nlp("The army shelled the village on Sunday. The ceasefire had been broken by rebels.")
    found = {token.text: (token.dep_, token.head.text) for token in doc}
    assert found["army"] == ("nsubj", "shelled")
    assert found["village"] == ("obj", "shelled")
    assert found["ceasefire"] == ("nsubj:pass", "broken")


def test_prefixes_stay_joined_to_their_word(nlp: Language) -> None:
    words = [token.text for token in nlp("They de-escalate; al-Shabaab and NATO-led units left.")]
    assert "de-escalate" in words
    assert "NATO-led" not in words


@pytest.mark.parametrize("text", ["", " ", "\n", "A\n\nB", "?!", "x" * 3000, "Ćirić, 東京, 🙂."])
def test_odd_text_is_read_without_a_fault(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(sent) for sent in doc.sents) == len(doc)


def test_result_does_not_depend_on_what_was_read_before(nlp: Language) -> None:
    text = "Marta Lindqvist said Volvo would close its plant in Ghent."
    alone = nlp(text).to_json()
    for _ in nlp.pipe(["Something else entirely.", text, "Ghent again, and Volvo."] * 20):
        pass
    assert nlp(text).to_json() == alone


def test_a_lemma_is_found_without_reading_a_list(nlp: Language) -> None:
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert len(index["noun"]) > 50_000
    assert all(isinstance(words, dict) for words in index.values())
