"""Theorem B.2: the bounds of the counterexample against mpmath's Hermite functions; f beside its partial duals."""

import mpmath
import pytest

from proofs_checks.realizability.theorem_b2 import theorem_b2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_b2.claims}


def orthonormal(n, x):
    """h_n(x) from the physicists' polynomial: H_n(x/√2)/√(2^n n!)."""
    with mpmath.workdps(60):
        return mpmath.hermite(n, x / mpmath.sqrt(2)) / mpmath.sqrt(mpmath.mpf(2) ** n * mpmath.factorial(n))


@pytest.mark.parametrize("n", [16, 256])
@pytest.mark.parametrize("x", ["0", "0.7", "2", "5"])
def test_thm_b2_terms_of_the_counterexample_are_small(n, x):
    x = mpmath.mpf(x)
    assert x**2 <= 2 * n + 1
    assert abs(orthonormal(n, x)) <= mpmath.sqrt(2) * mpmath.exp(x**2 / 4) / mpmath.mpf(n) ** 0.25


def test_thm_b2_central_value():
    # h_16(0)² = (16 choose 8)/2^16 = 12870/65536, by hand
    assert mpmath.almosteq(orthonormal(16, mpmath.mpf(0)) ** 2, mpmath.mpf(12870) / 65536, 1e-30)
    assert (mpmath.mpf(12870) / 65536) ** 2 < mpmath.mpf(1) / 17


def test_thm_b2_the_counterexample_exceeds_bounds_near_one():
    def f(rho, terms):
        return sum(rho ** (16**j) for j in range(1, terms + 1))

    # the claim's rate: ρ with 16^n (1 − ρ) = 1/4 and n = 2K terms is above K
    for bound in (1, 2, 4):
        terms = 2 * bound
        with mpmath.workdps(40):
            assert f(1 - mpmath.mpf(1) / (4 * 16**terms), terms) > bound


def test_thm_b2_the_missing_constant():
    # f = 1 + ρ: the printed activation is h_1 alone, with dual ρ
    finding = CLAIMS["sum-from-1"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    at = finding.evidence.witness["at"]
    assert at["c_0"] != "0"


def test_thm_b2_the_convergence_is_no_guarantee_exactly_from_one_on():
    finding = CLAIMS["convergence-almost-everywhere"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    assert 1 <= mpmath.mpf(finding.evidence.witness["at"]["q"]) < 4


def test_thm_b2_refuted_readings_are_all_corrected():
    corrected = {claim.corrects for claim in CLAIMS.values() if claim.corrects}
    refuted = {claim.id for claim in CLAIMS.values() if claim.expected.status is Status.REFUTED}
    assert corrected == refuted


def test_thm_b2_gradient_on_the_sphere_of_a_linear_function():
    # f(x) = a·x at x = (3/5, 4/5) with a = (1, 2): ∇f − (x·∇f)x = (1, 2) − (11/5)(3/5, 4/5) = (−8/25, 6/25), by hand
    def along(direction):
        def f(t):
            x = [mpmath.mpf(3) / 5 + t * direction[0], mpmath.mpf(4) / 5 + t * direction[1]]
            return (x[0] + 2 * x[1]) / mpmath.norm(x)
        return mpmath.diff(f, 0)

    with mpmath.workdps(30):
        assert mpmath.almosteq(along((1, 0)), mpmath.mpf(-8) / 25, 1e-12)
        assert mpmath.almosteq(along((0, 1)), mpmath.mpf(6) / 25, 1e-12)
