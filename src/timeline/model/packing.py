"""Whether the files of a model are those that were packed, by the checksums beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

_SUMS = "SHA256SUMS"


def files(folder: Path) -> dict[str, str]:
    """The files that were packed, with their SHA-256. Raises OSError without a list of them."""
    rows = (folder / _SUMS).read_text("utf-8").splitlines()
    pairs = (row.partition("  ") for row in rows)
    return {name.removeprefix("*").removeprefix("./"): sha256 for sha256, _, name in pairs}


def faults(folder: Path) -> list[str]:
    """What is not as it was packed: "meta.json is missing". Empty if all is well."""
    try:
        listed = files(folder)
    except OSError as error:
        return [f"{folder / _SUMS}: {error.strerror or error}"]
    found = []
    for name, sha256 in listed.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"{name} is not as it was packed")
    return found
