"""What a result depends on beside its input, as a digest: our code and tables, libraries, model.

Two results with the same fingerprint were made in the same way. A line that a developer changes in
a rule, a row in a table, a library that is upgraded or an extra that is installed each make another
one, so that no stored result outlives what made it. What comes after annotation (merging, ordering,
rendering) is no part of it: nothing of theirs is stored.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import timeline
from timeline.model import model_path

READING = ("articles", "edtf.py", "records.py", "settings.py")
"""What makes an article of a file: folders and files of the package."""

ANNOTATION = (*READING, "annotation.py", "dates", "entities", "events")
"""What makes an annotated article of one that was read, beside the model."""

LIBRARIES = (
    # those that read files, with the extras: what is missing is told as a problem of the file
    "backports.zstd",
    "charset-normalizer",
    "feedparser",
    "htmldate",
    "lxml",
    "lxml-html-clean",
    "markdown-it-py",
    "msgspec",
    "pyarrow",
    "pypdf",
    "python-docx",
    "pyyaml",
    "trafilatura",
    "warcio",
    # those that annotate
    "blis",
    "dateparser",
    "numpy",
    "rapidfuzz",
    "spacy",
    "thinc",
    "threadpoolctl",
)
"""The libraries whose version may change what is read or annotated."""


def reading() -> bytes:
    """The fingerprint of reading files."""
    return _digest((_libraries(), _code(READING)))


def annotation(model: str | None) -> bytes:
    """The fingerprint of annotation with a model; see `model_folder`."""
    return _digest((_libraries(), _code(ANNOTATION), digest_of(model_folder(model))))


def model_folder(name: str | None) -> Path:
    """The folder of a spaCy pipeline by its name or path, None is ours; found without spaCy.

    Raises LookupError where there is none.
    """
    if name is None:
        # The weights use the layers and the word vectors beside them.
        return model_path().parent
    if name.isidentifier():
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent
    if Path(name).is_dir():
        return Path(name)
    raise LookupError(name)


def model_name(name: str | None) -> str:
    """What an annotated article calls the model, from its description. Raises LookupError."""
    folder = model_path() if name is None else model_folder(name)
    try:
        about = json.loads((folder / "meta.json").read_bytes())
        return f"{about['lang']}_{about['name']}-{about['version']}"
    except (OSError, ValueError) as error:
        raise LookupError(name) from error


def digest_of(folder: Path) -> bytes:
    """A digest of the files below a folder and their names, but for what Python compiles."""
    return _digest(_files(folder, folder))


@cache
def _libraries() -> bytes:
    """Python, the kind of machine, and the version of each library."""
    lines = [timeline.__version__, platform.python_version(), platform.machine()]
    for name in LIBRARIES:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = "none"
        lines.append(f"{name} {version}")
    return "\n".join(lines).encode()


@cache
def _code(parts: Iterable[str]) -> bytes:
    package = Path(timeline.__file__).parent
    return _digest(chunk for part in parts for chunk in _files(package / part, package))


def _files(place: Path, root: Path) -> Iterator[bytes]:
    """Name and digest of each file at or below a place, in the order of the names."""
    below = sorted(place.rglob("*")) if place.is_dir() else [place]
    for path in below:
        if path.is_file() and path.parent.name != "__pycache__":
            yield path.relative_to(root).as_posix().encode()
            yield hashlib.sha256(path.read_bytes()).digest()


def _digest(chunks: Iterable[bytes]) -> bytes:
    made = hashlib.sha256()
    for chunk in chunks:
        made.update(len(chunk).to_bytes(8, "big"))
        made.update(chunk)
    return made.digest()
