"""What the workers of a run do next: claims, and the seeded trials that they need, which are made ahead of them.

A claim that needs trials says which and is put back. All trials of one module are then made seed by seed, whatever
claims and controls asked for them, so that what a seed costs is paid once; they are handed out in small pieces, the
dearest module first, so that no long claim is left alone at the end. With all its answers the claim is settled.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from verify.claims import Status

from ._facts import Facts
from ._pool import Outcome

_PIECE = 0.5  # seconds of work that are handed out at a time


@dataclass
class _Module:
    """The trials of one module: which are wanted by seed, and what they took."""

    wanted: dict[int, dict[str, None]] = field(default_factory=dict)
    seconds: float = 0
    made: int = 0

    @property
    def left(self) -> float:
        """Seconds of work that are left, by what is known; a module that was never tried comes first."""
        return len(self.wanted) * (self.seconds / self.made if self.made else 1000)

    def piece(self) -> dict[int, dict[str, None]]:
        """Some of the wanted seeds, which are not wanted any more: a single one where it is not known what it takes."""
        each = self.seconds / self.made if self.made else _PIECE
        taken = sorted(self.wanted)[:max(1, int(_PIECE / max(each, 1e-6)))]
        same = [seed for seed in taken if self.wanted[seed] == self.wanted[taken[0]]]
        return {seed: self.wanted.pop(seed) for seed in same}


@dataclass
class _Waiting:
    """A claim whose trials are being made."""

    paths: dict[str, None]
    missing: dict[str, set[int]]
    seconds: float


class Plan(Iterator[str]):
    """The work of a run, as orders for `settle_named`; it may have more once an outcome was heard."""

    def __init__(self, claims: Iterable[Facts], cache: str | None = None) -> None:
        """Plan the settling of claims; `cache` is where findings are kept."""
        self._cache = cache
        asked = list(claims)
        by_trials = [claim for claim in asked if claim.expected is Status.OBSERVED]
        self._first = deque(self._order(claim.id) for claim in by_trials)
        self._silent = {claim.id for claim in by_trials}
        self._then = deque(self._order(claim.id) for claim in asked if claim.expected is not Status.OBSERVED)
        self._modules: dict[str, _Module] = {}
        self._waiting: dict[str, _Waiting] = {}
        self._answers: dict[str, dict[str, bool]] = {}
        self._being_made: dict[str, set[int]] = {}

    def __next__(self) -> str:
        if self._first:
            return self._first.popleft()
        module = max(self._modules.values(), key=lambda each: each.left, default=None)
        if module is not None and module.wanted and not self._silent:  # not before all have said what they need
            piece = module.piece()
            paths = list(next(iter(piece.values())))
            for path in paths:
                self._being_made.setdefault(path, set()).update(piece)
            return json.dumps({"seeds": sorted(piece), "paths": paths})
        if self._then:
            return self._then.popleft()
        raise StopIteration

    def hear(self, outcome: Outcome) -> list[Outcome]:
        """What is finished by this outcome of an order: the claim itself, or claims whose trials could not be made."""
        order = json.loads(outcome.claim_id)
        if "seeds" in order:
            return self._hear_trials(order, outcome)
        name: str = order["claim"]
        self._silent.discard(name)
        needs = next((message["needs"] for message in outcome.messages if "needs" in message), None)
        if needs is not None and not outcome.cause:
            self._put_back(name, needs, outcome.seconds)
            return []
        waited = self._waiting.pop(name, None)
        return [replace(outcome, claim_id=name, seconds=round(outcome.seconds + (waited.seconds if waited else 0), 3))]

    def about(self, order: str) -> str:
        """The claims that an order is for, for people."""
        made = json.loads(order)
        if "claim" in made:
            return str(made["claim"])
        asking = [name for name, waiting in self._waiting.items() if set(made["paths"]) & waiting.missing.keys()]
        first, *others = asking or ["trials"]
        return f"{first}{' and others' if others else ''}, seed {made['seeds'][-1]}"

    @staticmethod
    def claim_of(order: str) -> str | None:
        """The claim of an order, None for an order of trials."""
        found: str | None = json.loads(order).get("claim")
        return found

    def _order(self, claim_id: str, answers: dict[str, Any] | None = None) -> str:
        return json.dumps({"claim": claim_id, "answers": answers or {}, "ahead": answers is None, "cache": self._cache})

    def _put_back(self, name: str, needs: list[Any], seconds: float) -> None:
        missing: dict[str, set[int]] = {}
        for path, first, count in needs:
            known = self._answers.setdefault(path, {})
            seeds = {seed for seed in range(first, first + count) if str(seed) not in known}
            if seeds:
                missing.setdefault(path, set()).update(seeds)
            module = self._modules.setdefault(path.partition(":")[0], _Module())
            for seed in seeds - self._being_made.get(path, set()):
                module.wanted.setdefault(seed, {})[path] = None
        self._waiting[name] = _Waiting(dict.fromkeys(path for path, _, _ in needs), missing, seconds)
        self._resume(name)

    def _hear_trials(self, order: dict[str, Any], outcome: Outcome) -> list[Outcome]:
        heard = outcome.messages[-1] if outcome.messages and not outcome.cause else None
        module = self._modules[order["paths"][0].partition(":")[0]]
        module.made += len(order["seeds"])
        module.seconds += outcome.seconds
        for path in order["paths"]:
            self._being_made[path] -= set(order["seeds"])
        asking = [name for name, waiting in self._waiting.items()
                  if any(waiting.missing.get(path, set()) & set(order["seeds"]) for path in order["paths"])]
        if heard is None:
            for name in asking:
                del self._waiting[name]
            return [Outcome(name, cause=outcome.cause or "time", seconds=outcome.seconds) for name in asking]
        for path, found in heard["answers"].items():
            self._answers.setdefault(path, {}).update(found)
        for name in asking:
            waiting = self._waiting[name]
            for path in waiting.missing.keys() & set(order["paths"]):
                waiting.missing[path] -= set(order["seeds"])
                waiting.seconds += heard["spent"][path] / 1e9
            self._resume(name)
        return []

    def _resume(self, name: str) -> None:
        """Order a claim again when all its trials are made."""
        waiting = self._waiting[name]
        if not any(waiting.missing.values()):
            self._first.append(self._order(name, {path: self._answers[path] for path in waiting.paths}))
