"""`python -m timeline.formats --check | --write`: keep docs/formats.md equal to the tables in code.

The document is written by hand but for the parts between `<!-- inputs -->`, `<!-- fields -->`,
`<!-- limits -->`, `<!-- outputs -->` and the marks that end them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from timeline.articles import fields, limits
from timeline.articles.formats import FORMATS as INPUTS
from timeline.rendering import FORMATS as OUTPUTS

DOCUMENT = Path(__file__).parents[2] / "docs" / "formats.md"


def tables() -> dict[str, str]:
    """The tables of the document by the name of their mark."""
    return {
        "inputs": _table(
            ("format", "files", "library", "extra", "kept", "lost"),
            (
                (
                    row.name,
                    " ".join(f"`{suffix}`" for suffix in row.suffixes),
                    row.library or "",
                    f"`{row.extra}`" if row.extra else "",
                    row.keeps,
                    row.loses,
                )
                for row in INPUTS
            ),
        ),
        "fields": _table(
            ("field", "names, the first that is there"),
            (
                (f"`{ours}`", ", ".join(f"`{name}`" for name in names))
                for ours, names in fields.known().items()
                if ours != "list"
            ),
        ),
        "limits": _table(("what", "limit", "beyond it"), limits.LIMITS),
        "outputs": _table(
            ("format", "library", "kept", "lost"),
            (
                (
                    f"`{name}`",
                    getattr(row, "library", None) or "",
                    getattr(row, "keeps", ""),
                    row.loses,
                )
                for name, row in OUTPUTS.items()
            ),
        ),
    }


def made(document: str) -> str:
    """The document with its tables made anew. Raises KeyError for a mark that names no table."""
    known = tables()
    return re.sub(
        r"(<!-- (\w+) -->\n).*?(<!-- end -->)",
        lambda match: f"{match[1]}{known[match[2]]}{match[3]}",
        document,
        flags=re.DOTALL,
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None, path: Path = DOCUMENT) -> int:
    """Check or write the document; 1 if it differs from the code."""
    parser = argparse.ArgumentParser(prog="python -m timeline.formats", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="fail if the document differs")
    action.add_argument("--write", action="store_true", help="write its tables anew")
    chosen = parser.parse_args(arguments)
    text = path.read_text(encoding="utf-8")
    if chosen.write:
        path.write_text(made(text), encoding="utf-8")
    elif text != made(text):
        print(f"{path.name} is not what the code says: run with --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
