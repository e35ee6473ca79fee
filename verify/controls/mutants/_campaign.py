"""All mutants of some statements through their checks, over processes; no mutant can take another with it."""

import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from json import dumps, loads
from typing import Any

from verify.claims import JSON, Effort, Registry
from verify.cluster import ClusterError
from verify.run import environment
from verify.run._pool import Outcome, settle_claims
from verify.run._worker import Send, one_line

from ._formulas import Formula, formulas
from ._judge import judged, number_at
from ._mutations import Change, changes
from ._slack import bracket

TIMEOUT = 20
"""Seconds for one mutant."""
_NAMES = ("id", "claim", "part", "kind", "of")
"""What a record says of its mutant, beside what became of it."""
_TOGETHER = 24
"""Mutants of a claim that a worker is given at a time."""
Place = tuple[int, int]
"""A formula of a claim and a change of it, by number."""
Settle = Callable[..., Generator[Outcome, None, None]]
Start = Callable[..., Generator[Outcome, None, None]]
"""`settle` with everything but the names and the tick."""
Progress = Callable[[int, int, tuple[str, ...]], None]


@dataclass
class Report:
    """What became of the mutants of some statements."""

    records: list[dict[str, JSON]] = field(default_factory=list)
    """One a mutant, in a fixed order: id, claim, part, kind, change, verdict, status, reason."""
    formulas: int = 0
    """Formulas that were mutated."""
    repeated: int = 0
    """Formulas that stand in an earlier claim too, and were mutated there."""
    without: int = 0
    """Trials and computations, which have no formula to change."""
    left_out: int = 0
    """Changes of long formulas that were not made."""
    total: int = 0
    """Mutants there are, of which `records` may be a sample."""
    vacuous: list[str] = field(default_factory=list)
    """Claims, with their parts, that are vacuous themselves."""
    broken: dict[str, str] = field(default_factory=dict)
    """Claims whose formulas could not be made, and why."""
    stopped: str = ""
    """Why the work ended before its end; "" when it did not."""
    seconds: float = 0
    """Processor time of all workers."""

    @property
    def complete(self) -> bool:
        """Whether every mutant was judged."""
        return not self.stopped

    @property
    def success(self) -> bool:
        """Whether no different equality survived, and no claim is vacuous or broken."""
        return not (self.vacuous or self.broken or any(r["verdict"] == "survivor" for r in self.records))


def identity_of(claim_id: str, part: str, change: Change) -> str:
    """The name of a mutant, the same in every run.

    >>> identity_of("lem-1/a", "", Change(("lhs",), "+1"))
    'lem-1/a@08271fdf'
    """
    return f"{claim_id}@{sha256(dumps([part, change.key]).encode()).hexdigest()[:8]}"


def mutants(registry: Registry, labels: Iterable[str] | None = None, *, fast: bool = False, jobs: int = 1,
            timeout: float = TIMEOUT, sample: int | None = None, slack: bool = False,
            known: Mapping[str, Mapping[str, JSON]] | None = None, progress: Progress | None = None,
            settle: Settle = settle_claims, memory: int | None = None) -> Report:
    """Make the mutants of the statements with these labels (all, when None) and judge each.

    `sample` takes every n-th of them, so that about that many are left; `slack` looks for best constants where an
    inequality can be sharpened. `known` are records of an earlier run by their id, taken where the formula is still
    the same. The result does not depend on `jobs`. `settle` spreads the work, over processes unless told otherwise,
    with `memory` MiB a mutant. A Ctrl-C ends the run; what was not judged by then is missing, and the report is not
    `complete`.
    Raises KeyError for an unknown label, ClusterError for a cluster that cannot do it.
    """
    report = Report()
    chosen = {made.label for made in registry} if labels is None else {registry[label].label for label in labels}
    claims = [claim.id for made in registry if made.label in chosen for claim in made.claims]
    environment()  # imports SymPy before the workers fork, so that they inherit it
    limits = {"fast": fast, "jobs": jobs, "timeout": timeout, "memory": memory}
    start: Start = partial(settle, registry, task=work, **limits)
    answers = _Answers(start, report, progress)
    plan: dict[str, list[dict[str, Any]]] = {}
    wanted: dict[tuple[str, int, int], str] = {}
    try:
        plan = _planned(start, claims, report, progress)
        wanted = _chosen(plan, report, sample)
        for place, name in wanted.items():
            old = (known or {}).get(name)
            if old is not None and old["of"] == plan[place[0]][place[1]]["digest"]:
                answers.found[place] = {key: old[key] for key in old if key not in _NAMES}
        answers.ask("judge", [place for place in wanted if place not in answers.found])
        if slack:
            answers.ask("bracket", [place for place in wanted
                                    if answers.found[place].get("open") and "bracket" not in answers.found[place]])
    except KeyboardInterrupt:
        report.stopped = "interrupted before the end"
    except ClusterError as error:
        if not answers.found:
            raise
        report.stopped = str(error)
    for place, name in wanted.items():
        if place in answers.found:
            made = plan[place[0]][place[1]]
            report.records.append({"id": name, "claim": place[0], "part": made["part"], "kind": made["kind"],
                                   **answers.found[place], "of": made["digest"]})
    report.vacuous = sorted({f"{r['claim']}: {r['part']}".removesuffix(": ") for r in report.records
                             if r["verdict"] == "skipped" and "vacuous" in str(r["reason"])})
    return report


