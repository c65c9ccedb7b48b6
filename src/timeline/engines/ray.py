"""On a Ray cluster: actors annotate, each with the model loaded once, and tasks merge stories.

Files of this machine are read here, as only this machine is sure to have them; those at addresses
("s3://archive/2024/", "file:///mnt/archive/") are read on the cluster. A batch whose actor is lost
is annotated by another one. Why this is plain Ray and not Ray Data is told in docs/distributed.md.

Every node needs the same versions: functions travel by name, and results must not depend on where
they were made.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from timeline import articles, fingerprint, pipeline
from timeline.annotation import annotator
from timeline.articles.extras import ExtraMissingError, load
from timeline.engines import pool, run_folder
from timeline.engines.errors import EngineError
from timeline.pipeline import MergeStory, Part, Paths
from timeline.records import AnnotatedArticle, Problem, ReadArticle
from timeline.settings import Settings

FILES = 16
"""Files at addresses that a task reads."""
READERS = 4
"""Tasks that read at a time."""
BATCH = 16
"""Articles that an actor is given at a time."""
ARTICLES = 200
"""Articles that a task merges, or as many as one story has."""

Read = ReadArticle | Problem
Annotated = AnnotatedArticle | Problem


def annotate(
    paths: Paths, settings: Settings, watch: articles.Watch | None = None
) -> Iterator[Annotated]:
    """Read articles and annotate them on the cluster: what `pipeline.annotate` yields, in order.

    Raises `ModelMissing` where a node has no model, and `EngineError`.
    """
    if settings.store:
        raise EngineError("a store is for the engine local: with ray, name a run folder")
    ray = connected(settings)
    paths = [paths] if isinstance(paths, str | os.PathLike) else paths
    batches = _batches(ray, paths, settings, watch or articles.Watch())
    made = pool.in_order(
        ray, lambda: Actor(ray, Annotator, settings.model), settings.workers, batches
    )
    items = articles.Ids().given(item for batch in made for item in batch)
    return run_folder.written(pipeline.noted(items), settings.run_folder)


def each(
    merge: MergeStory, stories: list[list[AnnotatedArticle]], settings: Settings
) -> Iterator[Part]:
    """What a function makes of each story, in their order; small stories share a task."""
    ray = connected(settings)
    function = ray.put(merge)
    task = ray.remote(_merged).options(num_cpus=1, max_retries=-1)
    running: deque[Any] = deque()
    for some in _together(stories):
        running.append(task.remote(function, some))
        if len(running) > 2 * settings.workers:
            yield from pool.result(ray, running.popleft())
    while running:
        yield from pool.result(ray, running.popleft())


def connected(settings: Settings) -> Any:
    """The module `ray`, connected to a cluster.

    That is the one this process is connected to, else the one at the address of the settings or of
    RAY_ADDRESS, else one of this machine alone. Raises `EngineError`.
    """
    try:
        ray = load("ray", "ray")
    except ExtraMissingError as error:
        raise EngineError(f"the engine ray {error}") from None
    if ray.is_initialized():
        return ray
    address = settings.ray_address or os.environ.get("RAY_ADDRESS")
    if address and address.startswith("ray://"):
        told = "Ray Client has no files of this machine: run on a node of the cluster, or as a job"
        raise EngineError(f"{address}: {told}")
    if address:
        _reach(address)
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
    own = {"address": "local", "num_cpus": settings.workers, "include_dashboard": False}
    try:
        ray.init(
            **({"address": address} if address else own),
            log_to_driver=False,
            logging_level="ERROR",
        )
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise EngineError(f"no Ray cluster at {address or 'this machine'}: {reason}") from None
    return ray


def _reach(address: str) -> None:
    """Find out that nobody listens at "head:6379"; Ray itself tries for minutes."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        return  # "auto", "local"
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EngineError(f"no Ray cluster at {address}: {reason.lower()}") from None


