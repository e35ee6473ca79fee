"""Lemma B.10: K_1(r)/r, its transform, its convolution and its energy, by mpmath's Bessel functions."""

import mpmath
import pytest

from proofs_checks.realizability import _bessel, _lemma_b10_beyond
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in _lemma_b10_beyond.lemma_b10.claims}


@pytest.mark.parametrize("omega", ["0.5", "1", "4"])
def test_lem_b10_transform_of_k1_over_r(omega):
    omega = mpmath.mpf(omega)
    sine = mpmath.quad(lambda x: mpmath.besselk(1, x) * mpmath.sin(omega * x), [0, 1, 4, 12, 40])
    assert mpmath.almosteq(4 * mpmath.pi / omega * sine, 2 * mpmath.pi**2 / mpmath.sqrt(1 + omega**2), 1e-8)


@pytest.mark.parametrize("rho", ["0.3", "1", "2.5"])
def test_lem_b10_convolution_off_the_diagonal(rho):
    # in bipolar coordinates (h∗h)(ρ) = (2π/ρ) ∫∫ a h(a) b h(b) over |a − ρ| < b < a + ρ, and K_1 = −K_0′
    rho = mpmath.mpf(rho)

    def inner(a):
        return mpmath.besselk(1, a) * (mpmath.besselk(0, abs(a - rho)) - mpmath.besselk(0, a + rho))

    value = 2 / (mpmath.pi**2 * rho) * mpmath.quad(inner, [0, rho / 2, rho, 2 * rho, 5 + rho, 40])
    assert mpmath.almosteq(value, mpmath.exp(-rho) / rho, 1e-6)


def test_lem_b10_lower_bound_of_k1():
    for x in ("1e-4", "0.1", "1", "6"):
        x = mpmath.mpf(x)
        assert mpmath.besselk(1, x) > mpmath.exp(-x) / x
    assert _bessel.lower_bound().settle(Effort()).status is Status.PROVED


def test_lem_b10_energy_grows_like_the_reciprocal():
    def energy(t):
        return mpmath.quad(lambda r: mpmath.besselk(1, r) ** 2, [t, 10 * t, 1])

    # K_1(r) is close to 1/r, so from 10^-3 to 10^-4 about 9000 is added
    assert mpmath.almosteq(energy(mpmath.mpf("1e-4")) - energy(mpmath.mpf("1e-3")), 9000, rel_eps=0.01)


@pytest.mark.parametrize("name", ["realizable", "division-by-y", "activation"])
def test_lem_b10_refuted_with_a_witness_and_corrected(name):
    finding = CLAIMS[name].build().settle(Effort())
    assert finding.status is Status.REFUTED
    assert finding.evidence.witness
    assert [c for c in CLAIMS.values() if c.corrects == f"lem-B.10/{name}"]
