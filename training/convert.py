"""Convert every corpus of the mix to spaCy's format: `convert.py CORPORA OUT`."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from itertools import compress
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import conll_names
import conllu
import gmb
import gum
import re3d
from iob2 import Tagged, read_iob2, written_spaces
from names import Name, join_docs, make_doc, set_names
from own import read_own
from tokenizer import tokenizing_pipeline

Namer = Callable[[Tagged, gmb.Lexicon], Iterable[Name]]

HERE = Path(__file__).parent
# Sentences of one document stand together in these corpora, without a mark between documents.
SENTENCES_PER_DOC = 3
# re3d goes from press releases to encyclopaedia: every fifth block of sentences is held out.
BLOCK = 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with syntax/ and entities/")
    parser.add_argument("out", type=Path, help="folder for the .spacy files")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nlp = tokenizing_pipeline()
    vocab = nlp.vocab
    entities = args.corpora / "entities"

    news = list(read_iob2(entities / "gmb.iob2"))
    tail, dev = len(news) * 95 // 100, len(news) * 93 // 100
    # What the mending of labels learns, it learns from the training part alone.
    corrections = gmb.read_corrections(HERE / "gmb_corrections.tsv")
    lexicon = gmb.learn_lexicon(news[:dev], corrections)
    wars = list(read_iob2(entities / "re3d.iob2"))
    held = [index // BLOCK % 5 == 4 for index in range(len(wars))]

    parts: dict[str, tuple[list[Tagged], Namer]] = {
        "gmb_train": (news[:dev], gmb.sentence_names),
        "gmb_dev": (news[dev:tail], gmb.sentence_names),
        "gmb_test": (news[tail:], gmb.sentence_names),
        "re3d_train": (
            list(compress(wars, [not out for out in held])),
            re3d.sentence_names,
        ),
        "re3d_test": (list(compress(wars, held)), re3d.sentence_names),
        "wikigold_train": (list(read_iob2(entities / "wikigold.iob2")), conll_names.sentence_names),
        "uner_train": (list(read_iob2(entities / "uner_ewt_dev.iob2")), conll_names.sentence_names),
        "uner_test": (list(read_iob2(entities / "uner_ewt_test.iob2")), conll_names.sentence_names),
    }
    for part, (sentences, namer) in parts.items():
        docs = [named_doc(vocab, tagged, part, namer, lexicon) for tagged in sentences]
        size = 1 if part.startswith("uner") else SENTENCES_PER_DOC
        groups = [docs[i : i + size] for i in range(0, len(docs), size)]
        save(args.out / f"{part}.spacy", [join_docs(group) for group in groups])
    save(args.out / "own_train.spacy", list(read_own(HERE / "own_sentences", nlp)))
    for bank in ("ewt", "gum"):
        for part in ("train", "dev", "test"):
            path = args.corpora / "syntax" / bank / f"{part}.conllu"
            save(
                args.out / f"{bank}_{part}.spacy",
                list(treebank(path, vocab, bank, lexicon.demonyms)),
            )


def named_doc(vocab: Vocab, tagged: Tagged, part: str, namer: Namer, lexicon: gmb.Lexicon) -> Doc:
    spaces = written_spaces(tagged[0], cut_words=part.startswith("re3d"))
    if part.startswith("gmb"):
        tagged, spaces = gmb.split_compounds(tagged, spaces, lexicon)
    return set_names(make_doc(vocab, tagged[0], spaces), namer(tagged, lexicon))


def treebank(path: Path, vocab: Vocab, bank: str, demonyms: frozenset[str]) -> Iterator[Doc]:
    for sentences in conllu.paragraphs(conllu.read_sentences(path)):
        doc = conllu.paragraph_doc(vocab, sentences)
        if bank == "gum":
            names, offset = [], 0
            for sentence in sentences:
                names += [
                    Name(name.start + offset, name.end + offset, name.label)
                    for name in gum.sentence_names(sentence, demonyms)
                ]
                offset += len(sentence.words)
            set_names(doc, names)
        yield doc


def save(path: Path, docs: list[Doc]) -> None:
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    words = sum(len(doc) for doc in docs)
    names = sum(len(doc.ents) for doc in docs)
    print(f"{path.name}: {len(docs)} docs, {words} words, {names} names")


if __name__ == "__main__":
    main()
