"""One table of all benchmarks: runs each command of this folder and shows its main figures.

    python evaluation/table.py SHARED [--only NAME ...]

SHARED holds `corpora/` in the neutral layout, `clusters/`, and the scorers in `bench/`. Each
benchmark runs as its own command with default options; its figures are read from what it prints. A
benchmark that fails, or prints something else, ends the run with status 1.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DEVELOPMENT = ("2", "5", "12", "18", "21", "23", "34", "35")
"""The ECB+ topics of the usual development set."""

_NUMBER = r"(\d+\.\d+)"


class Benchmark(NamedTuple):
    """A command of this folder, its arguments, and the figures in what it prints.

    `{shared}` in an argument is the folder. Each figure is a name and a pattern with one group.
    """

    name: str
    script: str
    arguments: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


_CLUSTER = r"MACRO\s+"
_SCORERS = "{shared}/bench"
_ECB = "{shared}/corpora/events/ecb"
_APPLE = "{shared}/corpora/timelines/meantime_apple"
_PRECISE = (("P", "precision"), ("R", "recall"), ("F1", "f1"))
_TRIGGERS = tuple((shown, rf"\b{name} {_NUMBER}") for shown, name in _PRECISE)

BENCHMARKS = (
    Benchmark(
        "clusters",
        "clusters.py",
        ("{shared}/clusters", "--scorer", f"{_SCORERS}/score_cluster.py"),
        tuple(
            (name, _CLUSTER + rf"(?:[\d.]+\s+){{{column}}}{_NUMBER}")
            for name, column in (
                ("score@N", 1),
                ("strict@N", 2),
                ("P@N", 5),
                ("major", 7),
                ("duplicates", 10),
                ("wrong date", 11),
            )
        ),
    ),
    Benchmark(
        "stories: all as one folder",
        "stories.py",
        ("{shared}/clusters", "{shared}/stories"),
        (("B3 F1", rf"B3 .*F1 {_NUMBER}"),),
    ),
    Benchmark(
        "dates: TimeBank, AQUAINT",
        "timex.py",
        ("{shared}/corpora/times/tbaq",),
        (("value F1", rf"all .*\s{_NUMBER}$"),),
    ),
    Benchmark(
        "names: news",
        "names.py",
        ("{shared}/clusters", "{shared}/stories", "--part", "develop"),
        (("F1", rf"annotate(?:.*\n)*?all .*\s{_NUMBER}$"),),
    ),
    Benchmark(
        "triggers: ECB+ dev",
        "triggers.py",
        (_ECB, "--topics", *DEVELOPMENT),
        _TRIGGERS,
    ),
    Benchmark("triggers: MEANTIME Apple", "triggers.py", (_APPLE,), _TRIGGERS),
    Benchmark(
        "coreference: ECB+ dev",
        "coref.py",
        (_ECB, "--topics", *DEVELOPMENT, "--scorers", _SCORERS),
        (
            ("gold mentions CoNLL", rf"gold mentions\n(?:.*\n)*?\s*CoNLL\s+{_NUMBER}"),
            ("LEA", rf"gold mentions\n(?:.*\n)*?\s*LEA\s+[\d.]+\s+[\d.]+\s+{_NUMBER}"),
            ("predicted CoNLL", rf"predicted mentions\n(?:.*\n)*?\s*CoNLL\s+{_NUMBER}"),
        ),
    ),
    Benchmark(
        "timelines: SemEval trial",
        "semeval.py",
        (
            "{shared}/corpora/timelines/semeval_trial",
            "--scorer",
            f"{_SCORERS}/score_semeval.py",
        ),
        (
            ("micro F1", rf"\(official\)\s+[\d.]+\s+[\d.]+\s+{_NUMBER}"),
            ("exact dates", rf"exact {_NUMBER}"),
        ),
    ),
    Benchmark(
        "salience: TimeSET dev",
        "timeset.py",
        ("{shared}/corpora/salience/timeset_dev", "--scorer", f"{_SCORERS}/score_timeset.py"),
        (
            ("salient F1", rf"salient .*f1 {_NUMBER}"),
            ("exact day", rf"dates day .*exact of matched {_NUMBER}"),
            ("of all gold", rf"dates day .*exact of gold {_NUMBER}"),
        ),
    ),
    Benchmark(
        "summaries: Timeline17 topics",
        "tls.py",
        ("{shared}/corpora/tls", "--scorer", f"{_SCORERS}/score_tls.py"),
        (
            ("date F1", rf"macro: Date-F1 {_NUMBER}"),
            ("alignment ROUGE-1", rf"macro: .*AR1 {_NUMBER}"),
        ),
    ),
)


class FailedError(Exception):
    """A benchmark that did not give its figures; the message is for the user."""


def measure(benchmark: Benchmark, shared: Path) -> dict[str, str]:
    """Run a benchmark and read its figures. Raises FailedError."""
    arguments = [part.format(shared=shared) for part in benchmark.arguments]
    command = [sys.executable, str(HERE / benchmark.script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError(f"{benchmark.name}: status {done.returncode}\n{done.stderr}")
    found = {}
    for name, pattern in benchmark.figures:
        match = re.search(pattern, done.stdout, re.MULTILINE)
        if match is None:
            raise FailedError(f"{benchmark.name}: no {name} in what it printed")
        found[name] = match[1]
    return found


def main() -> int:
    """Measure and print, one line as soon as it is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="benchmarks by their first word")
    options = parser.parse_args()
    chosen = [b for b in BENCHMARKS if not options.only or b.name.split(":")[0] in options.only]
    if not chosen:
        print("no benchmark of that name", file=sys.stderr)
        return 2
    status = 0
    width = max(len(benchmark.name) for benchmark in chosen)
    for benchmark in chosen:
        try:
            figures = measure(benchmark, options.shared)
        except FailedError as error:
            print(error, file=sys.stderr)
            status = 1
        else:
            shown = "  ".join(f"{name} {value}" for name, value in figures.items())
            print(f"{benchmark.name:{width}}  {shown}", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
