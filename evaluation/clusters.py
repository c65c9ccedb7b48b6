"""Timelines of clusters of articles, and their score against gold timelines.

    python evaluation/clusters.py CLUSTERS --scorer score_cluster.py [--all] [--output DIR]

CLUSTERS is a folder of folders, each with `articles/` and `gold.json`. Each cluster becomes
DIR/<cluster>.json, made with default options; the scorer is then called once with all of them, as
`score_cluster.py --all CLUSTERS DIR`. As in `timeline extract`, `--all` gives every event instead
of the number that suits the articles.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import timeline
from timeline.rendering import render


def main() -> int:
    """Extract each cluster, report the time it took, and run the scorer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        output = options.output or Path(scratch)
        output.mkdir(parents=True, exist_ok=True)
        settings = timeline.Settings(model=options.model)
        extract(options.clusters, output, settings, everything=options.all)
        command = [sys.executable, options.scorer, "--all", options.clusters, output]
        return subprocess.run(command, check=False).returncode


def extract(clusters: Path, output: Path, settings: timeline.Settings, *, everything: bool) -> None:
    """Write the timeline of each cluster as JSON, and its figures to standard error."""
    for gold in sorted(clusters.glob("*/gold.json")):
        cluster = gold.parent
        started = time.perf_counter()
        story = timeline.extract([cluster / "articles"], settings)
        path = output / f"{cluster.name}.json"
        view = timeline.View(salient=not everything)
        path.write_text(render(story, "json", view=view), encoding="utf-8")
        taken = time.perf_counter() - started
        print(
            f"{cluster.name}: {len(story.articles)} articles, {len(story.events)} dated events, "
            f"{len(story.undated)} undated, {taken:.1f} s",
            file=sys.stderr,
        )


if __name__ == "__main__":
    sys.exit(main())
