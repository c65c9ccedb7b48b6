"""The engine ray on a real cluster of this machine: a head without processors, two worker nodes."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import timeline
from timeline import articles, fingerprint
from timeline.engines import EngineError, pool
from timeline.engines import ray as engine
from timeline.records import AnnotatedArticle, Problem, ReadArticle

ray = pytest.importorskip("ray")

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own, of processes that end late

ROOT = Path(__file__).parents[2]
SAMPLES = (ROOT / "data", ROOT / "tests" / "stories" / "key-bridge")
MEMORY = 100 * 2**20


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_raylet_start_wait_time_s"] = "120"  # noqa: SIM112  # on a busy machine
    head = {
        "num_cpus": 0,
        "object_store_memory": MEMORY,
        "include_dashboard": False,
        "_system_config": {"health_check_period_ms": 500, "health_check_failure_threshold": 3},
    }
    made = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        made.add_node(num_cpus=1, object_store_memory=MEMORY)
    yield made
    ray.shutdown()
    made.shutdown()


@pytest.fixture
def on_cluster(cluster) -> timeline.Settings:
    return timeline.Settings(engine="ray", workers=2, ray_address=cluster.address)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """Some editions of two stories: more batches than two actors have in hand."""
    folder = tmp_path_factory.mktemp("archive")
    read = [one for one in articles.read(SAMPLES) if isinstance(one, ReadArticle)]
    for number in range(4):
        for one in read:
            path = folder / f"edition-{number}" / f"{one.article.id}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{one.text}\n\nThis was edition {number}.\n", encoding="utf-8")
    (folder / "edition-2" / "broken.txt").write_bytes(b"")
    return folder


def encoded(items: object) -> bytes:
    return msgspec.json.encode(items)


def articles_of(items: list[AnnotatedArticle | Problem]) -> list[AnnotatedArticle]:
    return [one for one in items if isinstance(one, AnnotatedArticle)]


def lost_of(items: list[AnnotatedArticle | Problem]) -> list[Problem]:
    return [one for one in items if isinstance(one, Problem)]


def test_the_timeline_is_that_of_one_process(archive, on_cluster):
    items = list(timeline.annotate(archive, on_cluster))
    expected = list(timeline.annotate(archive))
    assert encoded(articles_of(items)) == encoded(articles_of(expected))
    assert lost_of(items) == lost_of(expected)
    assert any(
        "is taken" in problem.message for one in articles_of(items) for problem in one.problems
    )
    assert encoded(timeline.merge(items, on_cluster)) == encoded(timeline.merge(expected))


def test_a_run_folder_keeps_the_articles(tmp_path, on_cluster):
    settings = msgspec.structs.replace(on_cluster, run_folder=str(tmp_path / "run"))
    items = list(timeline.annotate(SAMPLES[0], settings))
    lines = list(timeline.read_run_folder(settings.run_folder or ""))
    assert lines == [msgspec.json.encode(one) for one in articles_of(items)]
    with pytest.raises(EngineError, match="holds an earlier run"):
        list(timeline.annotate(SAMPLES[0], settings))


def test_a_model_that_is_missing_on_the_cluster_is_told(on_cluster):
    settings = msgspec.structs.replace(on_cluster, model="no_such_pipeline")
    with pytest.raises(timeline.ModelMissing, match="no_such_pipeline"):
        list(timeline.annotate(SAMPLES[0], settings))


class Ending:
    """An actor whose process ends with its first batch."""

    def prepare(self, model: str | None) -> bytes:
        return fingerprint.annotation(model)

    def annotate(self, batch: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Older(Ending):
    """An actor on a node where something else is installed."""

    def prepare(self, model: str | None) -> bytes:
        return b"older"


@pytest.mark.parametrize(
    ("kind", "told"), [(Ending, "again and again"), (Older, "another version")]
)
def test_what_can_come_to_no_end_ends_the_run(on_cluster, kind, told):
    here = engine.connected(on_cluster)
    with pytest.raises(EngineError, match=told):
        list(pool.in_order(here, lambda: engine.Actor(here, kind, None), 1, [["article"]]))


def test_nothing_is_lost_with_a_node(archive, on_cluster, cluster, caplog):
    """One of the two worker nodes is killed when the first articles have come: what it had read and
    what it had in hand is done by the other, which is then the only one to merge."""
    address = archive.as_uri()
    expected = list(timeline.annotate(address))
    items: list[AnnotatedArticle | Problem] = []
    with caplog.at_level(logging.WARNING, "timeline.engines"):
        for item in timeline.annotate(address, on_cluster):
            items.append(item)
            if len(items) == 5:
                cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
    assert "is lost" in caplog.text
    assert sum(one["Alive"] for one in ray.nodes()) == 2
    assert encoded(articles_of(items)) == encoded(articles_of(expected))
    assert encoded(timeline.merge(items, on_cluster)) == encoded(timeline.merge(expected))
    cluster.add_node(num_cpus=1, object_store_memory=MEMORY)  # for the tests that follow