def _batches(
    ray: Any, paths: Iterable[Any], settings: Settings, watch: articles.Watch
) -> Iterator[Any]:
    """What the files hold, in order, in lists of some articles, or references to such lists."""
    listed = list(articles.find_files(paths))
    watch.total = sum(articles.size(path) for path in listed if isinstance(path, str))
    for elsewhere, files in groupby(listed, key=_is_elsewhere):
        if not elsewhere:
            yield from _lists(_read(files, settings, watch))
            continue
        task = ray.remote(_read_lists).options(
            num_returns="streaming",
            num_cpus=0,  # the actors may hold every processor of the cluster
            max_retries=-1,
            _generator_backpressure_num_objects=8,
        )
        readers: deque[Iterator[Any]] = deque()
        for some in _some(files, FILES):
            readers.append(task.remote(some, settings))
            if len(readers) > READERS:
                yield from readers.popleft()
        while readers:
            yield from readers.popleft()


def _is_elsewhere(path: str | Problem) -> bool:
    return isinstance(path, str) and articles.is_address(path)


def _read(
    files: Iterable[str | Problem], settings: Settings, watch: articles.Watch | None = None
) -> Iterator[Read]:
    for file in files:
        if isinstance(file, Problem):
            yield file
        else:
            yield from articles.read_file(
                file, published=settings.published, names=settings.fields, watch=watch
            )


def _read_lists(files: list[str], settings: Settings) -> Iterator[list[Read]]:
    """Run on the cluster: read some files."""
    yield from _lists(_read(files, settings))


def _lists(items: Iterable[Read]) -> Iterator[list[Read]]:
    """The items in lists of so many articles; what there is to say of one goes with it."""
    batch: list[Read] = []
    count = 0
    for item in items:
        batch.append(item)
        count += isinstance(item, ReadArticle)
        if count == BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _some(files: Iterable[Any], count: int) -> Iterator[list[Any]]:
    some: list[Any] = []
    for file in files:
        some.append(file)
        if len(some) == count:
            yield some
            some = []
    if some:
        yield some


def _together(stories: Iterable[list[AnnotatedArticle]]) -> Iterator[list[list[AnnotatedArticle]]]:
    """Stories, so many that they have `ARTICLES` together."""
    some: list[list[AnnotatedArticle]] = []
    count = 0
    for story in stories:
        some.append(story)
        count += len(story)
        if count >= ARTICLES:
            yield some
            some, count = [], 0
    if some:
        yield some


def _merged(merge: MergeStory, stories: list[list[AnnotatedArticle]]) -> list[Part]:
    """Run on the cluster: merge some stories."""
    return [merge(story) for story in stories]


class Annotator:
    """Lives on the cluster: a process with the model."""

    def prepare(self, model: str | None) -> bytes:
        """Load the model; what the results of this process depend on."""
        self._annotate = annotator(articles.load_model(model))
        return fingerprint.annotation(model)

    def annotate(self, batch: list[Read]) -> list[Annotated]:
        """The batch with its articles annotated."""
        return [self._annotate(one) if isinstance(one, ReadArticle) else one for one in batch]


class Actor:
    """An actor of a class like `Annotator`, with a processor of its own."""

    def __init__(self, ray: Any, kind: type, model: str | None) -> None:
        self._ray, self._model = ray, model
        self._handle = ray.remote(kind).options(num_cpus=1, max_restarts=0).remote()
        self.ready = self._handle.prepare.remote(model)

    def start(self, batch: Any) -> Any:
        """Annotate a batch; a reference to the result."""
        return self._handle.annotate.remote(batch)

    def check(self, answer: bytes) -> None:
        """Refuse other versions of package, libraries or model: they may give another result."""
        if answer != fingerprint.annotation(self._model):
            told = "a node has another version of event-timeline, Python, a library or the model"
            raise EngineError(f"{told} than this machine: install the same on all")

    def end(self) -> None:
        """End the process."""
        self._ray.kill(self._handle)
