"""Faults on purpose: what is killed, interrupted or starved leaves nothing half done.

    python -m tests.faults [--kills 20] [--seed 7] [--articles FOLDER]

Each case runs the real command in a process of its own and makes something go wrong, at a point of
its running time that is drawn by the seed. It survives if the exit status and the lines on
standard error are those of docs/cli.md, no half of an output is there, the store is whole, no
process is left behind, and the next run gives the bytes of a run in which nothing went wrong. The
table says how often each was tried and survived, and what was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from timeline import store

ROOT = Path(__file__).parents[1]
_RUN = "import sys; from timeline.cli import main; sys.argv[0] = 'timeline'; main()"
_PATIENCE = 600


class LostError(AssertionError):
    """A fault that was not survived; the message says what was wrong."""


class Done(NamedTuple):
    """How a run ended."""

    status: int
    err: str


class Ground:
    """Articles, what an undisturbed run makes of them, and how long that takes."""

    def __init__(self, folder: Path, articles: Path) -> None:
        self.folder, self.articles = folder, folder / "news"
        shutil.copytree(articles, self.articles)
        began = time.monotonic()
        done = self.finish(self.start(self.output("fresh")))
        self.seconds = time.monotonic() - began
        self.err = done.err
        self.fresh = self.output("fresh").read_bytes()

    def output(self, name: str) -> Path:
        """The place of an output."""
        return self.folder / name / "out.jsonl"

    def start(
        self,
        output: Path,
        *more: str | Path,
        limit: int | None = None,
    ) -> subprocess.Popen[str]:
        """A run of `annotate` into an output, by default of all articles."""
        output.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-c", _RUN, "annotate", str(self.articles)]
        command += ["--quiet", "--output", str(output), *map(str, more)]

        def limited() -> None:
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.Popen(
            command,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=limited,
        )

    def finish(self, process: subprocess.Popen[str]) -> Done:
        """Wait for the end of a run and of all processes that it had started."""
        _, err = process.communicate(timeout=_PATIENCE)
        until = time.monotonic() + 20
        while _group(process.pid):
            if time.monotonic() > until:
                raise LostError("a process was left behind")
            time.sleep(0.05)
        return Done(process.returncode, err)

    def resumed(self, output: Path, *more: str | Path) -> None:
        """The next run completes and gives the same bytes."""
        done = self.finish(self.start(output, *more))
        _expect(done.status == 0, f"the next run ended with {done.status}: {done.err}")
        _expect(output.read_bytes() == self.fresh, "the next run gave other bytes")


def _expect(held: bool, told: str) -> None:
    if not held:
        raise LostError(told)


def _group(leader: int) -> list[int]:
    """The processes of a session, but zombies."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


def _workers(leader: int) -> list[int]:
    """The processes that annotate for a run."""
    found = []
    for process in _group(leader):
        try:
            command = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        if process != leader and b"spawn_main" in command:
            found.append(process)
    return found


def _whole(output: Path, old: bytes | None) -> None:
    """An output is as it was before the run; nothing else lies there but what a kill may leave."""
    there = output.read_bytes() if output.exists() else None
    _expect(there == old, "an output is half written")


def _consistent(place: Path) -> None:
    if place.exists() and place.stat().st_size:
        faults = store.check(place)
        _expect(not faults, f"the store: {faults[:1]}")


def killed(ground: Ground, draw: random.Random, folder: Path) -> None:
    """kill -9 of the main process, with and without workers."""
    output, place = folder / "out.jsonl", folder / "a.store"
    more = ("--store", place, "--workers", str(draw.choice((1, 2))))
    old = draw.choice((None, b"old\n"))
    if old is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(old)
    process = ground.start(output, *more)
    time.sleep(draw.uniform(0.1, 1.0) * ground.seconds)
    process.kill()
    if ground.finish(process).status == 0:
        old = ground.fresh  # it was done before
    _whole(output, old)
    _consistent(place)
    ground.resumed(output, *more)
    _consistent(place)


