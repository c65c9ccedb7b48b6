"""Tags, features, sentences and trees: one network gives them all, as the component `parser`.

Each word is scored as the head of each other of its sentence (deep biaffine attention, Dozat and
Manning 2017); the tree with the best sum is the sentence's (`trees.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy
from numpy.typing import NDArray

from timeline.model.component import Network, NetworkComponent, Settings
from timeline.model.reader import ByDistance, Floats, Reader, Weights
from timeline.model.trees import best_trees

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.vocab import Vocab

_ROOT = "ROOT"
_CLOSING = ('"', "”", "’", "''")


class Syntax(NetworkComponent):
    """Sets tag, part of speech, features, head and relation of each token, and so sentences."""

    def use(self, weights: Weights, settings: Settings) -> None:  # noqa: D102  # of the base
        super().use(weights, settings)
        for label in settings.labels["morph"]:
            self.vocab.morphology.add(_features(label)[0])

    def make_network(self, weights: Weights, settings: Settings) -> Network:  # noqa: D102
        return _Trees(weights, settings, self.vocab)

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        """Return spaCy's scores of tags, features and trees, for `nlp.evaluate`."""
        from spacy.pipeline.dep_parser import parser_score
        from spacy.pipeline.morphologizer import morphologizer_score
        from spacy.pipeline.tagger import tagger_score

        scorers: list[Any] = [tagger_score, morphologizer_score, parser_score]
        examples = list(examples)
        return {key: value for each in scorers for key, value in each(examples).items()}


class _Trees(Network):
    def __init__(self, weights: Weights, settings: Settings, vocab: Vocab) -> None:
        self._weights = weights
        self._reader = Reader(weights, settings.steps)
        self._start, self._unmarked = settings.rest["start"], settings.rest["unmarked"]
        self._tags = _ids(vocab.strings[tag] for tag in settings.labels["tag"])
        self._relations = _ids(vocab.strings[label] for label in settings.labels["dep"])
        self._root = settings.labels["dep"].index(_ROOT)
        morphs, parts = zip(*map(_features, settings.labels["morph"]), strict=True)
        self._morphs = _ids(vocab.morphology.add(morph) for morph in morphs)
        self._parts = _ids(vocab.strings[part] for part in parts)
        self._near = ByDistance(weights["near"])
        self._label_near = weights["label_near"]

    def annotate(self, docs: list[Doc]) -> None:
        from spacy.attrs import DEP, HEAD, MORPH, POS, TAG

        reading = self._reader(docs)
        rows = reading.rows
        tags = self._scores(rows, "tag").argmax(1)
        features = self._scores(rows, "morph").argmax(1)
        starts = self._starts(docs, reading.bounds, self._scores(rows, "start")[:, 0])
        heads = self._heads(rows, numpy.flatnonzero(starts))
        relations = self._labels(rows, heads)
        columns: Any = numpy.empty((len(rows), 5), dtype="uint64")
        columns[:, 0] = self._tags[tags]
        columns[:, 1] = self._parts[features]
        columns[:, 2] = self._morphs[features]
        columns[:, 3] = self._relations[relations]
        columns[:, 4] = (heads - numpy.arange(len(heads))).astype("int64").view("uint64")
        for doc, (start, end) in zip(docs, pairwise(reading.bounds), strict=True):
            doc.from_array([TAG, POS, MORPH, DEP, HEAD], columns[start:end])

    def _scores(self, rows: Floats, head: str) -> Floats:
        found: Floats = rows @ self._weights[f"{head}.weight"] + self._weights[f"{head}.bias"]
        return found

    def _starts(
        self, docs: Iterable[Doc], bounds: Sequence[int], scores: Floats
    ) -> NDArray[numpy.bool_]:
        """Return which words start a sentence.

        None does behind a quotation that ends with a comma ("We held the bridge," Mr. Berg said),
        and behind a word without any mark ("Napoleon III ruled") only one that is surely a start.
        """
        starts: NDArray[numpy.bool_] = scores > self._start
        for doc, (first, end) in zip(docs, pairwise(bounds), strict=True):
            for before in numpy.flatnonzero(starts[first + 1 : end]).tolist():
                text, row = doc[before].text, first + before + 1
                told = text in _CLOSING and before and doc[before - 1].text == ","
                if told or (text[-1].isalnum() and scores[row] <= self._unmarked):
                    starts[row] = False
        starts[bounds[:-1]] = True
        return starts

    def _heads(self, rows: Floats, starts: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
        """Return the head of each word by its row; a root's is itself."""
        dependents = numpy.maximum(self._scores(rows, "dependent"), 0)
        heads = numpy.maximum(self._scores(rows, "head"), 0)
        roots = self._scores(dependents, "root")[:, 0]
        asked = dependents @ self._weights["arc"][:-1] + self._weights["arc"][-1]
        spans = list(zip(starts.tolist(), [*starts[1:].tolist(), len(rows)], strict=True))
        sentences = []
        for start, end in spans:
            arcs = asked[start:end] @ heads[start:end].T
            arcs /= 8
            arcs += self._near.between(end - start)
            sentences.append((arcs, roots[start:end]))
        found = numpy.empty(len(rows), dtype="int64")
        for (start, end), tree in zip(spans, best_trees(sentences), strict=True):
            found[start:end] = tree + start
        return found

    def _labels(self, rows: Floats, heads: NDArray[numpy.int64]) -> NDArray[numpy.int64]:
        reach = len(self._label_near) // 2
        place = numpy.arange(len(heads))
        hidden = self._scores(rows, "label_dependent")
        hidden += (rows @ self._weights["label_head.weight"])[heads]
        hidden += self._label_near[(heads - place).clip(-reach, reach) + reach]
        scores = self._scores(numpy.maximum(hidden, 0), "label")
        scores[:, self._root] = numpy.where(heads == place, numpy.inf, -numpy.inf)
        found: NDArray[numpy.int64] = scores.argmax(1)
        return found


def _ids(values: Iterable[int]) -> NDArray[numpy.uint64]:
    return numpy.array(list(values), dtype="uint64")


def _features(label: str) -> tuple[str, str]:
    """Take the part of speech out of features.

    >>> _features("Number=Sing|POS=NOUN")
    ('Number=Sing', 'NOUN')
    """
    features = label.split("|")
    part = next(feature for feature in features if feature.startswith("POS="))
    return "|".join(feature for feature in features if feature != part), part.removeprefix("POS=")
