"""Electron-proton dynamics, beside solutions by hand and Definition 2.2 written out."""

import math

import numpy as np
import pytest

from numeric.charges import Charges
from numeric.dynamics import simulate, velocity
from numeric.loss import Loss
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Sign, Yukawa

RANDOM = np.random.default_rng(4)
TWO = {"a": [-1.0, -0.5], "theta": [[0.5, 1.0, 0.5], [2.0, -1.0, 0.0]], "b": [1.0, 0.5],
       "w": [[0.0, 0.0, 0.0], [3.0, 0.0, 0.0]]}


@pytest.mark.parametrize("d", [3, 4, 7])
def test_a_coulomb_pair_falls_as_by_hand(d):
    # Φ = r^(2-d), ab = -1: r' = -(d-2) r^(1-d), so r^d = r(0)^d - d(d-2)t
    path = simulate(Newtonian(d), [-1], [0.5 * np.eye(d)[0]], [1], np.zeros((1, d)), until=1)
    assert path.stop == "collision"
    assert path.colliding == (("theta", 0), ("w", 0))
    assert path.t[-1] == pytest.approx(0.5**d / (d * (d - 2)), rel=1e-9)
    assert np.linalg.norm(path.theta[-1]) == pytest.approx(1e-6, rel=1e-6)
    early = 0.9 * path.t[-1]
    assert path.dense(early)[0, 0] == pytest.approx((0.5**d - d * (d - 2) * early) ** (1 / d), rel=1e-9)


def test_a_logarithmic_pair_moves_apart_as_by_hand():
    # Φ = -ln r, ab = 1: r' = 1/r, r² = r(0)² + 2t
    path = simulate(Newtonian(2), [1], [[0, 1]], [1], [[0, 0]], until=4)
    assert path.stop == "until"
    assert path.t[-1] == 4
    assert path.theta[-1] == pytest.approx(np.array([[0, 3]]), rel=1e-9)
    assert path.energy[[0, -1]] == pytest.approx([0, -math.log(3)])


def test_a_cone_is_reached_in_finite_time():
    # Φ = e^{-r}, ab = -1: r' = -e^{-r}, e^r = e^r(0) - t
    path = simulate(Exponential(), [-1], [[0, 0, 1]], [1], [[0, 0, 0]], until=10)
    assert path.stop == "collision"
    assert path.t[-1] == pytest.approx(math.e - 1, abs=2e-6)


def test_a_smooth_potential_has_nothing_to_collide_with():
    path = simulate(Gaussian(), [-1], [[1, 0]], [1], [[0, 0]], until=40)
    assert path.stop == "until"
    assert np.linalg.norm(path.theta[-1]) < 1e-9


def test_two_electrons_of_opposite_sign_meet():
    path = simulate(Yukawa(), [1, -1], [[0.5, 0, 0], [0, 0, 0]], [1e-6], [[0, 0, 9]], until=10)
    assert path.colliding == (("theta", 0), ("theta", 1))
    assert path.theta[-1].mean(axis=0) == pytest.approx([0.25, 0, 0], abs=1e-6)  # the forces are opposite


def test_an_exact_saddle_stays_one():
    path = simulate(Yukawa(), [-1], [[0, 0, 0]], [1, 1], [[1, 0, 0], [-1, 0, 0]], until=5)
    assert path.theta == pytest.approx(np.zeros((200, 1, 3)), abs=1e-12)


@pytest.mark.parametrize("potential", [AlmostHarmonic(3, 0.5), Yukawa(), Gaussian(), Newtonian(3), Exponential()])
def test_the_velocity_is_that_of_the_definition(potential):
    a, b, theta, w = (RANDOM.normal(size=shape) for shape in (3, 2, (3, 3), (2, 3)))
    expected = np.zeros((3, 3))
    for i in range(3):
        for charge, place in [*((a[j], theta[j]) for j in range(3) if j != i), *zip(b, w, strict=True)]:
            r = np.linalg.norm(theta[i] - place)
            expected[i] -= a[i] * charge * potential(r, order=1) * (theta[i] - place) / r
    assert velocity(potential, a, theta, b, w) == pytest.approx(expected)


