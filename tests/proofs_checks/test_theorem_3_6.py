"""Theorem 3.6 against losses written out in mpmath, and figures by hand."""

from itertools import product

import mpmath
import pytest

import proofs_checks.harmonic._bounded_potentials
import proofs_checks.harmonic._plateau  # noqa: F401  # both add claims to the statement
from proofs_checks.harmonic.theorem_3_6 import theorem_3_6
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_3_6.claims}


def loss(phi, a, theta, b, w):
    """Equation (1), the double sum as it stands."""
    return sum(a[i] * a[j] * phi(theta[i], theta[j]) + 2 * a[i] * b[j] * phi(theta[i], w[j])
               + b[i] * b[j] * phi(w[i], w[j]) for i, j in product(range(len(a)), repeat=2))


def on_the_line(x, y):
    return mpmath.exp(-abs(x - y))


@pytest.mark.parametrize("theta_1", ["-0.01", "-0.7", "-30"])
def test_thm_3_6_plateau(theta_1):
    # 0.36 (1 − e^{−3.4}) = 0.347985…: b² minus what the other proton's field can be cancelled by, by hand
    with mpmath.workdps(30):
        b, w = (1, -mpmath.mpf(3) / 5), (0, mpmath.mpf(17) / 10)
        a_2 = -(1 + b[1] * mpmath.exp(-w[1]))
        value = loss(on_the_line, (0, a_2), (mpmath.mpf(theta_1), 0), b, w)
        assert mpmath.almosteq(value, mpmath.mpf(9) / 25 * (1 - mpmath.exp(-mpmath.mpf(17) / 5)), 1e-25)
        assert mpmath.nstr(value, 5) == "0.34799"
        assert 0.34798 < value < 0.34799
        steps = [mpmath.mpf(s) / 1000 for s in (-1, 0, 1)]
        for e_1, e_2, s_1, s_2 in product(steps, repeat=4):
            moved = loss(on_the_line, (e_1, a_2 + e_2), (mpmath.mpf(theta_1) + s_1, s_2), b, w)
            assert moved >= value - mpmath.mpf(10) ** -25


def test_thm_3_6_the_refutation_of_full_matching_is_certified():
    finding = CLAIMS["plateau-in-numbers"].build().settle(Effort())
    assert finding.status is Status.CERTIFIED


def test_thm_3_6_beyond_the_condition_the_plateau_is_no_minimum():
    # |bq| > 1: protons 1 and 5 at distance 1 (5/e = 1.84); the best charges lower the loss to the right of 0
    b, w = (1, 5), (0, 1)

    def best(theta):
        pair = on_the_line(*theta)
        f, g = (sum(c * on_the_line(t, p) for c, p in zip(b, w, strict=True)) for t in theta)
        return -(f**2 - 2 * pair * f * g + g**2) / (1 - pair**2)

    assert best((-1, mpmath.mpf(1) / 100)) < best((-1, 0))


def test_thm_3_6_balance_in_space():
    # Yukawa's potential e^{−μr}/r, with 1 in place of its infinite value at 0; λ = μ² = 9/4; a cluster of 2 in 4
    def phi(x, y):
        r = mpmath.sqrt(sum((s - t) ** 2 for s, t in zip(x, y, strict=True)))
        return mpmath.exp(-mpmath.mpf(3) / 2 * r) / r if r else mpmath.mpf(1)

    a, b = (2, -3, 1, 5), (1, 4, -2, 3)
    place = (0, 0, 0)
    others = ((1, 2, 0), (0, -1, 3))
    w = ((1, 1, 1), (-2, 0, 1), (0, 3, -1), (2, -1, -1))

    def moved(*v):
        return loss(phi, a, (v, v, *others), b, w)

    def slope(i):
        theta = (place, place, *others)
        return 2 * sum(a[j] * phi(theta[i], theta[j]) + b[j] * phi(theta[i], w[j]) for j in range(4))

    with mpmath.workdps(40):
        laplacian = sum(mpmath.diff(moved, place, n) for n in ((2, 0, 0), (0, 2, 0), (0, 0, 2)))
        lam = mpmath.mpf(9) / 4
        right = lam * (a[0] * slope(0) + a[1] * slope(1)) - 2 * lam * (a[0] + a[1]) ** 2
        assert mpmath.almosteq(laplacian, right, 1e-10)


@pytest.mark.parametrize("d", [2, 3, 4, 7])
def test_thm_3_6_radial_solutions_are_unbounded_from_dimension_2_on(d):
    # r^{−ν} K_ν and r^{−ν} I_ν, ν = d/2 − 1, span the radial ones: one has no bound at 0, the other none far out
    nu = mpmath.mpf(d) / 2 - 1
    assert mpmath.besselk(nu, 1e-8) * mpmath.mpf("1e-8") ** -nu > 10
    assert mpmath.besseli(nu, 60) * mpmath.mpf(60) ** -nu > 1e10


def test_thm_3_6_no_match_and_a_positive_loss():
    q = mpmath.exp(-2)
    b, w, theta = (-3 * q, 3), (0, 2), (-1, mpmath.mpf(-5) / 2)
    still = loss(on_the_line, (0, 0), theta, b, w)
    assert mpmath.almosteq(still, 9 * (1 - q**2), 1e-12)
    for e_1, e_2, s_1, s_2 in product((-0.01, 0, 0.01), repeat=4):
        assert loss(on_the_line, (e_1, e_2), (theta[0] + s_1, theta[1] + s_2), b, w) >= still - 1e-12


def test_thm_3_6_is_vacuous_for_realizable_potentials_from_dimension_2_on():
    assert CLAIMS["no-local-minima-from-dimension-2"].vacuous_by == "thm-3.6/no-realizable-potential"
    assert CLAIMS["no-local-minima"].vacuous_by is None
