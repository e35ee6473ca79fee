"""Theorem 2.3 by a solver of SciPy's at two tolerances, and by figures by hand."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from numeric.dynamics import velocity
from numeric.potentials import Gaussian, named
from proofs_checks.dynamics import _trajectories
from proofs_checks.dynamics.theorem_2_3 import in_coordinates, pairing, theorem_2_3
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_2_3.claims}
CASE = _trajectories.Case(
    Gaussian(), np.array([-1.0, -0.5]), np.array([[-1.0], [0.25]]), np.array([0.75, 1.25]), np.array([[0.5], [1.5]]))


def half_loss(theta):
    """L/2 for Φ = e^{−r²/2}, as a quadratic form in the 2k charges."""
    places, all_charges = np.concatenate([theta, CASE.w])[:, 0], np.concatenate([CASE.a, CASE.b])
    return all_charges @ np.exp(-((places[:, None] - places) ** 2) / 2) @ all_charges / 2


def by_differences(theta):
    """Minus the gradient of L/2, by central differences."""
    step = 1e-5
    return np.array([[-(half_loss(theta + step * e[:, None]) - half_loss(theta - step * e[:, None])) / (2 * step)]
                     for e in np.eye(2)])


def path(field, rtol):
    return solve_ivp(lambda _, theta: field(theta.reshape(2, 1)).ravel(), (0, 4), CASE.theta.ravel(), method="LSODA",
                     rtol=rtol, atol=1e-12, t_eval=TIMES).y.T[:, :, None]


TIMES = np.linspace(0, 4, 9)


@pytest.mark.parametrize("rtol", [1e-6, 1e-9])
def test_thm_2_3_descent_on_half_the_loss_follows_the_charges(rtol):
    moved = _trajectories.charges(CASE, rtol, until=4).dense(TIMES)
    assert np.abs(path(by_differences, rtol) - moved).max() < 100 * rtol
    assert np.abs(path(_trajectories.network(CASE), rtol) - moved).max() < 100 * rtol
    assert np.abs(path(_trajectories.descent(CASE), rtol) - moved).max() < 100 * rtol
    assert np.abs(_trajectories.charges(CASE, rtol, factor=2, until=4).dense(TIMES) - moved).max() > 0.1  # as printed


def test_thm_2_3_twice_the_potential_runs_through_the_same_curve_in_half_the_time():
    twice, once = _trajectories.charges(CASE, 1e-10, factor=2, until=1.5), _trajectories.charges(CASE, 1e-10, until=3)
    assert twice.theta[-1] == pytest.approx(once.theta[-1], abs=1e-8)


@pytest.mark.parametrize("side", [
    _trajectories.network, _trajectories.descent, lambda case: lambda _: velocity(*case.given)])
def test_thm_2_3_a_pair_by_hand(side):
    # k = 1, a = −1, b = 1, θ = 0, w = (1, 0): F = ab·∇Φ = −1·(w − θ)e^{−1/2}, and θ moves by −F, towards w
    case = _trajectories.Case(Gaussian(), np.array([-1.0]), np.zeros((1, 2)), np.array([1.0]), np.array([[1.0, 0.0]]))
    assert side(case)(case.theta) == pytest.approx(np.array([[np.exp(-0.5), 0]]), abs=1e-12)


def test_thm_2_3_places_after_a_collision_are_unknown():
    # Φ = −ln r, ab = −1: r² = 1 − 2t, so at t = 1/2 it ends
    case = _trajectories.Case(named("newtonian", d=2), -np.ones(1), np.array([[1.0, 0]]), np.ones(1), np.zeros((1, 2)))
    found = _trajectories.follow(_trajectories.descent(case), case.theta, np.array([0.48, 0.6]), 1e-8)
    assert found[0] == pytest.approx(np.array([[0.2, 0]]), abs=1e-6)
    assert np.isnan(found[1]).all()


def test_thm_2_3_linear_activations_pull_themselves_to_the_origin():
    # σ(X, x) = Xx, Φ = xy: L = (ax + by)², so −∂(L/2)/∂x = −a(ax + by); with b = 0 no other charge acts
    left_over = CLAIMS["symmetry-alone"].build().part("left over")
    assert left_over.rhs.subs({"a": 3, "x": 2}) == -18


@pytest.mark.parametrize(("of_loss", "of_potential", "status"), [
    (1, 2, Status.PROVED), (3, 6, Status.PROVED), (1, 1, Status.REFUTED), (2, 1, Status.REFUTED)])
def test_thm_2_3_only_twice_the_multiple_goes_with_the_loss(of_loss, of_potential, status):
    assert pairing(of_loss, of_potential).settle(Effort()).status is status


def test_thm_2_3_two_units_in_space():
    assert in_coordinates(2, dim=3).settle(Effort()).status is Status.PROVED


@pytest.mark.parametrize(("right", "wrong"), [
    ("agree", ("as_printed",)), ("same_trajectories", ("same_trajectories_as_printed",)),
    ("the_energy_falls", ("the_energy_falls_as_printed", "against_the_forces"))])
def test_thm_2_3_the_trials_all_agree_and_the_others_do_not(right, wrong):
    seeds = range(41, 46)  # not those of the claims
    assert all(getattr(_trajectories, right)(seed) for seed in seeds)
    for name in wrong:
        assert sum(getattr(_trajectories, name)(seed) for seed in seeds) <= 1  # a single charge may hardly move
