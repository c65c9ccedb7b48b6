"""What browsers save beside a page: "Ferry_files/" with the pictures of "Ferry.html"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from timeline.records import Problem

SUFFIX = "_files"
PAGES = (".html", ".htm", ".xhtml")


class Companions(msgspec.Struct, frozen=True):
    """The files that only serve to show pages, and the folders they lie in."""

    files: frozenset[str] = frozenset()
    folders: tuple[str, ...] = ()

    def notes(self, path: str) -> Iterator[Problem]:
        """A note for each folder that is passed over."""
        for folder in self.folders:
            yield Problem(
                step="articles",
                where=f"{path}!{folder}",
                message=PASSED_OVER,
                severity="note",
            )


PASSED_OVER = "what a browser saved with the page of this name: passed over"


def companions(names: Iterable[str]) -> Companions:
    """Among files, by their paths with slashes, those in a folder "X_files" beside an "X.html"."""
    files = set(names)
    folders = {
        f"{name[: -len(suffix)]}{SUFFIX}/"
        for name in files
        for suffix in PAGES
        if name.lower().endswith(suffix)
    }
    inside = {name: folder for name in files for folder in _above(name) if folder in folders}
    return Companions(frozenset(inside), tuple(sorted(set(inside.values()))))


def _above(name: str) -> Iterator[str]:
    at = name.find("/")
    while at >= 0:
        yield name[: at + 1]
        at = name.find("/", at + 1)
