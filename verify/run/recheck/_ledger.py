"""A ledger checked again without search: its digest, its evidence, its verdicts, and its claims' formulas."""

import multiprocessing
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Claim, Effort, Registry, Status
from verify.processes import default_memory

from .._ledger import read_data
from .._plain import digest, long_integers, plain
from .._pool import settle_claims
from .._results import Ledger
from .._worker import Send, one_line
from ._base import RecheckFailed, recheck_finding

TIMEOUT = 120
"""Seconds for the evidence of one claim; the longest of the paper takes a few."""
_EXPONENT = re.compile(r"[\s+-]*[\d.][\d._]*[eE][+-]?\d[\d_]{4,}\s*")  # e_17_40 is a name


@dataclass(frozen=True)
class Failure:
    """A place in the ledger (a claim's id, mostly) and what is wrong there, in one phrase."""

    place: str
    problem: str


@dataclass(frozen=True)
class Recheck:
    """What a recheck found.

    >>> Recheck(confirmed=2, rederived=1, silent=0, compared=True, failures=()).passed
    True
    """

    confirmed: int
    """Claims whose witness or certificate was confirmed."""
    rederived: int
    """Claims without one, whose status was derived again from the proposition alone."""
    silent: int
    """Undecided claims: they assert nothing that could be checked."""
    compared: bool
    """Whether the claims were compared with the statements that are registered now."""
    failures: tuple[Failure, ...]
    absent: tuple[str, ...] = ()
    """Labels that are registered now and were not part of the run."""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.failures


def recheck_ledger(path: str | os.PathLike[str], registry: Registry | None = None, *, jobs: int = 1,
                   timeout: float = TIMEOUT, memory: int | None = None,
                   progress: Callable[[int, int, tuple[str, ...]], None] | None = None) -> Recheck:
    """Recheck the ledger at `path`, and compare it with the statements in `registry` where that is given.

    The evidence is verified, never searched for again; controls are counted, not settled again. A ledger is data from
    strangers: each claim's evidence is read by a worker, for `timeout` seconds and with `memory` MiB at most.
    Raises LedgerError when the file is no ledger.
    """
    data = read_data(path)
    failures: list[Failure] = []
    with long_integers():
        if data["digest"] != digest(data["statements"]):
            failures.append(Failure("the ledger", "its digest is not that of its statements"))
        counts = {"confirmed": 0, "rederived": 0, "silent": 0}
        claims = {claim["id"]: claim for made in data["statements"] for claim in made["claims"]}
        problems = _problems(claims, jobs=jobs, timeout=timeout, memory=memory or default_memory(),
                             progress=progress)
        asked = any("second" in claim for claim in claims.values())
        for name, claim in claims.items():
            failures += _opinions(claim) if asked else ()
            if problem := problems[name]:
                failures.append(Failure(claim["id"], problem))
            elif claim["status"] == Status.UNDECIDED:
                counts["silent"] += 1
            else:
                counts["confirmed" if _carries(claim["evidence"]) else "rederived"] += 1
        failures += _verdicts(data)
        if registry is not None:
            failures += _compare(data, registry)
    run = {made["label"] for made in data["statements"] if made["selected"]}
    return Recheck(**counts, compared=registry is not None, failures=tuple(failures),
                   absent=tuple(made.label for made in registry or () if made.label not in run and made.claims))


def _problems(claims: Mapping[str, Any], *, jobs: int, timeout: float, memory: int,
              progress: Callable[[int, int, tuple[str, ...]], None] | None) -> dict[str, str]:
    """What is wrong with each claim's evidence; "" for nothing."""
    if "fork" not in multiprocessing.get_all_start_methods():  # a worker could not be handed what was read
        return {name: _evidence(claim) for name, claim in claims.items()}
    read: Any = claims  # a forked worker does with it what the task does, and nothing else
    problems: dict[str, str] = {}

    def tick(running: tuple[str, ...]) -> None:
        if progress is not None:
            progress(len(problems), len(claims), running)

    with closing(settle_claims(read, list(claims), jobs=jobs, timeout=timeout, memory=memory, tick=tick,
                               task=_recheck_named)) as outcomes:
        for outcome in outcomes:
            problem = outcome.messages[-1]["problem"] if outcome.messages else f"its recheck ended: {outcome.cause}"
            problems[outcome.claim_id] = problem
    return problems


def _recheck_named(claims: Any, name: str, effort: Effort, send: Send) -> None:
    """The task of a worker: the evidence of one claim."""
    send({"problem": _evidence(claims[name])})


def _evidence(claim: Mapping[str, JSON]) -> str:
    if _huge(claim["evidence"]):
        return "its evidence holds a number that no memory could hold"
    if claim["status"] != Status.UNDECIDED and claim["evidence"] is None:
        return f"it is {claim['status']} without evidence"
    try:
        recheck_finding({key: claim[key] for key in ("status", "reason", "evidence")})
    except RecheckFailed as failure:
        return str(failure)
    except MemoryError:
        raise
    except Exception as error:  # evidence that was tampered with may break its recheck in any way
        return f"its evidence cannot be read ({one_line(error)})"
    return ""


def _huge(data: JSON) -> bool:
    """Whether a string in plain data is a number with an exponent of many digits, which to read is to write it out."""
    if isinstance(data, str):
        return _EXPONENT.fullmatch(data) is not None
    return any(map(_huge, data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()))


