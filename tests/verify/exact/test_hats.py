"""Hats, their weight and Phi_hat against SymPy, mpmath quadrature and dense sampling."""

from fractions import Fraction
from itertools import islice

import mpmath
import pytest
import sympy
from flint import arb, ctx

from verify.certify._balls import midpoint
from verify.exact._hats import (
    differentiated,
    euclid_hat,
    hat_inside_polynomial,
    hat_polynomials,
    hat_suprema,
    hat_values_at_zero,
    hat_weight,
)
from verify.exact._yukawa import derivative_polynomial, reverse_bessel_polynomial

EPS, MU = Fraction(1, 2), Fraction(3, 2)
S = EPS * MU


def mp(q):
    return mpmath.mpf(q.numerator) / q.denominator


def bounds(ball):
    """Both ends, exactly: the middle and the radius of a ball are dyadic rationals."""
    return midpoint(ball) - midpoint(ball.rad()), midpoint(ball) + midpoint(ball.rad())


def rational(q):
    return sympy.Rational(q.numerator, q.denominator)


@pytest.mark.parametrize("d", [3, 5, 7])
def test_the_weight_is_the_operator_that_defines_it(d):
    x, mu = sympy.symbols("x mu")
    m = (d - 1) // 2
    phi = sum(rational(c) * (mu * x) ** i for i, c in enumerate(reverse_bessel_polynomial(d).coefficients))
    phi = phi * sympy.exp(-mu * x) * x ** (2 - d)
    g = -sympy.diff(phi, x)
    for j, P in enumerate(islice(hat_polynomials(d), m + 2)):
        bare = g * sympy.exp(mu * x) * 2**j * x ** (d - 1 + 2 * j)
        ours = sum(rational(c) * (mu * x) ** i for i, c in enumerate(P.coefficients))
        assert sympy.expand(sympy.expand(bare) - ours) == 0
        g = sympy.expand(-sympy.diff(g, x) / (2 * x))
    assert hat_weight(d) == P
    assert P.has_positive_coefficients()


@pytest.mark.parametrize("d", [3, 5, 7])
@pytest.mark.parametrize("r", ["0", "0.3", "0.5", "1.25"])
def test_the_mixture_of_hats_reproduces_the_potential(d, r):
    m = (d - 1) // 2
    with mpmath.workdps(30):
        r = mpmath.mpf(r)
        hat = [mp(c) for c in reversed(euclid_hat(d))]

        def integrand(x):
            w = mpmath.exp(-mp(MU) * x) * hat_weight(d)(mp(MU) * x) / (2**m * mpmath.factorial(m) * x ** (2 * d - 1))
            return w * x**d * mpmath.polyval(hat, r / x)

        start = max(mp(EPS), r)
        mixture = mpmath.quad(integrand, [start, 2 * start, 4 * start, 16 * start, mpmath.inf])
        if r < mp(EPS):
            H = [mp(c) for c in reversed(hat_inside_polynomial(d, S))]
            ours = mpmath.exp(-mp(S)) * mp(EPS) ** (2 - d) * mpmath.polyval(H, r / mp(EPS))
        else:
            ours = reverse_bessel_polynomial(d)(mp(MU) * r) * mpmath.exp(-mp(MU) * r) * r ** (2 - d)
        assert mpmath.almosteq(mixture, ours, rel_eps=mpmath.mpf("1e-15"))


@pytest.mark.parametrize("d", [3, 5, 7, 9])
def test_the_hat_has_the_stated_derivative(d):
    t = sympy.Symbol("t")
    hat = sum(rational(c) * t**i for i, c in enumerate(euclid_hat(d)))
    assert sympy.expand(sympy.diff(hat, t) + (1 - t**2) ** ((d - 1) // 2)) == 0
    assert hat.subs(t, 1) == 0


@pytest.mark.parametrize("d", [3, 5, 7, 11, 15])
def test_smoothness_is_half_the_dimension_and_no_more(d):
    """At r = eps the derivatives inside and outside agree up to order (d+1)/2 and differ at the next."""
    H = hat_inside_polynomial(d, S)
    for k in range((d + 1) // 2 + 2):
        inside = sum(differentiated(H, k)) * (-1) ** k
        assert (inside == derivative_polynomial(d, k)(S)) == (k <= (d + 1) // 2)


@pytest.mark.parametrize("d", [3, 5, 7])
@pytest.mark.parametrize("exact", [True, False])
def test_suprema_are_least_upper_bounds(d, exact):
    with ctx.workprec(120):
        tops = hat_suprema(d, S if exact else arb(3).sqrt() * 0 + arb(3) / 4)
    H = hat_inside_polynomial(d, S)
    for k, top in enumerate(tops):
        f = differentiated(H, k)
        samples = [abs(sum(c * Fraction(j, 400) ** i for i, c in enumerate(f))) for j in range(401)]
        sampled = max(*samples, derivative_polynomial(d, k)(S))
        low, high = bounds(top)
        assert high >= sampled
        assert low <= sampled * Fraction(1001, 1000)  # a grid of 1/400 misses a smooth maximum by less than that
        assert high - low < Fraction(1, 10**25) * high


def test_the_sign_pattern_breaks_from_dimension_five_on():
    for d in (5, 7, 11, 15):
        assert hat_values_at_zero(d, S)[3] < 0
    assert all(x >= 0 for x in hat_values_at_zero(3, S))


def test_dimension_three_is_the_smooth_construction():
    from verify.exact._almost_harmonic import suprema, values_at_zero

    assert hat_values_at_zero(3, S) == values_at_zero(3, S)
    with ctx.workprec(120):
        for ball, exact in zip(hat_suprema(3, S), suprema(3, S), strict=True):
            low, high = bounds(ball)
            assert low <= exact <= high
            assert high - low < Fraction(1, 10**25)
