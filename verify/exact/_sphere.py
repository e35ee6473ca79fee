"""Dot-product kernels f(theta . w) on spheres, f a polynomial: positive definite or not, decided exactly.

On S^{d-1} the kernel is positive definite (its quadratic forms are >= 0) exactly when the coefficients b_n of
f = sum_n b_n P_n are >= 0, P_n the zonal polynomial (Gegenbauer; Chebyshev for d = 2) with P_n(1) = 1 and

    (n + d - 2) P_{n+1} = (2n + d - 2) t P_n - n P_{n-1}        (P_0 = 1, P_1 = t).

On all spheres at once it is exactly when f itself has coefficients >= 0 (both: I. J. Schoenberg, 1942). What is
refuted is refuted without that theorem, by points with rational coordinates and a quadratic form below zero.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import islice
from math import comb
from random import Random
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat

from verify.claims import JSON, Effort, Evidence, Finding, Number, Proposition, Status

from ._printing import text

Point = tuple[Fraction, ...]
_MOST_POINTS = 80
_MOST_MONOMIALS = 4000
"""Of the kernel's degree, in d variables: beyond, points would be many and their coordinates long."""


@cache
def zonal_polynomial(n: int, d: int) -> tuple[Fraction, ...]:
    """The coefficients, ascending, of the zonal polynomial P_n of S^{d-1}, with P_n(1) = 1; d >= 2.

    >>> [str(c) for c in zonal_polynomial(3, 2)]
    ['0', '-3', '0', '4']
    """
    if d < 2 or n < 0:
        raise ValueError(f"zonal polynomials are given for d >= 2 and n >= 0, not for d = {d}, n = {n}")
    if n < 2:
        return (Fraction(1),) if n == 0 else (Fraction(0), Fraction(1))
    zero = Fraction(0)
    shifted, before = (zero, *zonal_polynomial(n - 1, d)), (*zonal_polynomial(n - 2, d), zero, zero)
    return tuple(((2 * n + d - 4) * a - (n - 1) * b) / (n + d - 3) for a, b in zip(shifted, before, strict=True))


def zonal_expansion(coefficients: Sequence[Number], d: int) -> tuple[Fraction, ...]:
    """The b_n with sum_i c_i t^i = sum_n b_n P_n(t) on S^{d-1}.

    >>> [str(b) for b in zonal_expansion((0, 0, 1), 3)]
    ['1/3', '0', '2/3']
    """
    rest = [Fraction(c) for c in coefficients]
    found: list[Fraction] = []
    while rest:
        zonal = zonal_polynomial(len(rest) - 1, d)
        found.insert(0, rest[-1] / zonal[-1])
        rest = [a - found[0] * b for a, b in zip(rest, zonal, strict=True)][:-1]
    return tuple(found)


@dataclass(frozen=True)
class PositiveDefiniteOnSphere(Proposition):
    """The kernel sum_i c_i (theta . w)^i is positive definite on S^{d-1}; for d = None, on the spheres of every d.

    >>> PositiveDefiniteOnSphere((0, 0, 1), 3).settle(Effort()).status
    <Status.PROVED: 'proved'>
    >>> chebyshev = PositiveDefiniteOnSphere((0, -3, 0, 4), 2)  # cos 3x, x the angle
    >>> chebyshev.settle(Effort()).status
    <Status.PROVED: 'proved'>
    >>> PositiveDefiniteOnSphere((0, -3, 0, 4), 3).settle(Effort()).status
    <Status.REFUTED: 'refuted'>
    """

    kind = "sphere-positive-definite"
    coefficients: tuple[Number, ...]
    d: int | None = None

    def __post_init__(self) -> None:
        if not self.coefficients:
            raise ValueError("a kernel without coefficients; give those of 1, t, t^2, ..., at least one")
        if self.d is not None and self.d < 2:
            raise ValueError(f"the sphere S^(d-1) is taken for d >= 2, not for d = {self.d}")

    def settle(self, effort: Effort) -> Finding:
        """Proved by coefficients >= 0 in the zonal polynomials, or refuted by points where a quadratic form is < 0.

        When no such points are found among a few, the negative zonal coefficient itself is the witness.
        """
        evidence: dict[str, Any] = {"engine": "exact rational arithmetic", "proposition": self.to_data(),
                                    "domain": "the spheres of all dimensions" if self.d is None else f"S^{self.d - 1}"}
        own = [Fraction(c) for c in self.coefficients]
        if min(own) >= 0:  # powers of the dot product are positive definite, by Schur's product theorem
            return Finding(Status.PROVED, Evidence(method="coefficients of powers that are not negative", **evidence))
        d = self.d or _first_failing(own)
        found = zonal_expansion(own, d)
        if min(found) >= 0:
            return Finding(Status.PROVED, Evidence(method="zonal coefficients that are not negative", certificate={
                "zonal": [str(b) for b in found]}, **evidence))
        witness: dict[str, JSON] = {"d": d, "degree": found.index(min(found)), "coefficient": str(min(found))}
        form = negative_form(own, d) if comb(len(own) + d - 1, d) <= _MOST_MONOMIALS else None
        if form is None:
            witness |= {"zonal": [str(b) for b in found]}
        else:
            points, weights, value = form
            witness |= {"points": [[str(x) for x in point] for point in points],
                        "weights": [str(c) for c in weights], "form": str(value)}
        method = "a quadratic form below zero" if form else "a negative zonal coefficient"
        return Finding(Status.REFUTED, Evidence(method=method, witness=witness, **evidence))

    def _formula(self) -> Any:
        t = sp.Symbol("t")
        return sum((sp.Rational(str(Fraction(c))) * t**i for i, c in enumerate(self.coefficients)), sp.Integer(0))

    def text(self) -> str:
        """The kernel and the sphere."""
        where = "S^(d−1) for every d" if self.d is None else f"S^{self.d - 1}"
        return f"{text(self._formula())} with t = θ·w is positive definite on {where}"

    def latex(self) -> str:
        """The kernel and the sphere."""
        where = r"S^{d-1}\text{ for every }d" if self.d is None else f"S^{{{self.d - 1}}}"
        return rf"{sp.latex(self._formula())},\ t = \theta^T w,\text{{ is positive definite on }}{where}"

    def to_data(self) -> dict[str, JSON]:
        """Coefficients, ascending, and dimension."""
        return {"kind": self.kind, "coefficients": [str(Fraction(c)) for c in self.coefficients], "d": self.d}


