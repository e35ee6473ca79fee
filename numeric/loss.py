"""The loss of a set of charges, its derivatives, and the charges solved for."""

import math
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import lapack

from numeric.potentials import Potential

from ._blocks import KEEP, Sums
from ._namespace import namespace
from ._pairs import Pairs

Array = NDArray[np.float64]
_EPSILON = float(np.finfo(np.float64).eps)
_LARGEST = 2**30  # bytes of a matrix of charges that is solved with: k = 11,585


class Loss:
    """L(a, theta) + rho |a|^2: the energy of charges a at theta among the fixed charges b at w.

    With c = (a, b) and p = (theta, w), L = c^T K(p, p) c. `regularisation` is rho: 0 for the paper's L, 1 for its G.
    The paper's target is -sum b_j sigma(., w_j), so that L = 0 at a = -b, theta = w. Shapes: a (k,), theta (k, d),
    b (n,), w (n, d). On the sphere derivatives are ambient (see `Zonal`). Where Phi(x, x) is infinite the energies
    of charges with themselves are left out. k is that of the arguments, so one loss serves every k.

    What belongs to a theta is kept for the next calls, as a table of k (k + n) pairs, where that takes up to `keep`
    bytes. Where it would take more, every call makes it anew some rows at a time, in a few MB: so only memory for
    vectors bounds k. Charges are solved for with a k x k matrix, up to k = 11,585, in three times its memory;
    `hessian` and `reduced_hessian` do form their matrices. Many losses at once, and arrays of other libraries: see
    `numeric.batch`.

    `fast` lets numba compile the pairs of Phi_eps, where it is installed; results agree to 1e-13.
    It pays after some ten thousand calls, or at once where it was compiled before, or where the table is too large to
    be kept.

    Derivatives where two points coincide follow the convention of `Potential`.

    Raises ValueError for shapes that do not fit, for b or w that are not finite, and for a negative regularisation;
    TypeError for complex numbers and for the arrays of another library.

    >>> from numeric.potentials import Exponential
    >>> loss = Loss(Exponential(), b=[1.0], w=[[0.0, 0.0, 0.0]])
    >>> loss.value([-1.0], [[0.0, 0.0, 0.0]])
    0.0
    >>> loss.best_charges([[0.0, 0.0, 2.0]]).round(6).tolist()
    [-0.135335]
    """

    def __init__(self, potential: Potential, b: ArrayLike, w: ArrayLike, *, regularisation: float = 0.0,
                 fast: bool = False, keep: float = KEEP) -> None:
        if not isinstance(potential, Potential):
            raise TypeError(f"the potential must be a Potential, got {potential!r}: see numeric.potentials")
        self.potential, self.regularisation = potential, float(regularisation)
        self.b, self.w = _real(b, "b").copy(), _real(w, "w").copy()
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
        self.fast, self._keep = fast, keep
        self._last: tuple[bytes, _At] | None = None

    @property
    def constant(self) -> float:
        """L(0, .) = b^T K(w, w) b."""
        return float(self.b @ self._sums(self.w, self.w[:0]).field(self.b))

    def change(self, a: ArrayLike, theta: ArrayLike) -> float:
        """The loss less its constant: a^T (K + rho I) a + 2 a^T F with F_i = sum_j b_j Phi(theta_i, w_j)."""
        a, theta = self._checked(a, theta)
        return float(a @ self._at(theta).sums.field(np.concatenate([a, 2 * self.b])) + self.regularisation * (a @ a))

    def value(self, a: ArrayLike, theta: ArrayLike) -> float:
        """The loss itself. Small changes drown in the constant: algorithms take `change`."""
        return self.change(a, theta) + self.constant

    def gradient(self, a: ArrayLike, theta: ArrayLike) -> tuple[Array, Array]:
        """The derivatives by a, (k,), and by theta, (k, d)."""
        a, theta = self._checked(a, theta)
        field, pull = self._at(theta).sums.slopes(np.concatenate([a, self.b]))
        return 2 * (field + self.regularisation * a), 2 * a[:, None] * pull

    def hessian(self, a: ArrayLike, theta: ArrayLike) -> Array:
        """The second derivative, (k + k d, k + k d): first a, then theta row by row."""
        a, theta = self._checked(a, theta)
        at, (k, d) = self._at(theta), theta.shape
        every, c = np.arange(k), np.concatenate([a, self.b])
        H = np.empty((k + k * d, k + k * d))
        H[:k, :k] = 2 * at.table.value[:, :k]
        H[every, every] += 2 * self.regularisation
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
        along, place = self._at(theta).sums.product(a, np.concatenate([a, self.b]), v_a, v_theta)
        return 2 * (along + self.regularisation * v_a), 2 * place

    def best_charges(self, theta: ArrayLike) -> Array:
        """The a that minimises the loss for these theta, (k,); of several the one of least norm.

        Raises ValueError where Phi(x, x) is infinite: there is no minimum; and above k = 11,585.
        """
        return self._at(self._theta(theta)).best.copy()

    def reduced_change(self, theta: ArrayLike) -> float:
        """The least `change` over a: -F^T (K + rho I)^{-1} F."""
        at = self._at(self._theta(theta))
        return float(at.F @ at.best)

    def reduced_gradient(self, theta: ArrayLike) -> Array:
        """The derivative of `reduced_change`, (k, d)."""
        at = self._at(self._theta(theta))
        return 2 * at.best[:, None] * at.sums.slopes(np.concatenate([at.best, self.b]))[1]

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
                    fast=self.fast, keep=self._keep)

    def _sums(self, x: Array, fixed: Array) -> Sums:
        return Sums(self.potential, np.concatenate([x, fixed]), len(x), keep=self._keep, fast=self.fast)

    def _at(self, theta: Array) -> "_At":
        """What does not depend on a, kept for the last theta: the functions above are often called for the same."""
        last, key = self._last, theta.tobytes()
        if last is None or last[0] != key:
            last = self._last = key, _At(self, theta)
        return last[1]

    def _theta(self, theta: ArrayLike, name: str = "theta") -> Array:
        theta = _real(theta, name)
        if theta.ndim != 2 or theta.shape[1] != self.d or len(theta) == 0:
            raise ValueError(f"{name} must have shape (k, d) = (k, {self.d}) with k >= 1, got {theta.shape}")
        return theta

    def _checked(self, a: ArrayLike, theta: ArrayLike, names: tuple[str, str] = ("a", "theta"),
                 k: int | None = None) -> tuple[Array, Array]:
        theta, a = self._theta(theta, names[1]), _real(a, names[0])
        k = k or len(theta)
        if len(theta) != k:
            raise ValueError(f"{names[1]} must have shape (k, d) = ({k}, {self.d}), got {theta.shape}")
        if a.shape != (k,):
            raise ValueError(f"{names[0]} must have shape (k,) = ({k},) as theta has k = {k} rows, got {a.shape}")
        return a, theta


