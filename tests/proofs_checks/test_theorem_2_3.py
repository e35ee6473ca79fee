"""Theorem 2.3 by a solver of SciPy's at two tolerances, and by figures by hand."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from proofs_checks.dynamics import _trajectories
from proofs_checks.dynamics.theorem_2_3 import in_coordinates, pairing, theorem_2_3
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_2_3.claims}
A, B = np.array([-1.0, -0.5]), np.array([0.75, 1.25])
START, W = np.array([-1.0, 0.25]), np.array([0.5, 1.5])


def half_loss(theta):
    """L/2 for Φ = e^{−r²/2}, as a quadratic form in the 2k charges."""
    places, all_charges = np.concatenate([theta, W]), np.concatenate([A, B])
    return all_charges @ np.exp(-((places[:, None] - places) ** 2) / 2) @ all_charges / 2


def descent(theta):
    """Minus the gradient of L/2, by central differences."""
    step = 1e-5
    return np.array([-(half_loss(theta + step * e) - half_loss(theta - step * e)) / (2 * step) for e in np.eye(2)])


def path(field, rtol):
    return solve_ivp(lambda _, theta: field(theta), (0, 4), START, rtol=rtol, atol=1e-12,
                     t_eval=np.linspace(0, 4, 9)).y


@pytest.mark.parametrize("rtol", [1e-6, 1e-9])
def test_thm_2_3_descent_on_half_the_loss_follows_the_charges(rtol):
    charges = path(_trajectories.charges(A, B, W), rtol)
    assert np.abs(path(descent, rtol) - charges).max() < 100 * rtol
    assert np.abs(path(_trajectories.network(A, B, W), rtol) - charges).max() < 100 * rtol
    assert np.abs(path(_trajectories.charges(A, B, W, 2), rtol) - charges).max() > 0.1  # as printed


def test_thm_2_3_twice_the_potential_runs_through_the_same_curve_in_half_the_time():
    def end(factor, until):
        return solve_ivp(lambda _, p: _trajectories.charges(A, B, W, factor)(p), (0, until), START, rtol=1e-10,
                         atol=1e-12).y[:, -1]
    assert end(2, 1.5) == pytest.approx(end(1, 3), abs=1e-8)


def test_thm_2_3_a_pair_by_hand():
    # k = 1, a = −1, b = 1, θ = 0, w = 1: F = ab·∂Φ = −1·(w − θ)e^{−1/2}, and θ moves by −F, towards w
    velocity = _trajectories.charges(np.array([-1.0]), np.array([1.0]), np.array([1.0]))(np.array([0.0]))
    assert velocity == pytest.approx([np.exp(-0.5)])
    assert _trajectories.network(np.array([-1.0]), np.array([1.0]), np.array([1.0]))(np.array([0.0])) \
        == pytest.approx(velocity, abs=1e-12)


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


def test_thm_1_1_the_trials_of_the_networks_all_agree_and_the_others_do_not():
    seeds = range(1, 6)
    assert all(_trajectories.agree(seed) for seed in seeds)
    assert not any(_trajectories.as_printed(seed) for seed in seeds)
