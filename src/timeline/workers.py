"""Annotation in several processes: the order is kept, and no process takes others with it.

Each process loads the model once and is given a few articles ahead. One that dies (killed for its
memory, or by a fault in a library) is replaced; the article it was at is tried once more, and lost
if that process dies too. `concurrent.futures` gives up a whole pool when one of its processes dies,
and does not say at what it was; hence this file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue

import msgspec

from timeline import articles
from timeline.annotation import annotator
from timeline.incremental import Incremental
from timeline.records import AnnotatedArticle, Problem, ReadArticle
from timeline.settings import Settings

_AHEAD = 4
"""Articles that wait in a process, so that it need not wait for this one."""

_WINDOW = 16
"""Articles for each process that are in memory, waiting for their turn or for one before them."""

_LAST_BREATH = 5.0
"""Seconds from when a process has said its last word to when it has ended."""

_TRIES = 3
"""How many processes an article may take with it."""

_STARTS = 8
"""How many processes in a row may die before one is ready."""

_READY, _MADE, _MISSING, _FAILED = b"R", b"A", b"M", b"F"
"""The first byte of what a process says: ready, an annotated article, no model, a problem."""


class WorkersFailed(Exception):  # noqa: N818  # as `ModelMissing`
    """The processes that read articles do not start; the message is one line."""


_decode = msgspec.msgpack.Decoder(AnnotatedArticle).decode


class _Slot(msgspec.Struct):
    """An article in its turn, and what was made of it."""

    read: ReadArticle
    made: AnnotatedArticle | Problem | None = None
    deaths: int = 0


class _Worker:
    """A process and what it has been given, in the order in which it answers."""

    def __init__(self, model: str | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, model), daemon=True)
        with _interrupts_kept_back():
            self.process.start()
        theirs.close()
        self.given: deque[_Slot] = deque()
        self.ready = False

    def give(self, slot: _Slot) -> None:
        """Hand over an article; a process that has died says so when it is listened to."""
        self.given.append(slot)
        with suppress(OSError):
            self.connection.send_bytes(msgspec.msgpack.encode(slot.read))

    def end(self) -> None:
        """Stop the process, whatever it is at."""
        self.connection.close()
        self.process.kill()
        self.process.join()


class _Workers:
    """The processes, and the articles that wait for one."""

    def __init__(self, settings: Settings, kept: Incremental | None) -> None:
        self._settings = settings
        self._kept = kept
        self._workers: list[_Worker] = []
        self._waiting: deque[_Slot] = deque()
        self._stillborn = 0

    def add(self, slot: _Slot) -> None:
        """Have an article annotated."""
        self._waiting.append(slot)
        self._hand_out()

    def listen(self, timeout: float | None) -> None:
        """Take what processes have to say; None waits until one has."""
        by_connection = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(by_connection), timeout):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                said = worker.connection.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._hear(worker, said[:1], said[1:])
        self._hand_out()

    def end(self) -> None:
        """Stop all processes."""
        for worker in self._workers:
            worker.end()

    def _hear(self, worker: _Worker, kind: bytes, rest: bytes) -> None:
        if kind == _READY:
            worker.ready = True
            self._stillborn = 0
        elif kind == _MADE:
            slot = worker.given.popleft()
            slot.made = made = _decode(rest)
            if self._kept:
                self._kept.keep(slot.read, made)
        elif kind == _FAILED:
            worker.given.popleft().made = msgspec.msgpack.decode(rest, type=Problem)
        else:
            raise articles.ModelMissing(rest.decode())

    def _bury(self, worker: _Worker) -> None:
        """Take back what a dead process had; what it was at may be why it died."""
        self._workers.remove(worker)
        worker.process.join(_LAST_BREATH)
        worker.end()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STARTS:
                how = _death(worker.process.exitcode)
                raise WorkersFailed(f"the processes that read articles do not start: {how}")
        elif worker.given:
            suspect = worker.given[0]
            suspect.deaths += 1
            if suspect.deaths >= _TRIES:
                suspect.made = _lost(suspect.read, worker.process.exitcode)
                worker.given.popleft()
        self._waiting.extendleft(reversed(worker.given))

    def _hand_out(self) -> None:
        """Give each process some articles to go on with; start one more if all have some."""
        while self._waiting:
            least = min(self._workers, key=lambda one: len(one.given), default=None)
            few = len(self._workers) < self._settings.workers
            if least is None or (least.given and few):
                least = _Worker(self._settings.model)
                self._workers.append(least)
            elif len(least.given) >= _AHEAD:
                return
            least.give(self._waiting.popleft())


def in_processes(
    found: Iterable[ReadArticle], settings: Settings, kept: Incremental | None = None
) -> Iterator[tuple[ReadArticle, AnnotatedArticle | Problem]]:
    """Each article with its annotations, made in `settings.workers` processes, or kept.

    What is made is kept. Memory does not grow with the number of articles. An article that several
    processes have died of is a problem. Raises `ModelMissing` and `WorkersFailed`.
    """
    reading = iter(found)
    window: deque[_Slot] = deque()
    workers = _Workers(settings, kept)
    more = True
    try:
        while more or window:
            if window and (made := window[0].made) is not None:
                yield window.popleft().read, made
            elif more and len(window) < _WINDOW * settings.workers:
                article = next(reading, None)
                if article is None:
                    more = False
                    continue
                window.append(_Slot(article, kept.annotation(article) if kept else None))
                if window[-1].made is None:
                    workers.add(window[-1])
                workers.listen(0)
            else:
                workers.listen(None)
    finally:
        workers.end()


def _lost(read: ReadArticle, exitcode: int | None) -> Problem:
    told = f"not read: {_TRIES} processes died of it, the last was {_death(exitcode)}"
    return Problem(step="annotate", where=read.article.path, message=told)


def _death(exitcode: int | None) -> str:
    """How a process ended: "killed by SIGKILL"."""
    if exitcode is None or exitcode >= 0:
        return f"ended with status {exitcode}"
    try:
        return f"killed by {signal.Signals(-exitcode).name}"
    except ValueError:
        return f"killed by signal {-exitcode}"


@contextmanager
def _interrupts_kept_back() -> Iterator[None]:
    """A process that is started here never hears of Ctrl-C: this one ends it.

    It inherits which signals are held back; setting that in the process itself comes too late.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # its own start would let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, model: str | None) -> None:
    """What a process does: annotates what it is given until the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    given: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, given), daemon=True).start()
    try:
        annotate = annotator(articles.load_model(model))
    except articles.ModelMissing as error:
        connection.send_bytes(_MISSING + str(error).encode())
        return
    connection.send_bytes(_READY)
    decode = msgspec.msgpack.Decoder(ReadArticle).decode
    while True:
        made = annotate(decode(given.get()))
        kind = _FAILED if isinstance(made, Problem) else _MADE
        connection.send_bytes(kind + msgspec.msgpack.encode(made))


def _receive(connection: Connection, given: SimpleQueue[bytes]) -> None:
    """Takes in articles at all times, so that whoever sends them never waits."""
    try:
        while True:
            given.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)  # in the midst of an article, too
