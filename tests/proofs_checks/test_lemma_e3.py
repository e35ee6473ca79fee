"""Lemma E.3 against Bessel functions and differences in mpmath."""

from fractions import Fraction

import mpmath
import pytest

from proofs_checks.descent._lemma_e3_normal_form import lemma_e3
from proofs_checks.descent._single_node import inside
from verify.claims import Effort, Status
from verify.exact import outside_values, values_at_zero

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_e3.claims}
ODD = [3, 5, 7, 9, 11, 13, 19, 31, 51]


def outside(d, r):
    """A multiple of Φ beyond ε: r^{1−d/2} K_{d/2−1}(r)."""
    return r ** (1 - mpmath.mpf(d) / 2) * mpmath.besselk(mpmath.mpf(d) / 2 - 1, r)


@pytest.mark.parametrize("d", ODD)
def test_lem_e3_quotient(d):
    for factor in ("1", "1.5", "3", "10"):
        rho = d * mpmath.mpf(factor)
        bound = mpmath.exp(d - rho) * (d / rho) ** ((d - 1) / mpmath.mpf(2))
        assert outside(d, rho) / outside(d, mpmath.mpf(d)) <= bound * (1 + mpmath.mpf(10) ** -12)
        slopes = [mpmath.diff(lambda r: outside(d, r), at) for at in (rho, mpmath.mpf(d))]
        assert slopes[0] / slopes[1] <= bound * (1 + mpmath.mpf(10) ** -8)


@pytest.mark.parametrize("d", ODD)
@pytest.mark.parametrize("eps", [(1, 100), (1, 2), (99, 100)])
def test_lem_e3_value_and_slope_at_d(d, eps):
    # Φ_ε(d) and |Φ_ε′(d)| are at least (d/ε)^{−2d}; the value at 0 is from the exact table, the rest is Bessel's
    radius = Fraction(*eps)
    e = mpmath.mpf(eps[0]) / eps[1]
    zero = values_at_zero(d, radius)
    # e^s ε^{d−2} Φ_ε(0) for p(0) = 1; K_{d/2−1} tells the ratio of Φ at d and at ε, and p(ε) that at ε
    at_eps = outside_values(d, radius)[0]
    value = outside(d, mpmath.mpf(d)) / outside(d, e) * mpmath.mpf(at_eps.numerator) / at_eps.denominator
    value *= mpmath.mpf(zero[0].denominator) / zero[0].numerator
    slope = -value * mpmath.diff(lambda r: mpmath.log(outside(d, r)), mpmath.mpf(d))
    assert value >= (d / e) ** (-2 * d)
    assert slope >= value


def test_lem_e3_force_has_the_factor_two():
    # one proton at distance r, b = 1, a = −Φ_ε(r): the derivative of 2aΦ_ε at fixed a, by differences
    near = inside(3, Fraction(1, 2))
    left, phi, right = (float(near.subs("r", x)) for x in (0.2 - 1e-6, 0.2, 0.2 + 1e-6))
    slope = (right - left) / 2e-6
    loss_slope = 2 * (-phi) * slope
    assert abs(-loss_slope - 2 * phi * slope) < 1e-9
    assert abs(-loss_slope - phi * slope) > 0.8


def test_lem_e3_separation_in_numbers():
    # d = 3, k = 5, β = 1/10, κ = 1/8: D = 6 + log 400 = 11.99…; four others at D − 3 against one of charge β at 3
    gap = 6 + mpmath.log(400)
    others = 4 * outside(3, gap - 3)
    assert others <= mpmath.mpf(1) / 8 * mpmath.mpf("0.1") * outside(3, mpmath.mpf(3))


def test_lem_e3_refuted_and_mended():
    for name in ("slope-in-a", "force", "rest-below-force"):
        assert CLAIMS[name].build().settle(Effort()).status is Status.REFUTED
