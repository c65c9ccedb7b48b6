"""Articles without end, made from the sample stories: other names, days and wording in each.

    python benchmarks/generator.py FOLDER [--articles 1000] [--words 400]

The people, places, bodies and words of the samples are exchanged as `merging.py` does it, so that
they are as frequent as in news; years and months in the texts move with the story; texts of one
story are joined until an article is long enough. The same number gives the same articles. They are
written as JSON lines, some hundred to a file.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import merging
from timeline.records import AnnotatedArticle

WORDS = 400
"""Words of an article, about: it ends with the text in which four fifths of them are reached."""
IN_A_FILE = 100

_YEAR = re.compile(r"\b(19|20)(\d\d)\b")
_MONTHS = ("March", "April", "May", "June", "August", "September", "October", "November")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?= \d)")


def articles(count: int, words: int = WORDS) -> Iterator[dict[str, str | None]]:
    """So many articles, as rows of an export."""
    text, number = "", 0
    sample = merging.samples(merging.SAMPLES)
    for told in merging.articles(sample, sys.maxsize):
        text += "\n\n" + _moved(told)
        if len(text.split()) < 0.8 * words:
            continue
        if number == count:
            return
        about = told.article
        yield {
            "id": f"made-{number:07}",
            "title": about.title,
            "published": about.published and about.published.isoformat(),
            "text": text.strip(),
        }
        text, number = "", number + 1


def _moved(told: AnnotatedArticle) -> str:
    """The text with its years and months moved as far as the story has been."""
    day = told.article.published
    if day is None:
        return told.text
    years, months = day.year - 2023, day.month
    text = _YEAR.sub(lambda found: str(min(max(int(found[0]) + years, 1950), 2090)), told.text)
    return _MONTH.sub(
        lambda found: _MONTHS[(_MONTHS.index(found[0]) + months) % len(_MONTHS)], text
    )


def write(folder: Path, count: int, words: int = WORDS) -> int:
    """Write so many articles into a folder; the number of words in them."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    lines: list[str] = []
    for number, row in enumerate(articles(count, words), start=1):
        total += len((row["text"] or "").split())
        lines.append(json.dumps(row))
        if len(lines) == IN_A_FILE or number == count:
            path = folder / f"articles-{number:07}.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            lines.clear()
    return total


def main() -> None:
    """Write the articles and say how many words they have."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=WORDS)
    options = parser.parse_args()
    print(f"{write(options.folder, options.articles, options.words)} words")


if __name__ == "__main__":
    main()
