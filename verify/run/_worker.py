"""A worker process: it settles one claim after the other, and tells the parent each step as JSON."""

import gc
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from verify.claims import JSON, Claim, Effort, Finding, Proposition, Registry, StatementsError, Status, load_statements

from ._environment import set_ground_types
from ._plain import plain

Send = Callable[[dict[str, JSON]], None]
Task = Callable[[Registry, str, Effort, Send], None]
"""What a worker does with a name that it is given: it sends messages, and raises nothing."""


def one_line(error: BaseException) -> str:
    """An exception as one short line.

    >>> one_line(ValueError("a\\nb"))
    'error: ValueError: a b'
    """
    try:
        text = " ".join(str(error).split())
    except Exception:  # a user's exception may fail to print itself
        text = ""
    return f"error: {type(error).__name__}" + (f": {text[:300]}" if text else "")


def settle_named(registry: Registry, claim_id: str, effort: Effort, send: Send) -> None:
    """The task of a run: the claim of that id, with its controls."""
    settle_claim(registry.claim(claim_id), effort, send)


def settle_claim(claim: Claim, effort: Effort, send: Send) -> None:
    """Settle a claim and then its controls; whatever happens is sent, nothing is raised."""
    try:
        proposition = claim.build()
        send({"formula": plain(proposition.text(), "text()"), "latex": plain(proposition.latex(), "latex()")})
    except BaseException as error:  # a check may raise anything; that is a result here
        send({"finding": _undecided(one_line(error))})
        return
    send({"finding": _settle(proposition, effort)})
    for control in claim.controls:
        try:
            found = _settle(control.change(proposition), effort)
        except BaseException as error:  # as above
            found = _undecided(one_line(error))
        send({"control": {"status": found["status"], "reason": found.get("reason", "")}})


def _settle(proposition: Proposition, effort: Effort) -> dict[str, JSON]:
    try:
        finding = proposition.settle(effort)
        if not isinstance(finding, Finding):
            raise TypeError(f"settle returned a {type(finding).__name__}, not a Finding")
        data: dict[str, JSON] = plain(finding.to_data(), "finding")
    except BaseException as error:  # as above
        return _undecided(one_line(error))
    if data["status"] == Status.UNDECIDED and not data.get("reason"):
        data["reason"] = "no reason given"
    return data


def _undecided(reason: str) -> dict[str, JSON]:
    return {"status": str(Status.UNDECIDED), "reason": reason, "evidence": None}


def serve(statements: Registry | str, fast: bool, channel: Connection, foreign: tuple[Connection, ...],
          task: Task = settle_named) -> None:
    """The worker's life: do the task for each name that comes through `channel`, until it is closed.

    `statements` is the parent's registry where the process was forked, and its source where it was
    spawned. `foreign` are the parent's ends of all channels, inherited by a fork and of no use here.
    """
    for other in foreign:
        other.close()
    _detach()
    set_ground_types()
    gc.freeze()  # SymPy keeps millions of small objects alive; looking through them again and again is a tenth of
    gc.set_threshold(100_000, 50, 50)  # the time
    sys.set_int_max_str_digits(0)  # exact numbers of many digits are the daily bread here
    try:
        registry = load_statements(statements) if isinstance(statements, str) else statements
    except StatementsError:
        sys.exit(1)  # the parent could load them, so they have changed meanwhile; it says that the worker died
    effort = Effort(fast=fast)

    def send(message: dict[str, JSON]) -> None:
        channel.send_bytes(json.dumps(message).encode())

    send({"ready": True})
    while True:
        try:
            name = channel.recv_bytes().decode()
            start = time.monotonic()
            task(registry, name, effort, send)
            send({"seconds": round(time.monotonic() - start, 3)})
        except (EOFError, BrokenPipeError):  # the parent has closed the channel, or is gone
            return


def _detach() -> None:
    """Leave the terminal to the parent: its Ctrl-C is not ours, and what a check prints is no report."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # a group of its own, so that the parent can end it with all that it started
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdout.flush()
    os.dup2(2, 1)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:  # a parent that was killed cannot end its workers
        time.sleep(1)
    os._exit(1)
