"""Rechecks of decisions: witnesses substituted, coefficients expanded again, "unsatisfiable" asked again."""

from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

from verify.claims import JSON, Domain, Status, exact
from verify.decide import (
    algebraic_violation,
    decided_again,
    holds,
    satisfied_by_a_sample,
    terms_at,
    vacuous,
)
from verify.exact import ball, compare, from_data, precision

from ._base import RecheckFailed, rechecks
from ._exact import compound, require_inside

_BITS = 320
_MOST_TERMS = 1000
_MOST_POWER = 10_000
Monomials = dict[tuple[tuple[str, int], ...], Fraction]


@rechecks("for-all")
def for_all(finding: Mapping[str, JSON]) -> Status:
    """A witness satisfies the assumptions and not the conclusion; a certificate's coefficients have one sign."""
    evidence = finding["evidence"]
    claim = evidence["proposition"]
    if (witness := evidence.get("witness")) is not None:
        _violates(claim, witness["at"])
        return Status.REFUTED
    if (certificate := evidence.get("certificate")) is not None:
        _one_sign(claim, certificate["shift"])
        domain = Domain.from_data(claim["domain"])
        if not satisfied_by_a_sample(claim["assume"], domain) and vacuous(claim["assume"], domain):
            raise RecheckFailed("no point of the domain satisfies the assumptions")
        return Status.PROVED
    if not decided_again(claim):
        raise RecheckFailed("Z3 does not confirm that the negation is unsatisfiable")
    return Status.PROVED


def _violates(claim: Mapping[str, JSON], point: Mapping[str, JSON]) -> None:
    if any(not isinstance(value, str) for value in point.values()):
        relations = [from_data(a) for a in claim["assume"]], from_data(claim["conclude"])
        if not algebraic_violation(tuple(relations[0]), relations[1], claim["domain"], point):
            raise RecheckFailed("the algebraic witness does not violate the claim")
        return
    require_inside(claim["domain"], point)
    at = {name: exact(value) for name, value in point.items()}
    with precision(_BITS):
        balls = {name: ball(value) for name, value in point.items()}
        if not all(holds(a, balls, at) is True for a in claim["assume"]):
            raise RecheckFailed("the witness does not satisfy the assumptions")
        if holds(claim["conclude"], balls, at) is not False:
            raise RecheckFailed("the witness does not violate the conclusion")


def _one_sign(claim: Mapping[str, JSON], shift: Mapping[str, str]) -> None:
    lowers = {v["name"]: v["lower"] for v in claim["domain"]}
    if any(lowers.get(name) != value for name, value in shift.items()):
        raise RecheckFailed("the shift is not to the lower ends of the domain")
    head, left, right = claim["conclude"]
    if head not in ("<", "<=", ">", ">="):
        raise RecheckFailed("coefficients of one sign show a single inequality, nothing else")
    larger, smaller = (left, right) if head in (">", ">=") else (right, left)
    numerator, denominator = _fraction(["+", larger, ["*", "-1", smaller]], shift)
    if {x for polynomial in (numerator, denominator) for term in polynomial for x, _ in term} - shift.keys():
        raise RecheckFailed("a variable that does not cancel is not shifted")
    interior = {v["name"] for v in claim["domain"] if v["lower_open"]}
    for polynomial, positive in ((numerator, head in ("<", ">")), (denominator, True)):
        if any(c < 0 for c in polynomial.values()):
            raise RecheckFailed("a coefficient is negative")
        if positive and not any(c > 0 and {x for x, _ in term} <= interior for term, c in polynomial.items()):
            raise RecheckFailed("positivity is not seen from the coefficients")


def _fraction(term: JSON, shift: Mapping[str, str]) -> tuple[Monomials, Monomials]:
    """Numerator and denominator of a term with every variable x replaced by x + shift; plain school arithmetic."""
    one: Monomials = {(): Fraction(1)}
    if isinstance(term, str):
        return {(): Fraction(term)}, one
    if isinstance(term, Mapping):
        name = term["var"]
        return {((name, 1),): Fraction(1), (): Fraction(shift.get(name, "0"))}, one
    head, *args = term
    if head == "^":
        numerator, denominator = _fraction(args[0], shift)
        power = int(args[1])
        if abs(power) > _MOST_POWER:
            raise RecheckFailed(f"a power with the exponent {power}")
        if power < 0:
            numerator, denominator, power = denominator, numerator, -power
        top = bottom = one
        for _ in range(power):
            top, bottom = _times(top, numerator), _times(bottom, denominator)
        return top, bottom
    top, bottom = ({}, one) if head == "+" else (one, one)
    for arg in args:
        numerator, denominator = _fraction(arg, shift)
        if head == "*":
            top, bottom = _times(top, numerator), _times(bottom, denominator)
        elif head == "+":
            top, bottom = ((_plus(top, numerator), bottom) if denominator == bottom else
                           (_plus(_times(top, denominator), _times(numerator, bottom)), _times(bottom, denominator)))
        else:
            raise RecheckFailed(f"{head} is no rational operation")
    return top, bottom


