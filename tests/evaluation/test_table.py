"""The command that prints one table of all benchmarks."""

import importlib.util
from pathlib import Path

import pytest

from tests.evaluation.corpus import EVALUATION, run

spec = importlib.util.spec_from_file_location("table", EVALUATION / "table.py")
assert spec is not None
assert spec.loader is not None
table = importlib.util.module_from_spec(spec)
spec.loader.exec_module(table)


def benchmark(folder: Path, body: str) -> object:
    script = folder / "own.py"
    script.write_text(body)
    return table.Benchmark("own: test", str(script), ("{shared}",), (("F1", r"F1 (\d+\.\d+)"),))


def test_figures_are_read_from_what_a_benchmark_prints(tmp_path: Path) -> None:
    one = benchmark(tmp_path, "import sys\nprint(sys.argv[1], 'F1 61.50')\n")
    assert table.measure(one, Path("corpora")) == {"F1": "61.50"}


@pytest.mark.parametrize("body", ["print('F1 none')\n", "print('F1 61.50')\nraise SystemExit(3)\n"])
def test_a_benchmark_without_its_figures_fails(tmp_path: Path, body: str) -> None:
    with pytest.raises(table.FailedError, match="own: test"):
        table.measure(benchmark(tmp_path, body), Path("corpora"))


def test_every_command_of_the_folder_is_in_the_table() -> None:
    commands = {path.name for path in EVALUATION.glob("*.py")} - {
        "table.py",
        "gallery.py",
        "golds.py",
    }
    assert {one.script for one in table.BENCHMARKS} == commands


def test_a_folder_without_corpora_fails(tmp_path: Path) -> None:
    done = run("table.py", tmp_path, "--only", "dates")
    assert done.returncode == 1
    assert "dates" in done.stderr
