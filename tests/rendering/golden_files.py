"""The story of the flood in every format, as files to read and compare.

`python -m tests.rendering.golden_files` writes them anew; read the changes before you keep them.
"""

from __future__ import annotations

from pathlib import Path

from tests.rendering.flood import STORY
from timeline.rendering import FORMATS, Page, render

FOLDER = Path(__file__).parent / "golden"

SUFFIXES = {
    "table": "table.txt",
    "json": "json",
    "jsonl": "jsonl",
    "csv": "csv",
    "markdown": "md",
    "html": "html",
    "ics": "ics",
    "timelinejs": "timelinejs.json",
    "jsonld": "jsonld",
    "plover": "plover.jsonl",
    "timesketch": "timesketch.jsonl",
    "ftm": "ftm.jsonl",
}


def path(format: str) -> Path:
    """The file of a format."""
    return FOLDER / f"flood.{SUFFIXES[format]}"


def made(format: str) -> bytes:
    """What the program writes now."""
    return render(STORY, format, page=Page(title="The flood of Ostrova")).encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for format in FORMATS:
        path(format).write_bytes(made(format))
