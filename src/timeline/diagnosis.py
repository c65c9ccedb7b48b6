"""What is installed, what is missing, and the command that adds it: `timeline doctor`."""

from __future__ import annotations

import importlib.metadata
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline import config
from timeline.model import model_path, packing
from timeline.records import Record

if TYPE_CHECKING:
    from packaging.requirements import Requirement

PACKAGE = "event-timeline"

_INTERNAL = frozenset({"all", "bench", "dev", "training", "vectors"})
"""Extras for those who work on the package itself, and the one that is all others."""

_EXTRA = re.compile(r"extra == [\"']([\w-]+)[\"']")


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was looked at.

    `state` is "ok", "missing" for what is optional, or "wrong" for what a run needs. `remedy` is
    the command that mends it.
    """

    name: str
    state: Literal["ok", "missing", "wrong"]
    message: str
    remedy: str | None = None


def doctor(folder: str | Path = ".") -> tuple[Finding, ...]:
    """Look at Python, the package with its libraries and extras, the model, and the configuration
    in a folder."""
    return (
        Finding(name="python", state="ok", message=platform.python_version()),
        *_libraries(),
        model(model_path()),
        _components(),
        configuration(Path(folder) / config.FILE),
    )


def _libraries() -> Iterator[Finding]:
    from packaging.requirements import Requirement

    needed: dict[str, list[Requirement]] = {}
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        yield Finding(
            name="timeline",
            state="wrong",
            message="runs from a folder of its source, not installed",
            remedy="pip install .",
        )
        return
    yield Finding(name="timeline", state="ok", message=version)
    for written in importlib.metadata.requires(PACKAGE) or []:
        requirement = Requirement(written)
        marked = _EXTRA.search(written)
        needed.setdefault(marked[1] if marked else "", []).append(requirement)
    for extra, requirements in needed.items():
        if extra not in _INTERNAL:
            yield _set(extra, requirements)


def _set(extra: str, requirements: list[Requirement]) -> Finding:
    """The libraries of the package itself, or of an extra."""
    found, faults = [], []
    for one in requirements:
        name, specifier = one.name, one.specifier
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            faults.append(f"{name} is not installed")
            continue
        if specifier.contains(version, prereleases=True):
            found.append(f"{name} {version}")
        else:
            faults.append(f"{name} {version} is not {specifier}")
    if not faults:
        return Finding(name=_called(extra), state="ok", message=", ".join(found))
    return Finding(
        name=_called(extra),
        state="missing" if extra else "wrong",
        message=", ".join(faults),
        remedy=f"pip install '{PACKAGE}[{extra}]'" if extra else f"pip install {PACKAGE}",
    )


def _called(extra: str) -> str:
    return f"extra {extra}" if extra else "libraries"


def model(folder: Path) -> Finding:
    """The shipped model, each file against the checksum that it was packed with."""
    again = f"pip install --force-reinstall --no-deps {PACKAGE}"
    if faults := packing.faults(folder):
        return Finding(name="model", state="wrong", message=", ".join(faults), remedy=again)
    count = len(packing.files(folder))
    return Finding(name="model", state="ok", message=f"{count} files as they were packed")


def _components() -> Finding:
    """What spaCy must find through entry points to load the model."""
    points = importlib.metadata.entry_points()
    wanted = {
        ("spacy_factories", "timeline_dates"),
        ("spacy_factories", "timeline_names"),
        ("spacy_factories", "timeline_parser"),
        ("spacy_tokenizers", "timeline.Tokenizer.v1"),
    }
    lost = sorted(name for group, name in wanted if name not in points.select(group=group).names)
    if lost:
        return Finding(
            name="spaCy",
            state="wrong",
            message=f"does not find {', '.join(lost)}",
            remedy=f"pip install --force-reinstall --no-deps {PACKAGE}",
        )
    return Finding(name="spaCy", state="ok", message="finds the components")


def configuration(path: Path) -> Finding:
    """The configuration file, which need not be there."""
    if not path.exists():
        return Finding(name=config.FILE, state="ok", message="none in this folder")
    try:
        config.read(path.read_bytes())
    except (OSError, config.ConfigError) as error:
        return Finding(name=config.FILE, state="wrong", message=str(error), remedy=f"edit {path}")
    return Finding(name=config.FILE, state="ok", message="read")
