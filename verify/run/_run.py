"""Settling the claims of a registry, and putting the results together."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from math import isfinite
from typing import Any

from verify.claims import LEFT_OUT, Registry, Statement, Status, ancestors
from verify.cluster import ClusterError
from verify.processes import default_memory

from ._cache import Cache
from ._environment import environment
from ._facts import Facts
from ._journal import Journal
from ._keys import keys_of
from ._plan import Plan
from ._pool import Outcome, settle_claims
from ._recall import Recall, heard
from ._results import INTERRUPTED, ClaimResult, ControlResult, Ledger, StatementResult
from ._scheduler import settle_on
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
    jobs: int = 1,
    timeout: float = TIMEOUT,
    memory: int | None = None,
    observed: bool = True,
    scheduler: str | None = None,
    journal: Journal | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    on_result: Callable[[ClaimResult], None] | None = None,
) -> Ledger:
    """Settle the claims of the statements with these labels (all, when None), each with its controls.

    `jobs` processes work at a time, and the result does not depend on their number; with the address of a `scheduler`
    a Dask cluster does the work, whose workers have the same statements. A claim with its controls, or a piece of its
    seeded trials, has `timeout` seconds, and on Linux `memory` MiB beyond what is loaded (when None,
    `verify.processes.default_memory`); above, it is undecided. One whose worker was killed from outside is settled
    once more. Without `observed` no seeded trials are made, and what only they can settle is left out. `progress`
    hears (done, total, ids in work); `on_result` hears each result, in the order of the registry. A Ctrl-C ends the
    run: what was not settled by then is undecided, and the ledger is not `complete`; so does a cluster that is lost.
    An open `journal` keeps each result as it comes, and gives those that a run of the same statements, code, programs
    and limits left in it. An open `cache` gives the findings of earlier runs whose claims, code and programs were the
    same, and keeps the new ones.
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
    asked = [made for made in registry if made.label in chosen]
    recall = Recall(registry, cache, observed=observed)
    for made in asked:
        recall.open(made)
    claims = recall.claims
    by_id = {claim.id: claim for claim in claims}
    results: dict[str, ClaimResult] = {}
    for name, outcome in recall.outcomes.items():
        with suppress(*_MALFORMED):  # somebody wrote that row; the claim is settled again
            results[name] = _result(by_id[name], outcome)
    kept = sum(not result.left_out for result in results.values())
    told, stopped = 0, ""
    # imports SymPy before the workers fork, so that they inherit it, unless there is nothing to do
    programs = environment(recall.ground_types if len(results) == len(claims) else None)

    def tick(running: tuple[str, ...]) -> None:
        nonlocal told
        if progress is not None:
            progress(len(results), len(claims), running)
        while on_result is not None and told < len(claims) and claims[told].id in results:
            told += 1
            on_result(results[claims[told - 1].id])

    if journal is not None and len(results) < len(claims):
        key = {"statements": source_key(registry), "code": sources_digest(registry, journal.files),
               "versions": programs, "--timeout": float(timeout), "--memory": most, "--without": not observed}
        for name, outcome in journal.begin(key, by_id.keys() - results).items():
            with suppress(*_MALFORMED):  # somebody wrote that line; the claim is settled again
                results[name] = _whole(by_id[name], outcome)
    tick(())
    left = [claim for claim in claims if claim.id not in results]
    plan = Plan(left, str(cache.folder) if cache is not None else None)
    if left and cache is not None:
        keys_of(registry)  # the workers inherit it
    limits: dict[str, Any] = {"timeout": timeout, "memory": most, "observed": observed}
    try:
        if left:
            outcomes = settle_on(scheduler, registry, [claim.id for claim in left], tick=tick, **limits) \
                if scheduler is not None else settle_claims(
                    registry, plan, jobs=min(jobs, len(left)), **limits,
                    tick=lambda orders: tick(tuple(map(plan.about, orders))))
            with closing(outcomes):
                for came in outcomes:
                    for outcome in [came] if scheduler is not None else plan.hear(came):
                        told_us = heard(outcome)
                        result = _heard(by_id[outcome.claim_id], told_us.outcome)
                        results[result.id] = result
                        kept += told_us.kept
                        recall.enter(told_us, result)
                        if journal is not None:
                            journal.add(told_us.outcome)
                    tick(())
    except KeyboardInterrupt:
        pass  # the ledger says what is missing
    except ClusterError as error:
        if not results:
            raise
        stopped = str(error)
    recall.close(programs["sympy_ground_types"])
    for claim in claims:
        if claim.id not in results:
            results[claim.id] = _result(claim, Outcome(claim.id, cause=INTERRUPTED))
    return Ledger(registry.source, tuple(_statement_result(made, made.label in chosen, claims, results)
                                         for made in registry if made.label in shown),
                  () if observed else ("observed",), programs, stopped, kept)


