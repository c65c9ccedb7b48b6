"""Join the trained parts to one pipeline and write it: `pack.py SYNTAX NAMES CORPUS OUT`.

Adds the rule lemmatizer, whose tables go into the weights, and a rule that makes a noun in a name
a proper one, which the names know better than the tags; drops what only training needs, and
writes the hash of every file.
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy
import srsly
from spacy.language import Language
from spacy.tokens import DocBin

import recipe
from timeline.model.component import Settings
from timeline.model.word_vectors import word_vectors
from tokenizer import tokenizing_pipeline

# A word scores more as the start of a sentence, and behind a word without a mark: chosen on the
# development parts, with a network that had not learned from them.
START, UNMARKED = 0.0, 2.0
NAMED = ("PERSON", "ORG", "GPE", "LOC")
PROPER = {"NN": "NNP", "NNS": "NNPS"}  # of a noun in a name: "Getty Images"
LEMMAS_LEARNED_FROM = ("ewt_train", "gum_train")
HASHES = "SHA256SUMS"
# name, author, address, licence; in full in ATTRIBUTION.md
SOURCES = (
    ("UD English EWT", "Silveira et al.", "https://universaldependencies.org", "CC BY-SA 4.0"),
    ("GUM", "Zeldes et al.", "https://gucorpling.org/gum/", "CC BY 4.0, texts CC BY or CC BY-SA"),
    ("Groningen Meaning Bank", "Bos et al.", "https://gmb.let.rug.nl", "CDLA-Sharing 1.0"),
    ("re3d", "Dstl", "https://github.com/dstl/re3d", "Open Government Licence, CC"),
    ("Wikigold", "Balasuriya et al.", "https://aclanthology.org/W09-3302/", "CC BY 4.0"),
    ("Universal NER, EWT", "Mayhew et al.", "https://www.universalner.org", "CC BY-SA 4.0"),
    ("spacy-lookups-data", "Explosion", "https://github.com/explosion/spacy-lookups-data", "MIT"),
    ("all-MiniLM-L6-v2", "Reimers et al.", "https://www.sbert.net", "Apache 2.0"),
    ("WordNet 3.0", "Princeton University", "https://wordnet.princeton.edu", "WordNet licence"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("syntax", type=Path, help="what learn.py made of the treebanks")
    parser.add_argument("names", type=Path, help="what learn.py made of the mix of names")
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    parser.add_argument("out", type=Path, help="folder to write, emptied first")
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    nlp = tokenizing_pipeline()
    add(nlp, "parser", "timeline_parser", args.syntax, {"start": START, "unmarked": UNMARKED})
    add(nlp, "ner", "timeline_names", args.names, {})
    ruler = nlp.add_pipe("attribute_ruler")
    for noun, proper in PROPER.items():
        in_name = {"ENT_TYPE": {"IN": list(NAMED)}, "TAG": noun, "IS_LOWER": False}
        ruler.add([[in_name]], {"TAG": proper, "POS": "PROPN"})
    docs = [
        doc
        for name in LEMMAS_LEARNED_FROM
        for doc in DocBin().from_disk(args.corpus / f"{name}.spacy").get_docs(nlp.vocab)
    ]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    lemmatizer.initialize(lookups=recipe.lemma_tables(docs))
    nlp.meta.update(
        name="timeline_news",
        version=args.version,
        spacy_version=">=3.8.2,<3.9",
        description="English pipeline of the event-timeline package, trained with news in mind",
        author="event-timeline",
        license="CC BY-SA 4.0",
        sources=[
            dict(zip(("name", "author", "url", "license"), row, strict=True)) for row in SOURCES
        ],
        performance={},
    )
    # What cuts words lives in training/; its outcome is saved in the tokenizer.
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "timeline.Tokenizer.v1"}
    nlp.config["corpora"] = {}
    nlp.config["training"] = {}
    nlp.config["initialize"] = {}
    nlp.config["paths"] = {}
    shutil.rmtree(args.out, ignore_errors=True)
    nlp.to_disk(args.out)
    drop_corpus_strings(args.out, nlp)
    write_hashes(args.out)


def add(nlp: Language, name: str, factory: str, trained: Path, numbers: dict[str, float]) -> None:
    """Add a component with its trained network."""
    with numpy.load(trained, allow_pickle=False) as archive:
        weights = {key: archive[key] for key in archive.files}
    settings = json.loads(str(weights.pop("settings")))
    component = nlp.add_pipe(factory, name=name)
    component.use(weights, Settings(**settings, vectors=word_vectors().digest, rest=numbers))


def drop_corpus_strings(folder: Path, nlp: Language) -> None:
    """Keep of the string table the labels alone: the words of the corpora are not needed."""
    labels = {
        label for pipe in nlp.pipe_names for label in getattr(nlp.get_pipe(pipe), "labels", ())
    }
    srsly.write_json(folder / "vocab" / "strings.json", sorted(labels))


def write_hashes(folder: Path) -> None:
    """Write SHA-256 of every file below `folder`, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != HASHES
    ]
    (folder / HASHES).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
