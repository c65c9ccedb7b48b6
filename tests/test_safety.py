"""What is read is data and never code: nothing of the package can run what an input holds."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import timeline
from timeline import articles, cli
from timeline.model import model_path, packing

PACKAGE = Path(timeline.__file__).parent

LIBRARIES = {"cloudpickle", "code", "dill", "joblib", "marshal", "pickle", "runpy", "shelve"}
"""They run what is in the bytes that they read, or code."""
CALLS = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"full_load", "unsafe_load", "load_all", "FullLoader", "UnsafeLoader", "Loader"}
"""Names of PyYAML that make objects of what a text says."""


def _faults(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = []
        yield from (name for name in names if name.split(".")[0] in LIBRARIES)
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in CALLS:
                yield called
            arguments = {one.arg: ast.unparse(one.value) for one in node.keywords}
            if called in ("numpy.load", "np.load") and arguments.get("allow_pickle") != "False":
                yield called
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml":
            yield from {node.attr} & UNSAFE


def test_the_package_runs_nothing_that_it_reads() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert len(sources) > 100
    found = {path.name: faults for path, code in sources.items() if (faults := [*_faults(code)])}
    assert found == {}


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import pickle", "pickle"),
        ("def f():\n    from marshal import loads", "marshal"),
        ("eval(text)", "eval"),
        ("exec(text)", "exec"),
        ("numpy.load(path)", "numpy.load"),
        ("numpy.load(path, allow_pickle=True)", "numpy.load"),
        ("yaml.unsafe_load(text)", "unsafe_load"),
        ("yaml.load(text, Loader=yaml.Loader)", "Loader"),
    ],
)
def test_a_planted_fault_is_found(code: str, fault: str) -> None:
    assert list(_faults(code)) == [fault]


def test_what_is_allowed_is_no_fault() -> None:
    assert not list(_faults("re.compile(x); numpy.load(x, allow_pickle=False); yaml.safe_load(x)"))


def test_front_matter_makes_no_objects(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: !!python/object/apply:os.mkdir ['made']\n---\n\nA ferry sank.\n",
        encoding="utf-8",
    )
    before = set(Path.cwd().iterdir())
    list(articles.read([path]))
    assert set(Path.cwd().iterdir()) == before


def test_no_file_of_the_model_is_a_pickle() -> None:
    """A pickle of protocol 2 and later begins with these bytes; NumPy's objects say so in words."""
    files = [path for path in model_path().rglob("*") if path.is_file()]
    assert len(files) > 5
    for path in files:
        data = path.read_bytes()
        assert not (data[:1] == b"\x80" and data[1:2] in b"\x02\x03\x04\x05" and data[-1:] == b".")
        assert b"'descr': '|O'" not in data


@pytest.fixture
def tampered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model in the place of ours, one byte of its weights changed."""
    folder = tmp_path / "weights"
    shutil.copytree(model_path(), folder)
    monkeypatch.setattr("timeline.model.model_path", lambda: folder)
    path = folder / "parser" / "weights.npz"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return folder


def test_a_model_that_was_changed_is_not_loaded(
    tampered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert packing.faults(tampered) == ["parser/weights.npz is not as it was packed"]
    with pytest.raises(timeline.ModelMissing, match=r"parser/weights\.npz is not as it was packed"):
        articles.load_model()
    (tmp_path / "a.txt").write_text("A ferry sank on 4 March 2021.\n")
    assert cli.run(["extract", str(tmp_path / "a.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_model_that_was_packed_is_loaded() -> None:
    assert packing.faults(model_path()) == []
    assert packing.faults(model_path().parent / "vectors") == []
    assert articles.load_model().pipe_names
