"""Appendix B.1: the two pairs against Bessel functions of FLINT and quadrature by mpmath."""

import mpmath
import pytest
from flint import acb, arb

from proofs_checks.realizability import _bessel, section_b1
from verify.claims import Effort, Status


def potential(theta, w):
    """∫ (2/π²) K_0(|x−θ|) K_0(|x−w|) dx by mpmath."""
    ends = sorted({mpmath.mpf(theta), mpmath.mpf(w)})
    grid = [ends[0] - 40, ends[0] - 2, *ends, ends[-1] + 2, ends[-1] + 40]
    return mpmath.quad(lambda x: 2 / mpmath.pi**2 * mpmath.besselk(0, abs(x - theta)) * mpmath.besselk(0, abs(x - w)),
                       grid)


@pytest.mark.parametrize(("theta", "w"), [(0, 0), (1, 0), (-0.5, 2)])
def test_sec_b1_bessel_potential(theta, w):
    assert mpmath.almosteq(potential(theta, w), mpmath.exp(-abs(theta - w)), 1e-8)


def test_sec_b1_square_of_k0_by_flint():
    # over (ε, 30); below ε: K_0(x) < 1 − log x for x < 1/2, and ∫ (1 − log x)² = ε(1 + (2 − log ε)²) over (0, ε)
    eps = arb(1) / 2**40
    body = acb.integral(lambda x, flag: (x.bessel_k(0)) ** 2, acb(eps), acb(1)).real
    body += acb.integral(lambda x, flag: (x.bessel_k(0)) ** 2, acb(1), acb(30)).real
    missing = eps * (1 + (2 - eps.log()) ** 2) + (arb(-60)).exp()
    whole = body + missing.union(arb(0))
    assert whole.rad() < 1e-5
    assert whole.overlaps(arb.pi() ** 2 / 4)


def test_sec_b1_unitary_transform_of_k0():
    for omega in (0, 0.7, 3):
        value = 2 * mpmath.quad(lambda x, o=omega: mpmath.besselk(0, x) * mpmath.cos(o * x), [0, 1, 5, 40])
        assert mpmath.almosteq(value / mpmath.sqrt(2 * mpmath.pi), mpmath.sqrt(mpmath.pi / 2 / (1 + omega**2)), 1e-8)


def test_sec_b1_the_integral_over_t_is_wrong_with_another_constant():
    from dataclasses import replace

    quadrature = _bessel.by_quadrature(15)
    assert quadrature.settle(Effort()).status is Status.CERTIFIED
    assert replace(quadrature, value=quadrature.value * 2).settle(Effort()).status is Status.REFUTED


def test_sec_b1_printed_transform_belongs_to_the_unitary_convention():
    claims = {claim.id: claim for claim in section_b1.section_b1.claims}
    printed = claims["sec-B.1/bessel-transforms"]
    assert printed.build().settle(Effort()).status is Status.PROVED
    (plain,) = [c for c in printed.controls if c.name == "in the plain convention"]
    assert plain.change(printed.build()).settle(Effort()).status is Status.REFUTED
