"""Terms given as plain data, evaluated over balls: real (`arb`), complex (`acb`) or power series (`arb_series`)."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flint import acb, arb, arb_series, fmpq

from verify.claims import JSON, exact

Value = Any  # arb, acb or arb_series

_METHODS = frozenset({"exp", "sin", "cos", "erf", "gamma"})


class UnsupportedTermError(ValueError):
    """A term that the ball evaluator does not know."""


_fraction = lru_cache(maxsize=4096)(exact)


@lru_cache(maxsize=4096)
def _rational(text: str) -> Any:
    value = exact(text)
    return fmpq(value.numerator, value.denominator)


def evaluate(term: JSON, values: Mapping[str, Value], *, analytic: bool = False) -> Value:
    """An enclosure of a term where each variable has its value.

    Values are balls or power series of one kind. `analytic` is the flag of `acb.integral`: where a branch cut
    is touched, the answer is then not finite. Where a term is undefined somewhere on the box it is not finite
    either, so no comparison with it is true. Raises UnsupportedTermError for an unknown head or variable.

    >>> x = {"var": "x"}
    >>> evaluate(["+", ["^", x, "2"], ["*", "-2", x]], {"x": arb(3)})
    3.00000000000000
    """
    return _value(term, values, analytic, {})


def _value(term: JSON, values: Mapping[str, Value], analytic: bool, known: dict[int, Value]) -> Value:
    """As `evaluate`; what stands in a term several times as one and the same list is evaluated once."""
    if isinstance(term, str):
        return arb(_rational(term))
    if isinstance(term, dict):
        if term["var"] not in values:
            raise UnsupportedTermError(f"{term['var']} has no value here; known are {', '.join(values) or 'none'}")
        return values[term["var"]]
    place = id(term)
    if place not in known:
        known[place] = _applied(term, values, analytic, known)
    return known[place]


def _applied(term: JSON, values: Mapping[str, Value], analytic: bool, known: dict[int, Value]) -> Value:
    head, *args = term
    if head == "pi":
        return arb.pi()
    if head == "+" or head == "*":
        total = _value(args[0], values, analytic, known)
        for arg in args[1:]:
            part = _value(arg, values, analytic, known)
            total = total + part if head == "+" else total * part
        return total
    if head == "^":
        return _power(_value(args[0], values, analytic, known), args[1], values, analytic)
    if head == "log":
        return _log(_value(args[0], values, analytic, known), analytic)
    if head in _METHODS:
        return getattr(_value(args[0], values, analytic, known), head)()
    raise UnsupportedTermError(f"the head {head!r} has no ball evaluation")


def _log(value: Value, analytic: bool) -> Value:
    return value.log(analytic=analytic) if isinstance(value, acb) else value.log()


def _power(base: Value, exponent: JSON, values: Mapping[str, Value], analytic: bool) -> Value:
    if isinstance(exponent, str):
        power = _fraction(exponent)
        if power.denominator == 1:
            if power >= 0:
                return base ** int(power)
            return 1 / base ** int(-power)
        if power.denominator == 2 and abs(power.numerator) < 64:
            root = base.sqrt(analytic=analytic) if isinstance(base, acb) else base.sqrt()
            return _power(root, str(power.numerator), values, analytic)
    found = evaluate(exponent, values, analytic=analytic)
    if isinstance(base, acb):
        return base.pow(acb(found), analytic=analytic)
    if isinstance(found, acb) and not base > 0:
        return acb("nan")  # a real function of a real variable is meant, and (-2)^x is none
    if isinstance(base, arb_series) or isinstance(found, arb_series):
        return (found * base.log()).exp()
    return base ** found


def difference(left: JSON, right: JSON) -> JSON:
    """The term left - right."""
    return left if right == "0" else ["+", left, ["*", "-1", right]]


def shifted(value: Value, order: int) -> Value:
    """The power series value + t + O(t^(order + 1)): evaluating a term there gives its Taylor coefficients."""
    return arb_series([value, 1], order + 1)


def rational_series(term: JSON, point: Any) -> Any:
    """A term in one variable as an exact power series; `point` is the variable's, with rational coefficients.

    Raises ValueError where a coefficient is not rational, or for a head without rational series.
    """
    if isinstance(term, str):
        return _rational(term) * (point ** 0)
    if isinstance(term, dict):
        return point
    head, *args = term
    if head in ("+", "*"):
        parts = [rational_series(arg, point) for arg in args]
        total = parts[0]
        for part in parts[1:]:
            total = total + part if head == "+" else total * part
        return total
    if head == "^" and isinstance(args[1], str):
        base, power = rational_series(args[0], point), exact(args[1])
        if power.denominator == 2:
            base, power = base.sqrt(), 2 * power
        if power.denominator == 1:
            return base ** int(power) if power >= 0 else 1 / base ** int(-power)
    if head in ("exp", "log", "sin", "cos"):
        return getattr(rational_series(args[0], point), head)()
    raise ValueError(f"{head!r} has no rational power series")
