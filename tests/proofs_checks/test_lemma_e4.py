"""Lemma E.4 by hand and in mpmath: the decrease at the best charge, the step that goes too far, the ball."""

from fractions import Fraction

import mpmath

from proofs_checks.descent.lemma_e4 import lemma_e4, near, step
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_e4.claims}


def phi(r):
    """Φ_ε for d = 3, ε = 1/2 and r ≤ ε by hand: e^{1/2}(43/6) is its value at 0 before it is 1 there."""
    return 1 - Fraction(75, 43) * r + Fraction(52, 43) * r**3


def test_lem_e4_potential():
    assert all(near().subs("r", r) == phi(r) for r in (Fraction(1, 7), Fraction(1, 2)))
    assert phi(Fraction(1, 2)) == Fraction(12, 43)


def test_lem_e4_gradient_step_raises_the_loss():
    # one proton of charge 1 at 0, θ at r, a = −Φ(r), α = 6^{−6}: L_1 = a² + 2aΦ + 1 before and after the step
    r, alpha = Fraction(1, 40000), Fraction(1, 6**6)
    a, slope = -phi(r), -Fraction(75, 43) + 3 * Fraction(52, 43) * r**2
    assert 2 * a + 2 * phi(r) == 0  # the slope in a: the charge does not move
    after = r - alpha * 2 * a * slope
    assert after < 0
    assert Fraction(str(step().subs("r", r))) == r - after
    before, later = (a * a + 2 * a * phi(x) + 1 for x in (r, abs(after)))
    assert later > before


def test_lem_e4_decrease_at_the_best_charge():
    # k = 1, b = 1/2, θ at 1/4: F = Φ/2, C = 1/4; C − F² against a scan over a
    field, constant = phi(Fraction(1, 4)) / 2, Fraction(1, 4)
    best = min(a * a + 2 * a * field + constant for a in (Fraction(i, 1000) for i in range(-1000, 1001)))
    assert 0 <= best - (constant - field**2) <= Fraction(1, 4 * 10**6)


def test_lem_e4_root():
    # √(1 − X) = 1 − Δ: Δ is between X/2 and X, so also above X/4
    with mpmath.workdps(30):
        for x in ("1e-6", "0.01", "0.5", "0.99"):
            x = mpmath.mpf(x)
            assert x / 4 < x / 2 <= 1 - mpmath.sqrt(1 - x) <= x


def test_lem_e4_many_close_protons():
    # 3000 protons of charge 1 with Φ ≥ 1/2 in pairs: L_1(0, 0) ≥ 2999²/2, above 1000 · 3000
    assert 2999**2 / 2 > 1000 * 3000
    assert CLAIMS["loss-at-0"].build().settle(Effort()).status is Status.REFUTED
