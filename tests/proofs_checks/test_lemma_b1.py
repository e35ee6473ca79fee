"""Lemma B.1: the duals against quadrature by SciPy, and the lemma itself on vectors with rational coordinates."""

import math
from fractions import Fraction
from itertools import pairwise, product
from math import comb

import mpmath
import pytest
import sympy as sp
from scipy.integrate import quad

from proofs_checks.realizability import _duals
from verify.exact import dual_of_polynomial, normal_moment


def relu_dual(rho):
    return (mpmath.sqrt(1 - rho**2) + (mpmath.pi - mpmath.acos(rho)) * rho) / (2 * mpmath.pi)


def dual_by_quadrature(f, rho):
    """E f(X)f(Y) in polar coordinates, X = r cos φ, Y = r cos(φ − α); between the angles where one of them is 0."""
    angle = math.acos(rho)
    ends = sorted(x % (2 * math.pi) for zero in (0, angle) for x in (zero + math.pi / 2, zero - math.pi / 2))

    def along(phi):
        x, y = math.cos(phi), math.cos(phi - angle)
        return quad(lambda r: f(r * x) * f(r * y) * r * math.exp(-(r**2) / 2), 0, 12)[0]

    return sum(quad(along, low, high)[0] for low, high in pairwise([*ends, ends[0] + 2 * math.pi])) / (2 * math.pi)


@pytest.mark.parametrize("rho", [-0.6, 0.3, 0.8])
@pytest.mark.parametrize(("activation", "closed"), [
    (lambda x: math.copysign(1, x), lambda rho: 2 / mpmath.pi * mpmath.asin(rho)),
    (lambda x: max(x, 0), relu_dual),
    (lambda x: math.exp(x - 1), lambda rho: mpmath.exp(rho - 1)),
    (lambda x: (x**3 - 3 * x) / math.sqrt(6), lambda rho: rho**3),
], ids=["sign", "ReLU", "exponential", "h_3"])
def test_lem_b1_duals_by_quadrature(activation, closed, rho):
    assert dual_by_quadrature(activation, rho) == pytest.approx(float(closed(rho)), abs=1e-9)


@pytest.mark.parametrize("angle", ["0.4", "1.5", "2.9"])
def test_lem_b1_closed_forms_in_the_angle(angle):
    angle = mpmath.mpf(angle)
    at = {_duals.alpha: sp.Float(str(angle), 20)}
    rho = mpmath.cos(angle)
    sign = mpmath.mpf(str(_duals.sign_potential().evalf(20, subs=at)))
    assert mpmath.almosteq(sign, 2 / mpmath.pi * mpmath.asin(rho), 1e-12)
    assert mpmath.almosteq(mpmath.mpf(str(_duals.relu_potential().evalf(20, subs=at))), relu_dual(rho), 1e-12)


@pytest.mark.parametrize(("u", "v"), [
    (("3/5", "4/5"), ("5/13", "-12/13")),
    (("2/3", "2/3", "1/3"), ("3/7", "-6/7", "2/7")),
], ids=["d = 2", "d = 3"])
@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_lem_b1_on_rational_unit_vectors(u, v, power):
    """E (uᵀX)^m (vᵀX)^m, expanded over independent coordinates, is the dual of x^m at uᵀv."""
    u, v = ([Fraction(x) for x in w] for w in (u, v))
    assert sum(x * x for x in u) == sum(x * x for x in v) == 1

    def powers(w):
        """(exponents, coefficient) of (wᵀX)^m."""
        for exponents in product(range(power + 1), repeat=len(w)):
            if sum(exponents) == power:
                coefficient, left = Fraction(1), power
                for x, e in zip(w, exponents, strict=True):
                    coefficient, left = coefficient * comb(left, e) * x**e, left - e
                yield exponents, coefficient

    mean = Fraction(0)
    for a, c in powers(u):
        for b, e in powers(v):
            moment = 1
            for p, q in zip(a, b, strict=True):
                moment *= normal_moment(p + q)
            mean += c * e * moment
    rho = sum(x * y for x, y in zip(u, v, strict=True))
    assert mean == sum(c * rho**i for i, c in enumerate(dual_of_polynomial([0] * power + [1])))


def test_lem_b1_taylor_coefficients_of_the_citation():
    # Daniely, Frostig and Singer, table 1: √2·ReLU has the dual 1/π + ρ/2 + ρ²/(2π) + ρ⁴/(24π) + …
    rho = mpmath.mpf("0.01")
    series = 1 / mpmath.pi + rho / 2 + rho**2 / (2 * mpmath.pi) + rho**4 / (24 * mpmath.pi)
    assert abs(2 * relu_dual(rho) - series) < rho**6
