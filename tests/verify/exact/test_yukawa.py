"""The potential against SymPy's differentiation, mpmath's Bessel functions and tabulated polynomials."""

from fractions import Fraction
from itertools import islice

import mpmath
import pytest
import sympy
from flint import arb

from verify.certify._balls import midpoint
from verify.exact._yukawa import (
    Polynomial,
    derivative_polynomial,
    derivative_polynomials,
    derivatives_alternate,
    odd_dimension,
    ode_coefficients,
    ode_residual,
    reverse_bessel,
    reverse_bessel_polynomial,
    rising,
)

r, mu, s = sympy.symbols("r mu s")


def as_sympy(P, x):
    return sum(sympy.Rational(c.numerator, c.denominator) * x**i for i, c in enumerate(P.coefficients))


@pytest.mark.parametrize(
    ("d", "tabulated"),  # reverse Bessel polynomials theta_n, n = (d-3)/2: OEIS A001498, ascending here
    [
        (3, [1]),
        (5, [1, 1]),
        (7, [3, 3, 1]),
        (9, [15, 15, 6, 1]),
        (11, [105, 105, 45, 10, 1]),
        (13, [945, 945, 420, 105, 15, 1]),
    ],
)
def test_p_is_the_tabulated_reverse_bessel_polynomial(d, tabulated):
    assert list(reverse_bessel(d)) == [Fraction(c, tabulated[0]) for c in tabulated]


@pytest.mark.parametrize("d", [3, 5, 7, 11, 15, 23])
def test_potential_is_a_bessel_function(d):
    with mpmath.workdps(40):
        nu = mpmath.mpf(d) / 2 - 1
        for mu_, r_ in [(1, "0.3"), (2, "1.7"), ("0.5", "9")]:
            m, x = mpmath.mpf(mu_), mpmath.mpf(r_)
            ours = reverse_bessel_polynomial(d)(m * x) * mpmath.exp(-m * x) * x ** (2 - d)
            # K_nu(z) ~ Gamma(nu) (2/z)^nu / 2 as z -> 0 (DLMF 10.30.2) fixes the constant
            bessel = x ** (-nu) * mpmath.besselk(nu, m * x) * 2 * (m / 2) ** nu / mpmath.gamma(nu)
            assert mpmath.almosteq(ours, bessel, rel_eps=mpmath.mpf("1e-35"))


@pytest.mark.parametrize("d", [3, 5, 7, 9])
def test_derivatives_agree_with_sympy(d):
    phi = as_sympy(reverse_bessel_polynomial(d), mu * r) * sympy.exp(-mu * r) * r ** (2 - d)
    for j, P in enumerate(islice(derivative_polynomials(d), d + 1)):
        theirs = (-1) ** j * sympy.diff(phi, r, j) * sympy.exp(mu * r) * r ** (d - 2 + j)
        assert sympy.expand(sympy.expand(theirs) - as_sympy(P, mu * r)) == 0
        assert derivative_polynomial(d, j) == P


@pytest.mark.parametrize("d", [3, 5, 7, 13])
def test_p_solves_the_equation_and_a_changed_p_does_not(d):
    p = as_sympy(reverse_bessel_polynomial(d), s)
    equation = sum(
        sum(c * s**i for i, c in enumerate(coefficient)) * sympy.diff(p, s, order)
        for order, coefficient in ode_coefficients(d).items()
    )
    assert sympy.expand(equation) == 0
    assert not any(ode_residual(d, reverse_bessel_polynomial(d)))
    numerators = reverse_bessel_polynomial(d).numerators
    if d > 3:
        assert any(ode_residual(d, Polynomial((*numerators[:-1], numerators[-1] + 1))))


def test_the_equation_is_the_laplacian():
    d, p = sympy.Symbol("d"), sympy.Function("p")
    phi = p(mu * r) * sympy.exp(-mu * r) * r ** (2 - d)
    left = phi.diff(r, 2) + (d - 1) / r * phi.diff(r) - mu**2 * phi
    for given in (3, 7):
        q = s**4 + 5 * s + 2  # any polynomial: the two sides agree before p solves anything
        residual = sum(
            sum(c * s**i for i, c in enumerate(coefficient)) * q.diff(s, order)
            for order, coefficient in ode_coefficients(given).items()
        )
        direct = left.subs(d, given).subs(p, sympy.Lambda(s, q)).doit()
        ratio = direct * sympy.exp(mu * r) * r ** (given - 1) / mu
        assert sympy.expand(sympy.expand(ratio) - residual.subs(s, mu * r)) == 0


@pytest.mark.parametrize("d", [3, 7, 51, 203])
def test_all_derivatives_alternate(d):
    assert derivatives_alternate(d)
    assert derivatives_alternate(d, orders=d + 20)


def test_a_wrong_start_is_seen():
    start = Polynomial((1, -3), 1)
    assert not all(P.has_positive_coefficients() for P in islice(derivative_polynomials(5, start), 6))


def test_values_are_exact_or_enclosures():
    P = derivative_polynomial(7, 3)
    exact = P(Fraction(1, 3))
    assert exact == sum(c * Fraction(1, 3) ** i for i, c in enumerate(P.coefficients))
    ball = P(arb(1) / 3)
    assert abs(midpoint(ball) - exact) <= midpoint(ball.rad())
    assert P(0) == P.coefficients[0]


@pytest.mark.parametrize(("d", "error"), [(8, ValueError), (1, ValueError), (2, ValueError), (-3, ValueError),
                                          (7.0, TypeError), ("7", TypeError), (True, TypeError)])
def test_only_odd_integers_from_three_are_dimensions(d, error):
    with pytest.raises(error, match="odd integer from 3 on"):
        odd_dimension(d)


def test_negative_order_is_refused():
    with pytest.raises(ValueError, match="got -1"):
        derivative_polynomial(3, -1)


def test_rising_factorial():
    assert rising(3, 0) == 1
    assert rising(3, 4) == 3 * 4 * 5 * 6
