"""Settling the claims of a registry, and putting the results together."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from math import isfinite

from verify.claims import Claim, Registry, Statement, Status, ancestors
from verify.cluster import ClusterError
from verify.processes import default_memory

from ._environment import environment
from ._journal import Journal
from ._pool import Outcome
from ._results import INTERRUPTED, ClaimResult, ControlResult, Ledger, StatementResult
from ._scheduler import spread
from ._schema import complaints
from ._sources import source_key, sources_digest
from ._worker import one_line

TIMEOUT = 120

_MALFORMED = (KeyError, ValueError, TypeError, AttributeError, RecursionError)

Progress = Callable[[int, int, tuple[str, ...]], None]


def run(
    registry: Registry,
    labels: Iterable[str] | None = None,
    *,
    fast: bool = False,
    jobs: int = 1,
    timeout: float = TIMEOUT,
    memory: int | None = None,
    scheduler: str | None = None,
    journal: Journal | None = None,
    progress: Progress | None = None,
    on_result: Callable[[ClaimResult], None] | None = None,
) -> Ledger:
    """Settle the claims of the statements with these labels (all, when None), each with its controls.

    `fast` takes fewer parameter values. `jobs` processes work at a time, and the result does not depend
    on their number; with the address of a `scheduler` a Dask cluster does the work, whose workers have the same
    statements. A claim with its controls has `timeout` seconds, and on Linux `memory` MiB beyond what is loaded
    (when None, `verify.processes.default_memory`); above, it is undecided. One whose worker was killed from outside
    is settled once more. `progress` hears (done, total, ids in work); `on_result` hears each result, in the order of
    the registry. A Ctrl-C ends the run: what was not settled by then is undecided, and the ledger is not `complete`;
    so does a cluster that is lost. An open `journal` keeps each result as it comes, and gives those that a run of the
    same statements, code, programs and limits left in it.
    Raises KeyError for an unknown label, ValueError for a count or limit that makes no sense, and ClusterError for a
    cluster that cannot do it.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}; at least 1 process is needed")
    if not (isfinite(timeout) and timeout > 0):
        raise ValueError(f"timeout is {timeout}; give a number of seconds above 0")
    most = default_memory() if memory is None else memory
    if most < 1:
        raise ValueError(f"memory is {memory}; give a number of MiB above 0")
    known = {made.label: made for made in registry}
    chosen = set(known) if labels is None else {registry[spelling].label for spelling in labels}
    shown = chosen.union(*(ancestors(label, known) for label in chosen))
    claims = [claim for made in registry if made.label in chosen for claim in made.claims]
    results: dict[str, ClaimResult] = {}
    told, stopped = 0, ""
    programs = environment()  # imports SymPy before the workers fork, so that they inherit it

    def tick(running: tuple[str, ...]) -> None:
        nonlocal told
        if progress is not None:
            progress(len(results), len(claims), running)
        while on_result is not None and told < len(claims) and claims[told].id in results:
            told += 1
            on_result(results[claims[told - 1].id])

    by_id = {claim.id: claim for claim in claims}
    if journal is not None:
        key = {"statements": source_key(registry), "code": sources_digest(registry, journal.files),
               "versions": programs, "--fast": fast, "--timeout": float(timeout), "--memory": most}
        for name, outcome in journal.begin(key, by_id).items():
            with suppress(*_MALFORMED):  # somebody wrote that line; the claim is settled again
                results[name] = _whole(by_id[name], outcome)
        tick(())
    left = [name for name in by_id if name not in results]
    try:
        with closing(spread(scheduler)(registry, left, fast=fast, jobs=min(jobs, max(1, len(left))),
                                       timeout=timeout, tick=tick, memory=most)) as outcomes:
            for outcome in outcomes:
                results[outcome.claim_id] = _heard(by_id[outcome.claim_id], outcome)
                if journal is not None:
                    journal.add(outcome)
                tick(())
    except KeyboardInterrupt:
        pass  # the ledger says what is missing
    except ClusterError as error:
        if not results:
            raise
        stopped = str(error)
    for claim in claims:
        if claim.id not in results:
            results[claim.id] = _result(claim, Outcome(claim.id, cause=INTERRUPTED))
    return Ledger(registry.source, tuple(_statement_result(made, made.label in chosen, results)
                                         for made in registry if made.label in shown), fast, programs, stopped)


def _statement_result(made: Statement, selected: bool, results: dict[str, ClaimResult]) -> StatementResult:
    return StatementResult(
        made.label, made.title, made.kind, made.published, made.uses, made.proof_uses, selected,
        tuple(results[claim.id] for claim in made.claims) if selected else ())


def _heard(claim: Claim, outcome: Outcome) -> ClaimResult:
    """The result; undecided where the messages make none, which only the claim itself can bring about."""
    try:
        return _whole(claim, outcome)
    except _MALFORMED as error:
        return _result(claim, Outcome(claim.id, cause=one_line(error), seconds=outcome.seconds))


def _whole(claim: Claim, outcome: Outcome) -> ClaimResult:
    """The result as a ledger can hold it. Raises one of `_MALFORMED` where the messages make none."""
    made = _result(claim, outcome)
    if made.status is not Status.UNDECIDED and made.evidence is None:
        raise ValueError(f"{made.status} without evidence")
    for complaint in complaints(made.to_data() | {"vacuous": False}, {"$ref": "#/$defs/claim"}, "the result"):
        raise ValueError(complaint)
    return made


def _result(claim: Claim, outcome: Outcome) -> ClaimResult:
    """Facts of the claim, with what its worker told; what it did not tell is undecided by the cause."""
    told = {key: message[key] for message in outcome.messages for key in message if key != "control"}
    controls = [message["control"] for message in outcome.messages if "control" in message]
    finding = told.get("finding", {"status": Status.UNDECIDED, "reason": outcome.cause, "evidence": None})
    unheard = outcome.cause or "error: the claim could not be built"
    return ClaimResult(
        id=claim.id, reading=claim.reading, expected=claim.expected.status,
        status=Status(finding["status"]), reason=finding.get("reason", ""),
        formula=told.get("formula", ""), latex=told.get("latex", ""), note=claim.note, corrects=claim.corrects,
        vacuous_by=claim.vacuous_by,
        evidence=finding["evidence"],
        controls=tuple(
            ControlResult(control.name, control.holds, Status(controls[place]["status"]), controls[place]["reason"])
            if place < len(controls) else ControlResult(control.name, control.holds, Status.UNDECIDED, unheard)
            for place, control in enumerate(claim.controls)),
        seconds=outcome.seconds)
