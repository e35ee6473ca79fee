"""Variable projection, its starts, and what it stops for."""

import numpy as np
import pytest

from numeric.charges import random_charges
from numeric.descent import (
    Joint,
    Reduced,
    Stop,
    at_origin,
    check_felt,
    in_ball,
    matches,
    nontrivial,
    variable_projection,
)
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa

W = np.array([[0.0, 0.0, 0.0], [3.0, 0.0, 0.0], [0.0, 4.0, 0.0]])
B = np.array([1.0, -0.5, 0.75])
OFF = np.array([0.6, -0.6, 0.6])


def loss(eps=0.5, **keywords):
    return Loss(AlmostHarmonic(3, eps), B, W, **keywords)


def test_one_unit_ends_at_the_cone_with_half_the_charge():
    """One unit on one charge: G = 2 a^2 + 2 a b there, least at a = -b/2."""
    g = Loss(AlmostHarmonic(3, 0.2), [0.8], [[1.0, 2.0, -1.0]], regularisation=1.0)
    end = variable_projection(g, [[-1.0, 0.5, 2.0]])
    assert end.outcome.stop is Stop.KINK
    assert end.theta == pytest.approx(np.array([[1.0, 2.0, -1.0]]), abs=1e-12)
    assert end.a == pytest.approx([-0.4])
    assert end.outcome.change == pytest.approx(-0.32)


def test_three_units_on_three_charges():
    theta = W + OFF
    end = variable_projection(loss(), theta, trace="x")
    assert end.outcome.stop is Stop.KINK
    assert matches(end.theta, W, 1e-9) == [0, 1, 2]
    assert end.a == pytest.approx(-B)
    trace = end.outcome.trace
    assert len(trace.kind) == len(trace.change) == len(trace.gradient_norm) == end.outcome.steps + 1
    assert trace.kind[0] == "start"
    assert np.array_equal(trace.x[0], theta.ravel())
    assert np.array_equal(trace.x[-1], end.theta.ravel())
    assert (np.diff(trace.change) < 0).all()
    assert trace.change[-1] == end.outcome.change


def test_a_smooth_potential_ends_second_order():
    """One unit on one Gaussian charge: min over a of G is -b^2 Phi^2/2, with curvature b^2/width^2 at the charge."""
    g = Loss(Gaussian(1.5), [0.8], [[1.0, 2.0, -1.0]], regularisation=1.0)
    end = variable_projection(g, [[0.0, 1.0, 0.0]])
    assert end.outcome.stop is Stop.SECOND_ORDER
    assert end.theta == pytest.approx(np.array([[1.0, 2.0, -1.0]]), abs=1e-6)
    assert end.outcome.smallest_eigenvalue == pytest.approx(0.8**2 / 1.5**2)


def test_a_smooth_potential_has_no_kinks():
    """Near a shallow minimum rounding errors rise to every side: that is no cone where there is none."""
    for seed in (2, 4, 14):
        charges = random_charges(Gaussian(1.5), 1 + seed % 5, seed, d=3)
        start = 2 * np.random.default_rng(seed).normal(size=charges.w.shape)
        end = variable_projection(Loss(charges.potential, charges.b, charges.w), start)
        assert end.outcome.stop is not Stop.KINK


def test_a_start_without_slope_is_left_along_the_negative_curvature():
    """Midway between two equal charges the slope vanishes by symmetry."""
    g = Loss(AlmostHarmonic(3, 0.5), [1.0, 1.0], [[2.0, 0.0, 0.0], [-2.0, 0.0, 0.0]], regularisation=1.0)
    start = np.zeros((1, 3))
    assert np.abs(Reduced(g, 1).gradient(start.ravel())).max() < 1e-15
    end = variable_projection(g, start)
    assert end.outcome.stop is Stop.KINK
    assert np.abs(end.theta) == pytest.approx(np.array([[2.0, 0.0, 0.0]]), abs=1e-9)


def test_exactly_at_a_cone_nothing_moves():
    end = variable_projection(loss(), W)
    assert (end.outcome.stop, end.outcome.steps) == (Stop.KINK, 0)
    assert np.array_equal(end.theta, W)


def test_the_budget():
    end = variable_projection(loss(), W + 1.0, steps=1)
    assert (end.outcome.stop, end.outcome.steps) == (Stop.BUDGET, 1)
    assert variable_projection(loss(), W + 1.0, steps=0).outcome.steps == 0


def test_the_scale_of_the_charges_does_not_matter():
    """Charges times 2^-40: the same places, step by step; a power of two commutes with every rounding and sum."""
    theta = W[:2] + OFF
    ends = [variable_projection(Loss(AlmostHarmonic(3, 0.5), B * scale, W, regularisation=1.0), theta)
            for scale in (1.0, 2.0**-40)]
    assert np.array_equal(ends[0].theta, ends[1].theta)
    assert np.array_equal(ends[0].a * 2.0**-40, ends[1].a)


