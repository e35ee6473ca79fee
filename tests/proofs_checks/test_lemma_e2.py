"""Lemma E.2 by vectors in the plane, where the triangle inequality is seen, and by hand."""

from itertools import product
from math import hypot

from proofs_checks.descent.lemma_e2 import lemma_e2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in lemma_e2.claims}


def test_lem_e2_losses_of_vectors():
    # σ = (1, 0), f = (p, q): L_1(a) = |f + aσ|², F = p, L_1(0) = |f|²
    for p, q, a in product((-2.0, -0.5, 0.0, 1.5), (0.0, 0.75), (-1.25, 0.3, 2.0)):
        loss = a * a + 2 * a * p + p * p + q * q
        assert abs(loss - hypot(p + a, q) ** 2) < 1e-12
        assert loss**0.5 >= hypot(p, q) - abs(a) - 1e-12


def test_lem_e2_the_two_slopes_differ():
    # a = 1/2, F = −1: 4a + 2F = 0, but 2a + 2F = −1
    a, field = 0.5, -1.0
    assert (4 * a + 2 * field, 2 * a + 2 * field) == (0, -1)
    for name in ("with-G", "with-L_1"):  # the lemma holds in either reading
        assert CLAIMS[name].build().settle(Effort()).status is Status.PROVED


def test_lem_e2_best_tolerance_by_hand():
    # d = 3, δ = 1/2: 2δ²/(d + δ) = 1/7; Lemma E.1's largest |a| is (1/7 + √(1/49 + 24/7))/4 = (1 + 13)/28 = 1/2
    e = 1 / 7
    assert abs((e + (e * e + 24 * e) ** 0.5) / 4 - 0.5) < 1e-15
