"""The smallest eigenpair from products alone: known spectra, residuals, many rows, misuse."""

import numpy as np
import pytest

from numeric.descent.eigen import smallest_from_products
from numeric.loss import Loss, pack, unpack
from numeric.potentials import Gaussian


def path(n):
    """2 on and -1 beside the diagonal: the eigenvalues are 2 - 2 cos(j pi/(n+1))."""
    def times(x):
        y = 2 * x
        y[1:] -= x[:-1]
        y[:-1] -= x[1:]
        return y
    return times


def test_a_known_spectrum_and_its_enclosure():
    n = 200
    found = smallest_from_products(n, path(n), tolerance=1e-6)
    exact = 2 - 2 * np.cos(np.arange(1, n + 1) * np.pi / (n + 1))
    low, high = found.enclosure
    assert np.any((low <= exact) & (exact <= high))
    assert found.value >= exact[0] - 1e-14  # rounding of a quotient with a matrix of norm 4
    assert found.value == pytest.approx(exact[0], rel=1e-5)
    assert np.linalg.norm(path(n)(found.vector) - found.value * found.vector) == pytest.approx(found.residual)
    assert np.linalg.norm(found.vector) == pytest.approx(1)


def test_it_is_the_same_each_time_and_quicker_from_its_own_vector():
    n = 20_000  # spread on [0, 1], with one value below
    diagonal = np.concatenate([[-1.0], np.linspace(0, 1, n - 1)])
    first, second = (smallest_from_products(n, lambda x: diagonal * x) for _ in range(2))
    assert (first.value, first.residual, first.products) == (second.value, second.residual, second.products)
    assert first.value == pytest.approx(-1)
    again = smallest_from_products(n, lambda x: diagonal * x, first.vector + 1e-6)
    assert again.products <= first.products


def test_a_cluster_is_enclosed():
    """Twenty eigenvalues within 1e-9: the vector is any mixture, and the residual says to how much that matters."""
    diagonal = np.concatenate([np.linspace(-1 - 1e-9, -1, 20), np.linspace(0, 1, 2000)])
    found = smallest_from_products(len(diagonal), lambda x: diagonal * x, tolerance=1e-6)
    low, high = found.enclosure
    assert np.any((low <= diagonal) & (diagonal <= high))
    assert found.residual < 1e-5


def test_the_hessian_of_a_loss_of_many_charges():
    """k d = 1200, against the matrix, whose smallest eigenvalue LAPACK gives."""
    rng = np.random.default_rng(0)
    k, d = 60, 20
    loss = Loss(Gaussian(5.0), rng.uniform(-1, 1, k), rng.normal(size=(k, d)))
    a, theta = rng.uniform(-1, 1, k), rng.normal(size=(k, d))
    found = smallest_from_products(k + k * d, lambda x: pack(*loss.hessian_vector(a, theta, *unpack(x, k))))
    H = loss.hessian(a, theta)
    assert np.linalg.norm(H @ found.vector - found.value * found.vector) <= found.residual + 1e-12
    shifted = H - (found.value - 2 * found.residual - 1e-9) * np.eye(len(H))
    np.linalg.cholesky(shifted)  # no eigenvalue lies below: this one is the smallest


def test_misuse():
    with pytest.raises(ValueError, match=r"the start must have shape \(n,\) = \(5,\) with n >= 3, got \(4,\)"):
        smallest_from_products(5, path(5), np.ones(4))
    with pytest.raises(ValueError, match="holds nan or infinity"):
        smallest_from_products(5, lambda x: x * np.nan)
    with pytest.raises(RuntimeError, match=r"was not found to 1e-12 with .* products: take a larger"):
        smallest_from_products(3000, path(3000), tolerance=1e-12, most=40)
    with pytest.raises(RuntimeError, match="is the matrix symmetric"):
        smallest_from_products(50, lambda x: np.roll(x, 1) * np.arange(50))