def test_reduced_derivatives_are_those_of_the_loss():
    g, theta = loss(regularisation=1.0), W + OFF
    f = Reduced(g, 3)
    gradient, hessian = f.derivatives(theta.ravel())
    assert gradient == pytest.approx(f.gradient(theta.ravel()), rel=1e-12)
    assert hessian == pytest.approx(f.hessian(theta.ravel()), rel=1e-10, abs=1e-12)
    h = 1e-6
    for n, e in enumerate(np.eye(9)):
        slope = (f.change(theta.ravel() + h * e) - f.change(theta.ravel() - h * e)) / (2 * h)
        assert gradient[n] == pytest.approx(slope, abs=1e-8)


def test_joint_is_the_loss_of_the_packed_vector():
    g, theta, a = loss(), W + 0.5, np.array([0.1, 0.2, 0.3])
    f, x = Joint(g, 3), pack(a, theta)
    assert f.change(x) == g.change(a, theta)
    assert np.array_equal(f.gradient(x), pack(*g.gradient(a, theta)))
    assert np.array_equal(f.hessian(x), g.hessian(a, theta))
    assert np.array_equal(f.project(x), x)


def test_misuse():
    with pytest.raises(ValueError, match="theta must have shape"):
        variable_projection(loss(), np.zeros((2, 2)))
    with pytest.raises(ValueError, match="finite"):
        variable_projection(loss(), [[np.nan, 0.0, 0.0]])
    with pytest.raises(ValueError, match="infinite"):
        variable_projection(Loss(Yukawa(), B, W), W + 1)
    with pytest.raises(ValueError, match="sphere"):
        variable_projection(Loss(Sign(), [1.0], [[1.0, 0.0]]), [[0.0, 1.0]])
    with pytest.raises(ValueError, match="reach"):
        variable_projection(loss(), W, reach=0)


def test_at_origin_is_the_start_of_lemma_4_5():
    """G(a_1, 0) - G(0, 0) = 2 a^2 + 2 a F(0), least at -F(0)/2 and there -F(0)^2/2; for e^{-r}, F by hand."""
    g = Loss(Exponential(), B, W, regularisation=1.0)
    a, theta = at_origin(g, 5)
    F = 1 - 0.5 * np.exp(-3) + 0.75 * np.exp(-4)
    assert a == pytest.approx([-F / 2, 0, 0, 0, 0])
    assert g.change(a, theta) == pytest.approx(-(F**2) / 2)
    assert not theta[0].any()
    assert len(np.unique(theta, axis=0)) == 5
    with pytest.raises(ValueError, match="k must be"):
        at_origin(g, 0)


def test_in_ball_takes_the_best_of_its_draws():
    g = loss()
    a, theta = in_ball(g, 2.0, 7, draws=50)
    assert theta.shape == (1, 3)
    assert np.linalg.norm(theta) <= 2
    assert a == pytest.approx(g.best_charges(theta))
    assert g.reduced_change(theta) <= g.reduced_change(in_ball(g, 2.0, 7).theta)
    assert np.array_equal(theta, in_ball(g, 2.0, 7, draws=50).theta)
    far = [np.linalg.norm(in_ball(g, 1.0, seed).theta) for seed in range(400)]
    assert np.mean(np.array(far) ** 3) == pytest.approx(0.5, abs=0.06)  # |x|^3 is uniform; 4 standard deviations
    for wrong in ({"radius": 0.0}, {"radius": np.inf}, {"radius": 1.0, "draws": 0}):
        with pytest.raises(ValueError, match=r"radius|draws"):
            in_ball(g, seed=0, **wrong)


def test_nontrivial_starts_keep_away_and_count():
    g = loss()
    starts = [nontrivial(g, 2, seed, scale=1.0, eps=1.0) for seed in range(30)]
    assert all(np.linalg.norm(s.theta[:, None] - W, axis=-1).min() >= 1 for s in starts)
    assert any(s.rejected for s in starts)
    with pytest.raises(ValueError, match="all 5 starts"):
        nontrivial(g, 1, 0, scale=0.1, eps=5.0, attempts=5)
    with pytest.raises(ValueError, match="k must be"):
        nontrivial(g, 0, 0, scale=1.0, eps=0.1)


def test_a_start_that_feels_nothing_is_refused():
    """e^(-r^2/2) leaves floating point beyond r = sqrt(2*745) = 38.6, its slope soon after."""
    g = Loss(Gaussian(1.0), B, W)
    with pytest.raises(ValueError, match=r"Gaussian.* underflows to 0 at distances of 46 and more"):
        check_felt(g, np.array([[0.0, 50.0, 0.0], [0.0, 0.0, -99.0]]))
    check_felt(g, np.array([[0.0, 50.0, 0.0], [1.0, 0.0, 0.0]]))  # the second does
    far = Loss(Gaussian(1.0), [1.0], [[0.0, 0.0, 1e3]])
    with pytest.raises(ValueError, match="underflows"):
        in_ball(far, 1.0, 0, draws=9)


def test_a_potential_that_is_0_may_pull():
    check_felt(Loss(Newtonian(2), [1.0], [[0.0, 0.0]]), np.array([[1.0, 0.0]]))  # -ln 1
    check_felt(Loss(Polynomial([0, 0, 1]), [1.0], [[1.0, 0.0]]), np.array([[0.0, 1.0]]))  # t^2 across: a saddle
