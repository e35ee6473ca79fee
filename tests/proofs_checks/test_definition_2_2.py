"""Definition 2.2 followed numerically, from its own words: forces summed over pairs, an ordinary solver."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp


def follow(charges, places, fixed, slope, until):
    """−dθ_i/dt = Σ_(j≠i) a_i a_j ∇_θi Φ(|θ_i − θ_j|), with dΦ/dr = slope."""
    places = np.asarray(places, dtype=float)

    def velocity(_, flat):
        at = flat.reshape(places.shape)
        moved = np.zeros_like(at)
        for i in range(len(at)):
            if i in fixed:
                continue
            for j in range(len(at)):
                if j != i:
                    r = np.linalg.norm(at[i] - at[j])
                    moved[i] -= charges[i] * charges[j] * slope(r) * (at[i] - at[j]) / r
        return moved.ravel()

    found = solve_ivp(velocity, (0, until), places.ravel(), rtol=1e-10, atol=1e-12)
    return found.y[:, -1].reshape(places.shape)


def coulomb(r):
    return -1 / r**2


@pytest.mark.parametrize("slope", [coulomb, lambda r: -np.exp(-r), lambda r: -r * np.exp(-r**2 / 2)])
@pytest.mark.parametrize(("charges", "nearer"), [((1, -2), True), ((-1, -2), False), ((3, 1), False)])
def test_def_2_2_opposite_charges_come_nearer_and_like_ones_part(slope, charges, nearer):
    before = [[0.0, 0.0, 0.0], [1.0, 2.0, 2.0]]
    after = follow(charges, before, {0}, slope, 0.5)
    assert np.all(after[0] == 0)
    assert (np.linalg.norm(after[1]) < 3) == nearer


def test_def_2_2_r_cubed_falls_evenly_until_the_collision():
    # by hand: r(0) = 3, ab = −2, so r³ = 27 − 6t, and r = 0 at t = 9/2
    for t in (1.0, 3.0, 4.4):
        after = follow((1, -2), [[0.0, 0.0, 0.0], [1.0, 2.0, 2.0]], {0}, coulomb, t)
        assert np.linalg.norm(after[1]) ** 3 == pytest.approx(27 - 6 * t, rel=1e-6)


def test_def_2_2_two_free_charges_keep_their_middle():
    after = follow((1, -2), [[0.0, 0.0], [3.0, 4.0]], set(), coulomb, 2.0)
    assert after.sum(axis=0) == pytest.approx([3, 4])  # action and reaction