def _opinions(claim: Mapping[str, JSON]) -> Iterator[Failure]:
    """Where the second opinions on record cannot be those on the parts that they are about.

    Whether they were given is not seen here: `verify.run.opinions` asks them again.
    """
    from ..opinions import parts

    try:
        found = list(parts({key: claim[key] for key in ("status", "reason", "evidence")}))
        kinds = [part["evidence"]["proposition"]["kind"] for _, part in found]
    except Exception as error:  # as in `_evidence`
        yield Failure(claim["id"], f"its parts cannot be read ({one_line(error)})")
        return
    second = claim.get("second")
    if second is None:
        if found:
            yield Failure(claim["id"], "its second opinions are missing, others are on record")
        return
    agreed, disputed = second["agreed"], second["disagreed"]
    counts = [*agreed.values(), *second["none"].values()]
    solved = sum(count for who, count in agreed.items() if who.startswith("cvc5"))
    if min(counts, default=1) < 1 or sum(counts) + len(disputed) != len(found) or any(
            len(entry) != 2 for entry in disputed) or solved > kinds.count("for-all") or Counter(
            entry[0] for entry in disputed) - Counter(name for name, _ in found):
        yield Failure(claim["id"], "its second opinions are not those of its parts")


def _carries(evidence: Mapping[str, JSON]) -> bool:
    """Whether evidence has a witness or certificate, in itself or in a part."""
    if evidence.get("witness") is not None or evidence.get("certificate") is not None:
        return True
    parts = evidence.get("parts")
    return isinstance(parts, list) and any(
        isinstance(part, dict) and isinstance(part.get("evidence"), dict) and _carries(part["evidence"])
        for part in parts)


def _verdicts(data: dict[str, Any]) -> Iterator[Failure]:
    """Everything in the ledger that a run computes from its findings, computed again."""
    again = Ledger.from_data(data).to_data()
    for key in ("complete", "success", "unsupported"):
        if data[key] != again[key]:
            yield Failure("the ledger", f"it says {key} = {data[key]}, its claims give {again[key]}")
    for stated, derived in zip(data["statements"], again["statements"], strict=True):
        for old, new in zip(stated["claims"], derived["claims"], strict=True):
            for key in ("as_expected", "method", "controls", "vacuous"):
                if old[key] != new[key]:
                    yield Failure(old["id"], f"its {key} is {_short(old[key])}, its findings give {_short(new[key])}")
        for key in ("status", "propagated", "corrected", "corrected_propagated", "trusts"):
            if stated[key] != derived[key]:
                yield Failure(stated["label"],
                              f"its {key} is {_short(stated[key])}, its claims give {_short(derived[key])}")


def _compare(data: dict[str, Any], registry: Registry) -> Iterator[Failure]:
    """Drift or tampering: where the ledger is not about the statements that are registered now."""
    for stated in data["statements"]:
        label = stated["label"]
        if label not in registry:
            yield Failure(label, "no such statement is registered now")
            continue
        made = registry[label]
        for key, now in (("title", made.title), ("kind", made.kind), ("published", made.published),
                         ("uses", {"statement": list(made.uses), "proof": list(made.proof_uses)})):
            if stated[key] != now:
                yield Failure(label, f"its {key} is {_short(stated[key])}, registered is {_short(now)}")
        if not stated["selected"]:
            continue
        registered = {claim.id: claim for claim in made.claims}
        ids = [claim["id"] for claim in stated["claims"]]
        for missing in registered.keys() - set(ids):
            yield Failure(missing, "it is registered now, and not in the ledger")
        for claim in stated["claims"]:
            if claim["id"] not in registered:
                yield Failure(claim["id"], "no such claim is registered now")
            else:
                yield from _compare_claim(claim, registered[claim["id"]])


def _compare_claim(stated: Mapping[str, JSON], claim: Claim) -> Iterator[Failure]:
    controls = [[item["name"], item["holds"]] for item in stated["controls"]["details"]]
    for key, old, now in (
        ("reading", stated["reading"], str(claim.reading)),
        ("expected status", stated["expected"], str(claim.expected.status)),
        ("corrects", stated["corrects"], claim.corrects),
        ("vacuous_by", stated["vacuous_by"], claim.vacuous_by),
        ("note", stated["note"], claim.note),
        ("severity", stated["severity"], claim.severity and str(claim.severity)),
        ("line on what is wrong", stated["wrong"], claim.wrong),
        ("same_as", stated["same_as"], claim.same_as),
        ("list of controls", controls, [[control.name, control.holds] for control in claim.controls]),
    ):
        if old != now:
            yield Failure(claim.id, f"its {key} is {_short(old)}, registered is {_short(now)}")
    if stated["evidence"] is None:
        return
    try:
        proposition = claim.build()
        formula, latex = proposition.text(), proposition.latex()
        found = stated["evidence"].get("proposition") or {}
        matches = proposition.matches(found) or plain(proposition.to_data()) == found
    except Exception as error:  # a defect of the statements, to be named and not to be raised
        yield Failure(claim.id, f"its proposition cannot be built now ({one_line(error)})")
        return
    for key, same in (("formula", stated["formula"] == formula), ("LaTeX", stated["latex"] == latex),
                      ("proposition", matches)):
        if not same:
            yield Failure(claim.id, f"its {key} is not what the registered statement builds now")


def _short(value: JSON) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
