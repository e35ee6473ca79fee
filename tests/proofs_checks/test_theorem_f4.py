"""Theorem F.4: the slope far away, the strict minimum, and the corrected bound on random configurations."""

import mpmath
import numpy as np
import pytest

from proofs_checks.subharmonic import _gaussian_minimum
from proofs_checks.subharmonic.theorem_f4 import theorem_f4
from verify.claims import Effort, Status

CLAIMS = {claim.id.partition("/")[2]: claim for claim in theorem_f4.claims}


def test_thm_f4_slope_far_away():
    # 2·60·8·e^{−1920} = 960 e^{−1920}; log10: 2.98227 − 1920·0.4342944819 = −830.8631
    slope = 960 * mpmath.exp(-1920)
    assert mpmath.mpf("1.3e-831") < slope < mpmath.mpf("1.4e-831")
    assert mpmath.almosteq(mpmath.log10(slope), mpmath.mpf("-830.8631"), abs_eps=1e-3)
    assert CLAIMS["slope-far-away"].build().settle(Effort()).status is Status.CERTIFIED


def test_thm_f4_strict_minimum():
    with mpmath.workdps(40):
        def loss(x, y):
            def phi(t):
                return mpmath.exp(-t**2 / 2)
            return 2 * phi(x - y) - 2 * sum(phi(t - p) for t in (x, y) for p in (5, -5))

        x, y = mpmath.findroot(lambda s, t: (mpmath.diff(loss, (s, t), (1, 0)), mpmath.diff(loss, (s, t), (0, 1))),
                               (mpmath.mpf("4.32"), mpmath.mpf("5.68")))
        for value, (low, high) in zip((x, y), _gaussian_minimum.BOX, strict=True):
            assert mpmath.mpf(low.p) / low.q < value < mpmath.mpf(high.p) / high.q
        # the other proton's pull is about e^{−47}: the gap is that of one proton alone, x² = (2/3) ln 2
        assert mpmath.almosteq((x - 5) ** 2, 2 * mpmath.log(2) / 3, abs_eps=1e-15)
        assert all(loss(x + mpmath.cos(a) / 100, y + mpmath.sin(a) / 100) > loss(x, y) for a in range(7))


@pytest.mark.parametrize(("d", "k", "eps", "seed"), [(1, 2, 1.0, 0), (2, 3, 1.0, 1), (3, 2, 2.0, 2)])
def test_thm_f4_corrected_bound(d, k, eps, seed):
    # the smallest eigenvalue of the whole Hessian, from the closed form of ∇²e^{−cr²/2} = (c²vvᵀ − c)e^{−cr²/2}
    rng, c, far = np.random.default_rng(seed), 2 * d / eps, 2.5

    def block(v):
        return (c**2 * np.outer(v, v) - c * np.eye(d)) * np.exp(-c * v @ v / 2)

    checked = 0
    while checked < 20:
        theta, w = rng.uniform(-1.5, 1.5, (k, d)), rng.uniform(-1.5, 1.5, (k, d))
        gaps = np.linalg.norm(theta[:, None] - w[None], axis=2)
        if gaps.min() ** 2 < eps or gaps.max() > far:
            continue
        checked += 1
        hessian = np.zeros((k, d, k, d))
        for i in range(k):
            hessian[i, :, i, :] -= 2 * sum(block(theta[i] - p) for p in w)
            for j in range(k):
                if i != j:
                    hessian[i, :, i, :] += 2 * block(theta[i] - theta[j])
                    hessian[i, :, j, :] -= 2 * block(theta[i] - theta[j])
        least = np.linalg.eigvalsh(hessian.reshape(k * d, k * d))[0]
        bound = min(c * (s - d) * np.exp(-s / 2) for s in (2 * d, c * far**2))
        assert least <= -2 * k / d * bound < 0
