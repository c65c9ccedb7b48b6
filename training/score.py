"""Score a pipeline on the test parts: `score.py PIPELINE CORPUS [--card FILE]`.

Syntax: from raw text, one paragraph at a time, spaCy's scorer (punctuation left out of UAS and
LAS). Names: exact span and label, words without annotation ignored; GPE and LOC joined, since no
corpus but ours tells them apart.
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core, as the speed figure says

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

SYNTAX = ("ewt_test", "gum_test")
# Which labels a corpus can judge: Universal NER has no peoples, in our conversion they are a list.
NAMES = {
    "re3d_test": ("PERSON", "ORG", "PLACE", "NORP"),
    "gmb_test": ("PERSON", "ORG", "PLACE", "NORP"),
    "gum_test": ("PERSON", "ORG", "PLACE", "NORP"),
    "uner_test": ("PERSON", "ORG", "PLACE"),
}
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
JOINED = {"GPE": "PLACE", "LOC": "PLACE"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpus", type=Path, help="folder of the .spacy files")
    parser.add_argument("--card", type=Path, help="Markdown file: figures go between its marks")
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    figures: dict[str, dict[str, float]] = {"load": load(args.pipeline)}
    for name in SYNTAX:
        figures[name] = syntax(nlp, read(args.corpus, name, nlp))
    for name, labels in NAMES.items():
        figures[f"names {name}"] = names(nlp, read(args.corpus, name, nlp), labels)
    figures["speed"] = speed(args.pipeline, read(args.corpus, "gmb_test", nlp))
    table = "\n".join(
        f"| {name} | " + ", ".join(f"{key} {value}" for key, value in row.items()) + " |"
        for name, row in figures.items()
    )
    table = f"| measured on | figures |\n| --- | --- |\n{table}"
    print(table)
    if args.card:
        write_card(args.card, table)


def write_card(card: Path, table: str) -> None:
    """Replace what stands between the marks."""
    before, _, rest = card.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{card}: the marks {BEGIN} and {END} are missing")
    card.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", "utf-8")


def read(folder: Path, name: str, nlp: Language) -> list[Doc]:
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(nlp.vocab))


def syntax(nlp: Language, gold: list[Doc]) -> dict[str, float]:
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in gold]
    scores = nlp.evaluate(examples)
    keys = ("token_acc", "tag_acc", "pos_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
    return {key: round(100 * scores[key], 1) for key in keys if scores.get(key) is not None}


def names(nlp: Language, gold: list[Doc], labels: tuple[str, ...]) -> dict[str, float]:
    """Return F1 over all labels and for each."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for doc, predicted in zip(gold, nlp.pipe(doc.text for doc in gold), strict=True):
        unknown = {
            offset
            for token in doc
            if not token.ent_iob
            for offset in range(token.idx, token.idx + len(token))
        }
        gold_spans = {
            (ent.start_char, ent.end_char, JOINED.get(ent.label_, ent.label_)) for ent in doc.ents
        }
        predicted_spans = {
            (ent.start_char, ent.end_char, JOINED.get(ent.label_, ent.label_))
            for ent in predicted.ents
            if unknown.isdisjoint(range(ent.start_char, ent.end_char))
        }
        for counter, spans in (
            (wanted, gold_spans),
            (found, predicted_spans),
            (right, gold_spans & predicted_spans),
        ):
            counter.update(label for _, _, label in spans if label in labels)

    def f1(chosen: tuple[str, ...]) -> float:
        both = sum(found[label] + wanted[label] for label in chosen)
        return round(200 * sum(right[label] for label in chosen) / both, 1) if both else 0.0

    return {"all": f1(labels)} | {label: f1((label,)) for label in labels}


def load(pipeline: Path) -> dict[str, float]:
    """Return the least seconds of five loads, each in a process that has imported spaCy alone.

    What else the machine does can only add to them.
    """
    script = (
        "import spacy, sys, time; started = time.perf_counter(); spacy.load(sys.argv[1]); "
        "print(time.perf_counter() - started)"
    )
    seconds = [
        float(subprocess.check_output([sys.executable, "-c", script, str(pipeline)]))
        for _ in range(5)
    ]
    return {"seconds": round(min(seconds), 2)}


def speed(pipeline: Path, docs: list[Doc]) -> dict[str, float]:
    """Return words a second of processor time on news, of a pipeline that has read nothing yet."""
    texts = [doc.text for doc in docs]
    nlp = spacy.load(pipeline)
    started = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return {"words_per_second": round(words / (time.process_time() - started))}


if __name__ == "__main__":
    main()
