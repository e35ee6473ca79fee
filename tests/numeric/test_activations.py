"""Activations and their potentials, both ways: against handbooks' formulas, SciPy, mpmath, random inputs, and balls."""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
from numpy.polynomial import chebyshev
from scipy import special

from numeric.activations import (
    Hat,
    ReLU,
    ZonalExponential,
    activation_of,
    potential_of,
    tabulate,
)
from numeric.activations._sampled import Sampled
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Radial, Sign, Yukawa

AT = np.array([-1.0, -0.6, 0.0, 0.3, 0.99, 1.0])
DISTANCES = np.array([0.0, 0.07, 0.25, 0.5, 0.8, 2.0])


# On the sphere.

@pytest.mark.parametrize("potential", [Sign(), ReLU(), ZonalExponential(1.0), ZonalExponential(0.5),
                                       Polynomial([0, 0, 1]), Polynomial([0.25, 0, 0.5, 0, 0.125])])
def test_ridges_and_back(potential):
    found = potential_of(activation_of(potential), AT)
    assert found.values == pytest.approx(potential(AT), abs=1e-13)
    assert found.errors.max() < 1e-12


def test_values_by_hand():
    # max(X, 0)^2 has the mean 1/2, and independent max(X, 0), max(Y, 0) the mean 1/(2 pi)
    assert ReLU()([0.0, 1.0]).tolist() == pytest.approx([1 / (2 * math.pi), 0.5])
    assert activation_of(ReLU()).sigma([[3.0, 1.0], [-3.0, 1.0]], [1.0, 0.0]).tolist() == [3.0, 0.0]
    # h_2(t) = (t^2 - 1)/sqrt 2
    assert activation_of(Polynomial([0, 0, 1])).sigma([2.0], [1.0]) == pytest.approx(3 / math.sqrt(2))
    # E e^{X - 1} e^{Y - 1} at t = 0 is (e^{1/2 - 1})^2 = 1/e
    assert ZonalExponential(1.0)(0.0) == pytest.approx(math.exp(-1))
    assert tabulate(ZonalExponential(1.0), [1]).values == pytest.approx([1.0])


def test_a_ridge_under_random_inputs():
    random = np.random.default_rng(7)
    x = random.standard_normal((200_000, 3))
    theta, w = np.array([1.0, 0.0, 0.0]), np.array([0.6, 0.8, 0.0])
    sigma = activation_of(ReLU()).sigma
    assert np.mean(sigma(x, theta) * sigma(x, w)) == pytest.approx(float(ReLU()(0.6)), abs=0.01)


@pytest.mark.parametrize("zonal", [ReLU(), ZonalExponential(1.5)])
def test_zonal_derivatives_by_differences(zonal):
    t, step = np.linspace(-0.8, 0.8, 9), 1e-5
    for order in (1, 2, 3):
        slope = (zonal(t + step, order - 1) - zonal(t - step, order - 1)) / (2 * step)
        assert zonal(t, order) == pytest.approx(slope, rel=1e-7)


# On R^d, closed forms.

@pytest.mark.parametrize(("potential", "d", "accuracy"), [
    (Gaussian(), 1, 1e-13), (Gaussian(0.7), 3, 1e-13), (Gaussian(2.0), 5, 1e-13), (Exponential(), 3, 1e-12),
    (Exponential(), 7, 1e-11), (Exponential(), 1, 1e-7), (Hat(1, 1.0), None, 1e-13), (Hat(3, 0.6), None, 1e-13),
    (Hat(7, 1.0), None, 1e-12)])
def test_placed_and_back(potential, d, accuracy):
    found = potential_of(activation_of(potential, d=d), DISTANCES)
    wanted = potential(DISTANCES)
    assert found.values == pytest.approx(wanted, abs=accuracy)
    assert (np.abs(found.values - wanted) <= found.errors + 1e-13).all()


