"""What `annotate` costs beside the language model: words a second, and the ratio of the two.

    python benchmarks/annotate.py [--runs 5] [ARTICLES ...]

The same articles are read once, then in turn parsed by a bare `nlp.pipe` of the same model over the
same paragraphs, in one call, as spaCy loads it and as we do (other matrix products, words that are
remembered), and annotated: parse, dates, names, events. All run on one core in one process with
pipelines that have seen the articles before. Seconds are of the processor, the least of the runs,
since what else the machine does can only add to them.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core

import spacy

from timeline import articles
from timeline.annotation import annotator
from timeline.model import model_path
from timeline.records import READ_KINDS, ReadArticle

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parents[1]
SAMPLES = (HERE / "data", HERE / "tests" / "stories" / "key-bridge")
BATCH = 32


def seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


class Measured(NamedTuple):
    """The number of words, and the least seconds: bare as spaCy and as we load it, and annotate."""

    words: int
    plain: float
    bare: float
    whole: float


def measure(read: Sequence[ReadArticle], runs: int) -> Measured:
    """Run each of the three in turn, so many times."""
    nlp, loaded = articles.load_model(), spacy.load(model_path())
    texts = [
        item.text[block.start : block.end]
        for item in read
        for block in item.blocks
        if block.kind in READ_KINDS
    ]

    def bare(pipeline: Language = nlp) -> int:
        return sum(len(doc) for doc in pipeline.pipe(texts, batch_size=BATCH))

    def plain() -> int:
        return bare(loaded)

    def whole() -> None:
        annotate = annotator(nlp)
        for article in read:
            annotate(article)

    words = bare()
    plain()
    whole()
    timed = [(seconds(plain), seconds(bare), seconds(whole)) for _ in range(runs)]
    return Measured(words, *map(min, zip(*timed, strict=True)))


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path, default=SAMPLES)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    read = [one for one in articles.read(options.articles) if isinstance(one, ReadArticle)]
    words, plain, bare, whole = measure(read, options.runs)
    print(f"{len(read)} articles, {words} words; best of {options.runs} runs, processor time")
    named = {"nlp.pipe as spaCy loads it": plain, "nlp.pipe as we load it": bare, "annotate": whole}
    for name, taken in named.items():
        told = f"{taken:>8.2f} s{words / taken:>10,.0f} words a second"
        print(f"{name:<28}{told}, annotate {whole / taken:.2f} times")


if __name__ == "__main__":
    main()
