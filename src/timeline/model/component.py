"""What the components of the shipped pipeline share: where spaCy keeps their weights, and batches.

The weights are arrays by name in one file, of half precision, which is what they are worth and half
the size.
"""

from __future__ import annotations

import io
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy

from timeline.model.reader import Weights
from timeline.model.word_vectors import word_vectors

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_WEIGHTS = "weights.npz"
_SETTINGS = "settings"


@dataclass(frozen=True)
class Settings:
    """What a network was trained with."""

    steps: list[int]
    """How far each layer looks, see `timeline.model.reader.Reader`."""

    labels: dict[str, list[str]]
    """What the columns of each head stand for."""

    vectors: str
    """The digest of the word vectors."""

    rest: dict[str, float] = field(default_factory=dict)
    """Numbers of one component alone."""


class Network(ABC):
    """The layers of one component, ready to annotate."""

    @abstractmethod
    def annotate(self, docs: list[Doc]) -> None:
        """Write what the network reads into the docs, none of them empty."""


class NetworkComponent(ABC):
    """A component of a spaCy pipeline whose network runs in NumPy.

    It can be loaded and saved as any; it is trained elsewhere (`training/`).
    """

    def __init__(self, vocab: Vocab, name: str) -> None:
        self.vocab, self.name = vocab, name
        self._settings: Settings | None = None
        self._weights: Weights = {}
        self._network: Network | None = None  # made when it is first needed: loading is quick

    def use(self, weights: Weights, settings: Settings) -> None:
        """Take a trained network."""
        self._weights, self._settings, self._network = dict(weights), settings, None
        for label in self.labels:  # now: what is added in a memory zone is forgotten with it
            self.vocab.strings.add(label)

    @abstractmethod
    def make_network(self, weights: Weights, settings: Settings) -> Network:
        """Make it of weights in single precision. Raises KeyError where a part is missing."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate docs, so many at once.

        Raises ValueError without weights, and where they were trained with other word vectors than
        the package has, KeyError where a part of them is missing.
        """
        if self._network is None:
            self._network = self._made()
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            if told := [doc for doc in docs if len(doc)]:
                self._network.annotate(told)
            yield from docs

    def _made(self) -> Network:
        if self._settings is None:
            raise ValueError(f"the component {self.name!r} has no weights: load them from disk")
        if self._settings.vectors != word_vectors().digest:
            raise ValueError(f"{self.name!r} was trained with other word vectors than these")
        single = {key: array.astype("float32") for key, array in self._weights.items()}
        return self.make_network(single, self._settings)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the component tells of a doc, sorted."""
        given = self._settings.labels.values() if self._settings else ()
        return tuple(sorted({label for labels in given for label in labels}))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return settings and weights in one NumPy archive. Raises ValueError without weights."""
        if self._settings is None:
            raise ValueError(f"the component {self.name!r} has no weights to save")
        file = io.BytesIO()
        arrays: dict[str, Any] = {key: self._weights[key] for key in sorted(self._weights)}
        arrays[_SETTINGS] = numpy.array(json.dumps(vars(self._settings)))
        numpy.savez(file, **arrays)
        return file.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NetworkComponent:
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

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NetworkComponent:
        """Read what `to_disk` wrote. Raises OSError where it is missing."""
        return self.from_bytes((Path(path) / _WEIGHTS).read_bytes())
