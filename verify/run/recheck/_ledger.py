"""A ledger checked again without search: its digest, its evidence, its verdicts, and its claims' formulas."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verify.claims import JSON, Claim, Registry, Status

from .._ledger import read_data
from .._plain import digest, long_integers, plain
from .._results import Ledger
from .._worker import one_line
from ._base import RecheckFailed, recheck_finding


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


def recheck_ledger(path: str | os.PathLike[str], registry: Registry | None = None) -> Recheck:
    """Recheck the ledger at `path`, and compare it with the statements in `registry` where that is given.

    The evidence is verified, never searched for again; controls are counted, not settled again.
    Raises LedgerError when the file is no ledger.
    """
    data = read_data(path)
    failures: list[Failure] = []
    with long_integers():
        if data["digest"] != digest(data["statements"]):
            failures.append(Failure("the ledger", "its digest is not that of its statements"))
        counts = {"confirmed": 0, "rederived": 0, "silent": 0}
        for claim in (claim for made in data["statements"] for claim in made["claims"]):
            problem = _evidence(claim)
            if problem:
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


def _evidence(claim: Mapping[str, JSON]) -> str:
    if claim["status"] != Status.UNDECIDED and claim["evidence"] is None:
        return f"it is {claim['status']} without evidence"
    try:
        recheck_finding({key: claim[key] for key in ("status", "reason", "evidence")})
    except RecheckFailed as failure:
        return str(failure)
    except Exception as error:  # evidence that was tampered with may break its recheck in any way
        return f"its evidence cannot be read ({one_line(error)})"
    return ""


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
