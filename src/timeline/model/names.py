"""Names of people, organisations, places and peoples: the component `ner`.

Each word is scored as the beginning, inside, last or only word of a name of each kind, or as none
(BILUO, Ratinov and Roth 2009); the best sequence without contradiction is taken (`decoding.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy

from timeline.model.component import Network, NetworkComponent, Settings
from timeline.model.decoding import best_labels, biluo_transitions
from timeline.model.reader import Reader, Weights

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.vocab import Vocab

_OUTSIDE = "O"
_IOB = {"I": 1, "L": 1, "O": 2, "B": 3, "U": 3}  # as spaCy numbers them


class Names(NetworkComponent):
    """Sets the names of docs; those that stand there already are replaced."""

    def make_network(self, weights: Weights, settings: Settings) -> Network:  # noqa: D102
        return _Sequences(weights, settings, self.vocab)

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names, sorted."""
        return tuple(sorted({label[2:] for label in super().labels if label != _OUTSIDE}))

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        """Return spaCy's scores of names, for `nlp.evaluate`."""
        from spacy.scorer import get_ner_prf

        found: dict[str, Any] = get_ner_prf(examples)
        return found


class _Sequences(Network):
    def __init__(self, weights: Weights, settings: Settings, vocab: Vocab) -> None:
        self._reader = Reader(weights, settings.steps)
        self._weight, self._bias = weights["label.weight"], weights["label.bias"]
        labels = settings.labels["ner"]
        self._allowed, self._ends = biluo_transitions(labels)
        kinds = [vocab.strings[label[2:]] for label in labels]
        places = [_IOB[label[0]] for label in labels]
        self._columns = numpy.array([places, kinds], dtype="uint64").T.copy()

    def annotate(self, docs: list[Doc]) -> None:
        from spacy.attrs import ENT_IOB, ENT_TYPE

        reading = self._reader(docs)
        scores = reading.rows @ self._weight + self._bias
        lengths = numpy.array([len(doc) for doc in docs])
        padded = numpy.zeros((len(docs), int(lengths.max()), scores.shape[1]), "float32")
        for line, (start, end) in enumerate(pairwise(reading.bounds)):
            padded[line, : end - start] = scores[start:end]
        labels = best_labels(padded, lengths, self._allowed, self._ends)
        for doc, line in zip(docs, labels, strict=True):
            doc.from_array([ENT_IOB, ENT_TYPE], self._columns[line[: len(doc)]])
