"""Timelines of Timeline17 topics, and their score against the gold timelines.

    python evaluation/tls.py TOPICS --scorer score_tls.py [--cache DIR] [--output DIR] [--only NAME]

TOPICS is a folder of folders, each with `articles/` and `timelines.json`. All articles of a topic
make one timeline, with default options but for the number of events, which the scorer takes from
each gold timeline: its best dates, its number of sentences. Printed for each topic: articles,
seconds of CPU time to annotate and to merge, then the scorer's figures and their macro averages
over topics. `--cache` keeps what `annotate` gives, which takes most of the time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

import timeline
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.rendering import render

FIGURES = ("Date-F1", "AR1", "AR2")


def main() -> int:
    """Make the timeline of each topic and score it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("topics", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        output = options.output or Path(scratch)
        output.mkdir(parents=True, exist_ok=True)
        rows = []
        for gold in sorted(options.topics.glob("*/timelines.json")):
            topic = gold.parent
            if options.only and topic.name not in options.only:
                continue
            made = make(topic, options.cache)
            path = output / f"{topic.name}.json"
            path.write_text(render(made, "json"), encoding="utf-8")
            rows.append(scored(options.scorer, topic, path))
            figures = "  ".join(f"{name} {rows[-1][name]:.3f}" for name in FIGURES)
            print(f"{topic.name}: {figures}", flush=True)
        means = {name: sum(row[name] for row in rows) / len(rows) for name in FIGURES}
        print("macro: " + "  ".join(f"{name} {mean:.3f}" for name, mean in means.items()))
    return 0


def make(topic: Path, cache: Path | None) -> Timeline:
    """The timeline of a topic; tells the time that it took."""
    started = time.process_time()
    kept = cache / f"{topic.name}.jsonl" if cache else None
    items: list[AnnotatedArticle | Problem]
    if kept is not None and kept.is_file():
        with kept.open("rb") as lines:
            items = list(timeline.read_annotated(lines, str(kept)))
        source = "read back"
    else:
        items = list(timeline.annotate([topic / "articles"]))
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            articles = (one for one in items if isinstance(one, AnnotatedArticle))
            kept.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in articles))
        source = "annotated"
    read = time.process_time()
    # The articles were collected for one topic, so nothing is to be told apart.
    made = timeline.merge(items, timeline.Settings(one_story=True))
    print(
        f"{topic.name}: {len(made.articles)} articles, {len(made.events)} dated events, "
        f"{source} in {read - started:.0f} s, merged in {time.process_time() - read:.0f} s",
        file=sys.stderr,
        flush=True,
    )
    return made


def scored(scorer: Path, topic: Path, path: Path) -> dict[str, float]:
    """The F1 figures of a topic."""
    command = [sys.executable, scorer, topic, path, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return {name: float(json.loads(done.stdout)["average"][name]["f"]) for name in FIGURES}


if __name__ == "__main__":
    sys.exit(main())
