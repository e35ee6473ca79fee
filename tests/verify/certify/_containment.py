"""Random terms, and their values to a thousand digits by mpmath: an evaluator that shares nothing with the engine's."""

import random
from fractions import Fraction

from mpmath import mp, mpf

DIGITS = 1000
SURE = 950  # beside what is subtracted in it, the reference is right to so many digits
LARGEST = 2000  # an argument of exp, or a value, beyond which the reference gives up
FUNCTIONS = ("exp", "log", "sin", "cos", "erf", "gamma")


class NoValueError(Exception):
    """The term has no real value at the point, or one that is too large for the reference."""


def rational(chance: random.Random, size: int = 20) -> Fraction:
    """A rational number, often a small or a dyadic one."""
    kind = chance.random()
    if kind < 0.2:
        return Fraction(chance.randint(-3, 3))
    if kind < 0.4:
        return Fraction(chance.randint(-size, size), 2 ** chance.randint(0, 6))
    return Fraction(chance.randint(-size, size), chance.randint(1, size))


def term(chance: random.Random, depth: int, names: tuple[str, ...] = ("x", "y")):
    """A random term as plain data; what has no value may be among them."""
    kind = chance.random()
    if depth == 0 or kind < 0.1:
        return {"var": chance.choice(names)} if names and chance.random() < 0.6 else (
            ["pi"] if chance.random() < 0.15 else str(rational(chance)))
    if kind < 0.35:
        return ["+", *(term(chance, depth - 1, names) for _ in range(chance.randint(2, 3)))]
    if kind < 0.6:
        return ["*", *(term(chance, depth - 1, names) for _ in range(chance.randint(2, 3)))]
    if kind < 0.8:
        exponent = chance.choice([str(chance.randint(-3, 4)), "1/2", "-1/2", "3/2", "1/3", str(rational(chance, 5)),
                                  None])
        return ["^", term(chance, depth - 1, names), exponent or term(chance, depth - 1, names)]
    return [chance.choice(FUNCTIONS), term(chance, depth - 1, names)]


def value(data, point) -> mpf:
    """The value of a term at a point of Fractions, good to nearly `DIGITS` digits."""
    if isinstance(data, str):
        return _mpf(Fraction(data))
    if isinstance(data, dict):
        return _mpf(point[data["var"]])
    head, *args = data
    if head == "pi":
        return +mp.pi
    values = [value(arg, point) for arg in args]
    if head == "+":
        return _small(mp.fsum(values))
    if head == "*":
        return _small(mp.fprod(values))
    if head == "^":
        return _power(values[0], values[1], data[2])
    (x,) = values
    _away_from_zero(x, zero_is_fine=head not in ("log", "gamma"))
    if head == "log" and x <= 0:
        raise NoValueError
    if head == "gamma" and ((x <= 0 and abs(x - mp.nint(x)) < mpf(10) ** -900) or abs(x) > 100):
        raise NoValueError
    if head in ("exp", "sin", "cos") and abs(x) > LARGEST:
        raise NoValueError
    return _small(getattr(mp, head)(x))


def _mpf(number: Fraction) -> mpf:
    return mpf(number.numerator) / number.denominator


def _power(base: mpf, exponent: mpf, written) -> mpf:
    _away_from_zero(base, zero_is_fine=True)
    whole = isinstance(written, str) and Fraction(written).denominator == 1
    if whole and (base != 0 or exponent >= 0):
        return _small(base ** int(exponent))
    if base <= 0 or abs(exponent * mp.log(base)) > LARGEST:
        raise NoValueError
    return _small(base ** exponent)


def _small(x: mpf) -> mpf:
    if x != 0 and abs(mp.mag(x)) > LARGEST:
        raise NoValueError
    return x


def _away_from_zero(x: mpf, *, zero_is_fine: bool) -> None:
    """What is nearly zero may be zero; what follows from that depends on it."""
    if abs(x) < mpf(10) ** -900 and not (zero_is_fine and x == 0):
        raise NoValueError


def exact(x: mpf) -> Fraction:
    """The rational number that an mpf is."""
    sign, mantissa, exponent, _ = x._mpf_
    found = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -found if sign else found


def ends(ball) -> tuple[Fraction, Fraction]:
    """The exact ends of a finite ball."""
    (mid, mid_exponent), (rad, rad_exponent) = ball.mid().man_exp(), ball.rad().man_exp()
    middle = Fraction(int(mid)) * Fraction(2) ** int(mid_exponent)
    radius = Fraction(int(rad)) * Fraction(2) ** int(rad_exponent)
    return middle - radius, middle + radius


def contains(ball, x: mpf) -> bool:
    """Whether a ball contains the number of which x is known to a thousand digits."""
    mid, rad = (mpf((0, int(part), int(exponent), int(part).bit_length())) if part > 0 else -mpf(
        (0, -int(part), int(exponent), int(-part).bit_length())) if part else mpf(0)
        for part, exponent in (ball.mid().man_exp(), ball.rad().man_exp()))
    return bool(abs(x - mid) <= rad + mpf(10) ** -SURE * max(abs(x), abs(mid), mpf(1)))
