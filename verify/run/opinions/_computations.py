"""A second opinion on exact computations: the same numbers by other formulas, from the plain data alone.

Means over a pair of normal variables are counted by pairings (Isserlis), not by Y = rho X + sqrt(1 - rho^2) Z; the
potential is put into its equation and differentiated in 1/s and by Leibniz's rule, as FLINT's polynomials with the
coefficients (n+k)! / (k! (n-k)! 2^k), not by the recurrences; slopes on the circle are differences of the loss.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations
from math import comb, factorial
from typing import Any

from flint import fmpz_poly

from verify.claims import JSON

from ._smt import UnsupportedError

_MOST = {"hermite_mean": 60, "mixed_moment": 120, "ode_residual_is_zero": 2000, "derivatives_alternate": 404,
         "circle_loss": 10_000, "circle_slopes": 10_000, "circle_minimum": 10_000, "circle_rests": 1000}
"""The largest argument of each function that is computed again."""
_MOST_MOVING = 8
Charges = list[tuple[Fraction, int]]


def again(claim: Mapping[str, JSON]) -> str:
    """The result of a `Computation`, as the ledger writes it, by a formula that its function does not use.

    Raises UnsupportedError where there is no such formula, or the arguments are too large for it.

    >>> again({"function": "hermite_mean", "arguments": [["m", 2], ["n", 2]]})
    '(0, 0, 2)'
    """
    name, arguments = claim["function"], dict(claim["arguments"])
    if name not in _AGAIN:
        raise UnsupportedError(f"no other formula for {name}")
    for value in arguments.values():
        if isinstance(value, int) and not -_MOST[name] <= value <= _MOST[name]:
            raise UnsupportedError(f"{name} of {value}")
    return str(_AGAIN[name](**arguments))


# means of normal variables

def _pairings(i: int, j: int, across: int) -> int:
    """In how many ways i X's and j Y's are paired off, so many of the pairs across."""
    if (i - across) % 2 or (j - across) % 2:
        return 0
    left, right = (i - across) // 2, (j - across) // 2
    return factorial(i) * factorial(j) // (factorial(across) * factorial(left) * factorial(right) << left + right)


def _mean(f: Mapping[int, int], g: Mapping[int, int]) -> tuple[int, ...]:
    """E f(X) g(Y) in powers of rho, ascending: each pair across is a factor rho."""
    most = min(max(f), max(g))
    mean = [sum(a * b * _pairings(i, j, k) for i, a in f.items() for j, b in g.items() if k <= min(i, j))
            for k in range(most + 1)]
    while len(mean) > 1 and not mean[-1]:
        mean.pop()
    return tuple(mean)


def _natural(*numbers: int) -> None:
    if min(numbers) < 0:
        raise UnsupportedError("a negative degree")


def _hermite_mean(m: int, n: int) -> tuple[int, ...]:
    _natural(m, n)
    he_m, he_n = ({degree - 2 * k: (-1) ** k * comb(degree, 2 * k) * _pairings(2 * k, 0, 0)
                   for k in range(degree // 2 + 1)} for degree in (m, n))
    return _mean(he_m, he_n)


def _mixed_moment(m: int, n: int) -> tuple[int, ...]:
    _natural(m, n)
    return _mean({m: 1}, {n: 1})


# the harmonic potential p(s) e^{-s} / s^{d-2}

def _odd(d: int) -> None:
    if d < 3 or d % 2 == 0:
        raise UnsupportedError(f"d = {d}")


def _bessel(d: int) -> Any:
    """The polynomial, but for a positive factor."""
    _odd(d)
    n = (d - 3) // 2
    return fmpz_poly([factorial(n + k) // (factorial(k) * factorial(n - k) << k) for k in range(n, -1, -1)])


def _ode_residual_is_zero(d: int, polynomial_of: int | None = None) -> bool:
    """Whether f'' + (d-1) f'/s = f for f = p(s) e^{-s} / s^a with a = d-2, its derivatives being of that form too."""
    _odd(d)
    p, s, a = _bessel(d if polynomial_of is None else polynomial_of), fmpz_poly([0, 1]), d - 2
    first = s * p.derivative() - (s + a) * p
    second = s * first.derivative() - (s + a + 1) * first
    return not second + (d - 1) * first - s * s * p


