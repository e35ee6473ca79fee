"""Theorem G.3: losses and second derivatives in floating point, apart from the claims' algebra."""

import numpy as np
import pytest


def loss(a, theta, b, degree):
    return a * a + 2 * a * (b @ theta**degree)


@pytest.mark.parametrize("degree", [3, 4, 5, 6])
@pytest.mark.parametrize("sign", [1, -1])
def test_thm_g3_both_signs_of_w_are_minima(degree, sign):
    b, rng = np.array([0.5, -2.0, 1.0, 0.0]), np.random.default_rng(degree)
    theta = np.array([sign, 0.0, 0.0, 0.0])
    a = -float(b @ theta**degree)
    assert loss(a, theta, b, degree) == -0.25
    for _ in range(300):  # within r < |b_1|/max|b| = 1/4
        v = rng.standard_normal(4) * 0.2 * rng.random() / 4
        moved = (theta + v) / np.linalg.norm(theta + v)
        assert loss(a + 0.1 * rng.standard_normal(), moved, b, degree) > -0.25


@pytest.mark.parametrize("degree", [3, 4, 7])
def test_thm_g3_curvature_between_two_coordinates(degree):
    # b_1 = b_2 = 1: θ = (1, 1)/√2 is critical with a = −F; the turn has the second derivative −2(l − 2)l a²
    b, theta = np.ones(2), np.ones(2) / np.sqrt(2)
    a, h = -float(b @ theta**degree), 1e-4

    def at(t):
        return loss(a, np.array([np.cos(np.pi / 4 + t), np.sin(np.pi / 4 + t)]), b, degree)
    second = (at(h) - 2 * at(0.0) + at(-h)) / h**2
    assert second == pytest.approx(-2 * (degree - 2) * degree * a * a, rel=1e-4)


def test_thm_g3_charge_zero_is_no_minimum():
    # b = (1, −1), l = 3, θ = (1, 1)/√2: F = 0; near by −F² < 0
    b = np.array([1.0, -1.0])
    theta = np.array([np.cos(0.8), np.sin(0.8)])
    assert loss(-float(b @ theta**3), theta, b, 3) < 0


def test_thm_g3_degree_two_is_flat():
    for t in np.linspace(0, 6, 7):
        assert loss(-1.0, np.array([np.cos(t), np.sin(t)]), np.ones(2), 2) == pytest.approx(-1)
