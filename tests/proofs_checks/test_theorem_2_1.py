"""Theorem 2.1: its activations against Gaussian averages by mpmath, in one dimension and in two."""

import mpmath
import pytest

from proofs_checks.realizability import theorem_2_1
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_2_1.theorem_2_1.claims}


def average(f, d):
    """E f(X), X ~ N(0, I_d), for a product of functions of one coordinate: f is that function."""
    density = mpmath.quad(lambda x: f(x) * mpmath.exp(-(x**2) / 2) / mpmath.sqrt(2 * mpmath.pi), [-12, -2, 0, 2, 12])
    return density**d


@pytest.mark.parametrize("d", [1, 2, 5])
def test_thm_2_1_gaussian_activation_in_every_dimension(d):
    # all coordinates of θ are 0.3, those of w are −0.4
    def product(x):
        return 2 * mpmath.exp(x**2 / 2 - (x - mpmath.mpf("0.3")) ** 2 - (x + mpmath.mpf("0.4")) ** 2)

    assert mpmath.almosteq(average(product, d), mpmath.exp(-d * mpmath.mpf("0.49") / 2), 1e-10)


def test_thm_2_1_printed_weight_loses_a_power_of_two_pi():
    # by hand: ((2π)^{1/4} / (2π)^{d/4})² = (2π)^{−1/2} for d = 2
    finding = CLAIMS["weight"].build().settle(Effort())
    assert finding.status is Status.REFUTED
    witness = finding.evidence.witness
    assert witness["at"]["d"] == "2"
    ratio = mpmath.mpf(witness["lhs"][1:].split()[0]) * 4  # the right side is 1/4
    assert mpmath.almosteq(ratio, 1 / mpmath.sqrt(2 * mpmath.pi), 1e-12)


def test_thm_2_1_cosine_is_realizable():
    def sigma(x, w):
        return mpmath.cos(w) + x * mpmath.sin(w)

    for theta, w in ((0.3, 1.7), (2, 2)):
        value = average(lambda x, p=theta, q=w: sigma(x, p) * sigma(x, q), 1)
        assert mpmath.almosteq(value, mpmath.cos(theta - w), 1e-10)


def test_thm_2_1_off_centre_gaussian_is_correlated_not_convolved():
    def h(x):
        return mpmath.exp(-((x - 1) ** 2))

    correlation = mpmath.quad(lambda x: h(x) * h(x - 1), [-8, 0, 2, 10])
    convolution = mpmath.quad(lambda x: h(x) * h(1 - x), [-8, 0, 2, 10])
    half = mpmath.sqrt(mpmath.pi / 2) * mpmath.exp(-0.5)  # √(π/2)·e^{−y²/2} and √(π/2)·e^{−(y−2)²/2} at y = 1
    assert mpmath.almosteq(correlation, half, 1e-10)
    assert mpmath.almosteq(convolution, half, 1e-10)
    assert mpmath.quad(lambda x: h(x) * h(-x), [-8, 8]) < mpmath.quad(lambda x: h(x) ** 2, [-8, 8]) / 5


def test_thm_2_1_refuted_readings_are_corrected():
    corrected = {claim.corrects for claim in CLAIMS.values() if claim.corrects}
    assert corrected == {claim.id for claim in CLAIMS.values() if claim.expected.status is Status.REFUTED}