@pytest.mark.parametrize("potential", [AlmostHarmonic(3, 0.5), Yukawa(), Gaussian(), Exponential()])
def test_the_energy_falls_by_the_squared_speed(potential):
    path = simulate(potential, **TWO, until=2)
    assert (np.diff(path.energy) < 0).all()
    loss = Loss(potential, TWO["b"], TWO["w"])
    t, weight = np.polynomial.legendre.leggauss(60)
    end = 0.9 * path.t[-1]
    places = path.dense((t + 1) / 2 * end)
    speed = [np.sum(velocity(potential, TWO["a"], at, TWO["b"], TWO["w"]) ** 2) for at in places]
    fall = path.energy[0] - loss.change(TWO["a"], path.dense(end)) / 2
    assert fall == pytest.approx(weight @ speed * end / 2, rel=1e-6)  # the quadrature's error, near the cone


def test_it_converges_with_the_tolerance_and_mirrors():
    fine = simulate(Gaussian(), **TWO, until=5, rtol=1e-11)
    coarse = simulate(Gaussian(), **TWO, until=5, rtol=1e-5, atol=1e-8)
    error = np.abs(fine.theta[-1] - coarse.theta[-1]).max()
    assert 1e-10 < error < 1e-4
    mirrored = {name: -np.array(given) for name, given in TWO.items()}
    assert simulate(Gaussian(), **mirrored, until=5).theta[-1] == pytest.approx(-fine.theta[-1], abs=1e-8)


def test_on_the_sphere_an_arc_by_hand():
    # Φ = 1 - 2α/π, ab = -1: the angle α falls at the rate 2/π; Φ = cos α: α' = -sin α, tan(α/2) = tan(α(0)/2) e^{-t}
    path = simulate(Sign(), [-1], [[0, 1, 0]], [1], [[1, 0, 0]], until=9)
    assert path.stop == "collision"
    assert path.t[-1] == pytest.approx((math.pi / 2) ** 2, abs=2e-6)
    path = simulate(Polynomial([0, 1]), [-1], [[0, 1, 0]], [1], [[1, 0, 0]], until=2)
    angle = 2 * math.atan(math.exp(-2))
    assert path.theta[-1, 0] == pytest.approx([math.cos(angle), math.sin(angle), 0])
    assert np.linalg.norm(path.theta, axis=-1) == pytest.approx(np.ones((200, 1)), abs=1e-14)


def test_like_charges_on_the_sphere_meet_the_opposite_point():
    path = simulate(Sign(), [1], [[0, 1, 0]], [1], [[1, 0, 0]], until=9)
    assert path.colliding == (("theta", 0), ("-w", 0))
    assert path.t[-1] == pytest.approx((math.pi / 2) ** 2, abs=2e-6)


def test_samples_show_motion_and_rest():
    path = simulate(Gaussian(), [-1], [[1, 0]], [1], [[0, 0]], until=1000, samples=100)
    assert np.sum(path.theta[:, 0, 0] > 0.01) > 40
    assert np.sum(path.t > 20) > 40


def test_samples_dense_output_and_budget():
    path = simulate(Gaussian(), **TWO, until=1, samples=7)
    assert path.t.shape == (7,)
    assert path.theta.shape == (7, 2, 3)
    assert path.dense(path.t) == pytest.approx(path.theta, abs=1e-10)
    assert path.dense([[0.1, 0.2]]).shape == (1, 2, 2, 3)
    with pytest.raises(ValueError, match=r"known from t = 0 to 1, got 1\.5"):
        path.dense(1.5)
    short = simulate(Yukawa(), **TWO, until=1, steps=2)
    assert short.stop == "budget"
    assert 0 < short.t[-1] < 1


@pytest.mark.parametrize("distance", [1e-7, 1e-100, 1e-200])
def test_charges_that_touch_at_the_start(distance):
    with pytest.raises(ValueError, match=r"theta\[0\] and w\[0\] are .* apart, which is a collision already"):
        simulate(Yukawa(), [-1], [[distance, 0, 0]], [1], [[0, 0, 0]], until=1)


@pytest.mark.parametrize("until", [0, -1, math.nan, math.inf])
def test_a_time_that_is_none(until):
    with pytest.raises(ValueError, match="until must be a finite number above 0"):
        simulate(Yukawa(), **TWO, until=until)


def test_charges_are_checked_and_limited():
    with pytest.raises(ValueError, match="a has 1 charge and theta has 2 places"):
        simulate(Yukawa(), **{**TWO, "a": [1]}, until=1)
    many = Charges(Gaussian(), np.ones(5000), RANDOM.normal(size=(5000, 2)))
    with pytest.raises(ValueError, match="too many to move"):
        simulate(Gaussian(), many.b, many.w + 9, many.b, many.w, until=1)