def _planned(start: Start, claims: Sequence[str], report: Report,
             progress: Progress | None) -> dict[str, list[dict[str, Any]]]:
    """The formulas of each claim with the names of their changes; a formula met before has none."""
    plan: dict[str, list[dict[str, Any]]] = {}

    def tick(running: tuple[str, ...]) -> None:
        if progress is not None:
            progress(len(plan), len(claims), tuple(f"the mutants of {loads(name)[1]}" for name in running))

    names = [dumps(["plan", claim]) for claim in claims]
    with closing(start(names, tick=tick)) as outcomes:
        for outcome in outcomes:
            claim = loads(outcome.claim_id)[1]
            plan[claim] = [m["formula"] for m in outcome.messages if "formula" in m]
            report.seconds += sum(m.get("cpu", 0) for m in outcome.messages)
            told = [m["error"] for m in outcome.messages if "error" in m]
            if outcome.cause or told:
                report.broken[claim] = outcome.cause or told[0]
    met: set[str] = set()
    ordered = {claim: plan[claim] for claim in claims}
    for made in (made for claim in claims for made in ordered[claim]):
        if not made["keys"] and not made["mutable"]:
            report.without += 1
        elif made["digest"] in met:
            report.repeated += 1
            made["keys"] = []
        else:
            met.add(made["digest"])
            report.formulas += 1
            report.left_out += made["left_out"]
    return ordered


