"""Theorem F.2: the counterexample and the rotations, in mpmath and NumPy."""

from itertools import combinations

import mpmath
import numpy as np
import pytest

from proofs_checks.subharmonic import _mirror_minimum
from proofs_checks.subharmonic.theorem_f2 import theorem_f2
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_f2.claims}


def mirrored(t, w):
    return mpmath.mpf(1) / 100 / abs(t - w) + mpmath.sqrt(1 + (t - w) ** 2) + mpmath.sqrt(1 + (t + w) ** 2)


def loss(theta, w, phi=mirrored):
    return 2 * sum(phi(x, y) for x, y in combinations(theta, 2)) - 2 * sum(phi(t, p) for t in theta for p in w)


def test_thm_f2_minimum_without_invariance():
    with mpmath.workdps(40):
        w = (mpmath.mpf(10), mpmath.mpf(-10))
        x = mpmath.findroot(lambda s: mpmath.diff(lambda t: loss((t, -t), w), s), mpmath.mpf("0.1086"))
        assert _mirror_minimum.LOW < mpmath.mpf(x) < _mirror_minimum.HIGH
        here = loss((x, -x), w)
        for step in (mpmath.mpf("0.01"), mpmath.mpf("0.001")):
            for angle in range(24):
                move = mpmath.pi * angle / 12
                assert loss((x + step * mpmath.cos(move), -x + step * mpmath.sin(move)), w) > here


def test_thm_f2_the_statement_as_printed_is_refuted_by_balls():
    assert CLAIMS["no-local-minima"].build().settle(Effort()).status is Status.REFUTED
    assert CLAIMS["a-minimum-without-invariance"].build().settle(Effort()).status is Status.CERTIFIED


@pytest.mark.parametrize("d", [2, 3, 6])
def test_thm_f2_sum_over_rotations(d):
    rng = np.random.default_rng(d)
    theta, w = (v / np.linalg.norm(v) for v in rng.standard_normal((2, d)))
    u, firsts, seconds = theta @ w, 0.0, 0.0
    for a, b in combinations(range(d), 2):
        generator = np.zeros((d, d))
        generator[a, b], generator[b, a] = -1, 1
        firsts += (generator @ theta @ w) ** 2
        seconds += generator @ generator @ theta @ w
    assert np.isclose(firsts, 1 - u**2, atol=1e-13)  # rounding of d² terms
    assert np.isclose(seconds, -(d - 1) * u, atol=1e-13)


def test_thm_f2_shifted_polar_angles_are_no_rotation():
    # polar angle π/2 and azimuths 0, π/2: orthogonal; shifted to the pole both are the same point
    def point(polar, azimuth):
        return np.array([np.cos(polar), np.sin(polar) * np.cos(azimuth), np.sin(polar) * np.sin(azimuth)])

    before = point(np.pi / 2, 0) @ point(np.pi / 2, np.pi / 2)
    after = point(np.pi, 0) @ point(np.pi, np.pi / 2)
    assert abs(before) < 1e-15  # rounding
    assert after == pytest.approx(1)
    assert CLAIMS["shifted-coordinates"].build().settle(Effort()).status is Status.REFUTED


def test_thm_f2_logarithm_on_the_sphere_has_trace_minus_2k2():
    # second differences of L = 2 Σ −log(1 − u) − 2 ΣΣ −log(1 − u) along the three rotations, k = 2
    rng = np.random.default_rng(0)
    theta, w = (v / np.linalg.norm(v, axis=1, keepdims=True) for v in rng.standard_normal((2, 2, 3)))

    def value(points):
        return 2 * -np.log(1 - points[0] @ points[1]) - 2 * sum(-np.log(1 - t @ p) for t in points for p in w)

    h, total = 1e-4, 0.0
    for a, b in combinations(range(3), 2):
        turn = np.eye(3)
        turn[a, a] = turn[b, b] = np.cos(h)
        turn[a, b], turn[b, a] = -np.sin(h), np.sin(h)
        total += (value(theta @ turn.T) + value(theta @ turn) - 2 * value(theta)) / h**2
    assert total == pytest.approx(-8, abs=1e-5)  # h² times fourth derivatives, and rounding over h²
