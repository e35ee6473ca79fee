"""The loss of a set of charges, its derivatives, and the charges solved for."""

import math
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import lapack

from numeric.potentials import Potential

from ._pairs import Array, pairs

_EPSILON = float(np.finfo(np.float64).eps)


class Loss:
    """L(a, theta) + rho |a|^2: the energy of charges a at theta among the fixed charges b at w.

    With c = (a, b) and p = (theta, w), L = c^T K(p, p) c. `regularisation` is rho: 0 for the paper's L, 1 for its G.
    The paper's target is -sum b_j sigma(., w_j), so that L = 0 at a = -b, theta = w. Shapes: a (k,), theta (k, d),
    b (n,), w (n, d). On the sphere derivatives are ambient (see `Zonal`). Where Phi(x, x) is infinite the energies
    of charges with themselves are left out. k is that of the arguments, so one loss serves every k.

    `fast` lets numba compile the pairs of Phi_eps, where it is installed (its extra is `fast`); results agree to 1e-13.
    It pays after some ten thousand calls, or at once where it was compiled before.

    Derivatives where two points coincide follow the convention of `Potential`.

    Raises ValueError for shapes that do not fit, for b or w that are not finite, and for a negative regularisation.

    >>> from numeric.potentials import Exponential
    >>> loss = Loss(Exponential(), b=[1.0], w=[[0.0, 0.0, 0.0]])
    >>> loss.value([-1.0], [[0.0, 0.0, 0.0]])
    0.0
    >>> loss.best_charges([[0.0, 0.0, 2.0]]).round(6).tolist()
    [-0.135335]
    """

    def __init__(self, potential: Potential, b: ArrayLike, w: ArrayLike, *, regularisation: float = 0.0,
                 fast: bool = False) -> None:
        if not isinstance(potential, Potential):
            raise TypeError(f"the potential must be a Potential, got {potential!r}: see numeric.potentials")
        self.potential, self.regularisation = potential, float(regularisation)
        self.b, self.w = np.array(b, dtype=np.float64), np.array(w, dtype=np.float64)
        if self.w.ndim != 2 or self.w.shape[1] == 0 or potential.d not in (None, self.w.shape[1]):
            raise ValueError(f"w must have shape (n, d) = (n, {potential.d or 'd'}), got {self.w.shape}")
        if self.b.shape != self.w.shape[:1]:
            raise ValueError(f"b must have shape (n,) = ({len(self.w)},) as w has n = {len(self.w)} rows, "
                             f"got {self.b.shape}")
        if not (np.isfinite(self.b).all() and np.isfinite(self.w).all()):
            raise ValueError("b and w must be finite, got nan or an infinity")
        if not 0 <= self.regularisation < math.inf:
            raise ValueError(f"the regularisation must be 0 or more and finite, got {regularisation!r}")
        self.b.setflags(write=False)  # what is kept for a theta rests on them
        self.w.setflags(write=False)
        self.d = self.w.shape[1]
        self._fast = fast
        self._last: tuple[bytes, _At] | None = None

    @property
    def constant(self) -> float:
        """L(0, .) = b^T K(w, w) b."""
        return float(self.b @ pairs(self.potential, self.w, self.w[:0]).value @ self.b)

    def change(self, a: ArrayLike, theta: ArrayLike) -> float:
        """The loss less its constant: a^T (K + rho I) a + 2 a^T F with F_i = sum_j b_j Phi(theta_i, w_j)."""
        a, theta = self._checked(a, theta)
        at = self._at(theta)
        return float(a @ (at.K @ a + 2 * at.F))

    def value(self, a: ArrayLike, theta: ArrayLike) -> float:
        """The loss itself. Small changes drown in the constant: algorithms take `change`."""
        return self.change(a, theta) + self.constant

    def gradient(self, a: ArrayLike, theta: ArrayLike) -> tuple[Array, Array]:
        """The derivatives by a, (k,), and by theta, (k, d)."""
        a, theta = self._checked(a, theta)
        at = self._at(theta)
        return 2 * (at.K @ a + at.F), self._pull(at, a)

    def hessian(self, a: ArrayLike, theta: ArrayLike) -> Array:
        """The second derivative, (k + k d, k + k d): first a, then theta row by row."""
        a, theta = self._checked(a, theta)
        at, (k, d) = self._at(theta), theta.shape
        every, c = np.arange(k), np.concatenate([a, self.b])
        H = np.empty((k + k * d, k + k * d))
        H[:k, :k] = 2 * at.K
        corner = H[:k, k:].reshape(k, k, d)  # by a_i, then by theta_j
        np.multiply(2 * a[:, None], at.table.slopes().transpose(1, 0, 2), out=corner)
        corner[every, every] = 2 * at.table.pull(c)
        H[k:, :k] = H[:k, k:].T
        block = H[k:, k:].reshape(k, d, k, d)
        at.table.cross(2 * np.outer(a, a), block)
        block[every, :, every, :] = at.table.bend(2 * np.outer(a, c))
        return H

    def hessian_vector(self, a: ArrayLike, theta: ArrayLike, v_a: ArrayLike, v_theta: ArrayLike) -> tuple[Array, Array]:
        """The Hessian times (v_a, v_theta), without the matrix: (k,) and (k, d)."""
        a, theta = self._checked(a, theta)
        v_a, v_theta = self._checked(v_a, v_theta, ("v_a", "v_theta"), len(theta))
        at, k, c = self._at(theta), len(theta), np.concatenate([a, self.b])
        by_charge = np.outer(2 * v_a, c)
        by_charge[:, :k] += np.outer(2 * a, v_a)
        along, to_theta = at.table.moved(v_theta, np.outer(2 * a, c), by_charge)
        return 2 * (at.K @ v_a + along @ c + a @ along[:, :k]), to_theta

    def best_charges(self, theta: ArrayLike) -> Array:
        """The a that minimises the loss for these theta, (k,); of several the one of least norm.

        Raises ValueError where Phi(x, x) is infinite: there is no minimum.
        """
        return self._at(self._theta(theta)).best.copy()

    def reduced_change(self, theta: ArrayLike) -> float:
        """The least `change` over a: -F^T (K + rho I)^{-1} F."""
        at = self._at(self._theta(theta))
        return float(at.F @ at.best)

    def reduced_gradient(self, theta: ArrayLike) -> Array:
        """The derivative of `reduced_change`, (k, d)."""
        at = self._at(self._theta(theta))
        return self._pull(at, at.best)

    def reduced_hessian(self, theta: ArrayLike) -> Array:
        """The second derivative of `reduced_change`, (k d, k d): the Schur complement of that of `change`."""
        theta = self._theta(theta)
        at, k = self._at(theta), len(theta)
        H = self.hessian(at.best, theta)
        return H[k:, k:] - H[k:, :k] @ at.solved(H[:k, k:]) / 2

    def restricted(self, i: int, a: ArrayLike, theta: ArrayLike) -> "Loss":
        """L_i: only unit i moves (k = 1); the other units have joined the fixed charges, after b and w.

        Its value is this one's, less rho |a_j|^2 of each unit that has joined: that is a constant, so it is left out.
        """
        a, theta = self._checked(a, theta)
        if not -len(a) <= i < len(a):
            raise ValueError(f"the unit i must lie in 0..{len(a) - 1}, got {i}")
        return Loss(self.potential, np.concatenate([self.b, np.delete(a, i)]),
                    np.concatenate([self.w, np.delete(theta, i, axis=0)]), regularisation=self.regularisation,
                    fast=self._fast)

    def _pull(self, at: "_At", a: Array) -> Array:
        return 2 * a[:, None] * at.table.pull(np.concatenate([a, self.b]))

    def _at(self, theta: Array) -> "_At":
        """What does not depend on a, kept for the last theta: the functions above are often called for the same."""
        last, key = self._last, theta.tobytes()
        if last is None or last[0] != key:
            last = self._last = key, _At(self, theta)
        return last[1]

    def _theta(self, theta: ArrayLike, name: str = "theta") -> Array:
        theta = np.asarray(theta, dtype=np.float64)
        if theta.ndim != 2 or theta.shape[1] != self.d or len(theta) == 0:
            raise ValueError(f"{name} must have shape (k, d) = (k, {self.d}) with k >= 1, got {theta.shape}")
        return theta

    def _checked(self, a: ArrayLike, theta: ArrayLike, names: tuple[str, str] = ("a", "theta"),
                 k: int | None = None) -> tuple[Array, Array]:
        theta, a = self._theta(theta, names[1]), np.asarray(a, dtype=np.float64)
        k = k or len(theta)
        if len(theta) != k:
            raise ValueError(f"{names[1]} must have shape (k, d) = ({k}, {self.d}), got {theta.shape}")
        if a.shape != (k,):
            raise ValueError(f"{names[0]} must have shape (k,) = ({k},) as theta has k = {k} rows, got {a.shape}")
        return a, theta


