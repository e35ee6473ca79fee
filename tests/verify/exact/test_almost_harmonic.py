"""Phi_eps against the mixture that defines it, integrated by mpmath, and against SymPy."""

from fractions import Fraction

import mpmath
import pytest
import sympy
from flint import arb

from verify.certify._balls import midpoint
from verify.exact._almost_harmonic import (
    inside_polynomial,
    inside_polynomials,
    kernel,
    kernel_weight,
    outside_values,
    suprema,
    values_at_zero,
    zero_polynomial,
)
from verify.exact._yukawa import reverse_bessel_polynomial

EPS, MU = Fraction(1, 2), Fraction(3, 2)
S = EPS * MU


def mp(q):
    return mpmath.mpf(q.numerator) / q.denominator


def mixture(d, r):
    """The integral over x > max(eps, r) of W(x) T_x(r), with the weight and the kernel as the text defines them."""
    fact = mpmath.factorial(d)

    def integrand(x):
        weight = mpmath.exp(-mp(MU) * x) * kernel_weight(d)(mp(MU) * x) / x ** (2 * d - 1)
        return weight * (x - r) ** (d - 1) * ((d - 1) * x + r) / fact

    start = max(mp(EPS), r)
    return mpmath.quad(integrand, [start, 2 * start, 4 * start, 16 * start, mpmath.inf])


def phi_eps(d, r):
    """Phi_eps(r) from the exact polynomials."""
    if r >= mp(EPS):
        return reverse_bessel_polynomial(d)(mp(MU) * r) * mpmath.exp(-mp(MU) * r) * r ** (2 - d)
    v = 1 - r / mp(EPS)
    bracket = mpmath.polyval([mp(c) for c in reversed(inside_polynomial(d, 0, S))], v)
    return mpmath.exp(-mp(S)) * mp(EPS) ** (2 - d) * bracket


@pytest.mark.parametrize("d", [3, 5, 7])
@pytest.mark.parametrize("r", ["0", "0.2", "0.499", "0.5", "1.25"])
def test_the_mixture_reproduces_the_potential(d, r):
    with mpmath.workdps(30):
        x = mpmath.mpf(r)
        assert mpmath.almosteq(mixture(d, x), phi_eps(d, x), rel_eps=mpmath.mpf("1e-15"))


@pytest.mark.parametrize("d", [3, 5, 7])
def test_the_weight_is_the_derivative_that_defines_it(d):
    x, mu = sympy.symbols("x mu")
    p = sum(sympy.Rational(c.numerator, c.denominator) * (mu * x) ** i
            for i, c in enumerate(reverse_bessel_polynomial(d).coefficients))
    phi = p * sympy.exp(-mu * x) * x ** (2 - d)
    weight = -sympy.diff(sympy.diff(phi, x, d - 1) / x, x) * sympy.exp(mu * x) * x ** (2 * d - 1)
    ours = sum(sympy.Rational(c.numerator, c.denominator) * (mu * x) ** i
               for i, c in enumerate(kernel_weight(d).coefficients))
    assert sympy.expand(sympy.expand(weight) - ours) == 0
    assert kernel_weight(d).has_positive_coefficients()


@pytest.mark.parametrize("d", [3, 5, 9])
def test_the_kernel_is_the_one_with_a_linear_top_derivative(d):
    t = sympy.Symbol("t")
    T = (1 - t) ** (d - 1) * ((d - 1) + t) / sympy.factorial(d)
    assert [sympy.Rational(c.numerator, c.denominator) for c in kernel(d)] == sympy.Poly(T, t).all_coeffs()[::-1]
    assert sympy.expand(sympy.diff(T, t, d - 1)) == t
    assert all(sympy.diff(T, t, k).subs(t, 1) == 0 for k in range(d - 1))


@pytest.mark.parametrize("d", [3, 5, 7, 11])
def test_each_bracket_is_the_printed_sum(d):
    """The formula with its sum, term by term, against the differentiated polynomials; and its values at 0 and eps."""
    v = sympy.Symbol("v")
    values = outside_values(d, S)
    for k, bracket in enumerate(inside_polynomials(d, S)):
        q = [sympy.Rational(x.numerator, x.denominator) for x in values]
        expected = sum((q[k + i] * v**i / sympy.factorial(i) for i in range(d - 1 - k)), start=sympy.Integer(0))
        expected += q[d - 1] * v ** (d - 1 - k) * (d - k - v) / sympy.factorial(d - k)
        ours = sum(sympy.Rational(c.numerator, c.denominator) * v**i for i, c in enumerate(bracket))
        assert sympy.expand(expected - ours) == 0
        assert bracket[0] == values[k]  # v = 0 is r = eps: no jump
        assert sum(bracket) == values_at_zero(d, S)[k] == zero_polynomial(d, k)(S)
        assert inside_polynomial(d, k, S) == bracket


@pytest.mark.parametrize("d", [3, 7])
def test_suprema_are_least_upper_bounds(d):
    values, tops = outside_values(d, S), suprema(d, S)
    for k, bracket in enumerate(inside_polynomials(d, S)):
        inside = [sum(c * v**i for i, c in enumerate(bracket)) for v in (Fraction(j, 40) for j in range(41))]
        assert max(abs(x) for x in inside) == tops[k]
        assert values[k] <= tops[k]


@pytest.mark.parametrize("d", [3, 9, 21])
def test_balls_enclose_the_exact_values(d):
    s = arb(S.numerator) / S.denominator
    exacts, balls = values_at_zero(d, S) + suprema(d, S), values_at_zero(d, s) + suprema(d, s)
    for exact, ball in zip(exacts, balls, strict=True):
        assert abs(midpoint(ball) - exact) <= midpoint(ball.rad())


def test_the_outermost_derivative_is_linear_inside():
    top = outside_values(7, S)
    assert inside_polynomial(7, 6, S) == (top[6], -top[6])


@pytest.mark.parametrize("k", [-1, 3, 10])
def test_orders_out_of_range_are_refused(k):
    with pytest.raises(ValueError, match="0 to 2"):
        inside_polynomial(3, k, S)
    with pytest.raises(ValueError, match="0 to 2"):
        zero_polynomial(3, k)
