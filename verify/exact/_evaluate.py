"""Terms as plain data, evaluated in ball arithmetic at exact points."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import arb, ctx, fmpq

from verify.claims import JSON, Number, exact

Ball = Any  # flint.arb
_FUNCTIONS = {"exp": arb.exp, "log": arb.log, "sin": arb.sin, "cos": arb.cos, "erf": arb.erf, "gamma": arb.gamma,
              "abs": abs}
_MOST_POWER = 1 << 62  # beyond, writing it out as an integer could take all memory


class UndefinedTermError(ValueError):
    """A term has no value at the point: a division by a ball that contains 0, a missing variable, ..."""


def ball(value: Number | str) -> Ball:
    """The ball of an exact rational number."""
    return arb(_rational(value))


@lru_cache(maxsize=4096)
def _rational(value: Number | str) -> Any:
    rational = exact(value) if isinstance(value, str) else Fraction(value)
    return fmpq(rational.numerator, rational.denominator)


def evaluate(term: JSON, point: Mapping[str, Ball]) -> Ball:
    """The ball of a term; undetermined functions are looked up as "p'" or "p^(n)" beside the variables.

    Raises UndefinedTermError where the term has no finite value, or for a name without a value.

    >>> evaluate(["^", {"var": "x"}, "2"], {"x": ball("3/2")})
    2.25000000000000
    """
    if isinstance(term, str):
        return ball(term)
    if isinstance(term, Mapping):
        try:
            return point[term["var"]]
        except KeyError:
            raise UndefinedTermError(f"no value for {term['var']}") from None
    head, *args = term
    if head == "fn":
        name = jet_name(args[0], int(args[1]))
        if name not in point:
            raise UndefinedTermError(f"no value for {name}")
        return point[name]
    if head == "pi":
        return arb.pi()
    if head == "^":
        return _power(args[0], args[1], point)
    values = [evaluate(arg, point) for arg in args]
    if head == "+":
        return sum(values[1:], values[0])
    if head == "*":
        result = values[0]
        for value in values[1:]:
            result = result * value
        return result
    if head not in _FUNCTIONS:
        raise UndefinedTermError(f"the head {head!r} has no value in balls")
    return _finite(_FUNCTIONS[head](values[0]))


def _power(base: JSON, exponent: JSON, point: Mapping[str, Ball]) -> Ball:
    value, power = evaluate(base, point), evaluate(exponent, point)
    whole = power.unique_fmpz() if abs(power) < _MOST_POWER else None
    if whole is not None and power.rad() == 0:
        if whole < 0 and value.contains(0):
            raise UndefinedTermError("division by a ball that contains 0")
        return value ** int(whole)
    return _finite(value ** power)


def _finite(value: Ball) -> Ball:
    if not value.is_finite():
        raise UndefinedTermError("a term has no finite value here")
    return value


def jet_name(name: str, order: int) -> str:
    """How the order-th derivative of an undetermined function is named in a point: p, p', p'', p^(3)."""
    return name + ("'" * order if order < 3 else f"^({order})")


def compare(relation: JSON, point: Mapping[str, Ball]) -> bool | None:
    """Whether a relation holds at a point: True or False when the balls decide it, else None.

    Equality of irrational values is never confirmed by balls, only excluded.

    >>> compare(["<", {"var": "x"}, "2"], {"x": ball("3/2")})
    True
    """
    head, *args = relation
    if head in ("true", "false"):
        return bool(head == "true")
    if head in ("and", "or", "not"):
        values = [compare(arg, point) for arg in args]
        if head == "not":
            return None if values[0] is None else not values[0]
        if head == "and":
            return False if False in values else (None if None in values else True)
        return True if True in values else (None if None in values else False)
    left, right = (evaluate(arg, point) for arg in args)
    difference = left - right
    if head in ("=", "!="):
        equal: bool | None = False if not difference.contains(0) else (True if difference.is_zero() else None)
        return equal if head == "=" or equal is None else not equal
    if head in (">", ">="):
        difference, head = -difference, {">": "<", ">=": "<="}[head]
    if head == "<":
        return True if difference < 0 else (False if difference >= 0 else None)
    return True if difference <= 0 else (False if difference > 0 else None)


class precision:
    """Set the precision of all balls for a block, in bits, and restore it after.

    >>> with precision(200):
    ...     arb.pi().rel_accuracy_bits() > 190
    True
    """

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def __enter__(self) -> None:
        self._before = ctx.prec
        ctx.prec = self.bits

    def __exit__(self, *_: object) -> None:
        ctx.prec = self._before


def shown(value: Ball, digits: int = 20) -> str:
    """A ball for people: the number where it is exact and short, else midpoint and radius.

    >>> shown(ball("-5/2")), shown(ball(2).sqrt(), 5)
    ('-5/2', '[1.4142 +/- 1.36e-5]')
    """
    if value.is_exact():
        mantissa, exponent = value.man_exp()
        written = str(Fraction(int(mantissa)) * Fraction(2) ** int(exponent)) if abs(exponent) < 64 else ""
        if 0 < len(written) <= digits:
            return written
    return str(value.str(digits))
