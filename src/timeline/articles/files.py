"""Paths to files: folders recursively, in an order that the order of the paths does not change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.articles import addresses
from timeline.articles.companions import PASSED_OVER, companions
from timeline.articles.document import problem
from timeline.records import Problem

STDIN = "-"


def display(path: str) -> str:
    """A path as it is shown and stored; bytes that are no UTF-8 are escaped ("caf\\xe9.txt")."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def find_files(paths: Iterable[str | Path]) -> Iterator[str | Problem]:
    """The files under `paths`, each once, sorted by their place in the file system; then those at
    addresses ("s3://archive/2024"); then "-".

    Hidden files and folders inside a folder are left out (one named outright is read), and so are
    the folders that a browser saved with a page, with a note. A folder is entered once, so a
    link to a folder above it ends there. A missing path, a folder that cannot be listed or has no
    file in it, is a `Problem`.
    """
    given = sorted({os.fspath(path) for path in paths})
    found: dict[str, str] = {}  # real path -> the path to show: the shortest, then the first
    problems: list[tuple[str, Problem]] = []
    entered: set[str] = set()
    for path in given:
        if path == STDIN or addresses.is_address(path):
            continue
        if not Path(path).is_dir():
            if os.path.lexists(path):
                _add(found, os.path.normpath(path))
            else:
                problems.append((path, problem(display(path), "no such file or folder")))
            continue
        before = len(problems)
        if not _walk(os.path.normpath(path), found, entered, problems) and len(problems) == before:
            problems.append((path, problem(display(path), "no file in this folder")))
    beside = companions(path.replace(os.sep, "/") for path in found.values() if path not in given)
    for folder in beside.folders:
        note = Problem(step="articles", where=display(folder), message=PASSED_OVER, severity="note")
        problems.append((folder, note))
    found = {
        real: path for real, path in found.items() if path.replace(os.sep, "/") not in beside.files
    }
    rows: list[tuple[tuple[str, ...], str | Problem]] = [
        (Path(os.path.realpath(path)).parts, item) for path, item in problems
    ]
    rows += [(Path(real).parts, path) for real, path in found.items()]
    for _, item in sorted(rows, key=lambda row: (row[0], isinstance(row[1], str))):
        yield item
    yield from addresses.find(path for path in given if addresses.is_address(path))
    if STDIN in given:
        yield STDIN


def _add(found: dict[str, str], path: str) -> None:
    real = os.path.realpath(path)
    found[real] = min(found.get(real, path), path, key=lambda name: (len(name), name))


def _walk(
    root: str, found: dict[str, str], entered: set[str], problems: list[tuple[str, Problem]]
) -> bool:
    """Adds the files under `root`; whether there is one."""
    some = False
    folders, links = [root], list[str]()
    while folders or links:
        folder = folders.pop() if folders else links.pop()
        real = os.path.realpath(folder)
        if real in entered:
            some = some or any(Path(path).is_relative_to(real) for path in found)
            continue
        entered.add(real)
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            problems.append((folder, problem(display(folder), _reason(error))))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                (links if entry.is_symlink() else folders).append(entry.path)
            else:
                _add(found, entry.path)
                some = True
    return some


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
