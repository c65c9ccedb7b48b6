"""Printed timelines of the development stories, as a page to read.

    python evaluation/gallery.py CLUSTERS --faults docs/gallery-faults.md > docs/gallery.md

Prints the table, as `timeline extract` does without options, of the articles in `data/` and of each
folder of CLUSTERS, and beside each the faults that a reader sees in it, from the section of the
file of faults that has its name.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import timeline
from timeline.rendering import render

HEAD = """# Gallery

The timelines of the development stories, printed with default options, and the faults that a reader
sees in them. Made by `make gallery CORPORA=…`; the faults are kept in
[gallery-faults.md](gallery-faults.md), by hand.
"""


def main() -> int:
    """Print the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("clusters", type=Path)
    parser.add_argument("--faults", type=Path, required=True)
    options = parser.parse_args()
    faults = sections(options.faults.read_text(encoding="utf-8"))
    folders = {"data": Path("data")}
    for gold in sorted(options.clusters.glob("*/gold.json")):
        folders[gold.parent.name] = gold.parent / "articles"
    print(HEAD)
    for name, folder in folders.items():
        story = timeline.extract([folder])
        table = render(story, "table", view=timeline.View(salient=True))
        print(f"## {name}\n\n```text\n{_without_paths(table, folder)}```\n")
        print(f"Faults: {faults.get(name, 'not read yet.')}\n")
    return 0


def _without_paths(table: str, folder: Path) -> str:
    """The table with the paths of articles as they are within their story."""
    return (
        table.replace(f"{folder}/", "") if folder.is_absolute() or ".." in folder.parts else table
    )


def sections(text: str) -> dict[str, str]:
    """The text under each second-level heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {name.strip(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


if __name__ == "__main__":
    sys.exit(main())
