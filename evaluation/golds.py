"""Gold timelines that hold no text, with the text of their articles put in.

    python evaluation/golds.py GOLDS STORIES OUT

GOLDS has a file for each story, <story>.json (story_golds/README.md), STORIES a folder of
articles of the same name. OUT/<story>/ becomes a cluster as `clusters.py` and its scorer want it
(`gold.json`, `articles/`). Ends with an error where an article is not the one that was read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Put the texts in, story by story."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("golds", type=Path)
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    for path in sorted(options.golds.glob("*.json")):
        folder = options.stories / path.stem
        articles = {file.stem: json.loads(file.read_bytes()) for file in folder.glob("*.json")}
        try:
            gold = with_text(json.loads(path.read_bytes()), articles)
        except ValueError as error:
            sys.exit(f"{path.stem}: {error}")
        cluster = options.out / path.stem
        shutil.copytree(folder, cluster / "articles", dirs_exist_ok=True)
        (cluster / "gold.json").write_text(json.dumps(gold), encoding="utf-8")


def with_text(gold: dict[str, Any], articles: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The gold timeline of a story with its evidence as words of its articles (by file stem).

    Raises ValueError for an article that is missing or another.
    """
    for name, digest in gold["articles"].items():
        if name not in articles or digest_of(articles[name]) != digest:
            raise ValueError(f"{name} is not the article that was read")

    def words(article: str, place: list[Any]) -> str:
        field, start, end = place
        return articles[article][field][start:end]

    entries = [
        {**entry, "evidence": {name: words(name, at) for name, at in entry["evidence"].items()}}
        for entry in gold["entries"]
    ]
    distractors = [
        {**one, "snippet": words(one["article"], one["snippet"])} for one in gold["distractors"]
    ]
    return {**gold, "entries": entries, "distractors": distractors}


def digest_of(article: dict[str, str]) -> str:
    """What an article is known by: the first 16 digits of its SHA-256."""
    told = f"{article['title']}\n{article['text']}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
