"""What every potential offers, and the radial ones from their profile."""

import math
from abc import ABC, abstractmethod
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numeric._namespace import floats, namespace, same_library

Array = NDArray[np.float64]

TOGETHER = 1e-100  # points closer than this are one: 1/r^2 is out of range before the distance is
_TOGETHER_32 = 1e-12  # in 32 bits


class Potential(ABC):
    """A symmetric function Phi(x, y) of two points; arrays of points (..., d) are broadcast.

    A potential of one's own defines the four functions below (or is a `Radial` or `Zonal`, from one variable), and
    `diagonal` where Phi(x, x) is finite. `cone` says that Phi is bounded but not differentiable at x = y: there the
    gradient and the derivatives after it are 0 by convention, as if the pair were left out. Where Phi(x, x) is
    infinite they are nan.
    """

    d: int | None = None  # the dimension that the potential is for; None: any
    diagonal: float = math.inf  # Phi(x, x)
    cone: bool = False

    @abstractmethod
    def value(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Phi(x, y), of shape (...)."""

    @abstractmethod
    def gradient(self, x: ArrayLike, y: ArrayLike) -> Array:
        """The derivative by x, of shape (..., d)."""

    @abstractmethod
    def hessian(self, x: ArrayLike, y: ArrayLike) -> Array:
        """The second derivative by x, of shape (..., d, d)."""

    @abstractmethod
    def mixed(self, x: ArrayLike, y: ArrayLike) -> Array:
        """The derivative by y of the gradient by x, of shape (..., d, d): rows for x, columns for y."""

    def project(self, x: ArrayLike) -> Array:
        """The nearest point of the manifold: here x itself."""
        return np.asarray(x, dtype=np.float64)

    def _points(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
        for points in (x, y):
            if points.ndim == 0 or self.d not in (None, points.shape[-1]):
                raise ValueError(f"points must have shape (..., {self.d or 'd'}), got {points.shape}")
        return x, y


class Profile(NamedTuple):
    """A function of one variable with its first two derivatives, each of the variable's shape."""

    value: Array
    slope: Array
    bend: Array


class Radial(Potential):
    """A potential of the distance alone: Phi(|x - y|).

    A radial potential of one's own defines `__call__` for the orders 0 to 2 (and 3 where it is wanted), `diagonal`,
    and `cone`; `profile` too where the three can be had for less. Near a cone the Hessian has the eigenvalue
    Phi'(r)/r, d - 1 times, which has no bound as r falls to 0.

    Distances may come from any array library (and results stay there), or as NumPy's floats of 32 bits.

    >>> from numeric.potentials import Gaussian
    >>> Gaussian().gradient([1.0, 1.0], [0.0, 0.0]).round(6).tolist()
    [-0.367879, -0.367879]
    """

    @abstractmethod
    def __call__(self, r: ArrayLike, order: int = 0) -> Array:
        """The derivative of the given order, 0 to 3, at distances r >= 0 of any shape; at 0 the limit from the right.

        Raises ValueError for a negative distance or another order.
        """

    def profile(self, r: ArrayLike) -> Profile:
        """The value and the first two derivatives at distances r >= 0 of any shape."""
        return Profile(self(r), self(r, 1), self(r, 2))

    def value(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        return self(np.linalg.norm(x - y, axis=-1))

    def gradient(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        return self.parts(np.linalg.norm(x - y, axis=-1)).across[..., None] * (x - y)

    def hessian(self, x: ArrayLike, y: ArrayLike) -> Array:
        x, y = self._points(x, y)
        parts, apart = self.parts(np.linalg.norm(x - y, axis=-1)), x - y
        along = parts.extra[..., None, None] * apart[..., :, None] * apart[..., None, :]
        return along + parts.across[..., None, None] * np.eye(apart.shape[-1])

    def mixed(self, x: ArrayLike, y: ArrayLike) -> Array:
        return -self.hessian(x, y)

    def parts(self, r: Array) -> "Parts":
        """What the derivatives at two points r >= 0 apart are made of, each of the shape of r."""
        value, slope, bend = self.profile(r)
        xp = namespace(r)
        same_library(value, xp, self)
        together = r < (TOGETHER if r.dtype == xp.float64 else _TOGETHER_32)
        if xp is np and not np.count_nonzero(together):
            inverse = 1 / r
            across = slope * inverse
            return Parts(value, across, (bend - across) * inverse * inverse)
        undefined = math.nan if math.isinf(self.diagonal) else 0.0
        apart, nothing = xp.where(together, xp.ones_like(r), r), xp.full_like(r, undefined)
        with xp.errstate(invalid="ignore"):  # infinities, where they are not taken
            across = xp.where(together, nothing if self.cone or undefined else bend, slope / apart)
            return Parts(value, across, xp.where(together, nothing, (bend - across) / apart / apart))


class Parts(NamedTuple):
    """Phi, Phi'/r and (Phi'' - Phi'/r)/r^2, of one shape; where x = y the convention of `Potential`.

    With z = x - y the gradient is across z, the Hessian across I + extra z z^T.
    """

    value: Array
    across: Array
    extra: Array


def distances(r: ArrayLike, order: int) -> Array:
    """r as an array, once it and the order of a derivative are seen to be possible."""
    if order not in range(4):
        raise ValueError(f"the order of a derivative must be 0, 1, 2 or 3, got {order!r}")
    r = floats(r)
    xp = namespace(r)
    if xp.count_nonzero(r < 0):
        raise ValueError(f"a distance r must be 0 or more, got {xp.min(r)}")
    return r