def _plus(a: Monomials, b: Monomials) -> Monomials:
    return {m: c for m in {**a, **b} if (c := a.get(m, Fraction(0)) + b.get(m, Fraction(0)))}


def _times(a: Monomials, b: Monomials) -> Monomials:
    result: Monomials = {}
    for m1, c1 in a.items():
        for m2, c2 in b.items():
            exponents = dict(m1)
            for name, power in m2:
                exponents[name] = exponents.get(name, 0) + power
            monomial = tuple(sorted(exponents.items()))
            result[monomial] = result.get(monomial, Fraction(0)) + c1 * c2
    return {m: c for m, c in result.items() if c}


@rechecks("termwise-bound")
def termwise_bound(finding: Mapping[str, JSON]) -> Status:
    """The terms at a witness are multiplied up again; else the parts decide, and ratios alone refute nothing."""
    evidence = finding["evidence"]
    if (witness := evidence.get("witness")) is None:
        if (status := compound(finding)) is Status.REFUTED:
            raise RecheckFailed("ratios that are not as stated refute nothing; there is no witness")
        return status
    claim = evidence["proposition"]
    index, at = claim["index"], witness["at"]
    require_inside(claim["domain"], at)
    point = {name: Fraction(value) for name, value in at.items()}
    if point[index].denominator != 1 or not claim["start"] <= point[index] <= claim["start"] + _MOST_TERMS:
        raise RecheckFailed(f"the witness has {index} = {at[index]}, outside the range")
    terms = terms_at(claim, point)
    if terms is None or 0 <= terms[0] <= terms[1]:
        raise RecheckFailed("the terms at the witness do not violate the bound")
    return Status.REFUTED


@rechecks("monomial-bound")
def monomial_bound(finding: Mapping[str, JSON]) -> Status:
    """A witness is substituted into the inequality itself; else the parts decide."""
    evidence = finding["evidence"]
    if (witness := evidence.get("witness")) is None:
        if (status := compound(finding)) is Status.REFUTED:
            raise RecheckFailed("a fact about the bases that fails refutes nothing; there is no witness")
        return status
    claim = evidence["proposition"]
    require_inside(claim["domain"], witness["at"])
    with precision(_BITS):
        point = {name: ball(value) for name, value in witness["at"].items()}
        if not all(compare(a, point) for a in claim["assume"]) or not compare([">", claim["lhs"], claim["rhs"]], point):
            raise RecheckFailed("the witness does not violate the inequality")
    return Status.REFUTED


@rechecks("positive-polynomial")
def positive_polynomial(finding: Mapping[str, JSON]) -> Status:
    """A witness is evaluated; else SymPy's Sturm sequence counts no root where none may be."""
    claim, witness = finding["evidence"]["proposition"], finding["evidence"].get("witness")
    x = sp.Symbol("x")
    polynomial = sp.Poly([sp.Rational(exact(c)) for c in reversed(claim["coefficients"])], x)
    low, high = sp.Rational(exact(claim["low"])), sp.oo if claim["high"] is None else sp.Rational(exact(claim["high"]))
    if witness is not None:
        point = sp.Rational(exact(witness["at"][claim["name"]]))
        if not (low < point and point < high) or polynomial.eval(point) > 0:
            raise RecheckFailed("the witness does not violate the inequality")
        return Status.REFUTED
    ends = sum(1 for end in {low, high} - {sp.oo} if polynomial.eval(end) == 0)
    inner = low + 1 if high == sp.oo else (low + high) / 2
    if polynomial.count_roots(low, high) != ends or polynomial.eval(inner) <= 0:
        raise RecheckFailed("the polynomial is not positive on the whole range")
    return Status.PROVED
