"""What `annotate` costs beside the language model: words a second, and the ratio of the two.

    python benchmarks/annotate.py [--runs 5] [ARTICLES ...]

The same articles are read once, then in turn parsed by a bare `nlp.pipe` of the same pipeline over
the same paragraphs, in one call, and annotated: parse, dates, names, events. Both run on one core
in one process with a pipeline that has seen the articles before. Seconds are of the processor, the
least of the runs, since what else the machine does can only add to them.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core

from timeline import articles
from timeline.annotation import annotator
from timeline.records import READ_KINDS, ReadArticle

HERE = Path(__file__).parents[1]
SAMPLES = (HERE / "data", HERE / "tests" / "stories" / "key-bridge")
BATCH = 32


def seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes of the processor."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(read: Sequence[ReadArticle], runs: int) -> tuple[int, list[float], list[float]]:
    """The number of words, the seconds of each bare run, and those of each run of annotation."""
    nlp = articles.load_model()
    texts = [
        item.text[block.start : block.end]
        for item in read
        for block in item.blocks
        if block.kind in READ_KINDS
    ]

    def bare() -> int:
        return sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))

    def whole() -> None:
        annotate = annotator(nlp)
        for article in read:
            annotate(article)

    words = bare()
    whole()
    timed = [(seconds(bare), seconds(whole)) for _ in range(runs)]
    return words, [one for one, _ in timed], [other for _, other in timed]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path, default=SAMPLES)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    read = [one for one in articles.read(options.articles) if isinstance(one, ReadArticle)]
    words, bare, whole = measure(read, options.runs)
    print(f"{len(read)} articles, {words} words; best of {options.runs} runs, processor time")
    for name, taken in (("bare nlp.pipe", bare), ("annotate", whole)):
        print(f"{name:<14}{min(taken):>8.2f} s{words / min(taken):>10,.0f} words a second")
    print(f"ratio {min(whole) / min(bare):.2f}")


if __name__ == "__main__":
    main()
