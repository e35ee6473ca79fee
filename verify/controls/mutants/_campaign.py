"""All mutants of some statements through their checks, over processes; no mutant can take another with it."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from json import dumps, loads
from typing import Any

from verify.claims import JSON, Registry
from verify.cluster import ClusterError
from verify.run import Journal, environment
from verify.run._pool import Outcome, settle_claims
from verify.run._sources import sources_digest

from ._gaps import gaps, sharpening, worth
from ._report import Report
from ._work import work

TIMEOUT = 20
"""Seconds for one mutant."""
_TOGETHER = 24
"""Mutants of a claim that a worker is given at a time."""
Place = tuple[str, int, int]
"""A claim, a formula of it, and a change of that, by number."""
Settle = Callable[..., Generator[Outcome, None, None]]
Start = Callable[..., Generator[Outcome, None, None]]
"""`settle` with everything but the names and the tick."""
Progress = Callable[[int, int, tuple[str, ...]], None]


class _Everything:
    """What a journal may hold: any answer that it has is wanted, or is of mutants that another sample takes."""

    def __contains__(self, _: object) -> bool:
        return True


def mutants(registry: Registry, labels: Iterable[str] | None = None, *, jobs: int = 1,
            timeout: float = TIMEOUT, sample: int | None = None, slack: bool = False, journal: Journal | None = None,
            progress: Progress | None = None, settle: Settle = settle_claims, memory: int | None = None) -> Report:
    """Make the mutants of the statements with these labels (all, when None) and judge each.

    `sample` takes every n-th of them, so that about that many are left; `slack` looks for best constants where an
    inequality can be sharpened, and settles the sharpened claims that speak of it. An open `journal` keeps each
    answer as it comes, and gives those that a run of the same statements, code, programs and limits left in it. The
    result does not depend on `jobs`. `settle` spreads the work, over processes unless told otherwise, with `memory`
    MiB a mutant. A Ctrl-C ends the run; what was not judged by then is missing, and the report is not `complete`.
    Raises KeyError for an unknown label, ClusterError for a cluster that cannot do it, LedgerError for a journal
    that is not one or cannot be written.
    """
    report = Report()
    chosen = {made.label for made in registry} if labels is None else {registry[label].label for label in labels}
    claims = [claim.id for made in registry if made.label in chosen for claim in made.claims]
    programs = dict(environment())  # imports SymPy before the workers fork, so that they inherit it
    limits = {"jobs": jobs, "timeout": timeout, "memory": memory}
    start: Start = partial(settle, registry, task=work, **limits)
    answers = _Answers(start, report, progress, journal, timeout)
    if journal is not None:
        answers.take_up(journal.begin({
            "statements": registry.source, "code": sources_digest(registry, journal.files), "versions": programs,
            "--timeout": float(timeout), "--memory": memory, "what": "mutants"}, _Everything()))
    plan: dict[str, list[dict[str, Any]]] = {}
    wanted: dict[Place, str] = {}
    try:
        plan = _planned(start, claims, report, progress)
        wanted = _chosen(plan, report, sample)
        report.taken_up = sum(place in answers.found for place in wanted)
        answers.ask("judge", [place for place in wanted if place not in answers.found])
        if slack:
            answers.ask("bracket", [place for place in wanted if "bracket" not in answers.found[place] and
                                    worth({"claim": place[0], **answers.found[place]}, registry)])
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
    if slack and report.complete:
        try:
            report.gaps = gaps(report.records, registry, _established(start, sharpening(report.records, registry)))
        except KeyboardInterrupt:
            report.stopped = "interrupted before the end"
        except ClusterError as error:
            report.stopped = str(error)
    return report


def _established(start: Start, claims: Sequence[str]) -> set[str]:
    """Those of the claims that their checks establish."""
    found = set()
    with closing(start([dumps(["settle", claim]) for claim in claims])) as outcomes:
        for outcome in outcomes:
            if any(message.get("established") for message in outcome.messages):
                found.add(loads(outcome.claim_id)[1])
    return found


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
            report.seconds += _seconds(outcome)
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
    for claim, found in ordered.items():
        why = {made["empty"] for made in found if not made["part"].startswith("true control: ")}
        if why and "" not in why:
            report.empty[claim] = ", ".join(sorted(why))
    return ordered


def _chosen(plan: Mapping[str, Sequence[Mapping[str, Any]]], report: Report,
            sample: int | None) -> dict[Place, str]:
    """The mutants to judge, by place, with their names."""
    every = [((claim, number, i), key) for claim, found in plan.items() for number, made in enumerate(found)
             for i, key in enumerate(made["keys"])]
    report.total = len(every)
    return dict(every[::-(-len(every) // sample) or 1] if sample else every)


class _Answers:
    """Asks workers about mutants until each has an answer, and keeps the answers."""

    def __init__(self, start: Start, report: Report, progress: Progress | None, journal: Journal | None,
                 timeout: float) -> None:
        self.start, self.report, self.progress, self.journal, self.timeout = start, report, progress, journal, timeout
        self.found: dict[Place, dict[str, JSON]] = {}

    def take_up(self, outcomes: Mapping[str, Outcome]) -> None:
        """Take what an earlier run was told; what it gave up is asked for again."""
        for name, outcome in outcomes.items():
            self._keep(loads(name)[1], outcome)

    def _keep(self, claim: str, outcome: Outcome) -> set[tuple[int, int]]:
        told: set[tuple[int, int]] = set()
        begun: dict[str, JSON] = {}
        for message in outcome.messages:
            if "begun" in message:
                begun = message["begun"]
            elif "told" in message:
                number, i = message["place"]
                self.found.setdefault((claim, number, i), dict(begun)).update(message["told"])
                told.add((number, i))
        return told

    def ask(self, what: str, places: Sequence[Place]) -> None:
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
                    told = self._keep(claim, outcome)
                    if self.journal is not None and told:
                        self.journal.add(outcome)
                    self.report.seconds += _seconds(outcome)
                    left = [place for place in asked if tuple(place) not in told]
                    failed = outcome.cause or next((m["error"] for m in outcome.messages if "error" in m), "")
                    if failed and left:
                        # Only what had (nearly) all of the limit is to blame; the others get another chance.
                        last = next((m for m in outcome.messages if "begun" in m and m["place"] == left[0]), _NO_CHANGE)
                        begun = last["begun"]
                        if left[0] == asked[0] or (failed == "time" and 10 * last["after"] <= 1000 * self.timeout):
                            number, i = left[0]
                            self.found.setdefault((claim, number, i), dict(begun)).update(_gave_up(what, failed))
                            answered += 1
                        else:
                            waiting.append((claim, left[:1]))
                        left = left[1:]
                    if left:
                        waiting.append((claim, left))
                    answered += len(told)
                    tick(())


_NO_CHANGE: dict[str, Any] = {"begun": {"change": "", "at": "", "operation": ""}, "after": 0}


def _seconds(outcome: Outcome) -> float:
    return float(sum(message.get("cpu", 0) for message in outcome.messages)) / 1000


def _gave_up(what: str, cause: str) -> dict[str, JSON]:
    if what == "bracket":
        return {"bracket": None}
    return {"verdict": "undecided", "status": "undecided", "reason": cause}


def _together(places: Sequence[Place]) -> list[tuple[str, list[list[int]]]]:
    """Places by claim, in portions."""
    by_claim: dict[str, list[list[int]]] = {}
    for claim, number, i in places:
        by_claim.setdefault(claim, []).append([number, i])
    return [(claim, found[k:k + _TOGETHER]) for claim, found in by_claim.items()
            for k in range(0, len(found), _TOGETHER)]