class _At:
    """K + rho I and F at some theta, the pairs that they came from, and the best charges."""

    def __init__(self, loss: Loss, theta: Array) -> None:
        k = len(theta)
        self.table = pairs(loss.potential, theta, loss.w, loss._fast)
        self.F = self.table.value[:, k:] @ loss.b
        self.K = self.table.value[:, :k]
        if loss.regularisation:
            self.K = self.K + loss.regularisation * np.eye(k)
        self._potential = loss.potential

    @cached_property
    def best(self) -> Array:
        return -self.solved(self.F)

    def solved(self, right: Array) -> Array:
        """(K + rho I)^{-1} right; where that matrix is singular to rounding, the solution of least norm."""
        if self._factor is None:
            if not np.isfinite(self.K).all():
                return np.full_like(right, math.nan)
            return np.linalg.lstsq(self.K, right, rcond=len(self.K) * _EPSILON)[0]
        return lapack.dpotrs(self._factor, right)[0]

    @cached_property
    def _factor(self) -> Array | None:
        if math.isinf(self._potential.diagonal):
            raise ValueError(f"charges cannot be solved for with {self._potential!r}, which is infinite at x = y")
        factor, failed = lapack.dpotrf(self.K)
        pivots = factor.diagonal()
        return None if failed or min(pivots) ** 2 <= len(self.K) * _EPSILON * max(pivots) ** 2 else factor


def pack(a: ArrayLike, theta: ArrayLike) -> Array:
    """One vector (k + k d,): a, then theta row by row.

    >>> pack([1.0, 2.0], [[3.0, 4.0], [5.0, 6.0]]).tolist()
    [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    """
    return np.concatenate([np.ravel(a), np.ravel(theta)]).astype(np.float64, copy=False)


def unpack(x: ArrayLike, k: int) -> tuple[Array, Array]:
    """a (k,) and theta (k, d) from what `pack` gave; views of x.

    Raises ValueError where the length is no multiple of k.
    """
    x = np.asarray(x, dtype=np.float64)
    if k < 1 or x.ndim != 1 or x.size < 2 * k or x.size % k:
        raise ValueError(f"x must have shape (k + k d,) with k = {k} and d >= 1, got {x.shape}")
    return x[:k], x[k:].reshape(k, -1)
