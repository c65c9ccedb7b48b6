"""A corpus in the neutral layout, of two articles in our own words, to test evaluation/ on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

EVALUATION = Path(__file__).parents[2] / "evaluation"

ARTICLES = {
    "bank": (
        "Nordholm Bank opens in Lisbon\n\n"
        "The bank opened a branch in Lisbon on Monday, 4 March 2019.\n"
        "Anders Berg, who founded Nordholm Bank in 1999, resigned on Tuesday."
    ),
    "quake": (
        "Quake shakes Ostrova\n\nAn earthquake killed nine people in Ostrova on Tuesday.\n"
        "Anders Berg visited the town and praised the rescuers."
    ),
}


def words(text: str) -> list[dict[str, object]]:
    """The tokens of a text: a line is a sentence."""
    found = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        found += [
            {
                "sentence": number,
                "string": word[0],
                "start": line.start() + word.start(),
                "end": line.start() + word.end(),
            }
            for word in re.finditer(r"\w+|[^\w\s]", line[0])
        ]
    return found


def event(text: str, name: str, trigger: str) -> dict[str, object]:
    """A gold event at a word of a text."""
    start = text.index(trigger)
    end = start + len(trigger)
    return {"id": name, "start": start, "end": end, "string": trigger, "validated": True}


def make(folder: Path) -> Path:
    """Write the corpus into a folder."""
    for part in ("articles", "tokens", "gold", "timelines"):
        (folder / part).mkdir()
    gold = {
        "bank": ["opened", "founded", "resigned"],
        "quake": ["killed", "visited", "praised", "rescuers"],
    }
    for name, text in ARTICLES.items():
        about = {"id": name, "title": text.split("\n")[0], "published": "2019-03-06", "text": text}
        (folder / "articles" / f"{name}.json").write_text(json.dumps(about))
        (folder / "tokens" / f"{name}.json").write_text(json.dumps(words(text)))
        events = [event(text, str(n), trigger) for n, trigger in enumerate(gold[name])]
        (folder / "gold" / f"{name}.json").write_text(
            json.dumps({"events": events, "validated_sentences": [1, 2]})
        )
    # Only the first line may be read: what follows is no timeline at all.
    (folder / "timelines" / "berg.txt").write_text("Anders Berg\nnot to be read\n")
    return folder


def run(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run an evaluation command."""
    return subprocess.run(
        [sys.executable, EVALUATION / script, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def scorer(folder: Path) -> Path:
    """A scorer that tells what it was given, and ends with a status of its own."""
    path = folder / "scorer.py"
    path.write_text("import sys\nprint('scored', *sys.argv[1:])\nsys.exit(3)\n")
    return path
