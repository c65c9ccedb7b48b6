"""Work for actors of a Ray cluster that may be lost at any time: nothing is lost with them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from timeline.engines.errors import EngineError

IN_HAND = 2
"""Batches that an actor has at a time: one in work, and one that is there when it is done."""
AHEAD = 4
"""Batches for each actor that may be in work or done before the first of them has been taken."""
TRIES = 4
"""How often a batch is given to an actor, and how many actors may end without having done any."""
PATIENCE = 60.0
"""Seconds without any actor after which the user is told."""

_END = object()

log = logging.getLogger(__name__)


class Actor(Protocol):
    """A process of the cluster."""

    ready: Any
    """Reference to what it answers when it can work."""

    def check(self, answer: Any) -> None:
        """Raise `EngineError` if the answer is not the right one."""

    def start(self, batch: Any) -> Any:
        """Begin with a batch; a reference to the result."""

    def end(self) -> None:
        """End it."""


def in_order(
    ray: Any, new: Callable[[], Actor], size: int, batches: Iterable[Any]
) -> Iterator[Any]:
    """What actors make of batches, in the order of the batches.

    An actor that is lost is replaced, and its batches go to others. Batches are taken as they are
    needed. Raises what the work raises, and `EngineError` where a batch, or the start of an actor,
    fails by the loss of its process again and again.
    """
    pool = _Pool(ray, new, size)
    try:
        yield from pool.results(iter(batches))
    finally:
        pool.end()


class _Task:
    """A batch, or the start of an actor (then `number` is None)."""

    def __init__(self, number: int | None = None, batch: Any = None) -> None:
        self.number, self.batch, self.tries = number, batch, 0


class _Pool:
    def __init__(self, ray: Any, new: Callable[[], Actor], size: int) -> None:
        self._ray, self._new, self._size = ray, new, size
        self._running: dict[Any, tuple[_Task, Actor]] = {}
        self._in_hand: dict[Actor, int] = {}  # of the actors that can work
        self._lost: list[_Task] = []
        self._failures = 0
        self._actors: list[Actor] = []
        for _ in range(size):
            self._add()

    def results(self, batches: Iterator[Any]) -> Iterator[Any]:
        done: dict[int, Any] = {}
        given = taken = 0
        more = True
        while more or taken < given:
            while self._free() and (self._lost or (more and given - taken < AHEAD * self._size)):
                if self._lost:
                    self._give(self._lost.pop())
                    continue
                batch = next(batches, _END)
                if batch is _END:
                    more = False
                else:
                    self._give(_Task(given, batch))
                    given += 1
            if taken in done:
                yield done.pop(taken)
                taken += 1
            elif more or taken < given:
                number, result = self._next()
                if number is not None:
                    done[number] = result

    def end(self) -> None:
        for actor in self._actors:
            actor.end()

    def _add(self) -> None:
        actor = self._new()
        self._actors.append(actor)
        self._running[actor.ready] = _Task(), actor

    def _free(self) -> Actor | None:
        """The actor with the least to do, if one can take more."""
        actor = min(self._in_hand, key=self._in_hand.__getitem__, default=None)
        return actor if actor is not None and self._in_hand[actor] < IN_HAND else None

    def _give(self, task: _Task) -> None:
        actor = self._free()
        assert actor is not None
        self._in_hand[actor] += 1
        self._running[actor.start(task.batch)] = task, actor

    def _next(self) -> tuple[int | None, Any]:
        """Wait for something to happen: the number of a batch with its result, or None."""
        ready, _ = self._ray.wait(list(self._running), num_returns=1, timeout=PATIENCE)
        if not ready:
            if not self._in_hand:
                log.warning("no process of the cluster is free to annotate: waiting for one")
            return None, None
        task, actor = self._running.pop(ready[0])
        try:
            result = self._ray.get(ready[0])
        except self._ray.exceptions.RayTaskError as error:
            raise _told(self._ray, error) from None
        except self._ray.exceptions.RayError as error:
            self._replace(actor, task, error)
            return None, None
        if task.number is None:
            actor.check(result)
            self._in_hand[actor] = 0
        else:
            self._failures = 0
            if actor in self._in_hand:
                self._in_hand[actor] -= 1
        return task.number, result

    def _replace(self, actor: Actor, task: _Task, error: Exception) -> None:
        """Another actor for one that is lost, and its work back to be given again."""
        task.tries += 1
        if task.number is not None:
            self._lost.append(task)
        if actor in self._actors:
            self._failures += 1
            if task.tries >= TRIES or self._failures >= TRIES * self._size:
                raise EngineError(
                    f"processes of the cluster are lost again and again: {_line(error)}"
                )
            log.warning("a process of the cluster is lost; its articles are annotated again")
            self._actors.remove(actor)
            self._in_hand.pop(actor, None)
            actor.end()
            self._add()


def result(ray: Any, reference: Any) -> Any:
    """The result of a task; raises what the task raised, and `EngineError`."""
    try:
        return ray.get(reference)
    except ray.exceptions.RayError as error:
        raise _told(ray, error) from None


def _told(ray: Any, error: Exception) -> Exception:
    """What the work on the cluster raised, or what is to be told of the cluster."""
    cause = getattr(error, "cause", None) or error
    if isinstance(cause, ray.exceptions.RayError):
        return EngineError(f"the cluster has lost a task: {_line(cause)}")
    return cause


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
