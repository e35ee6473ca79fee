"""Positive definiteness for all frequencies, and the closed form behind it, against quadrature by mpmath."""

from dataclasses import replace
from fractions import Fraction
from math import comb, factorial
from typing import Any

import mpmath as mp
import pytest

from verify.certify import PositiveDefinite, RadialProfile, precision, scaled_transform_at_zero, transform
from verify.certify._balls import ball
from verify.claims import Effort, Status
from verify.exact._almost_harmonic import inside_polynomial
from verify.run.recheck._base import RecheckFailed
from verify.run.recheck._certify import positive_definite

EULER_HAT = RadialProfile(3, 1, (2, -3, 0, 1))
WENDLAND = (1, 0, -10, 20, -15, 4)  # (1-r)^4 (4r+1)


def askey(d: int, delta: int) -> RadialProfile:
    """(1-r)_+^delta."""
    return RadialProfile(d, 1, tuple((-1) ** k * comb(delta, k) for k in range(delta + 1)))


def kernel(d: int) -> RadialProfile:
    """T_1(r) = (1-r)_+^{d-1} ((d-1) + r)/d!."""
    power = [(-1) ** k * comb(d - 1, k) for k in range(d)]
    product = [(d - 1) * a + b for a, b in zip([*power, 0], [0, *power], strict=True)]
    return RadialProfile(d, 1, tuple(Fraction(c, factorial(d)) for c in product))


def almost_harmonic(d: int, mu: Any, eps: Any) -> RadialProfile:
    """e^{mu eps} Phi_eps: polynomial in r inside eps, Yukawa's potential outside."""
    in_v = inside_polynomial(d, 0, mu * eps)  # in v = 1 - r/eps
    inner = [sum(c * comb(i, k) for i, c in enumerate(in_v) if i >= k) * (-1 / eps) ** k * eps ** (2 - d)
             for k in range(len(in_v))]
    return RadialProfile(d, eps, tuple(inner), (mu, 1))


def quadrature(profile: RadialProfile, omega: mp.mpf) -> mp.mpf:
    """The transform by mpmath: its own Bessel function, its own quadrature, p from Bessel's K."""
    d, half = profile.d, mp.mpf(profile.d) / 2
    R = mp.mpf(profile.radius.numerator) / profile.radius.denominator

    def average(z: mp.mpf) -> mp.mpf:
        return mp.gamma(half) * (2 / z) ** (half - 1) * mp.besselj(half - 1, z)

    coefficients = [mp.mpf(c.numerator) / c.denominator for c in reversed(profile.inner)]
    total = mp.quad(lambda r: mp.polyval(coefficients, r) * average(omega * r) * r ** (d - 1), mp.linspace(0, R, 5))
    if profile.tail is not None:
        mu, amplitude = (mp.mpf(x.numerator) / x.denominator for x in profile.tail)

        def yukawa(r: mp.mpf) -> mp.mpf:  # e^{-mu r} p(mu r)/r^{d-2}, p(0) = 1, is this multiple of K
            n = half - 1
            return mu ** (d - 2) * (mu * r) ** -n * mp.besselk(n, mu * r) * 2 ** (1 - n) / mp.gamma(n)

        ends = mp.linspace(R, R + 75 / mu, 40)
        total += amplitude * mp.exp(mu * R) * mp.quad(lambda r: yukawa(r) * average(omega * r) * r ** (d - 1), ends)
    return 2 * mp.pi ** half / mp.gamma(half) * total


@pytest.mark.parametrize("profile", [
    EULER_HAT,
    RadialProfile(7, Fraction(1, 2), (1, -3, 3, -1), (Fraction(3, 2), Fraction(1, 5))),
    almost_harmonic(5, Fraction(1), Fraction(1, 2)),
])
@pytest.mark.parametrize("omega", [Fraction(1, 10), Fraction(9)])
def test_closed_form_against_quadrature(profile: RadialProfile, omega: Fraction) -> None:
    with mp.workdps(40):
        expected = quadrature(profile, mp.mpf(omega.numerator) / omega.denominator)
        found = transform(profile, omega, digits=30)
        assert abs(mp.mpf(found.mid().str(40, radius=False)) - expected) < abs(expected) * mp.mpf(10) ** -28


def test_at_zero_it_is_the_integral() -> None:
    assert scaled_transform_at_zero(EULER_HAT) == Fraction(2, 3) - Fraction(3, 4) + Fraction(1, 6)
    outside = RadialProfile(3, 1, (), (Fraction(2), Fraction(1)))  # int_1^oo e^{-2(r-1)}/r r^2 dr = 1/2 + 1/4
    assert scaled_transform_at_zero(outside) == Fraction(3, 4)