def worker_killed(ground: Ground, draw: random.Random, folder: Path) -> None:
    """kill -9 of a worker, up to three times in a run, which goes on."""
    output, place = folder / "out.jsonl", folder / "a.store"
    process = ground.start(output, "--store", place, "--workers", "2")
    for _ in range(draw.randint(1, 3)):
        time.sleep(draw.uniform(0.2, 0.7) * ground.seconds)
        if there := _workers(process.pid):
            os.kill(draw.choice(sorted(there)), signal.SIGKILL)
    done = ground.finish(process)
    _expect(done.status == 0, f"ended with {done.status}: {done.err}")
    _expect(done.err == ground.err, f"said {done.err!r}")
    _expect(output.read_bytes() == ground.fresh, "gave other bytes")
    _consistent(place)


def interrupted(ground: Ground, draw: random.Random, folder: Path) -> None:
    """Ctrl-C, which the terminal sends to all processes of a run."""
    output, place = folder / "out.jsonl", folder / "a.store"
    more = ("--store", place, "--workers", str(draw.choice((1, 2))))
    process = ground.start(output, *more)
    time.sleep(draw.uniform(0.3, 0.9) * ground.seconds)
    os.killpg(process.pid, signal.SIGINT)
    done = ground.finish(process)
    if done.status in (0, -signal.SIGINT) and output.exists():
        _whole(output, ground.fresh)  # the work was done, and Python about to leave
    else:
        _expect(done.status == 130, f"ended with {done.status}: {done.err}")
        _expect("Traceback" not in done.err, f"said {done.err[-300:]!r}")
        _whole(output, None)
        _expect(not list(folder.glob(".*.partial")), "left a temporary file")
    _consistent(place)
    ground.resumed(output, *more)


def output_full(ground: Ground, draw: random.Random, folder: Path) -> None:
    """No room for the output."""
    output = folder / "out.jsonl"
    limit = draw.randrange(len(ground.fresh))
    done = ground.finish(ground.start(output, limit=limit))
    _expect(done.status == 2, f"ended with {done.status}: {done.err}")
    _expect(done.err.endswith(f"timeline: cannot write {output}: File too large\n"), done.err)
    _expect(not list(folder.iterdir()), "left a file")
    ground.resumed(output)


def store_full(ground: Ground, draw: random.Random, folder: Path) -> None:
    """No room for the store."""
    output, place = folder / "out.jsonl", folder / "a.store"
    limit = 4096 * draw.randrange(1, 40)
    process = ground.start(Path("/dev/null"), "--store", place, limit=limit)
    done = ground.finish(process)
    _expect(done.status == 2, f"ended with {done.status}: {done.err}")
    last = done.err.splitlines()[-1]
    _expect(last.startswith(f"timeline: {place}: "), f"said {done.err!r}")
    _consistent(place)
    ground.resumed(output, "--store", place)
    _consistent(place)


def disk_full(ground: Ground, draw: random.Random, folder: Path) -> None:
    """A file system with no room, for output and store at once (needs the right to mount one)."""
    disk = folder / "disk"
    disk.mkdir(parents=True)
    size = f"size={draw.randrange(16, 240)}k"
    mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(disk)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        more = ("--store", disk / "a.store", "--workers", "2")
        done = ground.finish(ground.start(disk / "out.jsonl", *more))
        _expect(done.status == 2, f"ended with {done.status}: {done.err}")
        _expect("Traceback" not in done.err, done.err[-300:])
        _whole(disk / "out.jsonl", None)
        _expect(not list(disk.glob(".*.partial")), "left a temporary file")
        if (disk / "a.store").exists():
            shutil.copytree(disk, folder / "copy")
            _consistent(folder / "copy" / "a.store")
            ground.resumed(folder / "out.jsonl", "--store", folder / "copy" / "a.store")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def unwritable(ground: Ground, draw: random.Random, folder: Path) -> None:
    """An output where nothing can be written: told before the work begins."""
    began = time.monotonic()
    process = ground.start(Path("/proc/out.jsonl"), "--store", folder / "a.store")
    done = ground.finish(process)
    _expect(done.status == 2, f"ended with {done.status}: {done.err}")
    _expect(done.err.startswith("timeline: cannot write /proc/out.jsonl: "), done.err)
    _expect(done.err.count("\n") == 1, done.err)
    _expect(time.monotonic() - began < ground.seconds, "told when the work was done")
    _expect(not (folder / "a.store").exists(), "the work had begun")


