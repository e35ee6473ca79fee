"""Hermite polynomials and mixed moments against SymPy, the tables of handbooks, and quadrature by mpmath."""

from fractions import Fraction
from math import factorial

import mpmath
import pytest
import sympy as sp

from verify.exact._hermite import (
    dual_of_polynomial,
    hermite,
    hermite_expansion,
    hermite_mean,
    mean_of_product,
    mixed_moment,
    normal_moment,
)

X = sp.Symbol("x")


@pytest.mark.parametrize("n", range(12))
def test_hermite_against_sympy(n):
    # SymPy has the physicists' polynomials: He_n(x) = 2^{−n/2} H_n(x/√2)
    plain = sp.expand(sp.hermite(n, X / sp.sqrt(2)) / sp.sqrt(2) ** n)
    assert sp.Poly(plain, X).all_coeffs()[::-1] == list(hermite(n))


def test_hermite_from_the_handbook():
    # Abramowitz and Stegun, table 22.13: He_10
    assert hermite(10) == (-945, 0, 4725, 0, -3150, 0, 630, 0, -45, 0, 1)
    with pytest.raises(ValueError, match="n = -1"):
        hermite(-1)


def test_moments_by_hand():
    # by counting pairings: E X³Y³ = 9ρ + 6ρ³, E X⁴Y² = 3 + 12ρ², E X⁵Y = 15ρ
    assert mixed_moment(3, 3) == (0, 9, 0, 6)
    assert mixed_moment(4, 2) == mixed_moment(2, 4) == (3, 0, 12)
    assert mixed_moment(5, 1) == (0, 15)
    assert mixed_moment(2, 1) == (0,)
    assert normal_moment(8) == 105


@pytest.mark.parametrize(("m", "n"), [(0, 0), (1, 1), (4, 2), (5, 3), (6, 6)])
def test_moments_at_the_ends(m, n):
    """At ρ = 1, Y = X; at ρ = −1, Y = −X; at ρ = 0 they are independent."""
    moment = mixed_moment(m, n)
    assert sum(moment) == normal_moment(m + n)
    assert sum(c * (-1) ** i for i, c in enumerate(moment)) == (-1) ** n * normal_moment(m + n)
    assert moment[0] == normal_moment(m) * normal_moment(n)


def test_a_mean_by_quadrature():
    rho = Fraction(3, 5)
    f, g = (1, -2, 0, 3), (0, 1, Fraction(1, 2))

    def integrand(x, z):
        y = (3 * x + 4 * z) / 5
        density = mpmath.exp(-(x**2 + z**2) / 2) / (2 * mpmath.pi)
        return (1 - 2 * x + 3 * x**3) * (y + y**2 / 2) * density

    value = sum(Fraction(c) * rho**i for i, c in enumerate(mean_of_product(f, g)))
    found = mpmath.quad(integrand, [-12, 0, 12], [-12, 0, 12])
    assert mpmath.almosteq(found, mpmath.mpf(value.numerator) / value.denominator, 1e-10)


@pytest.mark.parametrize("m", range(7))
def test_orthogonality(m):
    for n in range(7):
        assert hermite_mean(m, n) == ((*[0] * n, factorial(n)) if m == n else (0,))


def test_expansion_and_dual():
    # x⁴ = He_4 + 6 He_2 + 3, so its dual is 24ρ⁴ + 36·2ρ² + 9
    assert hermite_expansion((0, 0, 0, 0, 1)) == (3, 0, 6, 0, 1)
    assert dual_of_polynomial((0, 0, 0, 0, 1)) == (9, 0, 72, 0, 24)
    assert dual_of_polynomial(()) == (0,)
