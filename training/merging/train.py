"""Learns how much each feature of a pair of mentions says about whether they tell one event.

    python training/merging/train.py CORPUS --topics 1 3 4 [--model NAME]

CORPUS is in the neutral layout (see evaluation/coref.py). The articles of each topic are read by
the pipeline, with event mentions at the gold spans; every pair of mentions of a topic is an
example, positive if both are in one gold cluster. A logistic regression over the features of
`timeline.merging.features` is fitted and written to weights.tsv, where it fills the column
"mentions" of the rows that are set by training. Weights set by judgement, of features that a corpus
almost without dates cannot teach, stay as they are and count while the others are learned. A weight
never goes against the meaning of its feature: what is shared speaks for, what differs against.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[2]))

from evaluation.coref import annotated, dated, documents, gold_spans

from timeline.articles import load_model
from timeline.merging import features
from timeline.merging.cluster import groups_of
from timeline.merging.profile import Profiles, profiles
from timeline.merging.rows import Ints
from timeline.records import AnnotatedArticle

WEIGHTS = Path(features.__file__).with_name("weights.tsv")
AGAINST = (
    "other_",
    "vague_",
    "common_",
    "same_statement",
    "same_article",
    "same_sentence",
    "unclear_",
)
RIDGE = 1.0
SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)
"""What may be added to the bias: average links of log odds are best cut a little below even odds.

The one is taken that gives the best B-cubed F1 on topics that the weights were not learned from, or
the most careful of those that are as good.
"""
AS_GOOD = 0.002
FOLDS = 3


def gold_clusters(corpus: Path, article: AnnotatedArticle) -> dict[str, str]:
    """The gold cluster of each mention (by id) that a validated gold mention overlaps."""
    name = article.article.id
    gold = json.loads((corpus / "gold" / f"{name}.json").read_text())
    return {
        mention.id: event.get("cluster", f"{name}:{event['id']}")
        for event in gold["events"]
        if event["validated"]
        for mention in article.mentions
        if mention.start < event["end"] and event["start"] < mention.end
    }


class Topic(NamedTuple):
    """The mentions of a topic, the gold cluster of each, and which of them the gold knows."""

    profiles: Profiles
    cluster: Ints
    known: Ints


def topic_of(corpus: Path, collection: list[AnnotatedArticle]) -> Topic:
    gold = {k: v for one in collection for k, v in gold_clusters(corpus, one).items()}
    found = profiles(collection)
    number = {name: place for place, name in enumerate(sorted(set(gold.values())))}
    cluster = np.array([number.get(gold.get(name, ""), -1) for name in found.ids])
    return Topic(found, cluster, np.flatnonzero(cluster >= 0))


def examples(
    topic: Topic, chosen: list[features.Feature]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Features and labels of all pairs of a topic."""
    left, right = (topic.known[side] for side in np.triu_indices(len(topic.known), 1))
    pairs = features.Pairs(topic.profiles, left, right)
    values = np.column_stack([pairs.of(feature).astype(np.float64) for feature in chosen])
    return values, topic.cluster[left] == topic.cluster[right]


def fit(
    values: NDArray[np.float64], labels: NDArray[np.bool_], bounds: list[tuple[float, float]]
) -> NDArray[np.float64]:
    """Weights within bounds, the last of them the bias, that make the labels most likely."""
    signs = np.where(labels, 1.0, -1.0)
    inputs = np.hstack([values, np.ones((len(values), 1))])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (inputs @ weights)
        ridge = RIDGE * weights[:-1]
        slope = -(signs / (1 + np.exp(margins))) @ inputs
        return (
            np.logaddexp(0, -margins).sum() + 0.5 * ridge @ weights[:-1],
            slope + np.append(ridge, 0.0),
        )

    start = np.array([min(max(0.0, low), high) for low, high in bounds])
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def b_cubed(gold: Ints, found: Ints) -> float:
    """B-cubed F1 of a clustering (Bagga and Baldwin 1998)."""
    _, cell, together = np.unique(
        np.stack([gold, found]), axis=1, return_inverse=True, return_counts=True
    )
    shared = together[cell.reshape(-1)]
    precision = (shared / np.bincount(found)[found]).mean()
    recall = (shared / np.bincount(gold)[gold]).mean()
    return float(2 * precision * recall / (precision + recall))


def best_shift(topics: list[Topic], fitted: Callable[[list[Topic]], dict[str, float]]) -> float:
    """The shift that is best for topics left out, over all folds."""
    scores = dict.fromkeys(SHIFTS, 0.0)
    for fold in range(FOLDS):
        weights = fitted([one for place, one in enumerate(topics) if place % FOLDS != fold])
        for topic in topics[fold::FOLDS]:
            for shift in SHIFTS:
                moved = {**weights, "bias": weights["bias"] + shift}
                found = groups_of(topic.profiles, moved)
                scores[shift] += b_cubed(topic.cluster[topic.known], found[topic.known])
    for shift, total in scores.items():
        print(f"shift {shift:.2f}: B-cubed F1 {100 * total / len(topics):.2f} on topics left out")
    enough = max(scores.values()) - AS_GOOD * len(topics)
    return min(shift for shift in SHIFTS if scores[shift] >= enough)


def learn(corpus: Path, collections: list[list[AnnotatedArticle]]) -> None:
    """Fit the weights on topics and write them."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    rows = {line.split("\t")[0]: line.split("\t") for line in lines if not line.startswith("#")}
    chosen = [one for one in features.FEATURES if rows[one.__name__][1] != "-"]
    bounds = []
    for feature in chosen:
        name, weight, _, origin = rows[feature.__name__]
        if origin == "judgement":
            bounds.append((float(weight), float(weight)))
        else:
            bounds.append((-20.0, 0.0) if name.startswith(AGAINST) else (0.0, 20.0))
    topics = [topic_of(corpus, collection) for collection in collections]

    def fitted(topics: list[Topic]) -> dict[str, float]:
        parts = [examples(topic, chosen) for topic in topics]
        values = np.concatenate([part for part, _ in parts])
        labels = np.concatenate([part for _, part in parts])
        weights = fit(values, labels, [*bounds, (-20.0, 20.0)])
        names = [*(one.__name__ for one in chosen), "bias"]
        return dict(zip(names, (round(float(one), 2) for one in weights), strict=True))

    weights = fitted(topics)
    weights["bias"] += best_shift(topics, fitted)
    for name, weight in weights.items():
        rows[name][1] = f"{weight:.2f}"
    kept = [line for line in lines if line.startswith("#")]
    WEIGHTS.write_text(
        "\n".join([*kept, *("\t".join(row) for row in rows.values())]) + "\n", encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--topics", nargs="+", required=True)
    parser.add_argument("--model", help="name or path of a spaCy pipeline")
    options = parser.parse_args()
    nlp = load_model(options.model)
    topics = []
    for topic in options.topics:
        names = documents(options.corpus, topic)
        spans = gold_spans(options.corpus, names)
        topics.append(dated(list(annotated(options.corpus, names, nlp, spans))))
    learn(options.corpus, topics)


if __name__ == "__main__":
    main()
