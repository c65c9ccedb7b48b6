"""`python -m timeline.schemas --check | --write`: keep the schema files equal to the records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from timeline.schemas import SCHEMAS, file_name, make


def main(arguments: list[str] | None = None, folder: Path = Path(__file__).parent) -> int:
    """Check or write the schema files; 1 if a file differs from its record."""
    parser = argparse.ArgumentParser(prog="python -m timeline.schemas", description=__doc__)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--check", action="store_true", help="fail if a file differs")
    action.add_argument("--write", action="store_true", help="write the files anew")
    chosen = parser.parse_args(arguments)
    differs = False
    for name in SCHEMAS:
        path = folder / file_name(name)
        made = make(name)
        if chosen.write:
            path.write_text(made, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != made:
            print(f"{path.name} is not what the records say: run with --write", file=sys.stderr)
            differs = True
    return int(differs)


if __name__ == "__main__":
    sys.exit(main())
