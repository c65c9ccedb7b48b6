"""Names of people, organisations, places and peoples: the component `ner`.

Each word is scored as the beginning, inside, last or only word of a name of each kind, or as none
(BILUO, Ratinov and Roth 2009); the best sequence without contradiction is taken (`decoding.py`).
The network runs in NumPy; it is trained by `training/learn.py`. Its weights are arrays by name in
one file, of half precision, which is what they are worth and half the size.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy

from timeline.model.decoding import best_labels, biluo_transitions
from timeline.model.reader import Reader, Weights
from timeline.model.word_vectors import word_vectors

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.training import Example
    from spacy.vocab import Vocab

_WEIGHTS = "weights.npz"
_SETTINGS = "settings"
_OUTSIDE = "O"
_IOB = {"I": 1, "L": 1, "O": 2, "B": 3, "U": 3}  # as spaCy numbers them


@dataclass(frozen=True)
class Settings:
    """What a network was trained with."""

    steps: list[int]
    """How far each layer looks, see `timeline.model.reader.Reader`."""

    labels: list[str]
    """BILUO labels in the order of the scores: "O", "B-ORG", ..."""

    vectors: str
    """The digest of the word vectors."""


class Names:
    """Sets the names of docs; those that stand there already are replaced.

    It can be loaded and saved as any component of spaCy, but not trained by it.
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab, self.name = vocab, name
        self._settings: Settings | None = None
        self._weights: Weights = {}
        self._network: _Network | None = None  # made when it is first needed: loading is quick

    def use(self, weights: Weights, settings: Settings) -> None:
        """Take a trained network."""
        self._weights, self._settings, self._network = dict(weights), settings, None
        for label in self.labels:  # now: what is added in a memory zone is forgotten with it
            self.vocab.strings.add(label)

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Set the names of docs, so many at once.

        Raises ValueError without weights, and where they were trained with other word vectors than
        the package has, KeyError where a part of them is missing.
        """
        if self._settings is None:
            raise ValueError(f"the component {self.name!r} has no weights: load them from disk")
        network = self._network = self._network or _Network(
            self._weights, self._settings, self.vocab
        )
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            if told := [doc for doc in docs if len(doc)]:
                network.annotate(told)
            yield from docs

    @property
    def labels(self) -> tuple[str, ...]:
        """The kinds of names, sorted."""
        given = self._settings.labels if self._settings else []
        return tuple(sorted({label[2:] for label in given if label != _OUTSIDE}))

    def score(self, examples: Iterable[Example], **_: object) -> dict[str, Any]:
        """Return spaCy's scores of names, for `nlp.evaluate`."""
        from spacy.scorer import get_ner_prf

        found: dict[str, Any] = get_ner_prf(examples)
        return found

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return settings and weights in one NumPy archive. Raises ValueError without weights."""
        if self._settings is None:
            raise ValueError(f"the component {self.name!r} has no weights to save")
        file = io.BytesIO()
        arrays: dict[str, Any] = {key: self._weights[key] for key in sorted(self._weights)}
        arrays[_SETTINGS] = numpy.array(json.dumps(vars(self._settings)))
        numpy.savez(file, **arrays)
        return file.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Names:
        """Read what `to_bytes` gave."""
        with numpy.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        settings = Settings(**json.loads(str(arrays.pop(_SETTINGS))))
        self.use(arrays, settings)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights into a folder, which is made."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _WEIGHTS).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Names:
        """Read what `to_disk` wrote. Raises OSError where it is missing."""
        return self.from_bytes((Path(path) / _WEIGHTS).read_bytes())


class _Network:
    """The layers, and what the labels are in spaCy's numbers."""

    def __init__(self, weights: Weights, settings: Settings, vocab: Vocab) -> None:
        if settings.vectors != word_vectors().digest:
            raise ValueError("the names were trained with other word vectors than the package has")
        single = {key: array.astype("float32") for key, array in weights.items()}
        self._reader = Reader(single, settings.steps)
        self._weight, self._bias = single["label.weight"], single["label.bias"]
        self._allowed, self._ends = biluo_transitions(settings.labels)
        kinds = [vocab.strings[label[2:]] for label in settings.labels]
        places = [_IOB[label[0]] for label in settings.labels]
        self._columns = numpy.array([places, kinds], dtype="uint64").T.copy()

    def annotate(self, docs: list[Doc]) -> None:
        """Set the names of docs, none of them empty."""
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
