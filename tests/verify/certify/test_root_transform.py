"""F^-1(sqrt(F f)): against SciPy's Bessel functions, NumPy's quadrature of the transform, and what must be refused."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import special

from verify.certify import RadialProfile, inverse_root, midpoint, transform


def bent(eps, factor=Fraction(1)):
    """e^{-(r - eps)}/r on R^3 beyond eps, and inside the cubic in r that meets it with two derivatives, without r^2.

    With u = e^{-(r - eps)}/r: u = 1/eps, u' = -(1 + eps)/eps^2, u'' = (2 + 2 eps + eps^2)/eps^3 at eps, by hand.
    """
    value, slope, bend = 1 / eps, -(1 + eps) / eps**2, (2 + 2 * eps + eps**2) / eps**3
    cubic = bend / (6 * eps)
    linear = slope - 3 * cubic * eps**2
    return RadialProfile(3, eps, (value - linear * eps - cubic * eps**3, linear, Fraction(0), cubic), (1, 1))


def test_a_bend_far_inside_leaves_the_activation_of_yukawas_potential():
    # Lemma B.10: e^{-r}/r on R^3 has h = pi^{-3/2} K_1(r)/r; the bent one is e^eps times it beyond eps, and F(bent) is
    # off by the integral of a difference over a small ball, of the order eps^2: one step of Richardson's removes that
    for r in (0.5, 1.0):
        def ratio(eps, r=r):
            found = float(midpoint(inverse_root(bent(eps), Fraction(r), bits=40)))
            return found / (np.exp(float(eps) / 2) * np.pi**-1.5 * special.k1(r) / r)

        once, twice = ratio(Fraction(1, 20)), ratio(Fraction(1, 40))
        assert abs(once - 1) < 1e-3
        assert (4 * twice - once) / 3 == pytest.approx(1, abs=3e-6)


@pytest.mark.parametrize("r", [Fraction(1, 5), Fraction(7, 10), Fraction(7, 5)])
def test_by_plain_quadrature_up_to_a_large_frequency(r):
    """h(r) = 1/(2 pi^2 r) int k sin(kr) sqrt(F(k)) dk, less that of c/(1 + k^2), which is c e^{-r}/(4 pi r)."""
    eps = Fraction(1, 2)
    profile = bent(eps)
    c0, c1, _, c3 = (float(c) for c in profile.inner)
    e, top = float(eps), 3000.0
    x, weights = np.polynomial.legendre.leggauss(40)
    edges = np.linspace(0, top, 1501)
    k = (edges[:-1, None] + (edges[1] - edges[0]) * (x + 1) / 2).ravel()
    s, c = np.sin(k * e), np.cos(k * e)
    # int_0^e r^n sin(kr) dr for n = 1, 2, 4, by parts, and int_e^oo e^{-(r-e)} sin(kr) dr = (s + k c)/(1 + k^2)
    one = (s - k * e * c) / k**2
    two = (2 * k * e * s - (k**2 * e**2 - 2) * c - 2) / k**3
    four = ((4 * k**3 * e**3 - 24 * k * e) * s - (k**4 * e**4 - 12 * k**2 * e**2 + 24) * c + 24) / k**5
    F = 4 * np.pi / k * (c0 * one + c1 * two + c3 * four + (s + k * c) / (1 + k**2))
    low = k < 1  # where this cancels
    F[low] = [float(midpoint(transform(profile, Fraction(q)))) for q in k[low]]
    scale = np.sqrt(-8 * np.pi * c1)  # F(k) ~ -8 pi f'(0)/k^4, the cone
    rest = k * np.sin(k * float(r)) * (np.sqrt(F) - scale / (1 + k**2))
    integral = np.sum(rest.reshape(-1, 40) @ weights) * (edges[1] - edges[0]) / 2
    wanted = integral / (2 * np.pi**2 * float(r)) + scale * np.exp(-float(r)) / (4 * np.pi * float(r))
    found = inverse_root(profile, r)
    assert float(midpoint(found)) == pytest.approx(wanted, abs=3e-6)
    assert float(midpoint(found.rad())) < 1e-16


def test_more_bits_stay_inside_fewer():
    coarse, fine = (inverse_root(bent(Fraction(1, 10)), Fraction(1, 7), bits=bits) for bits in (40, 120))
    assert coarse.contains(fine)
    assert midpoint(fine.rad()) < Fraction(1, 2**100)


def test_at_a_multiple_of_the_radius_where_a_frequency_vanishes():
    eps = Fraction(1, 2)
    near, at = (inverse_root(bent(eps), r) for r in (eps + Fraction(1, 10**7), eps))
    assert at.is_finite()
    assert float(midpoint(near - at)) == pytest.approx(0, abs=1e-6)


def test_refusals():
    with pytest.raises(ValueError, match="give a distance above 0"):
        inverse_root(bent(Fraction(1, 2)), Fraction(0))
    with pytest.raises(ValueError, match="no tail"):
        inverse_root(RadialProfile(3, Fraction(1), (Fraction(1),)), Fraction(1))


def test_a_transform_that_is_negative_has_no_root():
    # -u/2 outside and a cubic inside that meets it with two derivatives, by hand; at omega = 0 the parts of the
    # transform are 4 pi times -0.24 and -1, and far out its cone 1/4 - 11 r/2 makes it positive
    hole = RadialProfile(3, Fraction(1), (Fraction(1, 4), Fraction(-11, 2), Fraction(31, 4), Fraction(-3)),
                         (1, Fraction(-1, 2)))
    assert transform(hole, Fraction(1)) < 0 < transform(hole, Fraction(8))
    assert not inverse_root(hole, Fraction(1, 2), bits=20).is_finite()


def test_a_transform_that_only_oscillates_far_out_is_refused():
    jump = RadialProfile(3, Fraction(1), (Fraction(2),), (1, 1))  # nothing odd inside: no cone at 0, so A = 0
    with pytest.raises(ArithmeticError, match="leading term"):
        inverse_root(jump, Fraction(1))

