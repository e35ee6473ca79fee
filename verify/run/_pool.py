"""A small pool of long-lived workers, with a time limit a claim that nothing can outlive."""

import json
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any
from warnings import catch_warnings, simplefilter

from verify.claims import Registry

from ._plain import long_integers
from ._worker import Task, serve, settle_named

STARTING = 120  # seconds for a worker to load the statements; the parent has loaded them before
_BREATH = 0.2  # seconds between two looks at the clock


@dataclass
class Outcome:
    """What is known of a claim when its worker is done with it, or was stopped."""

    claim_id: str
    messages: list[dict[str, Any]] = field(default_factory=list)
    cause: str = ""
    """Why the worker did not come to its end: "time", "worker died (...)"; empty when it did."""
    seconds: float = 0


class _Worker:
    def __init__(self, registry: Registry, fast: bool, foreign: Sequence[Connection], task: Task) -> None:
        forks = "fork" in multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self.channel, theirs = context.Pipe()
        inherited = (*foreign, self.channel) if forks else ()
        self.process: BaseProcess = context.Process(
            target=serve, args=(registry if forks else registry.source, fast, theirs, inherited, task))
        with _held_back(), catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # 3.12 and later: a fork beside BLAS's idle threads is safe
            self.process.start()
        theirs.close()
        self.outcome: Outcome | None = None
        self.ready = False
        self.since = time.monotonic()

    def give(self, claim_id: str) -> None:
        self.outcome = Outcome(claim_id)
        if self.ready:
            self.since = time.monotonic()
        with suppress(OSError):  # a worker that died meanwhile is found by `look`
            self.channel.send_bytes(claim_id.encode())

    def look(self, timeout: float) -> Outcome | None:
        """The outcome when the claim in hand is finished with, one way or the other."""
        assert self.outcome is not None
        try:
            while self.channel.poll():
                with long_integers():
                    message = json.loads(self.channel.recv_bytes())
                if "ready" in message:
                    self.ready, self.since = True, time.monotonic()
                elif "seconds" in message:
                    return self._release(seconds=message["seconds"])
                else:
                    self.outcome.messages.append(message)
        except (EOFError, OSError):
            self.process.join(5)
            return self._release(_cause(self.process.exitcode))
        if time.monotonic() - self.since > (timeout if self.ready else STARTING):
            return self._release("time")
        return None

    def _release(self, cause: str = "", seconds: float | None = None) -> Outcome:
        done, self.outcome = self.outcome, None
        assert done is not None
        done.cause = cause
        done.seconds = seconds if seconds is not None else round(time.monotonic() - self.since, 3)
        if cause:
            self.stop()
        return done

    @property
    def usable(self) -> bool:
        return not self.channel.closed

    def stop(self) -> None:
        """End the worker with all that it started; nothing in it can refuse."""
        if self.process.pid is not None and hasattr(os, "killpg"):
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.channel.close()


class _held_back:
    """Ctrl-C waits while a process starts: the child would answer it before it has learnt to ignore it."""

    def __enter__(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            self.before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self.before)


def _cause(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        return f"worker died (signal {-exit_code})"
    return f"worker died (exit code {exit_code})"


def settle_claims(
    registry: Registry, claim_ids: Sequence[str], *, fast: bool, jobs: int, timeout: float,
    tick: Callable[[tuple[str, ...]], None] | None = None, task: Task = settle_named,
) -> Generator[Outcome, None, None]:
    """Outcomes of the claims as they come in; `tick` hears several times a second what is being settled.

    Another `task`, a function of a module, does other work under the same care; its names stand for the claims' ids.
    Closing it, or an exception in it, ends all workers.
    """
    waiting = deque(claim_ids)
    workers: list[_Worker] = []
    try:
        while True:
            busy = [worker for worker in workers if worker.outcome is not None]
            while waiting and len(busy) < jobs:
                idle = next((w for w in workers if w.outcome is None and w.usable), None)
                if idle is None:
                    workers = [w for w in workers if w.usable]
                    idle = _Worker(registry, fast, [w.channel for w in workers], task)
                    workers.append(idle)
                idle.give(waiting.popleft())
                busy.append(idle)
            if not busy:
                return
            if tick is not None:
                tick(tuple(worker.outcome.claim_id for worker in busy if worker.outcome is not None))
            wait([worker.channel for worker in busy], min(_BREATH, timeout))
            for worker in busy:
                done = worker.look(timeout)
                if done is not None:
                    yield done
    finally:
        for worker in workers:
            worker.stop()
