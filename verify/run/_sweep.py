"""A statement's claims over a grid of values: each is settled again at each point that it depends on."""

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

from verify.claims import JSON, Registry, Status
from verify.cluster import ClusterError
from verify.processes import default_memory

from ._environment import environment
from ._pool import Outcome, settle_claims
from ._results import INTERRUPTED, defective
from ._run import TIMEOUT, Progress
from ._sources import source_key, sources_digest
from ._sweep_file import OUTSIDE, SweepError
from ._sweep_points import point_name, settle_point

MOST_POINTS = 1_000_000
"""Claims times points; one takes a few hundred bytes."""

Settle = Callable[..., Generator[Outcome, None, None]]
Grid = Mapping[str, Sequence[Fraction]]
At = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Letter:
    """A variable of a statement that has its value from those of the grid."""

    name: str
    of: tuple[str, ...]
    value: Callable[..., Fraction]
    """Takes the values of `of`; raises ValueError, with a reason, where there is none."""


@dataclass(frozen=True)
class Point:
    """What a claim came to at a point of the grid, or rather at the part of it that the claim depends on."""

    claim: str
    at: At
    status: str
    """A status, or "outside" where the claim says nothing."""
    seconds: float
    """Of the processor, or on the clock where the worker was stopped."""
    reason: str = ""
    beyond: bool = False
    """Whether a family was asked beyond the values that it lists, so that nothing was claimed there."""
    limit: float | None = None
    """The seconds after which it was stopped, where it was."""
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def broke(self) -> bool:
        """Whether it is undecided for want of a check that ran."""
        return self.status == Status.UNDECIDED and defective(self.reason)

    def where(self) -> str:
        """The values in words."""
        return ", ".join(f"{name} = {value}" for name, value in self.at)


@dataclass
class Swept:
    """The points of a sweep, sorted by claim and values; the ids of the claims that depend on none of them."""

    points: list[Point] = field(default_factory=list)
    independent: list[str] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)
    """The claims that could not be built, with the reasons."""
    lacking: dict[str, str] = field(default_factory=dict)
    """The own questions that need more variables than the grid has, with those."""
    asked: int = 0
    expected: dict[str, Status] = field(default_factory=dict)
    stopped: str = ""
    """Why it was ended before the end, a cluster that is gone or a Ctrl-C; empty when it was not."""

    def contradictions(self) -> list[Point]:
        """The points at which a claim is refuted that is expected to hold, where it speaks of them."""
        return [point for point in self.points if point.status == Status.REFUTED and not point.beyond
                and self.expected[point.claim].established]

    def defects(self) -> list[Point]:
        """The points at which a check broke down, where the claim speaks of them."""
        return [point for point in self.points if point.broke and not point.beyond]


def sweep(
    registry: Registry,
    labels: Iterable[str],
    grid: Grid,
    *,
    letters: Callable[[str], Iterable[Letter]] = lambda label: (),
    done: Iterable[Mapping[str, JSON]] = (),
    jobs: int = 1,
    timeout: float = TIMEOUT,
    progress: Progress | None = None,
    on_row: Callable[[dict[str, JSON]], None] | None = None,
    settle: Settle = settle_claims,
    memory: int | None = None,
) -> Swept:
    """Settle the claims and own questions of these statements at the points of `grid`, values by name of a variable.

    `letters` gives, for a label, the variables that follow from the grid's. `done` are rows of an earlier sweep; their
    points are not settled again, but for those that were stopped by a shorter limit. `on_row` hears each new row.
    `settle` spreads the work, with `jobs`, `timeout` and `memory` as `run` takes them. A Ctrl-C ends it: what
    is missing then is not in the result.
    Raises KeyError for an unknown label, SweepError for a grid that is too large, and ClusterError for a cluster that
    cannot do it.
    """
    made = [registry[spelling] for spelling in dict.fromkeys(labels)]
    claims = {claim.id: claim.expected.status for each in made for claim in each.claims}
    claims |= {own.id: Status.PROVED for each in made for own in each.sweeps}
    most = default_memory() if memory is None else memory
    environment()  # imports SymPy before the workers fork, so that they inherit it
    plan = _Plan(registry, grid, letters)
    swept = Swept(expected=claims)
    pool = {"jobs": jobs, "timeout": timeout, "task": settle_point, "memory": most}
    try:
        with closing(settle(registry, [point_name(claim_id, {}) for claim_id in claims], **pool)) as outcomes:
            for outcome in outcomes:
                plan.learn(outcome, swept)
        swept.independent.sort(key=list(claims).index)
        swept.asked = plan.count()
        if swept.asked > MOST_POINTS:
            raise SweepError(f"{swept.asked} points of all claims together are too many; at most {MOST_POINTS} are "
                             "settled in a sweep, so take fewer values or fewer statements")
        earlier = _earlier(done, plan, timeout)
        swept.points += earlier.values()
        waiting = _Waiting(plan, (each for each in plan.points(claims) if each not in earlier))

        def tick(running: tuple[str, ...]) -> None:
            if progress is not None:
                progress(len(swept.points), swept.asked, tuple(map(waiting.shown, running)))

        with closing(settle(registry, waiting.names(), **pool, tick=tick)) as outcomes:
            for row in waiting.rows(outcomes, timeout):
                swept.points.append(_point(row))
                if on_row is not None:
                    on_row(row)
    except KeyboardInterrupt:
        swept.stopped = INTERRUPTED
    except ClusterError as error:
        if not swept.points:
            raise
        swept.stopped = str(error)
    order = {claim_id: place for place, claim_id in enumerate(claims)}
    swept.points.sort(key=lambda point: (order[point.claim], point.at))
    return swept


