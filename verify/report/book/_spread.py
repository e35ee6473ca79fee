"""Independent pieces of work over processes: derivations, parts and pictures are computed side by side."""

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from typing import Any

_TASKS: Sequence[Callable[[], Any]] = ()


def spread(tasks: Sequence[Callable[[], Any]], jobs: int) -> list[Any]:
    """What each task returns, in order; by `jobs` forked processes, or here where there is one or no forking.

    >>> spread([lambda: 1, lambda: 2], 1)
    [1, 2]
    """
    global _TASKS
    if jobs < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [task() for task in tasks]
    _TASKS = tasks  # inherited by the processes: what a registry holds cannot be sent
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(tasks)), _quiet) as pool:
            return pool.map(_run, range(len(tasks)), chunksize=1)
    finally:
        _TASKS = ()


def _quiet() -> None:
    """A process of the pool ends when it is told to, without a word, and leaves Ctrl-C to its parent."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(place: int) -> Any:
    return _TASKS[place]()