def _derivatives_alternate(d: int, orders: int | None = None, power: int | None = None) -> bool:
    """Whether e^s s^(a+j) (-1)^j f^(j) has positive coefficients only for f = p(s) e^{-s} / s^a and all orders j.

    With t = 1/s, f is e^{-s} times t^-m g(t), and -f' that with g + t^2 g' - m t g for g. Leibniz's rule gives the last
    order once more.
    """
    a, most, c = d - 2 if power is None else power, d if orders is None else orders, _bessel(d).coeffs()
    n = len(c) - 1
    m = max(n - a, 0)
    g, t = fmpz_poly([*[0] * (m + a - n), *c[::-1]]), fmpz_poly([0, 1])
    lowest = m + a - n  # power of t in g: that of s^n
    for j in range(most + 1):
        found = g.coeffs()
        if len(found) != lowest + n + j + 1 or any(x <= 0 for x in found[lowest:]):
            return False
        if j == most and found[lowest:][::-1] != _by_leibniz(c, a, j):
            raise UnsupportedError("two formulas that differ")
        g = g + t * t * g.derivative() - m * t * g
    return True


def _by_leibniz(c: list[Any], a: int, order: int) -> list[Any]:
    """The sum over i and l of c_i binomial(j, l) (a-i)_l s^(i+j-l): what s^(i-a) loses is a rising factorial."""
    total, s = fmpz_poly([0]), fmpz_poly([0, 1])
    for place in range(order + 1):
        total = total * s + comb(order, place) * fmpz_poly(c)
        c = [(a - i + place) * x for i, x in enumerate(c)]
    found: list[Any] = total.coeffs()
    return found


# charges on a circle, their places in ticks

def _charges(text: str) -> Charges:
    return [(Fraction(place), int(charge)) for place, charge in (word.split(":") for word in text.split())]


def _loss(ticks: int, charges: Charges) -> Fraction:
    """The sum over all pairs, both orders and each with itself, of q q' (1 - 2 angle / pi)."""
    total = Fraction(0)
    for x, p in charges:
        for y, q in charges:
            turn = (x - y) / ticks % 1
            total += p * q * (1 - 4 * min(turn, 1 - turn))
    return total


def _circle_loss(ticks: int, moving: str, fixed: str = "") -> Fraction:
    return _loss(ticks, _charges(moving) + _charges(fixed))


def _slopes(ticks: int, free: Charges, rest: Charges, together: int | None) -> tuple[tuple[int, int], ...]:
    """Differences of the loss over a quarter of a tick, within which it has no kink but at the place itself."""
    if len(free) > _MOST_MOVING:
        raise UnsupportedError("many moving charges")
    step, found, here = Fraction(1, 4), [], _loss(ticks, free + rest)
    for size in range(1, min(len(free), len(free) if together is None else together) + 1):
        for chosen in combinations(range(len(free)), size):
            pair = []
            for way in (step, -step):
                moved = [(place + way * (i in chosen), charge) for i, (place, charge) in enumerate(free)]
                pair.append((_loss(ticks, moved + rest) - here) * ticks / (8 * step))
            found.append((_whole(pair[0]), _whole(pair[1])))
    return tuple(found)


def _whole(value: Fraction) -> int:
    if value.denominator != 1:
        raise UnsupportedError("a slope between the ticks")
    return value.numerator


def _circle_slopes(ticks: int, moving: str, fixed: str = "", together: int | None = None) -> tuple[
        tuple[int, int], ...]:
    return _slopes(ticks, _charges(moving), _charges(fixed), together)


def _kind(slopes: tuple[tuple[int, int], ...]) -> str:
    least = min((slope for pair in slopes for slope in pair), default=1)
    return "none" if least < 0 else "strict" if least else "flat"


def _circle_minimum(ticks: int, moving: str, fixed: str = "", together: int | None = None) -> str:
    return _kind(_circle_slopes(ticks, moving, fixed, together))


def _circle_rests(ticks: int, charge: int, fixed: str) -> tuple[int, ...]:
    rest = _charges(fixed)
    return tuple(place for place in range(ticks)
                 if _kind(_slopes(ticks, [(Fraction(place), charge)], rest, None)) != "none")


_AGAIN: dict[str, Callable[..., Any]] = {
    "hermite_mean": _hermite_mean, "mixed_moment": _mixed_moment, "ode_residual_is_zero": _ode_residual_is_zero,
    "derivatives_alternate": _derivatives_alternate, "circle_loss": _circle_loss, "circle_slopes": _circle_slopes,
    "circle_minimum": _circle_minimum, "circle_rests": _circle_rests,
}
