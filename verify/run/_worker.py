"""A worker process: it settles one claim after the other, and tells the parent each step as JSON."""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from verify.claims import (
    JSON,
    LEFT_OUT,
    Claim,
    Control,
    Effort,
    Finding,
    Proposition,
    Registry,
    StatementsError,
    Status,
    load_statements,
)
from verify.processes import end_with_parent, memory_limited

from ._cache import recall
from ._channel import Outbox
from ._environment import set_ground_types
from ._keys import keys_of
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


def settle_named(registry: Registry, work: str, effort: Effort, send: Send) -> None:
    """The task of a run: the claim of that id with its controls, or an order of `verify.run._plan`."""
    if not work.startswith("{"):
        settle_claim(registry.claim(work), effort, send)
        return
    order = json.loads(work)
    if "seeds" in order:
        _try_seeds(order, send)
        return
    answers = {path: {int(seed): answer for seed, answer in found.items()} for path, found in order["answers"].items()}
    settle_claim(registry.claim(order["claim"]), replace(effort, answers=answers), send, ahead=order["ahead"],
                 kept=partial(_kept, registry, order["cache"]) if order["cache"] else None)


def settle_claim(claim: Claim, effort: Effort, send: Send, *, ahead: bool = False,
                 kept: "Callable[..., tuple[str, Any]] | None" = None) -> None:
    """Settle a claim and then its controls; whatever happens is sent, and nothing is raised but MemoryError.

    `ahead`, a claim that needs trials only says which: they are made first, elsewhere. `kept` gives the name under
    which its finding may be kept, and what is kept there.
    """
    try:
        controls = claim.controls
        send({"controls": [[control.name, control.holds] for control in controls]})
        proposition = claim.build()
        formula = {"formula": plain(proposition.text(), "text()"), "latex": plain(proposition.latex(), "latex()")}
        send(formula)
        changed = [_changed(control, proposition) for control in controls]
        batches = [batch for made in (proposition, *changed) if isinstance(made, Proposition)
                   for batch in made.trials()]
    except MemoryError:
        raise
    except BaseException as error:  # a check may raise anything; that is a result here
        send({"finding": _undecided(one_line(error))})
        return
    if kept is not None:
        with suppress(Exception):  # what cannot be named is settled each time
            name, known = kept(claim, proposition, formula, [(c.name, c.holds, made) for c, made in
                                                             zip(controls, changed, strict=True)])
            send({"name": name, "trials": bool(batches)})
            if known is not None and (effort.observed or not batches):
                send({"kept": known})
                return
    if batches and not effort.observed:
        send({"finding": _undecided(LEFT_OUT)})
        return
    if batches and ahead:
        send({"needs": [[batch.path, batch.first, batch.count] for batch in batches]})
        return
    send({"finding": _settle(proposition, effort)})
    for made in changed:
        found = _settle(made, effort, evidence=False) if isinstance(made, Proposition) else made
        send({"control": {"status": found["status"], "reason": found.get("reason", "")}})


def _kept(registry: Registry, folder: str, claim: Claim, *told: Any) -> tuple[str, Any]:
    """The name under which a claim's finding is kept, and what is kept there."""
    name = keys_of(registry).claim(claim, *told)
    return name, recall(folder, name)


def _changed(control: Control, proposition: Proposition) -> Proposition | dict[str, JSON]:
    """The proposition as the control changes it, or the finding that it breaks down."""
    try:
        made = control.change(proposition)
        if not isinstance(made, Proposition):
            raise TypeError(f"the control made a {type(made).__name__}, not a proposition")
        return made
    except MemoryError:
        raise
    except BaseException as error:  # as above
        return _undecided(one_line(error))


def _try_seeds(order: dict[str, Any], send: Send) -> None:
    """Make the trials of an order, seed by seed: those of one module share what a seed costs them.

    A trial that raises has no answer here; it raises again where its claim is settled, which says so.
    """
    from verify.observe import tried

    answers: dict[str, dict[str, bool]] = {path: {} for path in order["paths"]}
    spent = dict.fromkeys(order["paths"], 0)
    for seed in order["seeds"]:
        for path in order["paths"]:
            start = time.monotonic_ns()
            with suppress(Exception, SystemExit):
                answers[path][str(seed)] = tried(path, seed)
            spent[path] += time.monotonic_ns() - start
    send({"answers": answers, "spent": spent})


def _settle(proposition: Proposition, effort: Effort, *, evidence: bool = True) -> dict[str, JSON]:
    """The finding as plain data; without `evidence`, its status and reason alone."""
    try:
        finding = proposition.settle(effort)
        if not isinstance(finding, Finding):
            raise TypeError(f"settle returned a {type(finding).__name__}, not a Finding")
        data: dict[str, JSON] = plain(finding.to_data(), "finding") if evidence else {
            "status": str(finding.status), "reason": plain(finding.reason, "reason")}
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

    observed: bool
    """Whether seeded trials are made."""
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
    effort = Effort(observed=terms.observed)

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
