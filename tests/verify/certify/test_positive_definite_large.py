"""Positive definiteness in every odd dimension up to 51: certified, confirmed without search, near misses refuted."""

from fractions import Fraction
from math import comb

import mpmath
import pytest

from verify.certify import PositiveDefinite, RadialProfile
from verify.claims import Effort, Status
from verify.exact import inside_polynomial
from verify.run.recheck import RecheckFailed, recheck_finding

EPS = (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
LARGEST = 51


def bent(d, eps, *, order=None, factor=1, tail=1):
    """Phi_eps at lambda = 1 times e^eps; for a control with another tail or coefficient of (1 - r/eps)^order."""
    in_v = [c * (factor if i == order else 1) for i, c in enumerate(inside_polynomial(d, 0, eps))]
    in_t = [sum(c * comb(i, j) * (-1) ** j for i, c in enumerate(in_v) if i >= j) for j in range(d + 1)]
    scale = eps ** (2 - d)
    return RadialProfile(d, eps, tuple(scale * c / eps**j for j, c in enumerate(in_t)), tail=(1, tail))


def settled(profile):
    """The finding, and what the recheck makes of it as plain data."""
    found = PositiveDefinite(profile).settle(Effort())
    data = {"status": str(found.status), "reason": found.reason, "evidence": found.evidence.to_data()}
    return found, recheck_finding(data), data


def boxes(found):
    """How many boxes the certificate has."""
    return sum(found.evidence.certificate[part].count("0") for part in ("near", "middle"))


@pytest.mark.parametrize("d", [27, LARGEST])
def test_certified_and_confirmed(d):
    found, confirmed, _ = settled(bent(d, Fraction(1, 10)))
    assert found.status is confirmed is Status.CERTIFIED
    assert boxes(found) <= d


@pytest.mark.slow
@pytest.mark.parametrize("d", range(3, LARGEST + 1, 2))
@pytest.mark.parametrize("eps", EPS)
def test_certified_and_confirmed_everywhere(d, eps):
    found, confirmed, _ = settled(bent(d, eps))
    assert found.status is confirmed is Status.CERTIFIED
    assert boxes(found) <= max(d, 8)


@pytest.mark.parametrize("change", [
    {"order": 2, "factor": Fraction(10**6 + 1, 10**6)},  # the second derivative jumps at eps
    {"order": 4, "factor": Fraction(10**6 - 1, 10**6)},
    {"tail": Fraction(1001, 1000)},  # the function itself jumps
])
def test_near_misses_are_refuted(change):
    found, confirmed, _ = settled(bent(LARGEST, Fraction(1, 10), **change))
    assert found.status is confirmed is Status.REFUTED


def test_a_control_has_a_negative_transform_by_hand_and_mpmath():
    """In dimension 3, r^2 Omega(w r) = r sin(w r)/w, and int_eps^oo e^{eps-r} sin(w r) = (w cos + sin)/(1 + w^2)."""
    profile = bent(3, Fraction(1, 2), tail=Fraction(11, 10))
    found, confirmed, _ = settled(profile)
    assert found.status is confirmed is Status.REFUTED
    witness = Fraction(found.evidence.witness["omega"])
    with mpmath.workdps(40):
        w, eps = mpmath.mpf(witness.numerator) / witness.denominator, mpmath.mpf(1) / 2
        inner = [mpmath.mpf(c.numerator) / c.denominator for c in profile.inner]
        inside = mpmath.quad(lambda r: mpmath.polyval(inner[::-1], r) * r * mpmath.sin(w * r),
                             mpmath.linspace(0, eps, 2 + int(w * eps)))
        beyond = mpmath.mpf(11) / 10 * (w * mpmath.cos(w * eps) + mpmath.sin(w * eps)) / (1 + w**2)
        assert inside + beyond < 0


def test_a_certificate_for_another_function_is_not_confirmed():
    _, _, data = settled(bent(27, Fraction(1, 10)))
    data["evidence"]["proposition"] = PositiveDefinite(bent(27, Fraction(1, 10), tail=Fraction(1001, 1000))).to_data()
    with pytest.raises(RecheckFailed):
        recheck_finding(data)