class _Waiting:
    """The points that are given to workers, by the names that they go under; points of the same values share one."""

    def __init__(self, plan: "_Plan", points: Iterable[tuple[str, At]]) -> None:
        self.plan, self.points = plan, points
        self.given: dict[str, list[tuple[str, At]]] = {}
        self.outside: list[dict[str, JSON]] = []

    def names(self) -> Iterator[str]:
        """A name for each point that is not in work; where a variable has no value it is outside, nobody's work."""
        for claim_id, at in self.points:
            try:
                name = point_name(claim_id, self.plan.values(claim_id, at))
            except ValueError as error:
                self.outside.append({"claim": claim_id, "at": _text(at), "status": OUTSIDE, "reason": str(error),
                                     "seconds": 0})
                continue
            self.given.setdefault(name, []).append((claim_id, at))
            if len(self.given[name]) == 1:
                yield name

    def shown(self, name: str) -> str:
        """A name for people."""
        claim_id, at = self.given[name][0]
        return f"{claim_id} at {', '.join(str(value) for _, value in at)}"

    def rows(self, outcomes: Iterable[Outcome], timeout: float) -> Iterator[dict[str, JSON]]:
        """The rows as they come in."""
        for outcome in outcomes:
            told = outcome.messages[-1] if outcome.messages and not outcome.cause else {
                "status": str(Status.UNDECIDED), "reason": outcome.cause,
                "limit": timeout if outcome.cause in ("time", "memory") else 0}
            seconds = float(told.pop("took", outcome.seconds))
            for claim_id, at in self.given.pop(outcome.claim_id):
                yield {"claim": claim_id, "at": _text(at), "values": json.loads(outcome.claim_id)["values"], **told,
                       "seconds": seconds}
                seconds = 0.0  # the work was done once
            yield from self._taken()
        yield from self._taken()

    def _taken(self) -> list[dict[str, JSON]]:
        found, self.outside = self.outside, []
        return found


class _Plan:
    """Which claim depends on which values, and its points."""

    def __init__(self, registry: Registry, grid: Grid, letters: Callable[[str], Iterable[Letter]]) -> None:
        self.registry, self.grid, self.letters = registry, grid, letters
        self.taken: dict[str, list[Letter]] = {}

    def learn(self, outcome: Outcome, swept: Swept) -> None:
        """What a worker said of a claim's parameters."""
        claim_id = json.loads(outcome.claim_id)["claim"]
        told = outcome.messages[-1] if outcome.messages else {"reason": outcome.cause}
        if "parameters" not in told:
            swept.broken[claim_id] = told["reason"]
            return
        known = {name: Letter(name, (name,), lambda value: value) for name in self.grid}
        for letter in self.letters(claim_id.partition("/")[0]):
            if set(letter.of) <= set(self.grid):
                known.setdefault(letter.name, letter)
        taken = [known[name] for name in told["parameters"] if name in known]
        missing = [name for name in told["required"] if name not in known]
        if missing:
            swept.lacking[claim_id] = f"needs {', '.join(missing)}"
        elif taken:
            self.taken[claim_id] = taken
        else:
            swept.independent.append(claim_id)

    def names(self, claim_id: str) -> list[str]:
        """The grid's variables that the claim depends on, in the order of a file."""
        return [name for name in sorted(self.grid) if any(name in letter.of for letter in self.taken[claim_id])]

    def count(self) -> int:
        """How many points there are."""
        return sum(prod(len(self.grid[name]) for name in self.names(claim_id)) for claim_id in self.taken)

    def points(self, claims: Iterable[str]) -> Iterator[tuple[str, At]]:
        """All of them, claim by claim."""
        for claim_id in (claim_id for claim_id in claims if claim_id in self.taken):
            names = self.names(claim_id)
            for values in product(*(self.grid[name] for name in names)):
                yield claim_id, tuple(zip(names, values, strict=True))

    def values(self, claim_id: str, at: At) -> dict[str, str]:
        """The values of the claim's variables at a point; ValueError where one has none."""
        given = dict(at)
        return {letter.name: str(letter.value(*(given[name] for name in letter.of)))
                for letter in self.taken[claim_id]}


def _text(at: At) -> dict[str, str]:
    return {name: str(value) for name, value in at}


def _point(row: Mapping[str, JSON]) -> Point:
    return Point(row["claim"], tuple((name, Fraction(row["at"][name])) for name in sorted(row["at"])), row["status"],
                 row["seconds"], row.get("reason", ""), row.get("beyond", False), row.get("limit"),
                 tuple(row.get("numbers", {}).items()))


def _earlier(done: Iterable[Mapping[str, JSON]], plan: _Plan, timeout: float) -> dict[tuple[str, At], Point]:
    """Points of an earlier sweep by claim and values, the later of two.

    Not those that were given less time, nor those at which a check broke down: another try could find another.
    """
    found: dict[tuple[str, At], Point] = {}
    known = {name: set(values) for name, values in plan.grid.items()}
    for row in done:
        point = _point(row)
        if point.claim in plan.taken and [name for name, _ in point.at] == plan.names(point.claim) and all(
                value in known[name] for name, value in point.at):
            found[point.claim, point.at] = point
    return {key: point for key, point in found.items()
            if not point.broke and (point.limit is None or point.limit >= timeout)}


def sweep_header(registry: Registry, labels: Iterable[str], grid: Grid,
                 besides: Iterable[Path] = ()) -> dict[str, JSON]:
    """What two runs of a sweep have in common, so that one may go on where the other ended, as plain data.

    `besides` are files that do not count.
    """
    made = [registry[spelling] for spelling in dict.fromkeys(labels)]
    return {"command": "sweep", "source": source_key(registry), "statements": [each.label for each in made],
            "grid": {name: [str(value) for value in values] for name, values in grid.items()},
            "versions": environment(), "digest": sources_digest(registry, besides)}
