"""Words a second of the shipped pipeline: `bench.py ARTICLES...`.

The components that `annotate` uses, on one core, read the paragraphs of real articles in batches as
`annotate` does. Every run loads the pipeline anew, so that no word has been seen before.
"""

import argparse
import os
import statistics
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core

from timeline import articles
from timeline.records import ReadArticle

RUNS = 3
BATCH = 32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="files and folders of articles")
    args = parser.parse_args()
    texts = [
        item.text[block.start : block.end]
        for item in articles.read(args.articles)
        if isinstance(item, ReadArticle)
        for block in item.blocks
        if block.kind in ("body", "headline")
    ]
    seconds, loads, words = [], [], 0
    for _ in range(RUNS):
        started = time.process_time()
        nlp = articles.load_model()
        loads.append(time.process_time() - started)
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
        seconds.append(time.process_time() - started)
    print(f"components: {', '.join(nlp.pipe_names)}")
    print(f"{len(texts)} paragraphs, {words} words; median of {RUNS} runs, processor time")
    print(f"words a second: {words / statistics.median(seconds):,.0f}")
    print(f"load: {statistics.median(loads):.2f} s")


if __name__ == "__main__":
    main()
