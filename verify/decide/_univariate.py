"""Polynomials in one variable: signs on half-lines and intervals by Vincent-Descartes, on exact integers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb
from typing import Any

import sympy as sp

from verify.claims import JSON, Effort, Evidence, Finding, Number, Proposition, Status
from verify.exact import text

Interval = tuple[Fraction, Fraction]


def _horner(coefficients: Sequence[Fraction], x: Fraction) -> Fraction:
    value = Fraction(0)
    for c in reversed(coefficients):
        value = value * x + c
    return value


def _shifted(coefficients: Sequence[Fraction], a: Fraction) -> list[Fraction]:
    """The coefficients of q(t) = p(a + t)."""
    q = [Fraction(0)] * len(coefficients)
    for i, c in enumerate(coefficients):
        for j in range(i + 1):
            q[j] += c * comb(i, j) * a ** (i - j)
    return q


def _variations(coefficients: Sequence[Fraction]) -> int:
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in pairwise(signs))


def _on_unit(coefficients: Sequence[Fraction]) -> list[Fraction]:
    """Coefficients of (1 + t)^n p(1/(1 + t)): its positive roots are p's roots in (0, 1)."""
    return _shifted(list(reversed(coefficients)), Fraction(1))


def real_roots(coefficients: Sequence[Number], low: Number, high: Number) -> list[Interval]:
    """Disjoint intervals, each with one root of a square-free polynomial in (low, high); [r, r] when r is rational.

    `coefficients` ascend. Raises ValueError for the zero polynomial or one with a repeated factor.

    >>> real_roots([-2, 0, 1], 0, 2)
    [(Fraction(0, 1), Fraction(2, 1))]
    """
    p = [Fraction(c) for c in coefficients]
    while p and p[-1] == 0:
        p.pop()
    if not p:
        raise ValueError("the zero polynomial has every number as a root; give one that is not zero")
    x = sp.Symbol("x")
    if len(p) > 1 and not sp.Poly([sp.Rational(str(c)) for c in reversed(p)], x).is_sqf:
        raise ValueError("the polynomial has a repeated factor; divide by it first")
    return _isolate(p, Fraction(low), Fraction(high))


def _isolate(p: Sequence[Fraction], low: Fraction, high: Fraction) -> list[Interval]:
    scaled = [c * (high - low) ** i for i, c in enumerate(_shifted(p, low))]
    bound = _variations(_on_unit(scaled))
    if bound == 0:
        return []
    if bound == 1:
        return [(low, high)]
    middle = (low + high) / 2
    at_middle = [(middle, middle)] if _horner(p, middle) == 0 else []
    return [*_isolate(p, low, middle), *at_middle, *_isolate(p, middle, high)]


def sign_on(coefficients: Sequence[Number], low: Number, high: Number | None = None) -> int | None:
    """The sign of a polynomial on the open interval (low, high), or (low, oo): 1, -1, 0, or None when it changes.

    Roots of even order inside give None too. Exact, by Descartes' rule on a subdivision.

    >>> sign_on([1, -3, 3], 0), sign_on([-1, 0, 1], 0)
    (1, None)
    """
    p = [Fraction(c) for c in coefficients]
    while p and p[-1] == 0:
        p.pop()
    if not p:
        return 0
    start = Fraction(low)
    if high is None:  # beyond Cauchy's bound the leading coefficient decides
        bound = 1 + max((abs(c / p[-1]) for c in p[:-1]), default=Fraction(0))
        if start >= bound:
            return 1 if p[-1] > 0 else -1
        end = bound
    else:
        end = Fraction(high)
    if not _root_free(p, start, end):
        return None
    return 1 if _horner(p, (start + end) / 2) > 0 else -1


def _root_free(p: Sequence[Fraction], low: Fraction, high: Fraction, depth: int = 60) -> bool:
    scaled = [c * (high - low) ** i for i, c in enumerate(_shifted(p, low))]
    bound = _variations(_on_unit(scaled))
    if bound == 0:
        return True
    middle = (low + high) / 2
    if bound == 1 or depth == 0 or _horner(p, middle) == 0:
        return False
    return _root_free(p, low, middle, depth - 1) and _root_free(p, middle, high, depth - 1)


@dataclass(frozen=True)
class PositiveOn(Proposition):
    """A polynomial in one variable with rational coefficients (ascending) is > 0 on the open (low, high) or (low, oo).

    >>> PositiveOn((1, -1, 1)).settle(Effort()).status
    <Status.PROVED: 'proved'>
    """

    kind = "positive-polynomial"
    coefficients: tuple[Number, ...]
    low: Number = 0
    high: Number | None = None
    name: str = "s"

    def __post_init__(self) -> None:
        if self.high is not None and self.high <= self.low:
            raise ValueError(f"the range is {self._range()}, which is empty; give a high above the low")

    def settle(self, effort: Effort) -> Finding:
        """Decided by Descartes' rule on a subdivision; refuted by an exact point, found between the roots."""
        evidence: dict[str, Any] = {"engine": "exact rational arithmetic", "domain": self._range(),
                                    "proposition": self.to_data()}
        if sign_on(self.coefficients, self.low, self.high) == 1:
            return Finding(Status.PROVED, Evidence(method="Vincent-Descartes", **evidence))
        point = self._violation()
        if point is None:
            return Finding(Status.UNDECIDED, Evidence(method="Vincent-Descartes", **evidence), "no sign found")
        value = _horner([Fraction(c) for c in self.coefficients], point)
        return Finding(Status.REFUTED, Evidence(method="an exact point", witness={
            "at": {self.name: str(point)}, "lhs": str(value), "rhs": "0"}, **evidence))

    def _violation(self) -> Fraction | None:
        p = [Fraction(c) for c in self.coefficients]
        low = Fraction(self.low)
        bound = 1 + max((abs(c / p[-1]) for c in p[:-1] if p[-1]), default=Fraction(0))
        high = Fraction(self.high) if self.high is not None else max(low, bound) + 1
        pieces = 1
        while pieces <= 4096:
            for i in range(pieces):
                x = low + (high - low) * Fraction(2 * i + 1, 2 * pieces)
                if _horner(p, x) <= 0:
                    return x
            pieces *= 4
        return None

    def _range(self) -> str:
        return f"{self.name} > {self.low}" if self.high is None else f"{self.low} < {self.name} < {self.high}"

    def _expr(self) -> Any:
        x = sp.Symbol(self.name)
        return sum((sp.Rational(str(Fraction(c))) * x**i for i, c in enumerate(self.coefficients)), sp.Integer(0))

    def text(self) -> str:
        """The polynomial > 0, with its range."""
        return f"{text(self._expr())} > 0 for {self._range()}"

    def latex(self) -> str:
        """The polynomial > 0, with its range."""
        return rf"{sp.latex(self._expr())} > 0 \quad ({self._range()})"

    def to_data(self) -> dict[str, JSON]:
        """Coefficients and range."""
        return {"kind": self.kind, "coefficients": [str(Fraction(c)) for c in self.coefficients],
                "low": str(Fraction(self.low)), "high": None if self.high is None else str(Fraction(self.high)),
                "name": self.name}