def articles_vanish(ground: Ground, draw: random.Random, folder: Path) -> None:
    """Files that are deleted, and that grow, while others are read."""
    news = folder / "news"
    shutil.copytree(ground.articles, news)
    mine = Ground.__new__(Ground)
    mine.folder, mine.articles = folder, news
    process = mine.start(folder / "out" / "out.jsonl", "--store", folder / "a.store")
    time.sleep(draw.uniform(0.0, 0.9) * ground.seconds)
    files = sorted(path for path in news.rglob("*") if path.is_file())
    for path in draw.sample(files, 2):
        path.unlink()
    for path in draw.sample([path for path in files if path.exists()], 2):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")
    done = mine.finish(process)
    _expect(done.status in (0, 1), f"ended with {done.status}: {done.err}")
    lines = [line for line in done.err.splitlines() if ": note: " not in line]
    _expect(all("no such file" in line for line in lines), f"said {done.err!r}")
    _expect(done.status == (1 if lines else 0), f"{done.status} with {len(lines)} lines")
    alone, kept = folder / "alone" / "out.jsonl", folder / "kept" / "out.jsonl"
    mine.finish(mine.start(alone))
    mine.finish(mine.start(kept, "--store", folder / "a.store"))
    _expect(alone.read_bytes() == kept.read_bytes(), "the store holds what was read before")


Case = Callable[[Ground, random.Random, Path], None]

CASES: tuple[tuple[Case, int], ...] = (
    (killed, 1),
    (worker_killed, 1),
    (interrupted, 2),
    (output_full, 4),
    (store_full, 4),
    (disk_full, 4),
    (unwritable, 20),
    (articles_vanish, 4),
)
"""Each fault, and of how many kills it is tried once."""


def tried(
    ground: Ground, case: Case, seed: int, counts: range
) -> Iterator[tuple[int, LostError | None]]:
    """The outcome of a case for each count, which with the seed draws the point of the fault."""
    for count in counts:
        folder = ground.folder / f"{case.__name__}-{count}"
        folder.mkdir()
        try:
            case(ground, random.Random(f"{case.__name__} {seed} {count}"), folder)
        except LostError as error:
            yield count, error
        else:
            yield count, None
            shutil.rmtree(folder)


def main() -> int:
    """Try all faults and print the table; 1 if anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--articles", type=Path, default=ROOT / "data")
    parser.add_argument("--case", choices=[case.__name__ for case, _ in CASES])
    options = parser.parse_args()
    print(f"{'fault':<20}{'tried':>8}{'survived':>10}{'lost':>8}")
    lost = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        ground = Ground(Path(folder), options.articles)
        for case, share in CASES:
            if options.case not in (None, case.__name__):
                continue
            counts = range(max(1, options.kills // share))
            errors = []
            try:
                for count, error in tried(ground, case, options.seed, counts):
                    if error:
                        errors.append(f"  {count}: {error}")
            except subprocess.CalledProcessError as error:
                print(f"{case.__name__:<20}{'not tried':>8}: {error.stderr!r}")
                continue
            survived = len(counts) - len(errors)
            lost += len(errors)
            print(f"{case.__name__:<20}{len(counts):>8}{survived:>10}{len(errors):>8}", flush=True)
            print("".join(f"{error}\n" for error in errors), end="", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
