"""Lemma 4.2's key figures against mpmath, which differentiates and integrates the potential on its own."""

from fractions import Fraction
from math import comb

import mpmath as mp
import numpy as np
import pytest
import sympy as sp

from proofs_checks.realizability import _gram_trials as trials
from proofs_checks.realizability import _lemma_4_2_beyond as beyond
from proofs_checks.realizability import _lemma_4_2_sharp as sharpened
from proofs_checks.realizability import _sharp_bounds as sharp
from proofs_checks.realizability.lemma_4_2 import lemma_4_2, no_constant, special_case
from verify.claims import Effort, Status
from verify.run.recheck import recheck_finding


def bessel_yukawa(d, r):
    """The decaying solution of ΔΦ = Φ through Macdonald's function, scaled to r^{d-2} Φ -> 1 at 0."""
    order = mp.mpf(d) / 2 - 1
    return mp.besselk(order, r) / r**order * 2 ** (1 - order) / mp.gamma(order)


def bent(d, eps, r):
    """Φ_ε(r): the Taylor polynomial of Φ at ε of degree d-2, and C r integrated d-1 times from ε downwards."""
    taylor = mp.taylor(lambda x: bessel_yukawa(d, x), eps, d - 1)
    top = taylor[d - 1] * mp.factorial(d - 1)
    value = sum(c * (r - eps) ** i for i, c in enumerate(taylor[:-1]))
    return value + mp.quad(lambda y: top * y / eps * (y - r) ** (d - 2) / mp.factorial(d - 2), [r, eps])


@pytest.mark.parametrize(("d", "eps"), [(3, "1/10"), (5, "1/2"), (7, "9/10")])
def test_lem_4_2_value_at_zero_lies_between_its_bounds(d, eps):
    with mp.workdps(40):
        radius = mp.mpf(Fraction(eps).numerator) / Fraction(eps).denominator
        zero = bent(d, radius, mp.mpf(0))
        assert bessel_yukawa(d, radius) < zero < comb(2 * d - 2, d - 1) * radius ** (2 - d)


@pytest.mark.parametrize(("d", "eps"), [(3, "1/2"), (5, "1/2"), (7, "1/10")])
def test_lem_4_2_suprema_are_those_of_the_potential_and_below_the_sharp_bound(d, eps):
    exact = Fraction(eps)
    with mp.workdps(60):
        radius = mp.mpf(exact.numerator) / exact.denominator
        zero = bent(d, radius, mp.mpf(0))
        at_zero = [-mp.diff(lambda r: bent(d, radius, r), radius / 2**40), bessel_yukawa(d, radius)]
        assert mp.almosteq(at_zero[0] / zero, mp.mpf(sharpened._suprema(d, exact)[1].numerator)
                           / sharpened._suprema(d, exact)[1].denominator, rel_eps=mp.mpf(10) ** -8)
    for k, found in enumerate(sharpened._suprema(d, exact)):
        bound = sharp.bound().subs({sharp.d: d, sharp.k: k, sharp.s: sp.Rational(eps), sharp.eps: sp.Rational(eps)})
        assert sp.Rational(found.numerator, found.denominator) <= bound.doit() <= (2 * d / sp.Rational(eps)) ** (d - 1)


def test_lem_4_2_value_at_zero_by_hand():
    # d = 3, ε = 1/10, λ = 1: P = 1, 11/10, 221/100, so 1 + 11/10 + (221/100)(2/6) = 851/300 at 0, and the slope is
    # 11/10 + (221/100)/2 = 441/200 over ε: their quotient is 6615/851 · 10/10.
    assert list(sharpened._suprema(3, Fraction(1, 10))[:2]) == [1, Fraction(441, 200) / Fraction(851, 300) * 10]


def test_lem_4_2_special_case_fails_from_d_11_on():
    # 3e(2 + 1/d)^{2d} is about 22·4^d: 22·4^7 = 360,000 < 10^6 < 22·4^11 = 92,000,000.
    witness = special_case().settle(Effort()).evidence.witness
    assert witness["at"]["d"] == "11"
    ratio = Fraction(witness["lhs"].split()[0][1:]) / Fraction(witness["rhs"].split()[0][1:])
    assert ratio == pytest.approx(3 * float(mp.e) * (2 + 1 / 11) ** 22 / 10**6)
    assert no_constant().settle(Effort()).status is Status.PROVED


def test_lem_4_2_third_derivative_jumps_by_hand():
    # d = 3, μ = 1, ε = 1: Φ''' = -(6 + 6 + 3 + 1)/e outside, C = (2 + 2 + 1)/e inside.
    assert sp.simplify(beyond._jump(3).subs({beyond.mu: 1, beyond.eps: 1}) + 21 * sp.exp(-1)) == 0


def test_lem_4_2_profile_is_the_potential():
    at = (7, Fraction(1, 2), Fraction(1, 2))
    found = beyond.profile(at)
    with mp.workdps(40):
        for r in (0, Fraction(1, 5), Fraction(2, 5)):
            inner = sum(c * r**i for i, c in enumerate(found.inner))
            # λ = 1/4: Φ for μ is μ^{d-2} times Φ for 1 at μ r; so Φ_ε too, with με for ε.
            value = bent(7, mp.mpf(1) / 4, mp.mpf(r.numerator) / r.denominator / 2) / 2**5 * mp.exp(mp.mpf(1) / 4)
            assert mp.almosteq(value, mp.mpf(inner.numerator) / inner.denominator, rel_eps=mp.mpf(10) ** -25)


def test_lem_4_2_trials_take_the_smallest_eigenvalue():
    # The identity has 1, the matrix of ones 0, and the sign of a metric r (trace 0) a negative one.
    identity, count = trials.smallest_eigenvalue(5, lambda phi, r: (r == 0).astype(float))
    assert identity == pytest.approx(1)
    assert 5 <= count <= 40
    assert trials.smallest_eigenvalue(5, lambda phi, r: np.ones_like(r))[0] == pytest.approx(0, abs=1e-13)
    assert trials.smallest_eigenvalue(5, lambda phi, r: r)[0] < 0


def test_lem_4_2_trials_tell_kernels_apart():
    assert all(trials.potential(seed) for seed in range(1001, 1041))
    assert not all(trials.flat_topped(seed) for seed in range(1001, 1041))
    assert not all(trials.indicator(seed) for seed in range(1001, 1041))


@pytest.mark.parametrize("claim", lemma_4_2.claims, ids=lambda claim: claim.id)
def test_lem_4_2_evidence_is_confirmed_without_search(claim):
    found = claim.build().settle(Effort())
    assert recheck_finding(found.to_data()) is found.status
