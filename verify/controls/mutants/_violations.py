"""A second route for inequalities: an exact point where all that is assumed holds, and what is claimed does not.

Points are drawn, not solved for. Where something is assumed about a letter, as in A ≤ (2d)^k, half of the points take
the letter close to its bound, since a false inequality often fails only there.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

import sympy as sp

from verify.certify import Positive
from verify.claims import JSON, Domain, Effort, Proposition, Variable
from verify.decide import ForAll, MonomialBound, TermwiseBound
from verify.exact import UndefinedTermError, ball, compare, evaluate, precision, to_data

_BITS = 320
_LISTED, _DRAWN = 40, 80
"""Points of the domain's own list, and points that are drawn."""
_ROUNDS = 3
"""How often the letters are put to their bounds: a bound may hold another letter that has one."""
_CLOSE = Fraction(1, 2**100)
_NO_VALUE = (UndefinedTermError, ZeroDivisionError, OverflowError, ValueError, TypeError)
Point = dict[str, Fraction]


def violated(proposition: Proposition) -> dict[str, str] | None:
    """A point of the domain where an inequality's assumptions hold and it does not, by balls; None when none is met.

    What takes several steps (a bound by its facts, or by its ratios) is violated where one of its steps is. None for
    any other kind of proposition, and for terms that have no plain form.

    >>> from verify.claims import Domain, Real
    >>> x, a = sp.symbols("x a")
    >>> one = Domain.of(Real("x", ge=1), Real("a", gt=0))
    >>> violated(MonomialBound(a, x**3, one, given=(a <= x**2,))) is None
    True
    >>> sorted(violated(MonomialBound(a, x, one, given=(a <= x**2,))))
    ['a', 'x']
    """
    for domain, assumed, claimed in _steps(proposition):
        try:
            given, target = [to_data(each) for each in assumed], to_data(claimed)
        except Exception:  # terms that have no plain form
            continue
        with precision(_BITS):
            for point in _points(domain, given, Random(repr((domain.to_data(), given, target)))):
                if _fails(given, target, point):
                    return {name: str(value) for name, value in point.items()}
    return None


def _steps(proposition: Any) -> Iterator[tuple[Domain, tuple[Any, ...], Any]]:
    """What is claimed to hold under which assumptions."""
    if isinstance(proposition, ForAll):
        yield proposition.domain, proposition.assume, proposition.conclude
    elif isinstance(proposition, Positive):
        kind = {">": sp.Gt, ">=": sp.Ge, "<": sp.Lt, "<=": sp.Le}[proposition.relation]
        yield proposition.domain, (), kind(proposition.expression, proposition.rhs, evaluate=False)
    elif isinstance(proposition, MonomialBound):
        claimed = sp.Le(proposition.lhs, proposition.rhs, evaluate=False)
        yield proposition.domain, (*proposition.assume, *proposition.given), claimed
        for fact in proposition.facts:
            yield proposition.domain, proposition.assume, fact
    elif isinstance(proposition, TermwiseBound):
        for part in TermwiseBound.parts(proposition, Effort()).values():
            yield from _steps(part)


def _fails(given: list[JSON], target: JSON, point: Point) -> bool:
    values = {name: ball(value) for name, value in point.items()}
    try:
        return compare(target, values) is False and all(compare(each, values) is True for each in given)
    except _NO_VALUE:
        return False


def _points(domain: Domain, given: list[JSON], chance: Random) -> Iterator[Point]:
    listed = list(domain.samples(_LISTED))
    yield from listed
    bounds = [bound for each in given for bound in _bounds(each)]
    for _ in range(_DRAWN if domain.variables else 0):
        point = {variable.name: _drawn(variable, chance) for variable in domain}
        taken = [bound for bound in reversed(bounds) if chance.random() < 0.8]  # what is derived tends to come first
        for _ in range(_ROUNDS if bounds and chance.random() < 0.8 else 0):
            for small, large, sign in taken:
                _tighten(point, domain, small, large, sign, chance)
        if domain.contains(point):
            yield point


def _drawn(variable: Variable, chance: Random) -> Fraction:
    """A value of any size: near the end of the range, or far from it."""
    low, high = variable.lower, variable.upper
    if low is not None and high is not None and not variable.integer:
        share = Fraction(chance.randint(1, 996), 997)
        return low + (high - low) * (share if chance.random() < 0.5 else share ** chance.randint(2, 6))
    if variable.integer:
        first = -((-(low if low is not None else Fraction(-4))) // 1)
        first += (variable.residue - first) % variable.modulus
        most = 2 ** chance.randint(0, 5) if high is None else max(0, int((high - first) // variable.modulus))
        return Fraction(first + variable.modulus * chance.randint(0, most))
    away = Fraction(chance.randint(1, 996) << chance.randint(0, 6), 997 << chance.randint(0, 6))
    if low is not None:
        return low + away
    return high - away if high is not None else away * chance.choice((-1, 1))


def _bounds(relation: JSON) -> Iterator[tuple[JSON, JSON, int]]:
    """A relation as (a, b, sign): a is below b with sign -1, above it with +1."""
    if not isinstance(relation, list) or relation[0] not in ("<", "<=", ">", ">=", "="):
        return
    head, left, right = relation
    sign = 1 if head in (">", ">=") else -1
    yield left, right, sign
    yield right, left, -sign


def _tighten(point: Point, domain: Domain, side: JSON, other: JSON, sign: int, chance: Random) -> None:
    """Take a letter in which one side is linear, and which the other has not, to where both sides are equal."""
    names = [v.name for v in domain if not v.integer and _has(side, v.name) and not _has(other, v.name)]
    if not names:
        return
    name = chance.choice(names)
    values = {letter: ball(value) for letter, value in point.items()}
    try:
        one, two = (evaluate(side, {**values, name: ball(k)}) for k in (1, 2))
        if not (two - 2 * one).contains(0) or one.contains(0):
            return
        best = evaluate(other, values) / one
    except _NO_VALUE:
        return
    if not best.is_finite() or best.rel_accuracy_bits() < 120 or abs(best) > 2**2000 or abs(best) < ball(_CLOSE) ** 20:
        return
    value = _rational(best)
    below = sign < 0 if one > 0 else sign > 0
    point[name] = value - abs(value) * _CLOSE if below else value + abs(value) * _CLOSE


def _has(term: JSON, name: str) -> bool:
    if isinstance(term, Mapping):
        return term.get("var") == name
    return isinstance(term, list) and any(_has(part, name) for part in term)


def _rational(value: Any) -> Fraction:
    """The middle of a ball, to 110 bits."""
    mantissa, exponent = (int(part) for part in value.mid().man_exp())
    surplus = max(0, mantissa.bit_length() - 110)
    return Fraction(mantissa >> surplus) * Fraction(2) ** (exponent + surplus)
