"""What runs in the processes of a Dask cluster's workers: the task, and the programs that are kept for the next one."""

import json
import queue
import socket
import threading
from importlib import import_module
from typing import Any

from .program import Program

_BREATH = 0.2  # seconds between two looks
_KEPT = 30  # seconds that a program waits for its next line: loading the statements takes one or two
_idle: dict[tuple[str, str], list[tuple[Program, threading.Timer]]] = {}
_lock = threading.Lock()


def answer(module: str, job: str, line: str) -> tuple[str, str]:
    """The task: ("answer", text), ("died", how) or ("refused", sentence) of a program that is kept for the next."""
    program = _taken(module, job)
    text = _said(program, line)
    how = "" if text is not None else program.end()
    if how == "signal 9" and not program.stopped:  # killed from outside: once more, as without a cluster
        text = _said(program, line)
        how = "" if text is not None else program.end()
    if text is not None:
        _keep(module, job, program)
        return ("answer", text)
    if program.refused:
        return ("refused", f"{json.loads(program.refused)['refused']} (on {socket.gethostname()})")
    if how.startswith("exit") and not program.ready:
        return ("refused", f"{module} does not run there, it ends with {how} (on {socket.gethostname()})")
    return ("died", how)


def _said(program: Program, line: str) -> str | None:
    """The program's answer; None when it died, or was stopped because nobody waits for it."""
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=lambda: said.put(program.ask(line)), daemon=True).start()
    while True:
        try:
            return said.get(timeout=_BREATH)
        except queue.Empty:
            if _unwanted():
                program.stop()


def _unwanted() -> bool:
    """Whether nobody waits for the task of this thread any more; outside a cluster nobody can say."""
    dask: Any = import_module("distributed.worker")
    try:
        worker = dask.get_worker()
        task = worker.state.tasks.get(dask.thread_state.key)
    except (ValueError, AttributeError):
        return False
    return task is None or task.state == "cancelled" or worker.status.name in ("closing", "closed", "failed")


def _taken(module: str, job: str) -> Program:
    with _lock:
        waiting = _idle.get((module, job))
        if not waiting:
            return Program(module, job)
        program, later = waiting.pop()
    later.cancel()
    return program


def _keep(module: str, job: str, program: Program) -> None:
    """Have the program wait for more of the same, for a while."""
    later = threading.Timer(_KEPT, _drop, (module, job, program))
    later.daemon = True
    with _lock:
        _idle.setdefault((module, job), []).append((program, later))
    later.start()


def _drop(module: str, job: str, program: Program) -> None:
    with _lock:
        kept = [one for one in _idle.get((module, job), ()) if one[0] is not program]
        if len(kept) == len(_idle.get((module, job), ())):
            return  # it was taken at this very moment
        _idle[module, job] = kept
        if not kept:
            del _idle[module, job]
    program.end()
