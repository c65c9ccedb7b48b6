"""The most important events of each article and their days, scored as in TimeSET.

    python evaluation/timeset.py CORPUS --scorer score_timeset.py [--output FILE] [--model NAME]

CORPUS is a folder in the neutral layout: articles/DOC.json (id, title, published, text) and
gold/DOC.json, which only the scorer reads. Each article is a collection of its own, as its
timeline would be made: dates come from its words and its publication alone. FILE keeps what the
scorer is given, lines as `timeline annotate` writes them, with the date that the timeline gives
each mention.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

import timeline
from timeline.records import AnnotatedArticle


def dated(corpus: Path, settings: timeline.Settings) -> Iterator[AnnotatedArticle]:
    """The articles with each mention dated as its event is in the article's own timeline."""
    for article in timeline.annotate([corpus / "articles"], settings):
        if not isinstance(article, AnnotatedArticle):
            continue
        story = timeline.merge([article], settings)
        date_of = {
            source.mention: source.date or event.date
            for event in (*story.events, *story.undated)
            for source in event.sources
        }
        mentions = tuple(
            msgspec.structs.replace(mention, date=date_of.get(mention.id))
            for mention in article.mentions
        )
        yield msgspec.structs.replace(article, mentions=mentions)


def main() -> int:
    """Annotate and date the articles, then let the scorer compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--model", help="name or path of a spaCy pipeline")
    options, more = parser.parse_known_args()
    if not any((options.corpus / "articles").glob("*.json")):
        print(f"{options.corpus}: no articles/*.json", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        output = options.output or Path(scratch) / "annotated.jsonl"
        encode = msgspec.json.Encoder().encode
        with output.open("wb") as lines:
            for article in dated(options.corpus, timeline.Settings(model=options.model)):
                lines.write(encode(article) + b"\n")
        command = [sys.executable, options.scorer, options.corpus, output, *more]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
