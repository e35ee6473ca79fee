"""The second opinion on one part of a claim: which route is asked, and what it says."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from verify.claims import JSON, Status

from ._certificates import DisagreementError, certified
from ._computations import again
from ._cvc5 import ENDED, Solver, SolverMissingError, decided
from ._identity import vanishes
from ._numbers import DIGITS, compare, holds, inside, points, well_formed
from ._smt import UnsupportedError

_POINTS = 8
_LOOKS, _TRIES = 2, 24
"""Where a prime field has agreed: points at which numbers must agree, too, and points that are tried for these."""
_UNASKED = ("trials",)
"""Kinds that are not asked about: counts of seeded trials, which are no proof to begin with."""


class Opinion(NamedTuple):
    """What a second opinion says of one part."""

    verdict: str
    """"agreed", "none" or "disagreed"."""
    word: str
    """Who agrees, why there is none, or how it disagrees."""


def parts(finding: Mapping[str, JSON], name: str = "") -> Iterator[tuple[str, Mapping[str, JSON]]]:
    """The parts of a finding of plain data that a second opinion is asked on, each with its name.

    These are what is proved, certified or refuted and is no compound of others; a compound whose parts are not those
    of its proposition counts as one part, which its recheck rejects.
    """
    evidence = finding.get("evidence")
    if not isinstance(evidence, Mapping) or finding["status"] == Status.UNDECIDED:
        return
    proposition = evidence.get("proposition") or {}
    if _compound(proposition, evidence.get("parts")):
        for (own, _), part in zip(proposition["parts"], evidence["parts"], strict=True):
            yield from parts(part, f"{name} / {own}" if name else str(own))
    elif proposition.get("kind") not in _UNASKED:
        yield name, finding


def _compound(proposition: Mapping[str, JSON], inner: JSON) -> bool:
    """Whether findings are those on the parts of a compound: all of them, up to a refuted one, and none undecided."""
    listed = proposition.get("parts")
    if not isinstance(inner, list) or not isinstance(listed, list) or not 0 < len(inner) == len(listed):
        return False
    if len(inner) != proposition.get("count") and inner[-1]["status"] != Status.REFUTED:
        return False
    return all(part["status"] != Status.UNDECIDED and (part["evidence"] or {}).get("proposition") == about
               for (_, about), part in zip(listed, inner, strict=True))


def opinion(finding: Mapping[str, JSON], solver: Solver) -> Opinion:
    """The second opinion on a finding that is no compound. Nothing is raised but MemoryError."""
    evidence = finding["evidence"]
    proposition = evidence.get("proposition") or {}
    status, kind = finding["status"], str(proposition.get("kind"))
    try:
        well_formed(proposition.get("domain", []))
        if kind == "computation":
            return _computation(proposition, refuted=status == Status.REFUTED)
        if status == Status.REFUTED:
            return _REFUTED.get(kind, _unknown)(proposition, evidence.get("witness") or {}, kind)
        if kind == "identity":
            return _identity(proposition)
        if kind == "for-all":
            return _decision(proposition, solver)
        return Opinion("agreed", certified(finding))
    except DisagreementError as error:
        return Opinion("disagreed", str(error))
    except SolverMissingError as error:
        return Opinion("none", str(error))
    except UnsupportedError as error:
        return Opinion("none", f"out of reach: {error}")
    except MemoryError:
        raise
    except Exception as error:  # data that no run wrote may break a route in any way
        return Opinion("none", f"the plain data cannot be read ({type(error).__name__})")


def _identity(claim: Mapping[str, JSON]) -> Opinion:
    reason = "not equal by the laws that a prime field keeps"
    try:
        proved = vanishes(claim)
    except UnsupportedError as error:
        proved, reason = False, f"out of reach: {error}"
    seen = missing = 0
    for point in points(claim["domain"], [claim["lhs"], claim["rhs"]], _TRIES if proved else _POINTS):
        if proved and seen == _LOOKS:
            break
        try:
            sign = compare(claim["lhs"], claim["rhs"], point, DIGITS[:1] if proved else DIGITS)
        except (UnsupportedError, ZeroDivisionError, ValueError, KeyError, OverflowError):
            missing += 1
            continue
        if sign in (1, -1):
            at = ", ".join(f"{name} = {x}" for name, x in point.items())
            raise DisagreementError("the sides differ" + (f" at {at}" if at else ""))
        seen += sign == 0
        missing += sign is None
    if proved:  # the laws of powers and of gamma are blind to where nothing is defined
        return Opinion("agreed", "prime field") if seen else Opinion(
            "none", "no value at the points that were tried")
    return Opinion("agreed", "mpmath at points") if seen and not missing else Opinion("none", reason)


def _computation(claim: Mapping[str, JSON], *, refuted: bool) -> Opinion:
    found = again(claim)
    if (found != claim["expected"]) is not refuted:
        raise DisagreementError(f"another formula gives {found if len(found) < 80 else 'something else'}")
    return Opinion("agreed", "another formula")


def _decision(claim: Mapping[str, JSON], solver: Solver) -> Opinion:
    answer = decided(claim, solver)
    if answer == "unsat":
        return Opinion("agreed", f"cvc5 {solver.version}")
    if answer == "sat":
        raise DisagreementError("cvc5 finds the negation satisfiable, or a denominator that may vanish")
    return Opinion("none", answer if answer in ENDED else "cvc5 does not decide it")


# witnesses

def _at(witness: Mapping[str, JSON]) -> dict[str, Fraction]:
    point = witness.get("at", witness.get("point"))
    if not isinstance(point, Mapping) or not all(isinstance(x, str) for x in point.values()):
        raise UnsupportedError("a witness that is not rational")
    return {name: Fraction(x) for name, x in point.items()}


def _substituted(domain: JSON, assume: list[JSON], violated: JSON, point: Mapping[str, Fraction]) -> Opinion:
    """Whether a point of the domain satisfies assumptions and not the relation."""
    if not inside(domain, point):
        raise DisagreementError("the witness is outside the domain")
    answers = [*(holds(a, point) for a in assume), holds(["not", violated], point)]
    if False in answers:
        raise DisagreementError("the witness, substituted, does not violate the claim")
    return Opinion("none", "digits do not suffice at the witness") if None in answers else Opinion(
        "agreed", "substitution")


def _unequal(claim: Mapping[str, JSON], witness: Mapping[str, JSON], _: str) -> Opinion:
    return _substituted(claim["domain"], [], ["=", claim["lhs"], claim["rhs"]], _at(witness))


def _not_for_all(claim: Mapping[str, JSON], witness: Mapping[str, JSON], _: str) -> Opinion:
    return _substituted(claim["domain"], claim["assume"], claim["conclude"], _at(witness))


def _not_positive(claim: Mapping[str, JSON], witness: Mapping[str, JSON], _: str) -> Opinion:
    return _substituted(claim["domain"], [], [claim["relation"], claim["lhs"], claim["rhs"]], _at(witness))


def _not_bounded(claim: Mapping[str, JSON], witness: Mapping[str, JSON], _: str) -> Opinion:
    return _substituted(claim["domain"], claim["assume"], ["<=", claim["lhs"], claim["rhs"]], _at(witness))


def _unknown(_: Mapping[str, JSON], __: Mapping[str, JSON], kind: str) -> Opinion:
    return Opinion("none", f"refuted {kind}")


_REFUTED: dict[str, Callable[[Mapping[str, JSON], Mapping[str, JSON], str], Opinion]] = {
    "identity": _unequal, "for-all": _not_for_all, "positive": _not_positive, "monomial-bound": _not_bounded,
}
