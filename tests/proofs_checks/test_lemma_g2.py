"""Lemma G.2: a dense search on the circle, and the local minima by hand."""

import numpy as np
import pytest

from verify.exact import circle_rests


def field(angles, w, b):
    """F at the angles, from 1 − 2 acos(cos)/π."""
    return sum(q * (1 - 2 * np.arccos(np.clip(np.cos(angles - v), -1, 1)) / np.pi) for v, q in zip(w, b, strict=True))


@pytest.mark.parametrize("seed", range(8))
def test_lem_g2_minima_of_the_reduced_loss_are_at_protons(seed):
    rng = np.random.default_rng(seed)
    w, b = rng.uniform(0, 2 * np.pi, 4), rng.uniform(-1, 1, 4)
    angles = np.linspace(0, 2 * np.pi, 20_001)[:-1]
    reduced = -field(angles, w, b) ** 2  # the least over a
    low = angles[(reduced < np.roll(reduced, 1)) & (reduced < np.roll(reduced, -1))]
    breaks = np.concatenate([w, w + np.pi])
    assert low.size
    for angle in low:
        assert np.abs(np.exp(1j * angle) - np.exp(1j * breaks)).min() < 1e-3


def test_lem_g2_which_protons():
    # w at 0, 5, 9 of 24 ticks, b = 1, 3, −5: the others' signed sums are −2, −6 and −4, so only |b_3| = 5 is larger
    assert circle_rests(24, -1, "0:1 5:3 9:-5") == (21,)
    assert circle_rests(24, 1, "0:1 5:3 9:-5") == (9,)


def test_lem_g2_equal_charges_make_an_arc():
    # b = (1, −1), a quarter turn apart: F = −1 on the quarter behind w_2
    assert np.allclose(field(np.linspace(np.pi / 2, np.pi, 9), (0, np.pi / 2), (1, -1)), -1)
