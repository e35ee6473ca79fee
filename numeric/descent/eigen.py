"""The smallest eigenpair of a symmetric matrix: dense while that is quick, by Lanczos iteration above."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

DENSE = 1000  # rows; from here on Lanczos iteration on the matrix or on its products wins
_BASIS = 40  # vectors that ARPACK keeps
_SLACK = 10  # ARPACK's estimate of the residual against the residual itself


@dataclass(frozen=True)
class RitzPair:
    """A unit vector v (n,), its quotient `value` = v.Hv, and the residual |Hv - value v|, from a product of its own.

    An eigenvalue lies within the residual of the value, and the smallest one is not above the value, both for sure (for
    the products as they were computed, to their rounding). That no eigenvalue lies below is not certain: Lanczos
    iteration can miss one to which its start is orthogonal. Where many eigenvalues lie within the residual the vector
    is some mixture of theirs.
    """

    value: float
    vector: Vector = field(repr=False)
    residual: float
    products: int

    @property
    def enclosure(self) -> tuple[float, float]:
        """Two numbers with an eigenvalue between them."""
        return self.value - self.residual, self.value + self.residual


def smallest_eigenpair(matrix: Vector | tuple[int, Callable[[Vector], Vector]], v0: Vector | None = None,
                       *, tolerance: float = 1e-8) -> tuple[float, Vector]:
    """The smallest eigenvalue and a unit eigenvector (n,) of a symmetric matrix (n, n), or of (n, matvec).

    A matrix of up to 1000 rows is factored by LAPACK for this one pair; above, or without a matrix, ARPACK finds it
    from products alone, as `smallest_from_products`. `matrix` itself is left as it was. The sign of the vector is
    arbitrary.

    Raises ValueError for a matrix that is not square, or holds nan or infinity; what `smallest_from_products` raises.

    >>> value, vector = smallest_eigenpair(np.array([[2.0, 0.0], [0.0, -3.0]]))
    >>> round(value, 12), np.abs(vector).round(12).tolist()
    (-3.0, [0.0, 1.0])
    """
    if isinstance(matrix, tuple):
        n, matvec = matrix
        if n > 2:  # ARPACK needs room for more vectors than it is asked for
            return _pair(n, matvec, v0, tolerance)
        matrix = np.stack([matvec(e) for e in np.eye(n)], axis=1)
    matrix = np.asarray(matrix, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise ValueError(f"the matrix must be square, (n, n) with n >= 1, got the shape {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ValueError("the matrix holds nan or infinity: its point may be at a cone or out of range")
    if len(matrix) > DENSE:
        return _pair(len(matrix), matrix.__matmul__, v0, tolerance)
    from scipy.linalg import eigh

    values, vectors = eigh(matrix, subset_by_index=[0, 0], check_finite=False)
    return float(values[0]), vectors[:, 0]


def _pair(n: int, matvec: Callable[[Vector], Vector], v0: Vector | None, tolerance: float) -> tuple[float, Vector]:
    found = smallest_from_products(n, matvec, v0, tolerance=tolerance)
    return found.value, found.vector


def smallest_from_products(n: int, matvec: Callable[[Vector], Vector], v0: Vector | None = None, *,
                           tolerance: float = 1e-8, most: int = 100_000) -> RitzPair:
    """The smallest eigenpair of a symmetric H (n, n), n >= 3, from products Hx alone: ARPACK, 40 vectors of memory.

    It starts from `v0` (n,), or from one that is the same in every run, and ends where the residual is about
    `tolerance` times the eigenvalue, or with `most` products. The residual is then taken once more by a product.

    Raises ValueError for a start of another shape, or products that are not finite; RuntimeError where the residual
    stays above ten times the tolerance, against the largest |Hx|/|x| met.

    >>> found = smallest_from_products(100, lambda x: np.arange(100.0) * x - 7 * x)
    >>> round(found.value, 9), found.residual < 1e-6, found.enclosure[0] <= -7 <= found.enclosure[1]
    (-7.0, True, True)
    """
    from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

    if v0 is None:
        v0 = np.random.default_rng(n).standard_normal(n)  # ARPACK's own start would differ from run to run
    if np.shape(v0) != (n,) or n < 3:
        raise ValueError(f"the start must have shape (n,) = ({n},) with n >= 3, got {np.shape(v0)}")
    done, largest = 0, 0.0

    def times(x: Vector) -> Vector:
        nonlocal done, largest
        y = np.asarray(matvec(x.ravel()), dtype=np.float64)
        if not np.isfinite(y).all():
            raise ValueError("a product with the matrix holds nan or infinity: its point may be at a cone or out of "
                             "range")
        done, largest = done + 1, max(largest, float(np.linalg.norm(y) / np.linalg.norm(x)))
        return y
    basis = min(n, _BASIS)
    try:
        _, vectors = eigsh(LinearOperator((n, n), matvec=times, dtype=np.float64), k=1, which="SA", v0=v0,
                           tol=tolerance, ncv=basis, maxiter=max(1, most // basis))
    except ArpackNoConvergence:
        raise RuntimeError(f"the smallest eigenpair was not found to {tolerance} with {done} products: take a larger "
                           "tolerance, more products, or a start that is closer") from None
    v = vectors[:, 0] / np.linalg.norm(vectors[:, 0])
    product = times(v)
    value = float(v @ product)
    residual = float(np.linalg.norm(product - value * v))
    if not residual <= _SLACK * max(tolerance, n * np.finfo(np.float64).eps) * largest:
        raise RuntimeError(f"the residual {residual:.1e} is far above the tolerance {tolerance}: is the matrix "
                           "symmetric?")
    return RitzPair(value, v, residual, done)
