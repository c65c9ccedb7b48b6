"""Scores the merging of event mentions across articles against gold coreference, as on ECB+.

    python evaluation/coref.py CORPUS --topics 2 5 --scorers DIR [--model NAME] [--output DIR]

CORPUS is a folder in the neutral layout: articles/DOC.json (id, text), gold/DOC.json (events with
offsets and clusters, validated sentences). A topic is what stands before the first "_" of a
document's name; the rest of the name is not looked at. All articles of a topic are merged, once
with the gold mentions (of the gold, only their spans are read) and once with our own. DIR holds
spans.py and score_coref.py, which print MUC, B3, CEAFe, CoNLL F1 and LEA; `--output` keeps the
files that they compare.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import articles, dates, entities, events, merging
from timeline.records import READ_KINDS, AnnotatedArticle, ReadArticle, Span

if TYPE_CHECKING:
    from spacy.language import Language

Spans = Mapping[str, Sequence[Span]]
"""The spans of the gold mentions of each document."""


def documents(corpus: Path, topic: str) -> list[str]:
    """The names of a topic's documents, in order."""
    return sorted(path.stem for path in (corpus / "articles").glob(f"{topic}_*.json"))


def gold_spans(corpus: Path, names: Sequence[str]) -> dict[str, list[Span]]:
    """Where the validated gold mentions are, and nothing else of the gold."""
    return {
        name: sorted(
            (
                Span(start=event["start"], end=event["end"])
                for event in json.loads((corpus / "gold" / f"{name}.json").read_text())["events"]
                if event["validated"]
            ),
            key=lambda span: (span.start, span.end),
        )
        for name in names
    }


def annotated(
    corpus: Path, names: Sequence[str], nlp: Language, spans: Spans | None = None
) -> Iterator[AnnotatedArticle]:
    """The documents with our mentions, or with mentions at the given spans."""
    read = articles.read([corpus / "articles" / f"{name}.json" for name in names])
    for parsed in articles.parse((one for one in read if isinstance(one, ReadArticle)), nlp):
        readable = [(one.start, one.end) for one in parsed.blocks if one.kind in READ_KINDS]
        times = dates.find(parsed.text, published=parsed.article.published, spans=readable)
        resolved = entities.resolve(parsed)
        told = None if spans is None else spans[parsed.article.id]
        yield AnnotatedArticle(
            article=parsed.article,
            model="",
            text=parsed.text,
            sentences=parsed.sentences,
            entities=resolved,
            times=times,
            mentions=events.find(parsed, resolved, times, told),
        )


def dated(collection: Sequence[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """A topic's articles as merging gets them: names unified, mentions dated."""
    names = entities.unify(collection)
    renamed, _ = dates.infer([entities.rename(one, names) for one in collection])
    return [events.date_mentions(one) for one in renamed]


def clustered(collection: Sequence[AnnotatedArticle]) -> list[dict[str, Any]]:
    """Our mentions of a topic: {"doc", "start", "end", "cluster"}."""
    cluster_of = {
        mention: cluster.mentions[0]
        for cluster in merging.coreference(dated(collection))
        for mention in cluster.mentions
    }
    return [
        {
            "doc": article.article.id,
            "start": mention.start,
            "end": mention.end,
            "cluster": cluster_of[mention.id],
        }
        for article in collection
        for mention in article.mentions
    ]


def at_spans(mentions: Sequence[Mapping[str, Any]], spans: Spans) -> list[dict[str, Any]]:
    """Every span with the cluster of the mention made at it; alone where there is none."""
    given = []
    for doc, wanted in spans.items():
        here = [one for one in mentions if one["doc"] == doc]
        for span in wanted:
            inside = [one for one in here if one["start"] < span.end and span.start < one["end"]]
            cluster = inside[0]["cluster"] if inside else f"{doc}:{span.start}:{span.end}"
            given.append({"doc": doc, "start": span.start, "end": span.end, "cluster": cluster})
    return given


def main() -> None:
    """Merge each topic, then let the scorers compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--topics", nargs="+", required=True)
    parser.add_argument("--scorers", type=Path, required=True)
    parser.add_argument("--model", help="name or path of a spaCy pipeline")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    nlp = articles.load_model(options.model)
    found: dict[str, list[dict[str, Any]]] = {"gold mentions": [], "predicted mentions": []}
    for topic in options.topics:
        names = documents(options.corpus, topic)
        spans = gold_spans(options.corpus, names)
        at = clustered(list(annotated(options.corpus, names, nlp, spans)))
        found["gold mentions"] += at_spans(at, spans)
        found["predicted mentions"] += clustered(list(annotated(options.corpus, names, nlp)))
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.output or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for kind, mentions in found.items():
            print(f"\n{kind}", flush=True)
            _score(options.corpus, options.topics, options.scorers, folder / kind[:4], mentions)


def _score(
    corpus: Path, topics: Sequence[str], scorers: Path, prefix: Path, mentions: Sequence[object]
) -> None:
    predicted = prefix.with_suffix(".mentions.json")
    predicted.write_text(json.dumps(mentions, indent=0))
    patterns = [f"{topic}_*" for topic in topics]
    aligned = [scorers / "spans.py", corpus, predicted, prefix, "--documents", *patterns]
    subprocess.run([sys.executable, *map(str, aligned)], check=True)
    compared = [scorers / "score_coref.py", f"{prefix}.gold.json", f"{prefix}.predicted.json"]
    subprocess.run([sys.executable, *map(str, compared)], check=True)


if __name__ == "__main__":
    main()
