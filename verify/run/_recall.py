"""What earlier runs found of a registry's claims: taken from the cache by statement, and entered there by claim."""

import json
from collections.abc import Generator, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from typing import Any

from verify.claims import JSON, LEFT_OUT, Registry, Statement, Status

from ._cache import Cache
from ._facts import Facts
from ._keys import keys_of
from ._pool import Outcome
from ._results import ClaimResult, defective
from ._scheduler import Settle

_MALFORMED = (KeyError, ValueError, TypeError, AttributeError, RecursionError)
_ANOTHER_TIME = ("time", "memory")


@dataclass
class _Line:
    """A claim in the row of its statement."""

    facts: Facts
    name: str | None = None
    """Under which its finding is kept; None where it is not."""
    trials: bool = False


@dataclass(frozen=True)
class Heard:
    """An outcome without what its worker said for the cache."""

    outcome: Outcome
    name: str | None
    trials: bool
    kept: bool


def heard(outcome: Outcome) -> Heard:
    """Take apart what a worker said of a claim.

    >>> heard(Outcome("lem-1/a", [{"name": "0123", "trials": False}, {"formula": "x", "latex": "x"}])).name
    '0123'
    """
    said = [message for message in outcome.messages if not message.keys() & {"name", "kept", "needs"}]
    named: dict[str, Any] = next((message for message in outcome.messages if "name" in message), {})
    kept = next((message["kept"] for message in outcome.messages if "kept" in message), None)
    if kept is not None:
        outcome = replace(outcome, messages=[dict(message) for message in kept["messages"]],
                          seconds=float(kept["seconds"]))
        return Heard(outcome, named.get("name"), bool(named.get("trials")), True)
    return Heard(replace(outcome, messages=said), named.get("name"), bool(named.get("trials")), False)


class Recall:
    """The claims of a run, with what is known of them before it starts.

    `claims` are the facts of those that were opened, `outcomes` what earlier runs found of them.
    """

    def __init__(self, registry: Registry, cache: Cache | None, *, observed: bool) -> None:
        self.claims: list[Facts] = []
        self.outcomes: dict[str, Outcome] = {}
        self.ground_types: str | None = None
        self._registry, self._cache, self._observed = registry, cache, observed
        self._lines: dict[str, _Line] = {}
        self._changed: set[str] = set()

    def open(self, made: Statement) -> None:
        """Take up a statement: from the cache where its files are as they were, else by importing its modules.

        Raises StatementsError when these cannot be imported.
        """
        lines = self._row(made) if self._cache is not None else None
        if lines is None:
            lines = [_Line(Facts.of(claim)) for claim in made.claims]
        else:
            self._take(lines)
        self.claims += [line.facts for line in lines]
        self._lines |= {line.facts.id: line for line in lines}

    def known(self, made: Statement) -> bool:
        """Take up a statement of which all is kept; whether it is one. Nothing is imported."""
        lines = self._row(made)
        if lines is None:
            return False
        self._take(lines)
        self.claims += [line.facts for line in lines]
        return all(line.facts.id in self.outcomes for line in lines)

    def enter(self, told: Heard, result: ClaimResult) -> None:
        """Keep what was found of a claim, unless another try could find something else."""
        line = self._lines[result.id]
        line.trials = line.trials or told.trials
        self._changed.add(result.label)
        reasons = (told.outcome.cause, result.reason, *(control.reason for control in result.controls))
        if self._cache is None or told.name is None or LEFT_OUT in result.reason or any(
                defective(reason) or reason.rpartition(": ")[2] in _ANOTHER_TIME for reason in reasons):
            return
        line.name = told.name
        if not told.kept:
            self._cache.put(told.name, {"messages": told.outcome.messages, "seconds": told.outcome.seconds})

    def close(self, ground_types: str | None) -> None:
        """Keep, for each statement of which something new is known, under which names its claims' findings are."""
        if self._cache is None:
            return
        for label in sorted(self._changed):
            made = self._registry[label]
            lines = [line for line in self._lines.values() if line.facts.id.partition("/")[0] == label]
            self._cache.put(keys_of(self._registry).statement(made), {
                "ground types": ground_types,
                "claims": [[line.facts.to_data(), line.name, line.trials] for line in lines]})

    def _row(self, made: Statement) -> list[_Line] | None:
        assert self._cache is not None
        name = keys_of(self._registry).statement(made)
        with suppress(*_MALFORMED):
            row = self._cache.get([name])[name]
            self.ground_types = row["ground types"]
            return [_Line(Facts.from_data(facts), name, bool(trials)) for facts, name, trials in row["claims"]]
        return None

    def _take(self, lines: list[_Line]) -> None:
        assert self._cache is not None
        for line in lines:
            if line.trials and not self._observed:
                self.outcomes[line.facts.id] = Outcome(line.facts.id, [left_out()])
        names = {line.name for line in lines if line.name is not None and line.facts.id not in self.outcomes}
        found = self._cache.get(sorted(names))
        for line in lines:
            with suppress(*_MALFORMED):
                if line.name in found and line.facts.id not in self.outcomes:
                    kept = found[line.name]
                    self.outcomes[line.facts.id] = Outcome(line.facts.id, list(kept["messages"]), "",
                                                           float(kept["seconds"]))


def remembered(settle: Settle, registry: Registry, cache: Cache, module: str) -> Settle:
    """`settle` for other work than to settle claims, which takes what was said of the same work before from the cache.

    Each name of work is a JSON list whose second entry is a claim's id; `module` is where the task is.
    """
    def settled(known_registry: Registry, works: Iterable[str], **options: Any) -> Generator[Outcome, None, None]:
        keys, left = keys_of(registry), []
        for work in works:
            name = keys.work(registry[json.loads(work)[1].partition("/")[0]], work, module)
            kept = cache.get([name]).get(name)
            if kept is None:
                left.append((work, name))
            else:
                yield Outcome(work, kept["messages"], "", kept["seconds"])
        names = dict(left)
        with closing(settle(known_registry, list(names), **options)) as outcomes:
            for outcome in outcomes:
                if not outcome.cause and not any(_may_change(message) for message in outcome.messages):
                    cache.put(names[outcome.claim_id], {"messages": outcome.messages, "seconds": outcome.seconds})
                yield outcome

    return settled


def _may_change(message: Mapping[str, Any]) -> bool:
    """Whether another try could say something else."""
    reason = str(message.get("told", {}).get("reason", ""))
    return "error" in message or defective(reason) or reason.rpartition(": ")[2] in _ANOTHER_TIME


def left_out() -> dict[str, JSON]:
    """The message of a claim that was left out."""
    return {"finding": {"status": str(Status.UNDECIDED), "reason": LEFT_OUT, "evidence": None}}
