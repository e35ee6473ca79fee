"""The loss in rows of bounded memory agrees with the whole table, and takes no more than it says."""

import tracemalloc

import numpy as np
import pytest

from numeric import _blocks
from numeric.loss import Loss, pack
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian, Polynomial, Potential, Sign, Zonal


class Product(Potential):
    """(x.y)^2, with derivatives of its own and no more: neither radial nor zonal."""

    diagonal = 1.0

    def __str__(self):
        return "product"  # the name of a test is the same in every process

    def value(self, x, y):
        return np.sum(x * y, axis=-1) ** 2

    def gradient(self, x, y):
        return 2 * np.sum(x * y, axis=-1)[..., None] * y

    def hessian(self, x, y):
        return 2 * y[..., :, None] * y[..., None, :] + 0 * x[..., None]

    def mixed(self, x, y):
        return 2 * np.sum(x * y, axis=-1)[..., None, None] * np.eye(x.shape[-1]) + 2 * y[..., :, None] * x[..., None, :]


CASES = [(AlmostHarmonic(3, 0.5), 3), (AlmostHarmonic(7, 0.9), 7), (Exponential(), 1), (Exponential(), 50),
         (Gaussian(3.0), 7), (Newtonian(3), 3), (Sign(), 3), (Polynomial([0, 1, 0, 2]), 7), (Product(), 3)]


def instance(potential, d, k=7, n=5):
    rng = np.random.default_rng(d)
    points = rng.normal(size=(k + n, d))
    if isinstance(potential, Zonal | Product):
        points /= np.linalg.norm(points, axis=1)[:, None]
    points[1] = points[0]  # a pair at one place
    return rng.normal(size=n), points[k:], rng.normal(size=k), points[:k], (rng.normal(size=k), rng.normal(size=(k, d)))


def everything(loss, a, theta, v):
    sums = [loss.change(a, theta), pack(*loss.gradient(a, theta)), pack(*loss.hessian_vector(a, theta, *v))]
    if np.isfinite(loss.potential.diagonal):
        sums += [*loss._at(theta)._charges, loss.reduced_change(theta)]
    return sums


@pytest.mark.parametrize(("potential", "d"), CASES, ids=str)
@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("keep", [0, 2**20])
def test_rows_agree_with_the_whole_table(monkeypatch, potential, d, fast, keep):
    b, w, a, theta, v = instance(potential, d)
    if not np.isfinite(potential.diagonal):
        theta[1] += 0.1
    whole = Loss(potential, b, w, regularisation=0.7)
    expected = everything(whole, a, theta, v)
    product = whole.hessian(a, theta) @ pack(*v)
    np.testing.assert_allclose(expected[2], product, rtol=1e-12, atol=1e-12 * np.abs(product).max())
    monkeypatch.setattr(_blocks, "_FEW", 0)
    monkeypatch.setattr(_blocks, "_AT_ONCE", 0)
    monkeypatch.setattr(_blocks, "_BLOCK", 3 * _blocks.size(potential, np.concatenate([theta, w])))  # 3, 3 and 1 rows
    rows = Loss(potential, b, w, regularisation=0.7, keep=keep, fast=fast)
    for _ in range(3):  # from the third sum on they are kept
        for ours, theirs in zip(everything(rows, a, theta, v), expected, strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12 * np.abs(theirs).max())
    sums = rows._at(theta).sums
    assert "whole" not in sums.__dict__
    assert len(sums._kept) == (3 if keep and not sums._compiled else 0)


@pytest.mark.parametrize("fast", [False, True])
def test_a_unit_that_is_no_number_spoils_what_it_meets(monkeypatch, fast):
    monkeypatch.setattr(_blocks, "_FEW", 0)
    loss = Loss(AlmostHarmonic(3, 0.5), [1.0], [[0.0] * 3], keep=0, fast=fast)
    theta = np.array([[np.nan, 0.0, 0.0], [1e100, 0.0, 0.0]])
    field, pull = loss.gradient([1.0, 2.0], theta)
    assert np.isnan(field).all()
    assert np.isnan(pull[0, 0])
    assert loss.change([2.0], theta[1:]) == 4  # far from all: its own energy


@pytest.mark.parametrize("fast", [False, True])
def test_memory_is_bounded(fast):
    """k = 1500 with n = 1500 in three dimensions: the table would take 400 MB."""
    rng = np.random.default_rng(0)
    k = 1500
    a, theta = rng.normal(size=k), rng.normal(size=(k, 3))
    loss = Loss(AlmostHarmonic(3, 0.5), rng.normal(size=k), rng.normal(size=(k, 3)), fast=fast, keep=0)
    tracemalloc.start()
    try:
        loss.gradient(a, theta)
        assert tracemalloc.get_traced_memory()[1] < 24e6
    finally:
        tracemalloc.stop()


def test_a_matrix_of_charges_has_its_limit():
    theta = np.zeros((11_586, 1))
    with pytest.raises(ValueError, match="up to k = 11585, got k = 11586: descend on the charges and places"):
        Loss(Gaussian(), [1.0], [[0.0]]).best_charges(theta)


def test_what_is_no_array_of_numpys_is_refused():
    with pytest.raises(TypeError, match="b must hold real numbers, got complex128"):
        Loss(Gaussian(), [1j], [[0.0]])
    with pytest.raises(TypeError, match="theta must hold real numbers, got <U1"):
        Loss(Gaussian(), [1.0], [[0.0]]).change([1.0], [["x"]])
