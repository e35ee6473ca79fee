"""Lemma B.6: the counterexamples and the corrected bound against quadrature by mpmath."""

import mpmath
import pytest

from proofs_checks.realizability import _lemma_b6_counterexamples
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in _lemma_b6_counterexamples.lemma_b6.claims}


def mixture(r):
    """∫ e^{−x²r²/2} dx over (0, 1), by quadrature."""
    return mpmath.quad(lambda x: mpmath.exp(-(x**2) * r**2 / 2), [0, min(1, 4 / r), 1])


def test_lem_b6_mixture_at_one_is_a_figure_of_the_normal_table():
    # the normal probability of (0, 1) is 0.34134474606854..., times √(2π)
    assert mpmath.almosteq(mixture(mpmath.mpf(1)), mpmath.mpf("0.341344746068543") * mpmath.sqrt(2 * mpmath.pi), 1e-13)


@pytest.mark.parametrize("r", [1, 2, 5, 30])
def test_lem_b6_mixture_is_at_least_its_lower_bound(r):
    value = mixture(mpmath.mpf(r))
    assert value >= mpmath.exp(-0.5) / r
    assert mpmath.almosteq(value, mpmath.sqrt(mpmath.pi / 2) * mpmath.erf(r / mpmath.sqrt(2)) / r, 1e-12)


def test_lem_b6_norm_in_the_plane_grows_like_a_logarithm():
    def squared(low, high):
        return mpmath.quad(lambda r: mixture(r) ** 2 * r, [low, high])

    # (π/2) ln 2 for each doubling, since the mixture is close to √(π/2)/r
    for low in (16, 32):
        assert mpmath.almosteq(squared(low, 2 * low), mpmath.pi / 2 * mpmath.log(2), 1e-6)


def test_lem_b6_corrected_bound_on_a_mixture_of_gaussians_in_space():
    # the inner product of two Gaussians on R^3 is (2π/(x² + y²))^{3/2}; the widths run over (1/4, 1)
    def inner(x, y):
        return (2 * mpmath.pi / (x**2 + y**2)) ** 1.5

    norm = mpmath.sqrt(mpmath.quad(inner, [0.25, 1], [0.25, 1]))
    bound = mpmath.quad(lambda x: mpmath.sqrt(inner(x, x)), [0.25, 1])
    assert norm < bound
    assert mpmath.almosteq(bound, mpmath.pi ** 0.75 * 2, 1e-12)  # by hand: π^{3/4} ∫ x^{−3/2} dx


@pytest.mark.parametrize("name", ["finite", "square-integrable", "bounded-weight-suffices"])
def test_lem_b6_printed_readings_are_refuted_with_a_witness(name):
    finding = CLAIMS[name].build().settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness["at"]


def test_lem_b6_refuted_readings_are_all_corrected():
    corrected = {claim.corrects for claim in CLAIMS.values() if claim.corrects}
    refuted = {claim.id for claim in CLAIMS.values() if claim.expected.status is Status.REFUTED}
    assert corrected == refuted