def test_the_activations_of_appendix_b1():
    x, w = np.array([[0.3], [-1.2]]), np.array([0.5])
    gauss = math.sqrt(2) * np.exp(x[:, 0] ** 2 / 4 - (x[:, 0] - 0.5) ** 2)
    assert activation_of(Gaussian(), d=1).sigma(x, w) == pytest.approx(gauss, rel=1e-14)
    bessel = (2 / math.pi) ** 0.75 * np.exp(x[:, 0] ** 2 / 4) * special.k0(np.abs(x[:, 0] - 0.5))
    assert activation_of(Exponential(), d=1).sigma(x, w) == pytest.approx(bessel, rel=1e-14)


def test_two_balls_in_space():
    # what two balls of diameter D have in common, over one of them, is 1 - 3r/(2D) + r^3/(2D^3) in R^3
    r = np.linspace(0, 2, 9)
    assert Hat(3, 2.0)(r) == pytest.approx(1 - 3 * r / 4 + r**3 / 16, abs=1e-14)
    assert Hat(2, 2.0)(1.0) == pytest.approx((2 * math.acos(0.5) - math.sqrt(3) / 2) / math.pi)  # a lens
    for order in (1, 2, 3):
        inside, step = np.linspace(0.2, 1.8, 7), 1e-5
        slope = (Hat(7, 2.0)(inside + step, order - 1) - Hat(7, 2.0)(inside - step, order - 1)) / (2 * step)
        assert Hat(7, 2.0)(inside, order) == pytest.approx(slope, rel=1e-6, abs=1e-9)


def test_certified_tables_of_closed_forms():
    table = tabulate(Exponential(), [Fraction(1, 3), 2], d=5)
    with mpmath.workdps(30):
        # F^-1 of (1 + k^2)^{-3/2} on R^5 by the radial integral, times the root of F(e^{-r}) = 2^5 pi^2 Gamma(3)
        a, half = mpmath.mpf(3) / 2, mpmath.mpf(5) / 2
        for r, value, bound in zip((mpmath.mpf(1) / 3, 2), table.values, table.bounds, strict=True):
            h = (2 ** (1 - a) / ((2 * mpmath.pi) ** half * mpmath.gamma(a)) * r ** (a - half)
                 * mpmath.besselk(half - a, r) * mpmath.sqrt(2**5 * mpmath.pi**2 * 2))
            assert abs(h - mpmath.mpf(float(value))) <= float(bound) * (1 + 1e-6)
    assert (table.bounds < 1e-15).all()
    assert math.isinf(tabulate(Exponential(), [0], d=3).values[0])
    for potential, d in ((Gaussian(0.7), 3), (Hat(7, 1.0), None), (Sign(), None), (Polynomial([0.5, 0.5, 1]), None)):
        activation, points = activation_of(potential, d=d), [0.0625, 0.25, 0.75]
        found = tabulate(activation, points)
        assert activation.profile(np.array(points)) == pytest.approx(found.values, rel=1e-14)


# sigma_eps of Lemma 4.2.

@pytest.fixture(scope="module")
def sigma_eps():
    return {d: activation_of(AlmostHarmonic(d, 0.5)) for d in (3, 7)}


@pytest.mark.parametrize(("d", "accuracy"), [(3, 1e-8), (7, 5e-11)])
def test_sigma_eps_and_back(sigma_eps, d, accuracy):
    """With no Fourier transform: (h * h)(R) is Phi_eps(R), and at R = 0 the integral of h^2 is 1."""
    found = potential_of(sigma_eps[d], DISTANCES)
    wanted = AlmostHarmonic(d, 0.5)(DISTANCES)
    assert found.values == pytest.approx(wanted, abs=accuracy)
    assert (np.abs(found.values - wanted) <= found.errors + 1e-13).all()
    # and it is no other potential's: with eps = 0.49 it would differ
    assert np.abs(found.values - AlmostHarmonic(d, 0.49)(DISTANCES)).max() > 1e-4