def _chosen(plan: Mapping[str, Sequence[Mapping[str, Any]]], report: Report,
            sample: int | None) -> dict[tuple[str, int, int], str]:
    """The mutants to judge, by place, with their names."""
    every = [((claim, number, i), key) for claim, found in plan.items() for number, made in enumerate(found)
             for i, key in enumerate(made["keys"])]
    report.total = len(every)
    return dict(every[::-(-len(every) // sample) or 1] if sample else every)


class _Answers:
    """Asks workers about mutants until each has an answer, and keeps the answers."""

    def __init__(self, start: Start, report: Report, progress: Progress | None) -> None:
        self.start, self.report, self.progress = start, report, progress
        self.found: dict[tuple[str, int, int], dict[str, JSON]] = {}
        """By claim, number of the formula, number of the change."""

    def ask(self, what: str, places: Sequence[tuple[str, int, int]]) -> None:
        waiting = _together(places)
        answered = 0

        def tick(running: tuple[str, ...]) -> None:
            if self.progress is not None:
                self.progress(answered, len(places), tuple(loads(name)[1] for name in running))

        while waiting:
            names = [dumps([what, claim, found]) for claim, found in waiting]
            waiting = []
            with closing(self.start(names, tick=tick)) as outcomes:
                for outcome in outcomes:
                    _, claim, asked = loads(outcome.claim_id)
                    told = {tuple(m["place"]): m["told"] for m in outcome.messages if "told" in m}
                    begun = {tuple(m["place"]): m["change"] for m in outcome.messages if "change" in m}
                    self.report.seconds += sum(m.get("cpu", 0) for m in outcome.messages)
                    left = [place for place in asked if tuple(place) not in told]
                    failed = outcome.cause or next((m["error"] for m in outcome.messages if "error" in m), "")
                    if failed and left:
                        # Only what was alone with its limit is to blame; the others get another chance.
                        if left[0] == asked[0]:
                            told[tuple(left[0])] = _gave_up(what, begun.get(tuple(left[0]), ""), failed)
                        else:
                            waiting.append((claim, left[:1]))
                        left = left[1:]
                    if left:
                        waiting.append((claim, left))
                    for (number, i), found in told.items():
                        self.found.setdefault((claim, number, i), {}).update(found)
                    answered += len(told)
                    tick(())


def _gave_up(what: str, change: str, cause: str) -> dict[str, JSON]:
    if what == "bracket":
        return {"bracket": None}
    return {"change": change, "verdict": "undecided", "status": "undecided", "reason": cause}


def _together(places: Sequence[tuple[str, int, int]]) -> list[tuple[str, list[list[int]]]]:
    """Places by claim, in portions."""
    by_claim: dict[str, list[list[int]]] = {}
    for claim, number, i in places:
        by_claim.setdefault(claim, []).append([number, i])
    return [(claim, found[k:k + _TOGETHER]) for claim, found in by_claim.items()
            for k in range(0, len(found), _TOGETHER)]


def work(registry: Registry, name: str, effort: Effort, send: Send) -> None:
    """What a worker does: plan the mutants of a claim, judge some, or look for the best constants of some."""
    what, claim, *asked = loads(name)
    before = time.process_time()
    try:
        if what == "plan":
            _plan(registry, claim, send)
        else:
            for number, i in asked[0]:
                change = _changes(registry, claim, number)[0][i]
                send({"place": [number, i], "change": change.words(_formulas(registry, claim)[number].proposition)})
                send({"place": [number, i], "told": _TASKS[what](registry, claim, number, i, effort)})
                if time.process_time() - before > 2:  # what is left is asked for again, with its whole limit
                    break
    except BaseException as error:  # a check may raise anything; that is a result here
        send({"error": one_line(error)})
    send({"cpu": round(time.process_time() - before, 3)})


def _plan(registry: Registry, claim: str, send: Send) -> None:
    for number, formula in enumerate(_formulas(registry, claim)):
        found, left_out = _changes(registry, claim, number) if formula.mutable else ([], 0)
        send({"formula": {"part": formula.part, "kind": formula.proposition.kind, "digest": formula.digest[:16],
                          "mutable": formula.mutable, "left_out": left_out,
                          "keys": [identity_of(claim, formula.part, change) for change in found]}})


@lru_cache(maxsize=4)
def _formulas(registry: Registry, claim: str) -> tuple[Formula, ...]:
    return formulas(registry.claim(claim))


@lru_cache(maxsize=16)
def _changes(registry: Registry, claim: str, number: int) -> tuple[list[Change], int]:
    return changes(_formulas(registry, claim)[number].proposition)


@lru_cache(maxsize=16)
def _standing(registry: Registry, claim: str, number: int, fast: bool) -> tuple[bool, str]:
    finding = _formulas(registry, claim)[number].proposition.settle(Effort(fast=fast))
    return finding.status.established, finding.reason or str(finding.status)


def _judge(registry: Registry, claim: str, number: int, i: int, effort: Effort) -> dict[str, JSON]:
    base = _formulas(registry, claim)[number].proposition
    change = _changes(registry, claim, number)[0][i]
    told: dict[str, JSON] = {"change": change.words(base)}
    established, status = _standing(registry, claim, number, effort.fast)
    if not established:
        return told | {"verdict": "skipped", "status": "", "reason": f"not established itself: {status}"}
    verdict = judged(base, change, effort)
    more = {"open": True} if verdict.verdict == "slack" and (
        number_at(base, change) or change.operation in ("lower -1", "upper +1")) else {}
    return told | verdict.to_data() | more


def _bracket(registry: Registry, claim: str, number: int, i: int, effort: Effort) -> dict[str, JSON]:
    base = _formulas(registry, claim)[number].proposition
    found = bracket(base, _changes(registry, claim, number)[0][i], effort)
    return {"bracket": None if found is None else found.to_data() | {"words": found.words()}}


_TASKS = {"judge": _judge, "bracket": _bracket}
