"""Lemma 4.5: moments and probabilities by hand and by numerical integration."""

from fractions import Fraction
from itertools import product

import mpmath
import pytest
import sympy as sp

from proofs_checks.descent import _moments as moments
from proofs_checks.descent.lemma_4_5 import lemma_4_5
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_4_5.claims}


def test_lem_4_5_two_equal_protons():
    # S = b_1 + b_2: E S² = 2/3, E S⁴ = 2/5 + 6/9 = 16/15, so Var(S²)/(E S²)² = (28/45)/(4/9) = 7/5; ρ = 1/2
    assert moments.ratio().rhs.subs(moments.rho, sp.Rational(1, 2)) == sp.Rational(7, 5)
    assert (Fraction(16, 15) - Fraction(4, 9)) / Fraction(4, 9) == Fraction(7, 5)


def test_lem_4_5_moments_by_quadrature():
    phi = [mpmath.mpf(x) for x in ("1", "0.6", "0.3")]
    nodes = [(-1, Fraction(1, 6)), (0, Fraction(4, 6)), (1, Fraction(1, 6))]  # Simpson's rule
    second = sum(mpmath.mpf(wt.numerator) / wt.denominator * sum(f * b for f, b in zip(phi, bs, strict=True)) ** 2
                 for bs, wt in ((tuple(n[0] for n in c), c[0][1] * c[1][1] * c[2][1])
                               for c in product(nodes, repeat=3)))
    assert mpmath.almosteq(second, sum(f**2 for f in phi) / 3)


def test_lem_4_5_probability_for_two_protons():
    # P(|b_1 + φ b_2| ≤ t): for t = φ/2 the strip around b_1 = −φ b_2 lies in the square, area 2t·2 of 4
    phi, t = mpmath.mpf("0.4"), mpmath.mpf("0.2")
    length = mpmath.quad(lambda b: min(1, t - phi * b) - max(-1, -t - phi * b), [-1, 0, 1])
    assert mpmath.almosteq(length / 4, t)


@pytest.mark.parametrize(("name", "status"), [
    ("start", Status.PROVED), ("chebyshev", Status.REFUTED), ("square", Status.REFUTED), ("density", Status.PROVED),
    ("chebyshev-never", Status.PROVED), ("initial-value", Status.PROVED)])
def test_lem_4_5_verdicts(name, status):
    assert CLAIMS[name].build().settle(Effort()).status is status
