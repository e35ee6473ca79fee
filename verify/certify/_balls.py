"""Balls: working precision, exact conversions, comparisons that may be unknown, and correct decimals."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import flint
from flint import arb, ctx, fmpq, fmpz

from verify.claims import JSON, Finding, Status

Ball = Any  # flint.arb, for which python-flint ships no types
Exact = int | Fraction

ENGINE = f"python-flint {flint.__version__} (FLINT {flint.__FLINT_VERSION__})"


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work with `bits` of precision inside the block. python-flint's precision is global: only this sets it.

    >>> with precision(200):
    ...     (arb(2).sqrt() ** 2 - 2).rad() < arb((1, -190))
    True
    """
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def ball(value: Exact) -> Ball:
    """The ball of an exact number at the working precision."""
    return arb(value) if isinstance(value, int) else arb(fmpq(value.numerator, value.denominator))


def interval(lower: Exact, upper: Exact) -> Ball:
    """A ball that contains [lower, upper], by the union of its exact ends.

    >>> interval(Fraction(1, 3), 2).contains(ball(Fraction(1, 3)))
    True
    """
    return ball(lower).union(ball(upper))


def ball_data(value: Ball) -> JSON:
    """A finite ball as four integers [m, e, r, f]: it is m 2^e with radius r 2^f.

    >>> ball_data(arb(3) / 4)
    [3, -2, 0, 0]
    """
    (mid, mid_exp), (rad, rad_exp) = value.mid().man_exp(), value.rad().man_exp()
    return [int(mid), int(mid_exp), int(rad), int(rad_exp)]


def ball_from_data(data: Sequence[int]) -> Ball:
    """The ball of `ball_data`."""
    mid, mid_exp, rad, rad_exp = data
    return arb((fmpz(mid), fmpz(mid_exp)), (fmpz(rad), fmpz(rad_exp)))


def midpoint(value: Ball) -> Fraction:
    """The exact midpoint of a finite ball, a dyadic rational."""
    mid, exp = value.mid().man_exp()
    return Fraction(int(mid)) * Fraction(2) ** int(exp)


def compare(left: Ball, relation: str, right: Ball) -> bool | None:
    """Whether `left relation right` for all points of the balls: True, False (for none), None (unknown).

    >>> compare(arb(1), "<", arb(2)), compare(arb(1, 1), ">=", arb(2, 1))
    (True, None)
    """
    if relation in (">", ">="):
        left, right = right, left
    strict = relation in ("<", ">")
    if left < right if strict else left <= right:
        return True
    if right <= left if strict else right < left:
        return False
    return None


def undecided(method: str, proposition: JSON, reason: str, domain: str = "") -> Finding:
    """A finding that claims nothing."""
    return finding(Status.UNDECIDED, method, proposition, domain, reason=reason)


def finding(status: Status, method: str, proposition: JSON, domain: str, *, bits: int | None = None,
            witness: JSON = None, certificate: JSON = None, reason: str = "") -> Finding:
    """A finding of this wing."""
    from verify.claims import Evidence

    return Finding(status, Evidence(method, ENGINE, domain=domain, precision=bits, witness=witness,
                                    certificate=certificate, proposition=proposition), reason)


def decimal(value: Exact | Callable[[], Ball], digits: int, *, max_bits: int = 1 << 18) -> str:
    """`digits` significant decimals of a real number, every one of them right, rounded to the nearest.

    `value` is exact, or a function that encloses the number at the working precision, which is raised until
    both ends of the ball round to the same digits. Exponent notation below 1e-6, and where the digits end
    before the point.
    Raises ArithmeticError when that takes more than `max_bits` bits, as for a number that is zero but whose
    ball is not, or one that lies exactly between two decimals.

    >>> decimal(lambda: arb(2).sqrt(), 30)
    '1.41421356237309504880168872421'
    >>> decimal(Fraction(-2, 3), 5), decimal(0, 5), decimal(Fraction(1, 10**400), 3)
    ('-0.66667', '0', '1.00e-400')
    >>> decimal(lambda: (-arb(5000)).exp(), 12)
    '3.36969414831e-2172'
    """
    if digits < 1:
        raise ValueError(f"digits is {digits}; ask for at least 1 significant digit")
    if not callable(value):
        exact = Fraction(value)
        return _written(*_rounded(fmpz(exact.numerator), fmpz(exact.denominator), 0, digits), digits)
    bits = digits * 10 // 3 + 64
    while bits <= max_bits:
        with precision(bits):
            found = value()
            if found.is_finite():
                mid, rad, exponent = found.mid_rad_10exp(digits + 10)
                low, high = (_rounded(end, fmpz(1), int(exponent), digits) for end in (mid - rad, mid + rad))
                if low == high:
                    return _written(*low, digits)
        bits *= 2
    raise ArithmeticError(f"{digits} digits are not determined at {max_bits} bits; the number may be exactly zero "
                          "or exactly between two decimals: give it as a Fraction if it is rational")


def _length(n: Any) -> int:
    """The number of decimal digits of a positive fmpz; its own str has no limit on the length."""
    return len(str(n.str()))


def _rounded(p: Any, q: Any, exponent: int, digits: int) -> tuple[Any, int]:
    """(mantissa, e) with p/q 10^exponent rounded to mantissa 10^e, half to even, `digits` digits long."""
    if p == 0:
        return fmpz(0), 0
    sign, p = (-1, -p) if p < 0 else (1, p)
    shift = digits - (_length(p) - _length(q))  # leaves digits or digits + 1 in the quotient
    while True:
        top, bottom = (p * fmpz(10) ** shift, q) if shift >= 0 else (p, q * fmpz(10) ** -shift)
        whole, rest = divmod(2 * top + bottom, 2 * bottom)
        if rest == 0 and whole % 2 == 1:
            whole -= 1
        if _length(whole) <= digits:
            return sign * whole, exponent - shift
        shift -= 1


def _written(mantissa: Any, exponent: int, digits: int) -> str:
    if mantissa == 0:
        return "0"
    sign, figures = "-" if mantissa < 0 else "", str(abs(mantissa).str())
    figures = figures.ljust(digits, "0")
    point = _length(abs(mantissa)) + exponent  # the value is 0.figures * 10^point
    if not -5 <= point <= digits:  # zeros up to the point would look like digits that are known
        rest = figures[1:]
        return f"{sign}{figures[0]}{'.' if rest else ''}{rest}e{point - 1:+d}".replace("e+", "e")
    if point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    return f"{sign}{figures[:point]}.{figures[point:]}" if point < digits else sign + figures
