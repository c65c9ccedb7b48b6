"""A few faults of `make faults`, which tries each many times, and that the trial can fail."""

from __future__ import annotations

import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import faults
from tests.faults import Ground, LostError

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """Four of the sample articles."""
    news = tmp_path_factory.mktemp("few")
    for path in sorted(DATA.iterdir())[3:7]:
        shutil.copy(path, news)
    yield Ground(tmp_path_factory.mktemp("faults"), news)


@pytest.mark.parametrize(
    "case",
    [
        faults.killed,
        faults.worker_killed,
        faults.interrupted,
        faults.output_full,
        faults.store_full,
        faults.unwritable,
    ],
)
def test_a_fault_is_survived(ground: Ground, case: faults.Case, tmp_path: Path) -> None:
    case(ground, random.Random(case.__name__), tmp_path)


def test_half_an_output_is_found(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("half of a line")
    with pytest.raises(LostError, match="half written"):
        faults._whole(output, None)
    with pytest.raises(LostError, match="half written"):
        faults._whole(output, b"old")
    faults._whole(output, b"half of a line")


def test_a_process_that_is_left_behind_is_found(ground: Ground) -> None:
    process = ground.start(Path("/dev/null"), "--workers", "2")
    try:
        assert faults._group(process.pid)
    finally:
        process.send_signal(signal.SIGKILL)
    ground.finish(process)
    assert not faults._group(process.pid)
