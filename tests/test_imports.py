"""The floors: what each part of the package may import. A planted violation must be found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline

PACKAGE = Path(timeline.__file__).parent

FLOOR = {"records", "settings", "edtf"}
"""What imports nothing of ours, and every part may import."""

STEPS = {"articles", "dates", "entities", "events", "grouping", "merging", "ordering", "rendering"}

MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "settings": set(),
    "edtf": set(),
    "model": set(),
    **dict.fromkeys(STEPS, FLOOR),
    "articles": FLOOR | {"model"},
    "merging": FLOOR | {"model"},
    "corrections": FLOOR,
    "store": {"records"},
    "fingerprint": {"face", "model"},
    "incremental": FLOOR | {"articles", "face", "fingerprint", "store"},
    "annotation": FLOOR | {"articles", "dates", "entities", "events", "incremental"},
    "workers": FLOOR | {"articles", "annotation", "incremental"},
    "pipeline": FLOOR
    | {"annotation", "corrections", "face", "incremental", "workers", *STEPS} - {"rendering"},
    "engines": FLOOR | {"annotation", "articles", "corrections", "fingerprint", "pipeline"},
    "face": FLOOR
    | {"articles", "checking", "config", "corrections", "diagnosis", "engines", "explanation"}
    | {"golden", "model", "pipeline", "rendering", "store", "workers"},
    "golden": FLOOR | {"rendering"},
    "explanation": FLOOR | {"rendering"},
    "diff": FLOOR | {"rendering"},
    "config": FLOOR,
    "junit": FLOOR | {"golden"},
    "components": {"dates", "model"},
    "checking": FLOOR | {"engines", "golden", "pipeline"},
    "diagnosis": FLOOR | {"config", "model"},
    "formats": {"articles", "rendering"},
    "schemas": FLOOR | {"golden", "corrections", "diff"},
    "cli": FLOOR
    | {"config", "corrections", "diagnosis", "diff", "explanation", "face", "golden", "junit"}
    | {"incremental", "rendering", "store"},
}
"""Part of the package (a file or folder; face is __init__.py): the other parts it may import.

The face knows its homes lazily, so that the pipeline may ask it for the version.
"""

DOORS: dict[str, set[str]] = {
    "spacy": {"articles/parse.py", "components.py", "dates/component.py", "model/*"},
    "thinc": {"articles/products.py"},
    "dateparser": {"dates/fallback.py"},
    "icalendar": {"rendering/ics.py"},
    "jinja2": {"rendering/html/__init__.py"},
    "sqlite3": {"store/*"},
    "markupsafe": {"rendering/html/__init__.py"},
    "typer": {"cli/*"},
}
"""Library: the only files that may import it (a star is any name).

Type checking (`if TYPE_CHECKING`) is free."""


def _imports(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Modules that code imports at run time, with the imported name for `from` imports."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, None
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            for alias in node.names:
                yield node.module or "", alias.name
        yield from _imports(node)


def _part(path: Path) -> str:
    first = path.parts[0]
    return {"__init__.py": "face"}.get(first, first.removesuffix(".py"))


def _parts_imported(tree: ast.AST) -> Iterator[str]:
    for module, name in _imports(tree):
        if module == "timeline":
            yield name if name and (name in MAY_IMPORT) else "face"
        elif module.startswith("timeline."):
            yield module.split(".")[1]


def _sources() -> dict[Path, str]:
    return {
        path.relative_to(PACKAGE): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _is_door(path: Path, library: str) -> bool:
    return any(path.match(door) for door in DOORS.get(library, ("*",)))


def _violations(sources: dict[Path, str]) -> list[str]:
    found = []
    for path, text in sources.items():
        tree, part = ast.parse(text), _part(path)
        if part not in MAY_IMPORT:
            found.append(f"{path}: {part} is not in the table of floors")
            continue
        imported = sorted(set(_parts_imported(tree)) - {part} - MAY_IMPORT[part])
        found += [f"{path}: {part} imports {other}" for other in imported]
        libraries = sorted({module.split(".")[0] for module, _ in _imports(tree)})
        closed = [one for one in libraries if not _is_door(path, one)]
        found += [f"{path}: imports {library}" for library in closed]
    return found


def test_the_package_keeps_its_floors() -> None:
    assert _violations(_sources()) == []


def test_the_test_reads_the_package() -> None:
    parts = {_part(path) for path in _sources()}
    assert parts >= MAY_IMPORT.keys()


@pytest.mark.parametrize(
    ("path", "code", "violation"),
    [
        ("records.py", "from timeline.settings import View", "records imports settings"),
        ("dates/rules.py", "from timeline.events import find", "dates imports events"),
        ("dates/rules.py", "from timeline import events", "dates imports events"),
        ("dates/rules.py", "import timeline.pipeline", "dates imports pipeline"),
        ("dates/rules.py", "def f():\n    import timeline", "dates imports face"),
        ("pipeline.py", "from timeline.cli import app", "pipeline imports cli"),
        ("cli/extract.py", "from timeline.merging import cluster", "cli imports merging"),
        ("events/find.py", "def f():\n    import spacy.tokens", "imports spacy"),
        ("dates/find.py", "from dateparser.search import search_dates", "imports dateparser"),
        ("rendering/html.py", "import typer", "imports typer"),
        ("chores.py", "", "chores is not in the table of floors"),
    ],
)
def test_a_planted_violation_is_found(path: str, code: str, violation: str) -> None:
    assert _violations({Path(path): code}) == [f"{path}: {violation}"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("articles/parse.py", "import spacy"),
        ("dates/rules.py", "from timeline.dates.period import bounds"),
        ("events/find.py", "if TYPE_CHECKING:\n    from spacy.tokens import Doc"),
        ("cli/extract.py", "import timeline"),
        ("cli/extract.py", "import typer"),
    ],
)
def test_what_is_allowed_is_no_violation(path: str, code: str) -> None:
    assert _violations({Path(path): code}) == []


def _edges(sources: dict[Path, str]) -> dict[str, set[str]]:
    """Which module imports which of ours while it is loaded (imports in functions come later)."""
    names = {".".join(("timeline", *path.with_suffix("").parts)): path for path in sources}
    modules = {name.removesuffix(".__init__"): path for name, path in names.items()}
    edges: dict[str, set[str]] = {}
    for name, path in modules.items():
        loaded = [node for node in ast.parse(sources[path]).body if not _is_definition(node)]
        targets = set()
        for module, imported in _imports(ast.Module(loaded, [])):
            within = f"{module}.{imported}"
            targets.add(within if within in modules else module)
        edges[name] = (targets & modules.keys()) - {name}
    return edges


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _circle(edges: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, if there are any."""
    left = dict(edges)
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert _circle(_edges(_sources())) == []


def test_a_planted_circle_is_found() -> None:
    planted = {
        Path("dates/one.py"): "from timeline.dates.two import x",
        Path("dates/two.py"): "from timeline.dates import one",
        Path("dates/three.py"): "from timeline.dates.one import y",
    }
    circle = _circle(_edges(planted))
    assert {"timeline.dates.one", "timeline.dates.two"} <= set(circle)