def recalled(registry: Registry, cache: Cache) -> Ledger:
    """What earlier runs found of the statements of which all is kept, as they are now; nothing is settled."""
    recall = Recall(registry, cache, observed=True)
    chosen = {made.label for made in registry if recall.known(made)}
    results = {claim.id: _result(claim, recall.outcomes[claim.id]) for claim in recall.claims
               if claim.id.partition("/")[0] in chosen}
    return Ledger(registry.source, tuple(_statement_result(made, made.label in chosen, recall.claims, results)
                                         for made in registry), kept=len(results))


def _statement_result(made: Statement, selected: bool, claims: list[Facts],
                      results: dict[str, ClaimResult]) -> StatementResult:
    own = [results[claim.id] for claim in claims if claim.id.partition("/")[0] == made.label] if selected else []
    return StatementResult(made.label, made.title, made.kind, made.published, made.uses, made.proof_uses, selected,
                           tuple(own))


def _heard(claim: Facts, outcome: Outcome) -> ClaimResult:
    """The result; undecided where the messages make none, which only the claim itself can bring about."""
    try:
        return _whole(claim, outcome)
    except _MALFORMED as error:
        return _result(claim, Outcome(claim.id, cause=one_line(error), seconds=outcome.seconds))


def _whole(claim: Facts, outcome: Outcome) -> ClaimResult:
    """The result as a ledger can hold it. Raises one of `_MALFORMED` where the messages make none."""
    made = _result(claim, outcome)
    if made.status is not Status.UNDECIDED and made.evidence is None:
        raise ValueError(f"{made.status} without evidence")
    for complaint in complaints(made.to_data() | {"vacuous": False}, {"$ref": "#/$defs/claim"}, "the result"):
        raise ValueError(complaint)
    return made


def _result(claim: Facts, outcome: Outcome) -> ClaimResult:
    """Facts of the claim, with what its worker told; what it did not tell is undecided by the cause."""
    told = {key: message[key] for message in outcome.messages for key in message if key != "control"}
    settled = [message["control"] for message in outcome.messages if "control" in message]
    finding = told.get("finding", {"status": Status.UNDECIDED, "reason": outcome.cause, "evidence": None})
    unheard = outcome.cause or finding.get("reason", "") or "error: the claim could not be built"
    names = told.get("controls", [["controls that were not heard of", False]])
    if LEFT_OUT in finding.get("reason", ""):
        names = []
    return ClaimResult(
        id=claim.id, reading=claim.reading, expected=claim.expected,
        status=Status(finding["status"]), reason=finding.get("reason", ""),
        formula=told.get("formula", ""), latex=told.get("latex", ""), note=claim.note, corrects=claim.corrects,
        vacuous_by=claim.vacuous_by, severity=claim.severity, wrong=claim.wrong, same_as=claim.same_as,
        evidence=finding["evidence"],
        controls=tuple(
            ControlResult(name, holds, Status(settled[place]["status"]), settled[place]["reason"])
            if place < len(settled) else ControlResult(name, holds, Status.UNDECIDED, unheard)
            for place, (name, holds) in enumerate(names)),
        seconds=outcome.seconds)
