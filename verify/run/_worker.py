"""A worker process: it settles one claim after the other, and tells the parent each step as JSON."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Claim, Effort, Finding, Proposition, Registry, StatementsError, Status, load_statements
from verify.processes import end_with_parent, memory_limited

from ._channel import Outbox
from ._environment import set_ground_types
from ._plain import plain

Send = Callable[[dict[str, JSON]], None]
Task = Callable[[Registry, str, Effort, Send], None]
"""What a worker does with a name that it is given: it sends messages, and raises nothing but MemoryError."""

MEMORY = "memory"
_SPENT = ("out of memory", "max. memory exceeded")  # how Z3 says it, in an exception or as its reason


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
    """Settle a claim and then its controls; whatever happens is sent, and nothing is raised but MemoryError."""
    try:
        proposition = claim.build()
        send({"formula": plain(proposition.text(), "text()"), "latex": plain(proposition.latex(), "latex()")})
    except MemoryError:
        raise
    except BaseException as error:  # a check may raise anything; that is a result here
        send({"finding": _undecided(one_line(error))})
        return
    send({"finding": _settle(proposition, effort)})
    for control in claim.controls:
        try:
            found = _settle(control.change(proposition), effort)
        except MemoryError:
            raise
        except BaseException as error:  # as above
            found = _undecided(one_line(error))
        send({"control": {"status": found["status"], "reason": found.get("reason", "")}})


def _settle(proposition: Proposition, effort: Effort) -> dict[str, JSON]:
    try:
        finding = proposition.settle(effort)
        if not isinstance(finding, Finding):
            raise TypeError(f"settle returned a {type(finding).__name__}, not a Finding")
        data: dict[str, JSON] = plain(finding.to_data(), "finding")
    except MemoryError:
        raise
    except BaseException as error:  # as above
        data = _undecided(one_line(error))
    if data["status"] == Status.UNDECIDED and any(words in str(data.get("reason", "")) for words in _SPENT):
        raise MemoryError
    if data["status"] == Status.UNDECIDED and not data.get("reason"):
        data["reason"] = "no reason given"
    return data


def _undecided(reason: str) -> dict[str, JSON]:
    return {"status": str(Status.UNDECIDED), "reason": reason, "evidence": None}


@dataclass(frozen=True)
class Terms:
    """What a worker is told once, when it is started."""

    fast: bool
    memory: int | None
    """MiB that each work may take beyond what is loaded."""
    parent: int
    by_kernel: bool
    """Whether the thread that starts the worker lives as long as the parent."""


def serve(statements: Registry | str, terms: Terms, channel: Outbox, task: Task = settle_named,
          inherited: tuple[Any, ...] = (), errors: int | None = None) -> None:
    """The worker's life: do the task for each name that comes through `channel`, until it is closed.

    `statements` is the parent's registry where the process was forked, and its source where it was spawned.
    `inherited` are the parent's ends of all channels, which a fork copies and which are of no use here; what is
    printed goes to the descriptor `errors`.
    """
    for other in inherited:
        other.close()
    _detach(terms, errors)
    channel.leave_to_parent()
    set_ground_types()
    gc.freeze()  # SymPy keeps millions of small objects alive; looking through them again and again is a tenth of
    gc.set_threshold(100_000, 50, 50)  # the time
    sys.set_int_max_str_digits(0)  # exact numbers of many digits are the daily bread here
    try:
        registry = load_statements(statements) if isinstance(statements, str) else statements
    except StatementsError:
        sys.exit(1)  # the parent could load them, so they have changed meanwhile; it says that the worker died
    effort = Effort(fast=terms.fast)

    def send(message: dict[str, JSON]) -> None:
        channel.send("message", message)

    channel.send("ready", None)
    while True:
        try:
            name = channel.next()
            start = time.monotonic()
            try:
                with memory_limited(terms.memory):
                    task(registry, name, effort, send)
            except MemoryError:
                channel.send("stopped", MEMORY)
            channel.send("done", round(time.monotonic() - start, 3))
        except (EOFError, OSError):  # the parent has closed the channel, or is gone; or the claim has closed it
            return


def _detach(terms: Terms, errors: int | None) -> None:
    """Leave the terminal to the parent: its Ctrl-C is not ours, and what a check prints is no report."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # a group of its own, so that the parent can end it with all that it started
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdout.flush()
    if errors is not None:
        os.dup2(errors, 2)
        os.close(errors)
    os.dup2(2, 1)
    end_with_parent(terms.parent, terms.by_kernel)