def _first_failing(coefficients: Sequence[Number]) -> int:
    """The least d for which some zonal coefficient is negative: it stays so in more dimensions, as spheres nest."""
    def fails(d: int) -> bool:
        return min(zonal_expansion(coefficients, d)) < 0

    top = 2
    while not fails(top):
        top *= 2
    return 2 + bisect_left(range(2, top), True, key=fails)


def rational_points(d: int) -> Iterator[Point]:
    """Scattered points of S^{d-1} with rational coordinates, without end and always the same ones.

    >>> [str(x) for x in next(rational_points(2))]
    ['-4/5', '3/5']
    """
    chance = Random(d)
    while True:  # stereographic images of fractions, smaller ones in more dimensions, so that both halves are met
        z = [Fraction(chance.randint(-6, 6), 2 + d // 2) for _ in range(d - 1)]
        square = sum((x * x for x in z), Fraction(0))
        yield (*(2 * x / (square + 1) for x in z), (square - 1) / (square + 1))


def negative_form(coefficients: Sequence[Number], d: int) -> tuple[list[Point], list[Fraction], Fraction] | None:
    """Points x_i of S^{d-1}, weights c_i and sum_ij c_i c_j f(x_i . x_j) < 0; None when a few points show none.

    Points are added one by one: while the matrix A of the values is positive definite, the form at (-A^{-1} a, 1)
    is the least with the new point's weight 1, a the values between it and the others.
    """
    def value(x: Point, y: Point) -> Fraction:
        t = sum((a * b for a, b in zip(x, y, strict=True)), Fraction(0))
        return sum((c * t**i for i, c in enumerate(coefficients)), Fraction(0))

    points: list[Point] = []
    rows: list[list[Fraction]] = []
    for new in islice(rational_points(d), _MOST_POINTS):
        column = [value(x, new) for x in points]
        own = value(new, new)
        weights = _solved(rows, [-a for a in column])
        least = own + sum((a * b for a, b in zip(column, weights, strict=True)), Fraction(0))
        if own == 0 and any(column):  # f(1) = 0: the form is 2 c_1 c_2 f(x_1 . x_2)
            place = next(i for i, a in enumerate(column) if a)
            sign = Fraction(-1 if column[place] > 0 else 1)
            return [points[place], new], [sign, Fraction(1)], -2 * abs(column[place])
        if least < 0:
            return _rounded([*points, new], [*weights, Fraction(1)], [*rows, column], own)
        if least > 0 or own == 0:
            points.append(new)
            rows.append([*column, own])
    return None


def _solved(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """The solution of A y = right, A symmetric with these rows below its diagonal and on it."""
    if not rows or not rows[0][0]:
        return [Fraction(0)] * len(right)
    size = range(len(rows))
    A = fmpq_mat(len(rows), len(rows), [_fmpq(rows[max(i, j)][min(i, j)]) for i in size for j in size])
    solution = A.solve(fmpq_mat(len(rows), 1, [_fmpq(x) for x in right]))
    return [Fraction(int(x.p), int(x.q)) for x in solution.entries()]


def _fmpq(x: Fraction) -> Any:
    return fmpq(x.numerator, x.denominator)


def _rounded(points: list[Point], weights: list[Fraction], rows: list[list[Fraction]], own: Fraction,
             ) -> tuple[list[Point], list[Fraction], Fraction]:
    """Weights with few digits for which the form is still negative; points of weight 0 are left out."""
    def form(c: list[Fraction]) -> Fraction:
        return sum((c[i] * c[j] * rows[max(i, j)][min(i, j)] * (1 if i == j else 2)
                    for i in range(len(c)) for j in range(i + 1)), Fraction(0))

    rows = [*rows[:-1], [*rows[-1], own]]
    largest = max(map(abs, weights))
    for digits in range(1, 40):
        c = [Fraction(round(x / largest * 10**digits)) for x in weights]
        if form(c) < 0:
            break
    else:
        c = weights
    kept = [i for i, x in enumerate(c) if x]
    return [points[i] for i in kept], [c[i] for i in kept], form(c)
