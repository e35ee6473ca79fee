"""The potentials as SymPy formulas, and second derivatives of what is made of them, by mpmath at 60 digits."""

from dataclasses import dataclass
from functools import lru_cache

import mpmath
import numpy as np
import sympy as sp

from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa

_r = sp.Symbol("r", positive=True)


def almost_harmonic(d, eps, lam):
    """(inside, outside) in r: r^{-nu} K_nu(mu r) outside; inside the (d-1)-th derivative is linear and 0 at 0."""
    mu, n = sp.sqrt(lam), (d - 3) // 2
    # K_{n+1/2}(z) = sqrt(pi/(2z)) e^{-z} sum (n+j)!/(j! (n-j)!) (2z)^{-j}, DLMF 10.49.12; the constant cancels
    outside = sp.exp(-mu * _r) * sum(
        sp.factorial(n + j) / sp.factorial(j) / sp.factorial(n - j) * _r ** (-n - 1 - j) / (2 * mu) ** j
        for j in range(n + 1))
    jets = [sp.diff(outside, _r, i).subs(_r, eps) for i in range(d)]
    h, top = _r - eps, d - 1
    inside = sum(jets[i] * h**i / sp.factorial(i) for i in range(top))
    inside += jets[top] * (h**top / sp.factorial(top) + h ** (top + 1) / (sp.factorial(top + 1) * eps))
    at_zero = inside.subs(_r, 0)
    coefficients = sp.Poly(inside, _r).all_coeffs()[::-1]
    return sum(_digits(c / at_zero) * _r**i for i, c in enumerate(coefficients)), _digits(1 / at_zero) * outside


def _digits(number):
    """A number to 80 digits, as a fraction."""
    return sp.Rational(str(sp.N(number, 80)))


@dataclass(frozen=True)
class Case:
    """A potential of ours, and its formulas: of the distance inside and outside `eps`, or of t = x.y."""

    potential: object
    inside: sp.Expr
    outside: sp.Expr
    eps: float = 0.0
    zonal: bool = False

    def __str__(self):
        return str(self.potential)


def _same(potential, formula, **more):
    return Case(potential, formula, formula, **more)


CASES = [
    Case(AlmostHarmonic(3, 0.5), *almost_harmonic(3, sp.Rational(1, 2), 1), 0.5),
    Case(AlmostHarmonic(5, 0.25, 2.0), *almost_harmonic(5, sp.Rational(1, 4), 2), 0.25),
    Case(AlmostHarmonic(7, 0.75), *almost_harmonic(7, sp.Rational(3, 4), 1), 0.75),
    _same(Yukawa(1.5), sp.exp(-sp.Rational(3, 2) * _r) / _r),
    _same(Newtonian(2), -sp.log(_r)),
    _same(Newtonian(3), 1 / _r),
    _same(Newtonian(4), _r**-2),
    _same(Exponential(), sp.exp(-_r)),
    _same(Gaussian(1.5), sp.exp(-(_r**2) * 2 / 9)),
    _same(Sign(), 1 - 2 / sp.pi * sp.acos(_r), zonal=True),
    _same(Polynomial([0.25, -1.0, 0.5, 2.0, 0.0, 1.0]),
          sp.Rational(1, 4) - _r + _r**2 / 2 + 2 * _r**3 + _r**5, zonal=True),
]
FORMULA_VARIABLE = _r


def evaluate(expressions, symbols, numbers):
    """The expressions at the exact values of some floats, rounded to floats at the end."""
    with mpmath.workdps(60):
        function = sp.lambdify(symbols, expressions, modules="mpmath", cse=True)
        return np.array([float(mpmath.re(x)) for x in function(*[mpmath.mpf(float(x)) for x in numbers])])


class Jet:
    """A number with its gradient and Hessian by n variables: exact rules of differentiation on mpmath numbers."""

    def __init__(self, value, gradient, hessian):
        self.value, self.gradient, self.hessian = value, gradient, hessian

    @classmethod
    def variables(cls, numbers):
        n = len(numbers)
        unit = np.array([[mpmath.mpf(int(i == j)) for j in range(n)] for i in range(n)])
        return [cls(mpmath.mpf(float(x)), unit[i], 0 * unit) for i, x in enumerate(numbers)]

    def __add__(self, other):
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.gradient, self.hessian)
        return Jet(self.value + other.value, self.gradient + other.gradient, self.hessian + other.hessian)

    def __mul__(self, other):
        if not isinstance(other, Jet):
            return Jet(self.value * other, self.gradient * other, self.hessian * other)
        crossed = np.multiply.outer(self.gradient, other.gradient)
        return Jet(self.value * other.value, self.gradient * other.value + other.gradient * self.value,
                   self.hessian * other.value + crossed + crossed.T + other.hessian * self.value)

    __radd__, __rmul__ = __add__, __mul__

    def __sub__(self, other):
        return self + other * -1

    def of(self, f, slope, bend):
        """A function of one variable, by its value and derivatives here."""
        return Jet(f, self.gradient * slope,
                   self.hessian * slope + bend * np.multiply.outer(self.gradient, self.gradient))

    def reciprocal(self):
        x = self.value
        return self.of(1 / x, -1 / x**2, 2 / x**3)

    def floats(self):
        return float(self.value), self.gradient.astype(float), self.hessian.astype(float)


@lru_cache
def _derivatives(formula):
    return sp.lambdify([_r], [sp.diff(formula, _r, i) for i in range(3)], modules="mpmath")


def pair(case, x, y):
    """Phi(x, y) as a Jet, for points given as lists of Jets or numbers, x of Jets."""
    if case.zonal:
        t = sum((s * u for s, u in zip(x, y, strict=True)), 0)
        return t.of(*_derivatives(case.outside)(t.value))
    square = sum(((s - u) * (s - u) for s, u in zip(x, y, strict=True)), 0)
    root = mpmath.sqrt(square.value)
    r = square.of(root, 1 / (2 * root), -1 / (4 * root**3))
    return r.of(*_derivatives(case.inside if root < case.eps else case.outside)(root))


def points(case, rng, count):
    """Points, the even ones near the one before, so that pairs lie on both sides of eps; or points of the sphere."""
    x = rng.normal(size=(count, case.potential.d or 3))
    if case.eps:
        x[1::2] = x[::2][:len(x[1::2])] + 0.3 * case.eps / np.sqrt(x.shape[1]) * x[1::2]
    return case.potential.project(x)
