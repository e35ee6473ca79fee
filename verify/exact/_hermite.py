"""Hermite polynomials and means over a pair of normal variables, in whole numbers and fractions.

X and Y are standard normal with covariance rho. Plain polynomials: He_0 = 1, He_{n+1} = x He_n - He_n'; the
orthonormal ones are h_n = He_n / sqrt(n!). The dual of f is E f(X) f(Y), as a function of rho. Means are taken
through mixed moments, E X^m Y^n with Y = rho X + sqrt(1 - rho^2) Z, so they know nothing of orthogonality.
Polynomials are tuples of coefficients, ascending; in rho where a mean is meant.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import comb
from typing import Any

from verify.claims import Number


@cache
def hermite(n: int) -> tuple[int, ...]:
    """The coefficients of He_n. ValueError for n < 0.

    >>> hermite(3)
    (0, -3, 0, 1)
    """
    if n < 0:
        raise ValueError(f"He_n is given for n >= 0, not for n = {n}")
    if n == 0:
        return (1,)
    before = hermite(n - 1)
    derivative = (*(i * c for i, c in enumerate(before) if i), 0, 0)
    return tuple(a - b for a, b in zip((0, *before), derivative, strict=True))


def normal_moment(n: int) -> int:
    """E X^n of a standard normal variable: (n - 1)!! for even n, else 0.

    >>> [normal_moment(n) for n in range(7)]
    [1, 0, 1, 0, 3, 0, 15]
    """
    if n % 2:
        return 0
    product = 1
    for odd in range(1, n, 2):
        product *= odd
    return product


@cache
def mixed_moment(m: int, n: int) -> tuple[int, ...]:
    """E X^m Y^n as a polynomial in rho, of degree min(m, n) at most.

    >>> mixed_moment(2, 2)
    (1, 0, 2)
    """
    if n > m:
        m, n = n, m
    moment = [0] * (n + 1)
    for j in range(0, n + 1, 2):  # n - j factors rho X, and sqrt(1 - rho^2)^j Z^j
        scale = comb(n, j) * normal_moment(j) * normal_moment(m + n - j)
        for k in range(j // 2 + 1):
            moment[n - j + 2 * k] += (-1) ** k * comb(j // 2, k) * scale
    return _trimmed(moment)


def mean_of_product(f: Sequence[Number], g: Sequence[Number]) -> tuple[Number, ...]:
    """E f(X) g(Y) for two polynomials.

    >>> mean_of_product((-1, 0, 1), (0, 0, 0, 0, 1))
    (0, 0, 12)
    """
    mean: list[Number] = [0] * max(min(len(f), len(g)), 1)
    for m, a in enumerate(f):
        for n, b in enumerate(g):
            for power, c in enumerate(mixed_moment(m, n) if a and b else ()):
                mean[power] += a * b * c
    return _trimmed(mean)


def hermite_mean(m: int, n: int) -> tuple[Number, ...]:
    """E He_m(X) He_n(Y): n! rho^n for m = n, and (0,) otherwise, which is what a check finds out.

    >>> hermite_mean(2, 2), hermite_mean(1, 3)
    ((0, 0, 2), (0,))
    """
    return mean_of_product(hermite(m), hermite(n))


def dual_of_polynomial(f: Sequence[Number]) -> tuple[Number, ...]:
    """The dual E f(X) f(Y) of a polynomial.

    >>> dual_of_polynomial((0, 0, 1))
    (1, 0, 2)
    """
    return mean_of_product(f, f)


def hermite_expansion(f: Sequence[Number]) -> tuple[Fraction, ...]:
    """The b_n with f = sum_n b_n He_n; the dual is then sum_n n! b_n^2 rho^n.

    >>> [str(b) for b in hermite_expansion((0, 0, 1))]
    ['1', '0', '1']
    """
    rest = [Fraction(c) for c in f]
    found: list[Fraction] = []
    while rest:
        leading = rest[-1]
        found.insert(0, leading)
        rest = [a - leading * b for a, b in zip(rest, hermite(len(rest) - 1), strict=True)][:-1]
    return tuple(found)


def _trimmed(polynomial: Sequence[Any]) -> tuple[Any, ...]:
    last = max((i for i, c in enumerate(polynomial) if c), default=0)
    return tuple(polynomial[:last + 1])
