"""Batches of losses against one after the other; floats of 32 bits; other libraries of the standard; misuse."""

import math

import numpy as np
import pytest
from _instances import CASES, everything, instance

from numeric import _blocks
from numeric.batch import Losses
from numeric.loss import Loss
from numeric.potentials import AlmostHarmonic, Exponential, Gaussian, Newtonian


def one_by_one(potential, b, w, a, theta, v, rho=0.3):
    found = [everything(Loss(potential, b[i], w[i], regularisation=rho), a[i], theta[i], (v[0][i], v[1][i]))
             for i in range(len(a))]
    return [np.stack(values) for values in zip(*found, strict=True)]


def assert_close(got, expected, rtol=1e-11):
    for ours, theirs in zip(got, expected, strict=True):
        assert tuple(ours.shape) == theirs.shape
        np.testing.assert_allclose(np.asarray(ours), theirs, rtol=rtol, atol=rtol * np.abs(theirs).max())


@pytest.mark.parametrize("potential", CASES, ids=str)
def test_a_batch_is_its_instances(monkeypatch, potential):
    b, w, a, theta, v = instance(potential)
    expected = one_by_one(potential, b, w, a, theta, v)
    losses = Losses(potential, b, w, regularisation=0.3)
    assert_close(everything(losses, a, theta, v), expected)
    axes = [x.reshape(2, 3, *x.shape[1:]) for x in (b, w, a, theta, *v)]
    got = everything(Losses(potential, *axes[:2], regularisation=0.3), *axes[2:4], axes[4:])
    assert_close([x.reshape(6, *x.shape[2:]) for x in got], expected)
    monkeypatch.setattr(_blocks, "_BLOCK", 1)  # one instance at a time
    assert_close(everything(losses, a, theta, v), expected)
    alone = everything(Losses(potential, b[0], w[0], regularisation=0.3), a[0], theta[0], (v[0][0], v[1][0]))
    assert_close(alone, [x[0] for x in expected])


def test_fixed_charges_may_be_everyone_s():
    b, w, a, theta, v = instance(Gaussian())
    shared = Losses(Gaussian(), b[0], w[0], regularisation=0.3)
    assert_close(everything(shared, a, theta, v), one_by_one(Gaussian(), b[[0] * 6], w[[0] * 6], a, theta, v))
    assert shared.constant.shape == ()


def test_many_rows_of_one_instance(monkeypatch):
    b, w, a, theta, v = instance(AlmostHarmonic(3, 0.5))
    losses = Losses(AlmostHarmonic(3, 0.5), b, w, regularisation=0.3)
    monkeypatch.setattr(_blocks, "_AT_ONCE", 0)
    monkeypatch.setattr(_blocks, "_BLOCK", 2 * _blocks.size(losses.potential, np.zeros((8, 3))))
    assert_close(everything(losses, a, theta, v), one_by_one(losses.potential, b, w, a, theta, v))


@pytest.mark.parametrize("potential", CASES, ids=str)
def test_32_bits(potential):
    """The stated accuracy, 1e-5 of the largest of the terms; 1e-4 for solved charges, whose matrix has a condition."""
    b, w, a, theta, v = instance(potential)
    small = [x.astype(np.float32) for x in (b, w, a, theta, *v)]
    got = everything(Losses(potential, *small[:2], regularisation=0.3), *small[2:4], small[4:])
    assert {x.dtype for x in got} == {np.dtype(np.float32)}
    expected = one_by_one(potential, b, w, a, theta, v)
    assert_close(got[:5], expected[:5], 1e-5)
    assert_close(got[5:], expected[5:], 1e-4)


def test_32_bits_at_one_place():
    losses = Losses(Exponential(), np.ones(1, np.float32), np.zeros((1, 3), np.float32))
    one, nowhere = np.ones(1, np.float32), np.zeros((1, 3), np.float32)
    assert losses.change(one, nowhere) == 3
    assert not np.any(losses.gradient(one, nowhere)[1])


@pytest.mark.parametrize("potential", CASES, ids=str)
def test_another_library(potential):
    """One that has the standard's functions and refuses all else."""
    xp = pytest.importorskip("array_api_strict")
    b, w, a, theta, v = instance(potential)
    there = [xp.asarray(x) for x in (b, w, a, theta, *v)]
    got = everything(Losses(potential, *there[:2], regularisation=0.3), *there[2:4], there[4:])
    assert {type(x) for x in got} == {type(there[0])}
    assert_close(got, one_by_one(potential, b, w, a, theta, v))


def test_charges_where_units_are_at_one_place_or_nowhere():
    """K is singular: the charges of least norm are equal (by hand: each half of -1/e), or no numbers."""
    theta = np.array([[[1.0, 0.0], [1.0, 0.0]], [[1.0, 0.0], [np.nan, 0.0]]])
    a = Losses(Exponential(), [1.0], [[0.0, 0.0]]).best_charges(theta)
    np.testing.assert_allclose(a[0], [-0.5 / math.e] * 2, rtol=1e-13)
    assert np.isnan(a[1]).all()


def test_misuse():
    losses = Losses(AlmostHarmonic(3, 0.5), np.ones((4, 2)), np.ones((4, 2, 3)))
    a, theta = np.ones((4, 5)), np.ones((4, 5, 3))
    with pytest.raises(ValueError, match=r"theta must have shape \(..., k, d\) = \(..., k, 3\) with k >= 1"):
        losses.best_charges(theta[..., :2])
    with pytest.raises(ValueError, match=r"a must have shape \(..., k\) = \(..., 5\) as theta has k = 5 rows"):
        losses.change(a[:, :4], theta)
    with pytest.raises(ValueError, match=r"must be the same, got \(4,\) for w, \(3,\) for a, \(4,\) for theta"):
        losses.change(a[:3], theta)
    with pytest.raises(TypeError, match="a must hold real floats of 64 or 32 bits, got complex128"):
        losses.change(a * 1j, theta)
    with pytest.raises(TypeError, match="theta holds float32 and w float64: give both alike"):
        losses.best_charges(theta.astype(np.float32))
    with pytest.raises(ValueError, match=r"b must have shape \(..., n\) = \(4, 2\)"):
        Losses(Gaussian(), np.ones(2), np.ones((4, 2, 3)))
    with pytest.raises(ValueError, match=r"w must have shape \(..., n, d\) = \(..., n, 3\), got \(4, 2, 2\)"):
        Losses(Newtonian(3), np.ones((4, 2)), np.ones((4, 2, 2)))
    with pytest.raises(ValueError, match="b and w must be finite"):
        Losses(Gaussian(), np.full((4, 2), np.nan), np.ones((4, 2, 2)))
    with pytest.raises(ValueError, match="0 or more and finite, got -1"):
        Losses(Gaussian(), [1.0], [[1.0]], regularisation=-1)
    with pytest.raises(TypeError, match="must be a Potential"):
        Losses("gaussian", [1.0], [[1.0]])
    with pytest.raises(ValueError, match="cannot be solved for with Newtonian"):
        Losses(Newtonian(3), np.ones(1), np.ones((1, 3))).best_charges(np.zeros((1, 3)))
