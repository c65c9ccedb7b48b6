"""Engines as such: what is said where one cannot run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import timeline
from timeline import cli, engines
from timeline.settings import ENGINES

DATA = Path(__file__).parents[2] / "data"


def test_every_engine_of_the_table_is_one() -> None:
    for name in ENGINES:
        made = engines.engine(timeline.Settings(engine=name))
        assert callable(made.annotate)
        assert callable(made.each)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(timeline.EngineError, match="no engine 'steam': there are local, ray"):
        timeline.annotate(DATA, timeline.Settings(engine="steam"))


def test_without_the_extra_one_line_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)  # then it cannot be imported
    assert cli.run(["extract", str(DATA), "--engine", "ray"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "timeline: the engine ray needs ray: pip install 'event-timeline[ray]'\n"


@pytest.mark.parametrize(
    ("address", "told"),
    [("ray://head:10001", "run on a node"), ("127.0.0.1:1", "no Ray cluster at 127.0.0.1:1")],
)
@pytest.mark.filterwarnings("ignore")  # Ray's own, of its imports
def test_an_address_without_a_cluster_is_refused(address: str, told: str) -> None:
    pytest.importorskip("ray")
    settings = timeline.Settings(engine="ray", ray_address=address)
    with pytest.raises(timeline.EngineError, match=told):
        timeline.annotate(DATA, settings)
