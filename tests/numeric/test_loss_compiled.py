"""The compiled pairs agree with NumPy's; without numba NumPy takes over, silently."""

import sys

import numpy as np
import pytest

from numeric import _compiled
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic, Gaussian


def everything(loss, a, theta, v):
    return (loss.change(a, theta), pack(*loss.gradient(a, theta)), loss.hessian(a, theta),
            pack(*loss.hessian_vector(a, theta, *v)), loss.best_charges(theta), loss.reduced_hessian(theta))


@pytest.mark.parametrize(("d", "eps", "lam"), [(3, 0.5, 1.0), (3, 0.1, 2.0), (7, 0.9, 1.0), (23, 0.5, 0.3)])
def test_agrees_with_numpy(d, eps, lam):
    pytest.importorskip("numba", reason="compiled code needs numba: pip install numba")
    rng = np.random.default_rng(d)
    b, w, a = rng.normal(size=5), rng.normal(size=(5, d)), rng.normal(size=4)
    theta = np.concatenate([w[:2] + eps / 9, w[[2]], rng.normal(size=(1, d))])  # near, on, and away from a w
    v = rng.normal(size=4), rng.normal(size=(4, d))
    phi = AlmostHarmonic(d, eps, lam)
    assert _compiled.parts(phi, theta, w) is not None
    for rho in (0.0, 1.0):
        plain, fast = (Loss(phi, b, w, regularisation=rho, fast=fast) for fast in (False, True))
        for ours, expected in zip(everything(fast, a, theta, v), everything(plain, a, theta, v), strict=True):
            np.testing.assert_allclose(ours, expected, rtol=1e-13, atol=1e-13 * np.abs(expected).max())


def test_far_away_and_nan():
    pytest.importorskip("numba", reason="compiled code needs numba: pip install numba")
    loss = Loss(AlmostHarmonic(5, 0.5), [1.0], [[0.0] * 5], fast=True)
    assert loss.change([2.0], [[1e100] + [0.0] * 4]) == 4
    assert np.isnan(loss.change([2.0], [[np.nan] + [0.0] * 4]))


def test_other_potentials_are_numpys():
    assert _compiled.parts(Gaussian(), np.zeros((1, 2)), np.zeros((1, 2))) is None
    loss = Loss(Gaussian(), [1.0], [[0.0]], fast=True)
    assert loss.change([1.0], [[0.0]]) == 3


def test_without_numba(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba", None)
    _compiled._kernel.cache_clear()
    try:
        assert Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0] * 3], fast=True).change([-1.0], [[0.0] * 3]) == -1
        assert _compiled._kernel() is None
    finally:
        _compiled._kernel.cache_clear()
