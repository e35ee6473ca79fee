"""What a worker does for the mutants: it plans those of a claim, judges some, or looks for the best constants of some.

Formulas and changes are made anew in each worker, and go by number: only names and findings travel.
"""

import time
from functools import lru_cache
from hashlib import sha256
from json import dumps, loads

from verify.claims import JSON, Effort, Registry
from verify.run._worker import Send, one_line

from ._formulas import Formula, formulas
from ._judge import judged, number_at
from ._mutations import Change, changes
from ._slack import bracket

_BREATH = 2
"""Seconds after which a portion is given back; what is left of it is asked for again, with its whole limit."""


def identity_of(claim_id: str, part: str, change: Change) -> str:
    """The name of a mutant, the same in every run.

    >>> identity_of("lem-1/a", "", Change(("lhs",), "+1"))
    'lem-1/a@08271fdf'
    """
    return f"{claim_id}@{sha256(dumps([part, change.key]).encode()).hexdigest()[:8]}"


def work(registry: Registry, name: str, effort: Effort, send: Send) -> None:
    """The task of the pool: `name` is a JSON list of what is wanted, the claim, and places where there are some."""
    what, claim, *asked = loads(name)
    before, start = time.process_time(), time.monotonic()
    try:
        if what == "plan":
            _plan(registry, claim, send)
        elif what == "settle":
            send({"established": registry.claim(claim).build().settle(effort).status.established})
        else:
            for number, i in asked[0]:
                change = _changes(registry, claim, number)[0][i]
                send({"place": [number, i], "after": round(1000 * (time.monotonic() - start)), "begun": {
                    "change": change.words(_formulas(registry, claim)[number].proposition),
                    "at": " ".join(map(str, change.path)), "operation": change.operation}})
                send({"place": [number, i], "told": _TASKS[what](registry, claim, number, i, effort)})
                if time.process_time() - before > _BREATH:
                    break
    except BaseException as error:  # a check may raise anything; that is a result here
        send({"error": one_line(error)})
    send({"cpu": round(1000 * (time.process_time() - before))})  # milliseconds: a journal keeps no floats


def _plan(registry: Registry, claim: str, send: Send) -> None:
    for number, formula in enumerate(_formulas(registry, claim)):
        found, left_out = _changes(registry, claim, number) if formula.mutable else ([], 0)
        send({"formula": {"part": formula.part, "kind": formula.proposition.kind, "digest": formula.digest[:16],
                          "mutable": formula.mutable, "empty": formula.empty, "left_out": left_out,
                          "keys": [identity_of(claim, formula.part, change) for change in found]}})


@lru_cache(maxsize=4)
def _formulas(registry: Registry, claim: str) -> tuple[Formula, ...]:
    return formulas(registry.claim(claim))


@lru_cache(maxsize=16)
def _changes(registry: Registry, claim: str, number: int) -> tuple[list[Change], int]:
    return changes(_formulas(registry, claim)[number].proposition)


@lru_cache(maxsize=16)
def _standing(registry: Registry, claim: str, number: int) -> tuple[bool, str]:
    finding = _formulas(registry, claim)[number].proposition.settle(Effort())
    return finding.status.established, finding.reason or str(finding.status)


def _judge(registry: Registry, claim: str, number: int, i: int, effort: Effort) -> dict[str, JSON]:
    base = _formulas(registry, claim)[number].proposition
    change = _changes(registry, claim, number)[0][i]
    established, status = _standing(registry, claim, number)
    if not established:
        return {"verdict": "skipped", "status": "", "reason": f"not established itself: {status}"}
    verdict = judged(base, change, effort)
    more: dict[str, JSON] = {"open": True} if verdict.verdict == "slack" and (
        number_at(base, change) or change.operation in ("lower -1", "upper +1")) else {}
    return verdict.to_data() | more


def _bracket(registry: Registry, claim: str, number: int, i: int, effort: Effort) -> dict[str, JSON]:
    base = _formulas(registry, claim)[number].proposition
    found = bracket(base, _changes(registry, claim, number)[0][i], effort)
    return {"bracket": None if found is None else found.to_data() | {"words": found.words()}}


_TASKS = {"judge": _judge, "bracket": _bracket}