@pytest.mark.parametrize("d", [3, 7])
def test_sigma_eps_within_its_certified_bounds(sigma_eps, d):
    points = [Fraction(1, 100), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(3)]
    table = tabulate(sigma_eps[d], points)
    assert (table.bounds < 1e-14 * np.maximum(1, np.abs(table.values))).all()
    there = sigma_eps[d].profile(np.array([float(r) for r in points]))
    assert there == pytest.approx(table.values, rel=1e-8, abs=1e-12)
    # at 0 like r^{-(d-1)/2}
    small = tabulate(sigma_eps[d], [Fraction(1, 1000), Fraction(1, 2000)]).values
    assert small[1] / small[0] == pytest.approx(2 ** ((d - 1) / 2), rel=2e-3)


def test_last_coefficients_may_vanish(monkeypatch, sigma_eps):
    """Far out they are rounding errors, and which of them are 0 is the machine's."""
    fit = chebyshev.chebfit

    def vanishing(*given):
        found = fit(*given)
        if found.ndim == 2:
            found[-3:, -1] = 0
        return found
    monkeypatch.setattr(chebyshev, "chebfit", vanishing)
    far = np.array([0.3, 2.0, 20.0])
    assert Sampled(AlmostHarmonic(3, 0.5))(far) == pytest.approx(sigma_eps[3].profile(far), rel=1e-9, abs=1e-14)


def test_sigma_eps_under_random_inputs(sigma_eps):
    """E sigma sigma as it is defined, by drawing x: around the middle of two weights, where the product is large."""
    theta, w = np.zeros(3), np.array([0.6, 0.0, 0.0])
    random = np.random.default_rng(3)
    x = random.standard_normal((200_000, 3)) * 0.7 + (theta + w) / 2
    likelihood = np.exp(-np.sum(x**2, axis=1) / 2 + np.sum((x - (theta + w) / 2) ** 2, axis=1) / (2 * 0.49)) * 0.7**3
    sigma = sigma_eps[3].sigma
    mean = np.mean(sigma(x, theta) * sigma(x, w) * likelihood)
    assert mean == pytest.approx(float(AlmostHarmonic(3, 0.5)(0.6)), rel=0.03)


# What cannot be.

@pytest.mark.parametrize(("call", "message"), [
    (lambda: activation_of(Yukawa()), "is unbounded where theta = w"),
    (lambda: activation_of(Newtonian(3)), "no activation has it"),
    (lambda: activation_of(Polynomial([0, -1])), "coefficient -1 of t\\^1"),
    (lambda: activation_of(Gaussian()), "is for every dimension d"),
    (lambda: activation_of(Exponential(), d=0), "from 1 on, got d = 0"),
    (lambda: activation_of(AlmostHarmonic(3, 0.5), d=5), "is for d = 3, got d = 5"),
    (lambda: activation_of(AlmostHarmonic(13, 0.5)), "goes up to d = 9"),
    (lambda: potential_of(activation_of(Sign()), 1.5), "must lie in \\[-1, 1\\], got 1.5"),
    (lambda: potential_of(activation_of(Gaussian(), d=2), -1.0), "must be 0 or more, got -1.0"),
    (lambda: tabulate(Gaussian(), [-1], d=2), "must be 0 or more, got -1"),
    (lambda: activation_of(Gaussian(), d=2).sigma([1.0], [1.0]), "shape \\(..., 2\\), got \\(1,\\)"),
    (lambda: Hat(0), "from 1 on, got 0"), (lambda: Hat(3, -1.0), "the diameter must be positive"),
    (lambda: ZonalExponential(math.inf), "a must be positive and finite"),
    (lambda: ReLU()(2.0), "must lie in \\[-1, 1\\], got 2.0"), (lambda: ReLU()(0.0, 4), "0, 1, 2 or 3, got 4"),
])
def test_refusals(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_potential_of_ones_own_has_no_known_activation():
    class Mine(Radial):
        diagonal = 1.0

        def __call__(self, r, order=0):
            return np.ones_like(r)

    with pytest.raises(ValueError, match=r"no activation of .* is known here"):
        activation_of(Mine())
    with pytest.raises(TypeError, match="a Ridge or Placed, got int"):
        potential_of(3, 0.0)
