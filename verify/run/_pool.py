"""A small pool of long-lived workers, with limits of time and memory a claim that nothing can outlive.

Time is the monotonic clock's. A worker that somebody else killed, or that said what was no message, is replaced, and
its claim is settled once more; the second time it is undecided.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any
from warnings import catch_warnings, simplefilter

from verify.claims import Registry
from verify.processes import resident

from ._channel import GarbledError, channel
from ._told import Told
from ._worker import MEMORY, Task, Terms, serve, settle_named

STARTING = 120  # seconds for a worker to load the statements; the parent has loaded them before
_BREATH = 0.2  # seconds between two looks at the clock and at the memory
_GARBLED = "worker died (it sent what is no message)"
_ONCE_MORE = ("worker died (signal 9)", _GARBLED)


@dataclass
class Outcome:
    """What is known of a claim when its worker is done with it, or was stopped."""

    claim_id: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    cause: str = ""
    """Why the worker did not come to its end: "time", "memory", "worker died (...)"; empty when it did."""
    seconds: float = 0


class _Worker:
    def __init__(self, registry: Registry, terms: Terms, others: Sequence["_Worker"], task: Task) -> None:
        forks = "fork" in multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self.inbox, theirs = channel()
        self.told = Told() if forks else None
        extra: tuple[Any, ...] = ()
        if self.told is not None:
            inherited = [end for worker in (*others, self) for end in (worker.inbox, worker.told) if end is not None]
            extra = tuple(inherited), self.told.theirs
        self.process: BaseProcess = context.Process(
            target=serve, args=(registry if forks else registry.source, terms, theirs, task, *extra))
        with _held_back(), catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # 3.12 and later: a fork beside BLAS's idle threads is safe
            self.process.start()
        theirs.close()
        if self.told is not None:
            self.told.begin()
        self.outcome: Outcome | None = None
        self.ready = False
        self.since = time.monotonic()
        self.memory = terms.memory
        self.loaded: int | None = None  # bytes, when it was ready
        self.before: int | None = None  # bytes, when it was given its work

    def give(self, claim_id: str) -> None:
        self.outcome = Outcome(claim_id)
        if self.told is not None:
            self.told.next()  # not when it is ready: by then it may have begun, and said its last word
        with suppress(OSError):  # a worker that died meanwhile is found by `look`
            self.inbox.give(claim_id)
        if self.ready:
            self._begin()

    def _begin(self) -> None:
        self.inbox.begin()
        self.since = time.monotonic()
        self.before = resident(self.process.pid)

    def look(self, timeout: float) -> Outcome | None:
        """The outcome when the claim in hand is finished with, one way or the other."""
        assert self.outcome is not None
        ended = self.process.exitcode is not None  # asked before reading, so that its last words are heard
        if self.told is not None:
            self.told.read()
        try:
            for kind, payload in self.inbox.read():
                if kind == "ready" and not self.ready:
                    self.ready, self.loaded = True, resident(self.process.pid)
                    self._begin()
                elif kind == "done" and isinstance(payload, int | float):
                    return self._release(seconds=payload)
                elif kind == "stopped" and payload == MEMORY:
                    return self._release(MEMORY)
                elif kind == "message" and isinstance(payload, dict):
                    self.outcome.messages.append(payload)
                else:
                    raise GarbledError
        except GarbledError:
            return self._release(_GARBLED)
        except EOFError:
            ended = True
            self.process.join(5)
        if ended:
            return self._release(self._death())
        if self._above(self.before):
            return self._release(MEMORY)
        if time.monotonic() - self.since > (timeout if self.ready else STARTING):
            return self._release("time")
        return None

    def _above(self, before: int | None, share: int = 1) -> bool:
        held = resident(self.process.pid) if self.memory is not None and before is not None else None
        return held is not None and held - before > (self.memory << 20) // share  # type: ignore[operator]

    def _death(self) -> str:
        code = self.process.exitcode
        if self.told is not None:
            self.told.read()  # what it said between our last look and its end
        if self.memory is not None and self.told is not None and code != -signal.SIGKILL and self.told.of_memory():
            return MEMORY
        return f"worker died (signal {-code})" if code is not None and code < 0 else f"worker died (exit code {code})"

    def _release(self, cause: str = "", seconds: float | None = None) -> Outcome:
        done, self.outcome = self.outcome, None
        assert done is not None
        done.cause = cause
        done.seconds = seconds if seconds is not None else round(time.monotonic() - self.since, 3)
        if cause or self._above(self.loaded, share=2):  # what it has kept shall not add up over many claims
            self.stop()
        return done

    @property
    def usable(self) -> bool:
        return not self.inbox.closed

    @property
    def speaks(self) -> list[Any]:
        """What to wait for."""
        return [self.inbox] if self.told is None or self.told.silent else [self.inbox, self.told]

    def stop(self) -> None:
        """End the worker with all that it started; nothing in it can refuse."""
        if self.process.pid is not None and hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.inbox.close()
        if self.told is not None:
            self.told.read()
            self.told.close()


class _held_back:
    """Ctrl-C waits while a process starts: the child would answer it before it has learnt to ignore it."""

    def __enter__(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            self.before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self.before)


def settle_claims(
    registry: Registry, claim_ids: Iterable[str], *, jobs: int, timeout: float, observed: bool = True,
    tick: Callable[[tuple[str, ...]], None] | None = None, task: Task = settle_named, memory: int | None = None,
) -> Generator[Outcome, None, None]:
    """Outcomes of the claims as they come in; `tick` hears several times a second what is being settled.

    An id is taken from `claim_ids` when there is somebody to work on it; an iterator that has none now may have more
    once an outcome was heard. `observed` says whether seeded trials are made.
    Another `task`, a function of a module, does other work under the same care; its names stand for the claims' ids.
    Above `timeout` seconds, or `memory` MiB beyond what is loaded (on Linux; None for no limit), a claim is stopped.
    Closing the generator, or an exception in it, ends all workers.
    """
    waiting = iter(claim_ids)
    lost: list[str] = []  # ids to be settled once more
    again: set[str] = set()  # all that ever were in it
    workers: list[_Worker] = []
    terms = Terms(observed, memory, os.getpid(), threading.current_thread() is threading.main_thread())
    try:
        while True:
            busy = [worker for worker in workers if worker.outcome is not None]
            while len(busy) < jobs:
                claim_id = lost.pop() if lost else next(waiting, None)
                if claim_id is None:
                    break
                idle = next((w for w in workers if w.outcome is None and w.usable), None)
                if idle is None:
                    workers = [w for w in workers if w.usable]
                    idle = _Worker(registry, terms, workers, task)
                    workers.append(idle)
                idle.give(claim_id)
                busy.append(idle)
            if not busy:
                return
            if tick is not None:
                tick(tuple(worker.outcome.claim_id for worker in busy if worker.outcome is not None))
            wait([end for worker in busy for end in worker.speaks], min(_BREATH, timeout))
            for worker in busy:
                done = worker.look(timeout)
                if done is None:
                    continue
                if done.cause in _ONCE_MORE and done.claim_id not in again:
                    again.add(done.claim_id)
                    lost.append(done.claim_id)
                else:
                    yield done
    finally:
        for worker in workers:
            worker.stop()
