"""Theorem 4.1: the instance with two opposite charges, recomputed in floating point and mpmath."""

import mpmath
import numpy as np
import pytest
import sympy as sp

import proofs_checks.descent._theorem_4_1_argument  # adds claims to the statement
import proofs_checks.descent._theorem_4_1_kink  # noqa: F401  # adds claims to the statement
from numeric.descent import Joint, Stop, second_order
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic
from proofs_checks.descent import _kink_instance as kink
from proofs_checks.descent import _trials_41
from proofs_checks.descent.theorem_4_1 import theorem_4_1
from proofs_checks.realizability.lemma_4_2 import lemma_4_2  # noqa: F401  # before its private modules
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_4_1.claims}
W = np.array([[0.0, 0, 0], [30, 0, 0], [0, 30, 0]])
LOSS = Loss(AlmostHarmonic(3, 0.01), [1.0, 0.5, 0.5], W, regularisation=1.0)


def instance(gap):
    field = float(LOSS.potential(0.04))
    return (np.array([-0.45, 0.45, -0.5]) * field, np.array([[10, 10, 0], [10, 10, gap], [0.04, 0, 0]]))


@pytest.mark.parametrize("gap", [4e-4, 1e-5])
def test_thm_4_1_gradient_by_the_loss_module(gap):
    g_a, g_theta = LOSS.gradient(*instance(gap))
    square = float(kink.square_of_gradient().subs(kink.x, sp.Rational(str(gap))).evalf(30))
    assert square == pytest.approx(float((g_a**2).sum() + (g_theta**2).sum()), rel=1e-10)
    assert square**0.5 == pytest.approx(0.43, abs=0.005)  # STATEMENTS' figure, by an independent run


@pytest.mark.parametrize("place", [0, 1, 2])
def test_thm_4_1_step_by_the_loss_module(place):
    alpha = kink.ALPHAS[place]
    gap, step = float(alpha) / 100, float(alpha)
    a, theta = instance(gap)
    g_a, g_theta = LOSS.gradient(a, theta)
    change = LOSS.change(a - step * g_a, theta - step * g_theta) - LOSS.change(a, theta)
    exact = kink.after_a_step(alpha).subs(kink.x, alpha / 100).evalf(40)
    assert change > 0
    assert float(exact) == pytest.approx(change, rel=1e-5)


@pytest.mark.parametrize("alpha", [1e-3, 1e-4, 1e-6])
def test_thm_4_1_second_order_descent_stops_at_the_cone(alpha):
    end = second_order(Joint(LOSS, 3), pack(*instance(4e-4)), 10_000, alpha, 1e-3, 1e-3)
    places = end.x[3:].reshape(3, 3)
    assert end.stop is Stop.NO_DECREASE
    assert end.gradient_norm == pytest.approx(0.43, abs=0.005)
    assert np.linalg.norm(places[:, None] - W, axis=-1).min() > 0.03


def test_thm_4_1_third_derivative_along_a_line():
    # f = e^{−u}/u at |x| = 1, h = 3/5: u′ = h, u″ = 1 − h², u‴ = −3h(1 − h²)
    def value(t):
        u = mpmath.sqrt(1 + 2 * t * mpmath.mpf(3) / 5 + t**2)
        return mpmath.exp(-u) / u

    with mpmath.workdps(30):
        f1, f2, f3 = (mpmath.diff(lambda u: mpmath.exp(-u) / u, 1, n) for n in (1, 2, 3))
        h = mpmath.mpf(3) / 5
        expected = f3 * h**3 + 3 * h * (1 - h**2) * (f2 - f1)
        assert mpmath.almosteq(mpmath.diff(value, 0, 3), expected, 1e-10)


def test_thm_4_1_the_same_start_needs_the_change_of_g():
    assert _trials_41.joint_far(3)
    assert not _trials_41.joint_absolute(3)


@pytest.mark.parametrize(("name", "status"), [
    ("existence", Status.PROVED), ("decrease", Status.REFUTED), ("stationary", Status.REFUTED),
    ("differentiable", Status.REFUTED), ("bounded-derivatives", Status.REFUTED),
    ("stops-at-a-cone", Status.CERTIFIED)])
def test_thm_4_1_verdicts(name, status):
    assert CLAIMS[name].build().settle(Effort()).status is status