def test_irrational_rate() -> None:
    """lambda = 2: a ball for mu gives a ball for the transform that meets the rational neighbours' values."""
    def profile() -> RadialProfile:
        return almost_harmonic(5, ball(2).sqrt(), ball(Fraction(1, 2)))

    value = transform(profile, 10, digits=30)
    below, above = (transform(almost_harmonic(5, Fraction(m, 10**12), Fraction(1, 2)), 10) for m in
                    (1414213562373, 1414213562374))
    assert value.rel_accuracy_bits() > 95
    assert below.union(above).overlaps(value)
    assert transform(profile, 0, digits=30).rel_accuracy_bits() > 95


def test_transform_rejects_a_negative_frequency() -> None:
    with pytest.raises(ValueError, match="give one >= 0"):
        transform(EULER_HAT, -1)


@pytest.mark.parametrize("profile", [
    RadialProfile(3, 1, WENDLAND), kernel(5), kernel(7), kernel(9), kernel(11), kernel(15),
    askey(11, 7), askey(5, 4), askey(3, 20), RadialProfile(3, 1, tuple(Fraction(c, 10**90) for c in WENDLAND)),
    *(almost_harmonic(d, mu, eps) for d in (3, 5, 7, 9, 11) for mu in (Fraction(1, 2), Fraction(1), Fraction(3))
      for eps in (Fraction(1, 10), Fraction(1, 2))),
])
def test_certified_and_rechecked(profile: RadialProfile) -> None:
    finding = PositiveDefinite(profile).settle(Effort())
    assert finding.status is Status.CERTIFIED, finding.reason
    assert positive_definite(finding.to_data()) is Status.CERTIFIED


def test_wendland_in_five_dimensions_is_refuted() -> None:
    finding = PositiveDefinite(RadialProfile(5, 1, WENDLAND)).settle(Effort())
    assert finding.status is Status.REFUTED
    assert positive_definite(finding.to_data()) is Status.REFUTED


def test_threshold_kernel_is_refuted_beyond_the_reach_of_grids() -> None:
    """(1-r)_+^5 needs d <= 9 (Askey); in d = 11 its transform is positive up to 100 and more."""
    finding = PositiveDefinite(askey(11, 5)).settle(Effort())
    assert finding.status is Status.REFUTED
    omega = Fraction(finding.evidence.witness["omega"])
    assert 150 < omega < 200
    with mp.workdps(40):
        assert quadrature(askey(11, 5), mp.mpf(omega.numerator) / omega.denominator) < 0
    assert PositiveDefinite(askey(9, 5)).settle(Effort()).status is not Status.REFUTED


def test_a_transform_that_touches_zero_is_undecided() -> None:
    assert PositiveDefinite(EULER_HAT).settle(Effort()).status is Status.UNDECIDED


def test_indicator_and_negative_functions_are_refuted() -> None:
    assert PositiveDefinite(RadialProfile(3, 1, (1,))).settle(Effort()).status is Status.REFUTED
    assert PositiveDefinite(RadialProfile(3, 1, (-1, 1))).settle(Effort()).status is Status.REFUTED


def _tampered(data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    evidence = data["evidence"]
    return {**data, "evidence": {**evidence, **{
        name: {**evidence[name], **change} for name, change in changes.items()}}}


def test_tampered_certificates_fail() -> None:
    data = PositiveDefinite(askey(5, 4)).settle(Effort()).to_data()
    certificate = data["evidence"]["certificate"]
    for changes in (
        {"certificate": {"near": certificate["near"][:-1]}},
        {"certificate": {"near": certificate["near"] + "0"}},
        {"certificate": {"near": "0"}},
        {"certificate": {"omega_0": "1/2"}},
        {"certificate": {"omega_0": "100", "middle": ""}},
        {"certificate": {"omega_1": 1}},
        {"proposition": {"inner": ["1", "-4", "6", "-4", "11/10"]}},
        {"proposition": {"d": 7}},
    ):
        with pytest.raises(RecheckFailed):
            positive_definite(_tampered(data, **changes))


def test_tampered_middle_range_fails() -> None:
    data = PositiveDefinite(askey(3, 40)).settle(Effort()).to_data()
    certificate = data["evidence"]["certificate"]
    assert len(certificate["middle"]) > 100
    assert positive_definite(data) is Status.CERTIFIED
    for change in ({"middle": certificate["middle"][:-1]}, {"middle": "0"}, {"middle": ""}, {"omega_0": "7"},
                   {"omega_0": "100"}):
        with pytest.raises(RecheckFailed):
            positive_definite(_tampered(data, certificate=change))


def test_tampered_witness_fails() -> None:
    data = PositiveDefinite(askey(11, 5)).settle(Effort()).to_data()
    with pytest.raises(RecheckFailed):
        positive_definite(_tampered(data, witness={"omega": "100"}))


def test_profile_is_validated() -> None:
    with pytest.raises(ValueError, match="odd d"):
        RadialProfile(4, 1, (1,))
    with pytest.raises(ValueError, match="positive"):
        replace(EULER_HAT, radius=Fraction(0))
    with precision(64), pytest.raises(ValueError, match="rational"):
        PositiveDefinite(RadialProfile(3, ball(1), (ball(1),)))
