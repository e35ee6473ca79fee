"""The smallest eigenpair of a symmetric matrix: dense while that is quick, by Lanczos iteration above."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

DENSE = 1000  # rows; from here on Lanczos iteration on the matrix or on its products wins


def smallest_eigenpair(matrix: Vector | tuple[int, Callable[[Vector], Vector]], v0: Vector | None = None,
                       *, tolerance: float = 1e-8) -> tuple[float, Vector]:
    """The smallest eigenvalue and a unit eigenvector (n,) of a symmetric matrix (n, n), or of (n, matvec).

    A matrix of up to 1000 rows is factored by LAPACK for this one pair; above, or without a matrix, ARPACK finds it
    from products alone, to the relative `tolerance`, starting from `v0` (n,) where one is known. `matrix` itself is
    left as it was. The sign of the vector is arbitrary.

    Raises ValueError for a matrix that is not square, or holds nan or infinity.

    >>> value, vector = smallest_eigenpair(np.array([[2.0, 0.0], [0.0, -3.0]]))
    >>> round(value, 12), np.abs(vector).round(12).tolist()
    (-3.0, [0.0, 1.0])
    """
    if isinstance(matrix, tuple):
        n, matvec = matrix
        if n > 2:  # ARPACK needs room for more vectors than it is asked for
            return _lanczos(n, matvec, v0, tolerance)
        matrix = np.stack([matvec(e) for e in np.eye(n)], axis=1)
    matrix = np.asarray(matrix, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise ValueError(f"the matrix must be square, (n, n) with n >= 1, got the shape {matrix.shape}")
    if not np.isfinite(matrix).all():
        raise ValueError("the matrix holds nan or infinity: its point may be at a cone or out of range")
    if len(matrix) > DENSE:
        return _lanczos(len(matrix), matrix.__matmul__, v0, tolerance)
    from scipy.linalg import eigh

    values, vectors = eigh(matrix, subset_by_index=[0, 0], check_finite=False)
    return float(values[0]), vectors[:, 0]


def _lanczos(n: int, matvec: Callable[[Vector], Vector], v0: Vector | None, tolerance: float) -> tuple[float, Vector]:
    from scipy.sparse.linalg import LinearOperator, eigsh

    if v0 is None:
        v0 = np.random.default_rng(n).standard_normal(n)  # ARPACK's own start would differ from run to run
    operator = LinearOperator((n, n), matvec=matvec, dtype=np.float64)
    values, vectors = eigsh(operator, k=1, which="SA", v0=v0, tol=tolerance, ncv=min(n, 40))
    return float(values[0]), vectors[:, 0]
