"""Section 4's text and Theorem 1.2: the four protons by the loss module, two electrons on a proton by hand."""

import numpy as np
import pytest

from numeric.loss import Loss
from numeric.potentials import AlmostHarmonic
from proofs_checks.descent import _quadrupole as quadrupole
from proofs_checks.descent.section_4 import section_4
from proofs_checks.introduction.theorem_1_2 import theorem_1_2
from verify.claims import Effort, Status

CLAIMS = {claim.id: claim for claim in (*section_4.claims, *theorem_1_2.claims)}


def test_sec_4_four_protons():
    loss = Loss(AlmostHarmonic(3, 0.5), [b for b, _ in quadrupole.PROTONS],
                [[*place, 0] for _, place in quadrupole.PROTONS], regularisation=1.0)
    a, theta = np.zeros(4), np.array([[0.0, 0, 0], [0, 0, 7], [0, 0, -7], [0, 0, 14]])
    g_a, g_theta = loss.gradient(a, theta)
    assert np.abs(g_a).max() < 1e-18
    assert np.abs(g_theta).max() == 0
    assert np.linalg.eigvalsh(loss.hessian(a, theta)).min() > -1e-13  # LAPACK's error at zeros, with a norm of 4


def test_sec_4_two_electrons_on_a_proton():
    # b = 1: a = −1/3 each leaves (1/3)² + 2/9 = 1/3, one of −1/2 leaves 1/4 + 1/4 = 1/2
    loss = Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0, 0, 0]], regularisation=1.0)
    both, one = np.zeros((2, 3)), np.zeros((1, 3))
    assert loss.value([-1 / 3, -1 / 3], both) == pytest.approx(1 / 3)
    assert loss.value([-1 / 2], one) == pytest.approx(1 / 2)
    rng = np.random.default_rng(1)
    for _ in range(50):
        move = 1e-4 * rng.standard_normal((2, 3))
        assert loss.value(-1 / 3 + 1e-4 * rng.standard_normal(2), move) > 1 / 3


@pytest.mark.parametrize(("name", "status"), [
    ("sec-4/stable-minima", Status.PROVED), ("sec-4/second-order-points", Status.PROVED),
    ("sec-4/near-in-the-set", Status.REFUTED), ("sec-4/many-to-one", Status.PROVED),
    ("thm-1.2/at-convergence", Status.PROVED), ("thm-1.2/not-at-every-stationary-point", Status.PROVED)])
def test_sec_4_verdicts(name, status):
    assert CLAIMS[name].build().settle(Effort()).status is status
