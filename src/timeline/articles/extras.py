"""Libraries that come as extras of the package: loaded when a file needs them."""

from __future__ import annotations

import importlib
from typing import Any


class ExtraMissingError(Exception):
    """A library is not installed; the message names the command that adds it."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"needs {library}: pip install 'event-timeline[{extra}]'")


def load(module: str, extra: str) -> Any:
    """A module of an extra; raises `ExtraMissingError`."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ExtraMissingError(module, extra) from None