class _At:
    """The sums over the pairs at some theta, K + rho I and F, and the best charges."""

    def __init__(self, loss: Loss, theta: Array) -> None:
        self.sums = loss._sums(theta, loss.w)
        self._loss, self._k = loss, len(theta)

    @property
    def table(self) -> Pairs:
        """All pairs at once, for what is a matrix itself."""
        return self.sums.whole

    @cached_property
    def _charges(self) -> tuple[Array, Array]:
        if 8 * self._k**2 > _LARGEST:
            raise ValueError(f"charges are solved for with a matrix, up to k = {math.isqrt(_LARGEST // 8)}, "
                             f"got k = {self._k}: descend on the charges and places together")
        K, F = self.sums.charges(self._loss.b)
        return (K + self._loss.regularisation * np.eye(self._k) if self._loss.regularisation else K), F

    @property
    def K(self) -> Array:
        return self._charges[0]

    @property
    def F(self) -> Array:
        return self._charges[1]

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
        if math.isinf(self._loss.potential.diagonal):
            raise ValueError(f"charges cannot be solved for with {self._loss.potential!r}, which is infinite at x = y")
        factor, failed = lapack.dpotrf(self.K)
        pivots = factor.diagonal()
        return None if failed or min(pivots) ** 2 <= len(self.K) * _EPSILON * max(pivots) ** 2 else factor


def _real(x: ArrayLike, name: str) -> Array:
    if isinstance(x, np.ndarray) and x.dtype == np.float64:
        return x
    if (xp := namespace(x)) is not np:
        raise TypeError(f"{name} comes from {xp.name}, and Loss computes with NumPy: take numeric.batch.Losses")
    x = np.asarray(x)
    if x.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers, got {x.dtype}")
    return x.astype(np.float64)


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
