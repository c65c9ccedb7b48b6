"""What a teacher gave is put on the corpus as it was taken off, and on no other corpus."""

import lzma
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

import taught
from names import Name, join_docs, make_doc, set_names
from taught import Change

VOCAB = spacy.blank("en").vocab
SENTENCES = (["Berg", "left", "Oslo", "."], ["She", "met", "Vale", "Bank", "."])


def group(*names: Name, first: str = "Berg") -> Doc:
    """Two sentences as `convert.py` joins them, with these names."""
    sentences = [[first, *SENTENCES[0][1:]], SENTENCES[1]]
    docs = [make_doc(VOCAB, words, [True] * (len(words) - 2) + [False] * 2) for words in sentences]
    return set_names(join_docs([set_names(doc, []) for doc in docs]), names)


def parsed(**second: list[object]) -> Doc:
    """The group with trees, and with second choices as `silver.parsed` keeps them."""
    return Doc(
        VOCAB,
        words=[word for sentence in SENTENCES for word in sentence],
        spaces=[True, True, False, True, True, True, True, False, False],
        pos=["PROPN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "PROPN", "PROPN", "PUNCT"],
        tags=["NNP", "VBD", "NNP", ".", "PRP", "VBD", "NNP", "NNP", "."],
        morphs=["Number=Sing", "Tense=Past", *[""] * 7],
        heads=[1, 1, 1, 1, 5, 5, 7, 5, 5],
        deps=["nsubj", "ROOT", "obj", "punct", "nsubj", "ROOT", "compound", "obj", "punct"],
        sent_starts=[word in (0, 4) for word in range(9)],
        user_data=second,
    )


DOUBTS = {
    "other": [0, 0, 3, 2, 6, 4, 5, 6, 4],
    "share": [1.0, 1.0, 0.62, 0.99, 1.0, 1.0, 0.4, 1.0, 1.0],
    "other_dep": ["ROOT", "acl", "nsubj:pass", "obj", "obj", "obj", "obj", "obj", "obj"],
    "dep_share": [1.0, 1.0, 0.7, 1.0, 1.0, 1.0, 0.97, 1.0, 0.98],
}
ATTRIBUTES = ["ORTH", "SPACY", "POS", "TAG", "MORPH", "HEAD", "DEP", "SENT_START", "ENT_IOB"]


def test_trees_come_back_from_their_file(tmp_path: Path) -> None:
    groups = [group(first="Nobody"), group()]
    path = tmp_path / "trees.xz"
    taught.write_trees(path, taught.trees(groups, [parsed()]))
    (doc,) = taught.tree_docs(groups, taught.read_trees(path))
    assert (doc.to_array(ATTRIBUTES) == parsed().to_array(ATTRIBUTES)).all()


def test_the_file_of_trees_holds_labels_and_no_words(tmp_path: Path) -> None:
    taught.write_trees(tmp_path / "trees.xz", taught.trees([group()], [parsed()]))
    text = lzma.decompress((tmp_path / "trees.xz").read_bytes()).decode()
    assert text.splitlines()[1:4] == [
        "PROPN\tNNP\tNumber=Sing\t1\tnsubj",
        "VERB\tVBD\tTense=Past\t0\tROOT",
        "PROPN\tNNP\t_\t-1\tobj",
    ]
    assert not any(word in text for word in ("Berg", "Oslo", "Vale"))


def test_doubts_come_back_from_their_file_and_what_is_hardly_one_does_not(tmp_path: Path) -> None:
    taught.write_trees(tmp_path / "trees.xz", taught.trees([group()], [parsed(**DOUBTS)]))
    (doc,) = taught.tree_docs([group()], taught.read_trees(tmp_path / "trees.xz"))
    assert doc.user_data["other"] == [None, None, 3, None, None, None, 5, None, None]
    assert doc.user_data["share"] == [1.0, 1.0, 0.62, 1.0, 1.0, 1.0, 0.4, 1.0, 1.0]
    assert doc.user_data["other_dep"] == [None, None, "nsubj:pass", *[None] * 6]
    assert doc.user_data["dep_share"][2] == 0.7


def test_sentences_are_told_by_their_roots() -> None:
    # "She" of the second sentence hangs from "slept" before it: heads may lie anywhere within.
    assert taught.starts_of([1, 1, 1, 1, 6, 4, 6, 6]) == [0, 4]


@pytest.mark.parametrize("groups", [[group(first="Borg")], []])
def test_a_tree_of_other_words_is_refused(groups: list[Doc]) -> None:
    (tree,) = taught.trees([group()], [parsed()])
    with pytest.raises(ValueError, match="tree of group 0"):
        list(taught.tree_docs(groups, [tree]))


def test_a_parsed_doc_that_is_not_in_the_corpus_is_refused() -> None:
    with pytest.raises(ValueError, match="not a group of the corpus"):
        list(taught.trees([group(first="Borg")], [parsed()]))


BERG, OSLO, BANK = Name(0, 1, "PERSON"), Name(2, 3, "GPE"), Name(6, 8, "ORG")


@pytest.mark.parametrize(
    ("corpus", "mended", "changes"),
    [
        ([BERG, OSLO], [BERG, OSLO], []),
        ([BERG], [BERG, BANK], [(6, "-", "ORG")]),
        ([BERG, BANK], [BERG], [(6, "ORG", "-")]),
        ([Name(0, 1, "GPE")], [BERG], [(0, "GPE", "PERSON")]),
        ([BERG, OSLO], [BERG, Name(2, 3, None)], [(2, "GPE", "?")]),
        ([BERG], [BERG, Name(6, 8, None)], [(6, "-", "?")]),
        ([BANK], [Name(7, 8, "ORG"), Name(6, 7, None)], [(6, "ORG", "?"), (7, "-", "ORG")]),
        ([Name(6, 7, "PERSON")], [BANK], [(6, "PERSON", "-"), (6, "-", "ORG")]),
        ([BERG, Name(2, 3, None)], [Name(2, 3, None)], [(0, "PERSON", "-")]),
    ],
    ids=[
        "nothing",
        "the teacher's alone",
        "taken away",
        "relabelled",
        "unlabelled",
        "unlabelled beside names",
        "unlabelled but for a part",
        "other bounds",
        "unlabelled in the corpus",
    ],
)
def test_names_are_mended_as_the_table_says(
    corpus: list[Name], mended: list[Name], changes: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    groups, docs = [group(*corpus)], [group(*mended)]
    found = list(taught.changes(groups, docs))
    assert [(change.start, change.corpus, change.mended) for change in found] == changes
    taught.write_changes(tmp_path / "names.tsv", found)
    (doc,) = taught.mended_docs(groups, taught.read_changes(tmp_path / "names.tsv"))
    assert [(token.ent_iob, token.ent_type_) for token in doc] == [
        (token.ent_iob, token.ent_type_) for token in docs[0]
    ]
    assert [token.i for token in doc if token.is_sent_start] == [0, 4]


CHANGE = Change(0, 6, ("Vale", "Bank"), "ORG", "-")


@pytest.mark.parametrize(
    "change",
    [
        replace(CHANGE, group=1),
        replace(CHANGE, start=5),
        replace(CHANGE, words=("Vale", "Park")),
        replace(CHANGE, corpus="-", mended="LOC"),
        replace(CHANGE, corpus="LOC"),
    ],
)
def test_a_change_that_does_not_fit_the_corpus_is_refused(change: Change) -> None:
    with pytest.raises(ValueError, match=r"change in group [01]"):
        list(taught.mended_docs([group(BERG, OSLO, BANK)], [change]))


def test_groups_without_changes_stay() -> None:
    docs = list(taught.mended_docs([group(BERG), group(BERG, BANK)], [replace(CHANGE, group=1)]))
    assert [[ent.text for ent in doc.ents] for doc in docs] == [["Berg"], ["Berg"]]


def test_the_table_of_the_project_has_our_labels_and_known_ones_of_the_corpus() -> None:
    changes = list(taught.read_changes(taught.NAMES))
    labels = {"PERSON", "ORG", "GPE", "LOC", "NORP", taught.NO_NAME}
    assert {change.corpus for change in changes} == labels
    assert {change.mended for change in changes} == labels | {taught.UNKNOWN}


@pytest.mark.parametrize("path", taught.TREES.values(), ids=taught.TREES)
def test_the_trees_of_the_project_are_of_different_groups_in_order(path: Path) -> None:
    numbers = [tree.group for tree in taught.read_trees(path)]
    assert numbers == sorted(set(numbers))


def test_names_of_web_text_are_changes_to_none(tmp_path: Path) -> None:
    web = [taught.unnamed(group())]
    named = [set_names(group(), [Name(0, 1, "PERSON"), Name(1, 2, None)])]
    path = tmp_path / "web.tsv"
    taught.write_changes(path, taught.changes(web, named))
    (back,) = taught.mended_docs(web, taught.read_changes(path))
    assert [(ent.text, ent.label_) for ent in back.ents] == [("Berg", "PERSON")]
    assert [token.ent_iob_ for token in back][:3] == ["B", "", "O"]
