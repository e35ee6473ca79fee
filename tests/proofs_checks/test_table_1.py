"""Table 1: the potentials at angles known by hand, and on spheres by the engine's decision."""

from fractions import Fraction
from math import comb

import pytest
import sympy as sp

from proofs_checks.realizability import _duals
from verify.certify import kernel_on_sphere
from verify.claims import Status
from verify.exact import zonal_expansion


@pytest.mark.parametrize(("angle", "potential"), [
    (0, 1), (sp.pi / 3, sp.Rational(1, 3)), (sp.pi / 2, 0), (2 * sp.pi / 3, -sp.Rational(1, 3)), (sp.pi, -1),
])
def test_tab_1_sign_at_known_angles(angle, potential):
    assert _duals.sign_potential().subs(_duals.alpha, angle) == potential


@pytest.mark.parametrize("m", [1, 2, 5, 8])
@pytest.mark.parametrize("d", [2, 3, 6])
def test_tab_1_powers_have_nonnegative_zonal_coefficients(m, d):
    zonal = zonal_expansion([0] * m + [1], d)
    assert min(zonal) >= 0
    assert sum(zonal) == 1
    if d == 2:  # cos^m x = Σ (m choose j) cos((m − 2j)x)/2^m
        assert zonal[m] == Fraction(2, 2**m)


def test_tab_1_partial_sums_of_the_sign_are_kernels_on_every_sphere():
    # (2/π) asin ρ = (2/π)(ρ + ρ³/6 + 3ρ⁵/40 + 15ρ⁷/336 + …), without the factor 2/π
    series = [Fraction(0)] * 8
    for k in range(4):
        series[2 * k + 1] = Fraction(comb(2 * k, k), 4**k * (2 * k + 1))
    assert series[3] == Fraction(1, 6)
    assert series[5] == Fraction(3, 40)
    assert series[7] == Fraction(15, 336)
    assert kernel_on_sphere(series).status is Status.PROVED
    series[5] *= -1
    assert kernel_on_sphere(series).status is Status.REFUTED


def test_tab_1_acos_alone_is_no_potential():
    # acos ρ = π/2 − ρ − …: with π/2 below 11/7, a negative coefficient, and 0 on the diagonal
    assert kernel_on_sphere((Fraction(11, 7), -1), 3).status is Status.REFUTED
