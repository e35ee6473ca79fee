"""Theorem 4.6's key figures by SciPy's distributions, by random instances, and by hand."""

import math

import numpy as np
import pytest
from scipy.stats import chi2

from numeric.loss import Loss
from numeric.potentials import AlmostHarmonic
from proofs_checks.descent import _trials_46 as trials
from proofs_checks.descent.section_4_1 import several_electrons
from proofs_checks.descent.theorem_4_6 import distances, repaired
from verify.claims import Effort, Status


@pytest.mark.parametrize("d", [3, 7, 23, 101])
def test_thm_4_6_tails_of_a_sum_of_squares(d):
    assert chi2.cdf(d / 4, d) <= (math.exp(0.75) / 4) ** (d / 2) <= 0.53 ** (d / 2)
    for x in (4, 6, 10):
        assert chi2.sf(d * x, d) <= (x * math.exp(1 - x)) ** (d / 2) <= math.exp(-d * x / 8)


def test_thm_4_6_distances_by_scipy():
    # P(‖w_i − w_j‖ ≥ c d log d) = P(χ²_d ≥ c² d² log² d/(2C d log d)), here with c = C = 1: below Markov's bound,
    # and at d = 1001 practically 0.
    for d in (3, 11, 101, 1001):
        exact = chi2.sf(d * math.log(d) / 2, d)
        assert exact <= 2 / math.log(d)
    assert exact < 1e-100
    assert not any(trials.nearest(seed) for seed in range(5))


@pytest.mark.parametrize(("d", "eps"), [(3, 0.5), (7, 0.1), (11, 0.9)])
def test_thm_4_6_decay_does_not_depend_on_eps(d, eps):
    phi = AlmostHarmonic(d, eps)
    for order in (0, 1):
        for r, h in ((1.0, 0.5), (d, 1.0), (d, d + 4.0)):
            assert abs(float(phi(r + h, order))) <= math.exp(-h) * abs(float(phi(r, order))) * (1 + 1e-12)
    far, near = 3 * d + 1 + math.log(8 * 5 / 0.1) - d - 1, d
    assert 4 * 5 * float(phi(far)) <= 0.05 * math.exp(-d) * float(phi(near))


def test_thm_4_6_errors_spread_as_bounded():
    random = np.random.default_rng(7)
    phi, k, rho = AlmostHarmonic(3, 0.5), 4, 1e-4
    w = 20.0 * np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    b = random.uniform(0.2, 1, k) * np.array([1, -1, 1, -1])
    shift = random.standard_normal((k, 3))
    theta = w + rho * shift / np.linalg.norm(shift, axis=1)[:, None]
    loss = Loss(phi, b, w)
    a, steepest = loss.best_charges(theta), -float(phi(0.0, 1))
    assert np.abs(a + b).max() <= 2 * k * steepest * rho
    assert loss.value(a, theta) <= 2 * k**2 * steepest * rho
    assert np.abs(a + b).max() > rho  # it is an error of that order


def test_thm_4_6_status():
    assert repaired().settle(Effort()).status is Status.PROVED
    assert distances().settle(Effort()).status is Status.REFUTED
    assert several_electrons().settle(Effort()).status is Status.PROVED
