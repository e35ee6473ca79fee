"""Theorem 3.4 against derivatives by mpmath and figures by hand."""

import mpmath
import pytest

from proofs_checks.harmonic import _minimum_principle as principle
from proofs_checks.harmonic.theorem_3_4 import theorem_3_4
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_3_4.claims}


def test_thm_3_4_the_refuted_step_has_the_quartic_for_a_witness():
    # by hand: r⁴ has the Laplacian (r⁴)″ + (d − 1)(r⁴)′/r = 12r² + 4(d − 1)r², which is 0 at r = 0
    witness = CLAIMS["positive-trace"].build().settle(Effort()).evidence.witness
    assert witness["at"]["alpha"] == "0"
    assert witness["at"]["beta"] != "0"


def test_thm_3_4_triangle_of_protons():
    # by hand: −ln|z³ − 1|² near 0 is 2 Re z³, so along the x-axis it rises on one side and falls on the other
    def loss(x, y):
        return -sum(2 * mpmath.log(abs(mpmath.mpc(x, y) - mpmath.expjpi(mpmath.mpf(2 * j) / 3))) for j in range(3))

    with mpmath.workdps(40):
        squares = principle.squared_distances().subs({"x": "1/4", "y": "-1/8"})
        assert mpmath.almosteq(loss(0.25, -0.125), -mpmath.log(squares), 1e-12)
        for order in ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2)):
            assert abs(mpmath.diff(loss, (0, 0), order)) < 1e-12
        step = mpmath.mpf("1e-3")
        for sign in (1, -1):
            assert mpmath.almosteq(loss(sign * step, 0), sign * 2 * step**3, 1e-6)


@pytest.mark.parametrize(("power", "status"), [(0, Status.PROVED), (-1, Status.REFUTED)])
def test_thm_3_4_only_the_inverse_distance_is_harmonic_in_space(power, status):
    assert principle.coulomb_in_space(power).settle(Effort()).status is status


def test_thm_3_4_equation_2_counts_each_pair_once():
    # by hand for k = 2, i = 1: L = 2a₁a₂Φ₁₂ + 2(a₁b₁Φ₁₁ + a₁b₂Φ₁₂) + terms without θ₁
    identity = principle.spelled_out().build("2, i = 1")
    assert str(identity.rhs).count("Derivative") == 3
    assert identity.settle(Effort()).status is Status.PROVED
