"""Lemma E.1 against a potential built by hand, and the configuration that attains the bound."""

from fractions import Fraction

import mpmath
import pytest

from proofs_checks.descent._single_node import at_radius, inside
from proofs_checks.descent.lemma_e1 import lemma_e1
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_e1.claims}


def phi(r, eps="0.5"):
    """Φ_ε for d = 3: e^{−r}/r from ε on; inside its second derivative is c r, and c, slope and value fit at ε."""
    eps = mpmath.mpf(eps)
    value, slope = mpmath.exp(-eps) / eps, -mpmath.exp(-eps) * (1 + eps) / eps**2
    c = mpmath.exp(-eps) * (2 + 2 * eps + eps**2) / eps**4

    def at(s):
        return mpmath.exp(-s) / s if s >= eps else value + slope * (s - eps) + c * (
            s**3 / 6 - eps**2 * s / 2 + eps**3 / 3)

    return at(r) / at(mpmath.mpf(0))


def test_lem_e1_exact_values_of_the_potential():
    # Φ_ε(ε) for d = 3, s = 1/2 by hand: 1/(1 + (1 + s) + (2 + 2s + s²)/3) = 1/(43/12)
    assert at_radius(3, Fraction(1, 2)) == Fraction(12, 43)
    assert mpmath.almosteq(phi(mpmath.mpf("0.5")), mpmath.mpf(12) / 43)
    near = inside(3, Fraction(1, 2))
    for r in ("0.1", "0.25", "0.49"):
        assert mpmath.almosteq(mpmath.mpf(near.subs("r", r).evalf(30)), phi(mpmath.mpf(r)), 1e-12)


def test_lem_e1_six_protons_attain_the_bound():
    # written out in space: δ = 1/2, a = 1, b = −43/96 at ±e_i/2 (moved out a little, so that Φ is smooth there)
    with mpmath.workdps(40):
        b = -mpmath.mpf(43) / 96
        places = [[s * mpmath.mpf("0.5") if i == j else 0 for j in range(3)] for i in range(3) for s in (1, -1)]

        def loss(a, x):
            return a**2 + 2 * a * b * sum(phi(mpmath.sqrt(sum((u - v) ** 2 for u, v in zip(x, w, strict=True))))
                                          for w in places)

        h = mpmath.mpf(10) ** -8
        origin = [mpmath.mpf(0)] * 3
        slope = (loss(1 + h, origin) - loss(1 - h, origin)) / (2 * h)
        assert abs(slope - mpmath.mpf(1) / 2) < 1e-12
        for axis in range(3):
            step = [h if i == axis else mpmath.mpf(0) for i in range(3)]
            back = [-s for s in step]
            assert abs(loss(1, step) - loss(1, back)) / (2 * h) < 1e-12
            second = (loss(1, step) - 2 * loss(1, origin) + loss(1, back)) / h**2
            assert abs(second + mpmath.mpf(1) / 2) < 1e-6  # the third derivative of Φ_ε jumps at ε


def test_lem_e1_best_bound_by_hand():
    # δ = 1/2, d = 3: (δ + √(δ² + 8dδ))/4 = (1/2 + √(49/4))/4 = 1
    assert (Fraction(1, 2) + Fraction(7, 2)) / 4 == 1
    assert CLAIMS["best-bound"].build().settle(Effort()).status is Status.PROVED


@pytest.mark.parametrize("level", ["0.1", "0.5", "0.9"])
def test_lem_e1_three_quarters(level):
    level = mpmath.mpf(level)
    for d in (3, 5, 7, 11, 99):
        best = (level + mpmath.sqrt(level**2 + 8 * d * level)) / 4
        assert best**2 < mpmath.mpf(3) / 4 * d * level < 2 * d * level
