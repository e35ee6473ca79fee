"""Bases of powers, taken apart by FLINT into primes and irreducible polynomials whose sign on the domain is seen."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz, fmpz_mpoly_ctx

from verify.claims import JSON

from ._smt import UnsupportedError

Polynomial = Any  # flint.fmpz_mpoly
PI = "π()"  # no name of a variable
_MOST_TERMS = 4000


@lru_cache(maxsize=64)
def _context(names: tuple[str, ...]) -> Any:
    return fmpz_mpoly_ctx.get([f"x{i}" for i in range(len(names))] or ["x"], Ordering.lex)


def primes(number: int) -> list[tuple[int, int]]:
    """The primes of a positive integer with their multiplicities; UnsupportedError for one of over 200 bits.

    >>> primes(12)
    [(2, 2), (3, 1)]
    """
    if number.bit_length() > 200:
        raise UnsupportedError("a power of a long number")
    return [(int(prime), int(count)) for prime, count in fmpz(number).factor()]


def factors(term: JSON, domain: Sequence[Mapping[str, JSON]]) -> tuple[Fraction, list[tuple[str, JSON, int, int]]]:
    """A rational function as content times irreducible polynomials: name, plain data, sign on the domain, power.

    The sign is 1 or -1 where coefficients show it, else 0.
    Raises UnsupportedError for what is no rational function of the variables and pi.

    >>> factors(["+", ["^", {"var": "x"}, "2"], "-1"], [{"name": "x", "lower": "1", "upper": None}])[1][0][2:]
    (1, 1)
    """
    names = (*(v["name"] for v in domain), PI)
    context = _context(names)
    generators = dict(zip(names, context.gens(), strict=True))
    top, bottom = _fraction(term, generators, context)
    if not top:
        raise UnsupportedError("a power of zero")
    content, found = Fraction(1), []
    for polynomial, side in ((top, 1), (bottom, -1)):
        constant, irreducible = polynomial.factor()
        content *= Fraction(int(constant)) ** side
        for factor, count in irreducible:
            found.append((str(factor), _data(factor, names), _sign(factor, domain), side * int(count)))
    return content, found


def _fraction(term: JSON, generators: Mapping[str, Polynomial], context: Any) -> tuple[Polynomial, Polynomial]:
    one = context.constant(1)
    if isinstance(term, str):
        value = Fraction(term)
        return context.constant(value.numerator), context.constant(value.denominator)
    if isinstance(term, Mapping):
        return generators[term["var"]], one
    head, *args = term
    if head == "pi":
        return generators[PI], one
    if head == "^" and isinstance(args[1], str) and Fraction(args[1]).denominator == 1:
        top, bottom = _fraction(args[0], generators, context)
        power = int(args[1])
        if power < 0:
            top, bottom = bottom, top
        if abs(power) * len(top) > _MOST_TERMS:
            raise UnsupportedError("a base with too many terms")
        return top ** abs(power), bottom ** abs(power)
    if head not in "+*":
        raise UnsupportedError(f"a power of {head}")
    top, bottom = (context.constant(0), one) if head == "+" else (one, one)
    for arg in args:
        upper, lower = _fraction(arg, generators, context)
        if head == "*":
            top, bottom = top * upper, bottom * lower
        else:
            top, bottom = (top + upper, bottom) if bottom == lower else (top * lower + upper * bottom, bottom * lower)
        if len(top) + len(bottom) > _MOST_TERMS:
            raise UnsupportedError("a base with too many terms")
    return top, bottom


def _data(polynomial: Polynomial, names: tuple[str, ...]) -> JSON:
    letters: list[JSON] = [["pi"] if name == PI else {"var": name} for name in names]
    return ["+", *(["*", str(coefficient), *(["^", letter, str(power)]
                                             for letter, power in zip(letters, powers, strict=True) if power)]
                   for powers, coefficient in polynomial.to_dict().items())]


def _sign(polynomial: Polynomial, domain: Sequence[Mapping[str, JSON]]) -> int:
    """The sign inside the domain, where all coefficients have it after each variable is mapped to t >= 0."""
    ranges = [(None if v["lower"] is None else Fraction(v["lower"]), None if v["upper"] is None else
               Fraction(v["upper"])) for v in domain] + [(Fraction(3), Fraction(22, 7))]
    context = fmpq_mpoly_ctx.get([f"t{i}" for i in range(len(ranges))], Ordering.lex)
    total = context.constant(0)
    degrees = polynomial.degrees()
    for powers, coefficient in polynomial.to_dict().items():
        product = context.constant(fmpq(int(coefficient)))
        for place, (t, (low, high), power, most) in enumerate(
                zip(context.gens(), ranges, powers, degrees, strict=True)):
            if not most:
                continue
            if low is not None and high is not None:  # x = (low + high t) / (1 + t), the denominators cleared
                product *= (t * _exact(high) + _exact(low)) ** power * (t + 1) ** (most - power)
            elif low is not None:
                product *= (t + _exact(low)) ** power
            elif high is not None:
                product *= (_exact(high) - t) ** power
            elif any(p[place] % 2 for p in polynomial.monoms()):
                return 0
            else:  # only x^2 occurs
                product *= t ** (power // 2)
        total += product
    signs = {1 if c > 0 else -1 for c in total.coeffs()}
    return signs.pop() if len(signs) == 1 else 0


def _exact(value: Fraction) -> Any:
    return fmpq(value.numerator, value.denominator)
