"""JSON Schemas (draft 2020-12) of what we write and read, made from the records.

`annotate.schema.json` describes a line of `timeline annotate`, `timeline.schema.json` the output
of `timeline extract --format json`, `golden.schema.json` a file for `timeline check`,
`corrections.schema.json` one for `--corrections`, `diff.schema.json` the output of
`timeline diff --format json`. They are
files so that other programs can use them; `python -m timeline.schemas --write` makes them anew
after a change of the records, and `--check` fails where they differ.
"""

from __future__ import annotations

import inspect
from importlib import resources
from typing import Any

import msgspec

from timeline.corrections import Corrections
from timeline.diff import Diff
from timeline.golden import Golden
from timeline.records import AnnotatedArticle, Timeline

SCHEMAS: dict[str, type[msgspec.Struct]] = {
    "annotate": AnnotatedArticle,
    "timeline": Timeline,
    "golden": Golden,
    "diff": Diff,
    "corrections": Corrections,
}
"""Every schema by name, and the record it is made from."""


def file_name(name: str) -> str:
    """The name of a schema's file in this package."""
    return f"{name}.schema.json"


def read(name: str) -> dict[str, Any]:
    """The schema as it ships in the package. Raises KeyError for a name not in `SCHEMAS`."""
    SCHEMAS[name]
    data = resources.files(__name__).joinpath(file_name(name)).read_bytes()
    schema: dict[str, Any] = msgspec.json.decode(data)
    return schema


def make(name: str) -> str:
    """The schema as JSON text, made from the records."""
    schema = msgspec.json.schema(SCHEMAS[name])
    for part in schema["$defs"].values():
        if "description" in part:
            part["description"] = " ".join(inspect.cleandoc(part["description"]).split())
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return msgspec.json.format(msgspec.json.encode(dialect | schema), indent=2).decode() + "\n"
