"""Lemma G.1: the figures by hand and by sampling, apart from the procedure that the claims use."""

from itertools import product

import numpy as np
import pytest

from proofs_checks.activations import _circle_instances as instances
from proofs_checks.activations import _diameter as on
from verify.exact import circle_loss, circle_paired, circle_spurious


def loss(theta, w):
    """The mean of (Σ sign(θ_iᵀX) − Σ sign(w_jᵀX))² over directions of X on the circle, midway between breakpoints."""
    x = (np.arange(48) + 0.5) * 2 * np.pi / 48

    def out(places):
        return sum(np.sign(np.cos(x - 2 * np.pi * p / 24)) for p in places)
    return np.mean((out(theta) - out(w)) ** 2)


@pytest.mark.parametrize(("theta", "w"), [((3, 15), (0, 6)), ((1, 2), (3, 20)), ((0, 0), (12, 5)), ((7,), (7,))])
def test_lem_g1_loss_is_that_of_the_sign_network(theta, w):
    exact = circle_loss(24, [(p, -1) for p in theta], [(p, 1) for p in w])
    assert float(exact) == pytest.approx(loss(theta, w), abs=1e-12)


def test_lem_g1_the_spurious_minimum_has_no_lower_neighbour():
    # electrons at π/4 and 5π/4, protons at 0 and π/2: 3, 15, 0, 6 of 24 ticks; the loss is 2 by the 90 degrees
    assert loss((3, 15), (0, 6)) == pytest.approx(2)
    steps = [loss((3 + s, 15 + t), (0, 6)) for s, t in product((-1, 0, 1), repeat=2)]
    assert min(steps) == pytest.approx(2)


def test_lem_g1_counts():
    # multisets: C(4k + k − 1, k) for the electrons, C(4k + k − 2, k − 1) for the protons but one
    assert [counts[0] for counts in instances.COUNTS.values()] == [4 * 1, 36 * 8, 364 * 78, 3876 * 816]
    # STATEMENTS' figures for three pairs
    assert instances.COUNTS[3][2:5] == (61, 220, 0)


def test_lem_g1_spurious_minima_are_pairs():
    found = circle_spurious(3)
    assert len(found) == 220
    assert all(circle_paired(12, moving, fixed) for moving, fixed in found)
    assert all(circle_loss(12, moving, fixed) > 0 for moving, fixed in found)


def test_lem_g1_one_electron_and_nothing_opposite():
    # n = 1: moved ahead the loss changes by B − A, moved back by A − B
    ahead, behind = (value.subs({on.n: 1, on.m: 0, on.alpha: 0, on.beta: 0}) for value in on.one_moves())
    assert ahead == on.B - on.A
    assert behind == on.A - on.B
