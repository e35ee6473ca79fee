"""Many losses at once, on the arrays of any library: NumPy, PyTorch (on a GPU too), or another of the standard.

Results live where the arguments live. It is the mathematics of `numeric.loss`, from the same sums over pairs.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from numeric.potentials import Potential

from ._blocks import Sums, block, size
from ._namespace import namespace

Array = Any


class Losses:
    """L(a, theta) + rho |a|^2, as `Loss`, for each of B instances: b (B, n), w (B, n, d), a (B, k), theta (B, k, d).

    Instead of B there may be any number of axes, also none; b and w without them belong to every instance. All arrays
    come from one library and one device, as floats of 64 bits, or of 32. In 32 bits results are right to about 1e-5 of
    the largest of a result's terms, where distances are not below 1e-2 of the coordinates. Work is done in pieces of a
    few MB (256 MB on another device), so that only the arguments and results take memory that grows. Derivatives are
    by formulas: torch's tape is left out.

    Raises ValueError for shapes that do not fit, two devices, b or w that are not finite, a negative regularisation;
    TypeError for two libraries or two types of floats, or what is not real.

    >>> from numeric.potentials import Exponential
    >>> losses = Losses(Exponential(), [[1.0], [2.0]], [[[0.0, 0.0]], [[0.0, 0.0]]])
    >>> losses.value([[-1.0], [0.0]], [[[0.0, 0.0]], [[1.0, 0.0]]]).tolist()
    [0.0, 4.0]
    """

    def __init__(self, potential: Potential, b: Array, w: Array, *, regularisation: float = 0.0) -> None:
        if not isinstance(potential, Potential):
            raise TypeError(f"the potential must be a Potential, got {potential!r}: see numeric.potentials")
        if not 0 <= regularisation < math.inf:
            raise ValueError(f"the regularisation must be 0 or more and finite, got {regularisation!r}")
        self.potential, self.regularisation = potential, float(regularisation)
        self.b, self.w = _alike(b=b, w=w)
        self._xp, shape = namespace(self.w), tuple(self.w.shape)
        if len(shape) < 2 or shape[-1] == 0 or potential.d not in (None, shape[-1]):
            raise ValueError(f"w must have shape (..., n, d) = (..., n, {potential.d or 'd'}), got {shape}")
        if tuple(self.b.shape) != shape[:-1]:
            raise ValueError(f"b must have shape (..., n) = {shape[:-1]} as w has the shape {shape}, "
                             f"got {tuple(self.b.shape)}")
        if not (self._xp.all(self._xp.isfinite(self.b)) and self._xp.all(self._xp.isfinite(self.w))):
            raise ValueError("b and w must be finite, got nan or an infinity")
        self.d = shape[-1]

    @property
    def constant(self) -> Array:
        """L(0, .) = b^T K(w, w) b, (B,), or without axes where b and w have none."""
        return self._mapped(lambda b, w: self._xp.sum(b * Sums(self.potential, w, w.shape[-2]).field(b), axis=-1),
                            tuple(self.w.shape[:-2]), self.b, self.w)

    def change(self, a: Array, theta: Array) -> Array:
        """The losses less their constants, (B,)."""
        def of(b: Array, w: Array, a: Array, theta: Array) -> Array:
            return self._energy(a, self._sums(theta, w).field(self._xp.concatenate([a, 2 * b], axis=-1)))
        return self._all(of, a=a, theta=theta)

    def value(self, a: Array, theta: Array) -> Array:
        """The losses themselves, (B,). Small changes drown in the constants."""
        return self.change(a, theta) + self.constant

    def gradient(self, a: Array, theta: Array) -> tuple[Array, Array]:
        """The derivatives by a, (B, k), and by theta, (B, k, d)."""
        def of(b: Array, w: Array, a: Array, theta: Array) -> tuple[Array, Array]:
            field, pull = self._sums(theta, w).slopes(self._xp.concatenate([a, b], axis=-1))
            return 2 * (field + self.regularisation * a), 2 * a[..., None] * pull
        return self._all(of, a=a, theta=theta)

    def hessian_vector(self, a: Array, theta: Array, v_a: Array, v_theta: Array) -> tuple[Array, Array]:
        """The Hessians times (v_a, v_theta), (B, k) and (B, k, d)."""
        def of(b: Array, w: Array, a: Array, theta: Array, v_a: Array, v_theta: Array) -> tuple[Array, Array]:
            c = self._xp.concatenate([a, b], axis=-1)
            along, place = self._sums(theta, w).product(a, c, v_a, v_theta)
            return 2 * (along + self.regularisation * v_a), 2 * place
        return self._all(of, a=a, theta=theta, v_a=v_a, v_theta=v_theta)

    def best_charges(self, theta: Array) -> Array:
        """The a (B, k) that minimise the losses for these theta; of several the ones of least norm.

        Raises ValueError where Phi(x, x) is infinite: there is no minimum.
        """
        return self._all(lambda b, w, theta: self._best(b, w, theta)[0], theta=theta)

    def reduced_change(self, theta: Array) -> Array:
        """The least `change` over a, (B,)."""
        def of(b: Array, w: Array, theta: Array) -> Array:
            a, F, _ = self._best(b, w, theta)
            return self._xp.sum(a * F, axis=-1)
        return self._all(of, theta=theta)

    def reduced_gradient(self, theta: Array) -> Array:
        """The derivative of `reduced_change`, (B, k, d)."""
        def of(b: Array, w: Array, theta: Array) -> Array:
            a, _, sums = self._best(b, w, theta)
            return 2 * a[..., None] * sums.slopes(self._xp.concatenate([a, b], axis=-1))[1]
        return self._all(of, theta=theta)

    def _energy(self, a: Array, field: Array) -> Array:
        return self._xp.sum(a * field, axis=-1) + self.regularisation * self._xp.sum(a * a, axis=-1)

    def _sums(self, theta: Array, w: Array) -> Sums:
        return Sums(self.potential, self._xp.concatenate([theta, w], axis=-2), theta.shape[-2])

    def _best(self, b: Array, w: Array, theta: Array) -> tuple[Array, Array, Sums]:
        """The best charges, F, and the sums."""
        if math.isinf(self.potential.diagonal):
            raise ValueError(f"charges cannot be solved for with {self.potential!r}, which is infinite at x = y")
        xp, sums = self._xp, self._sums(theta, w)
        K, F = sums.charges(b)
        K = K + self.regularisation * xp.eye(K.shape[-1], dtype=K.dtype, **_place(K))
        return -_solved(K, F, xp), F, sums

    def _all(self, function: Callable[..., Any], **given: Array) -> Any:
        """The function of b, w and what is given, for all instances."""
        arrays = _alike(w=self.w, **given)[1:]
        lead, *shapes = self._shapes(dict(zip(given, arrays, strict=True)))
        arrays = [self.b, self.w, *arrays]
        ends = [self.b.shape[-1:], self.w.shape[-2:], *shapes]
        return self._mapped(function, lead, *(self._xp.broadcast_to(x, (*lead, *end))
                                              for x, end in zip(arrays, ends, strict=True)))

    def _shapes(self, given: dict[str, Array]) -> list[tuple[int, ...]]:
        """The axes that come first, of all; and the shape of each array after those."""
        shape = tuple(given["theta"].shape)
        if len(shape) < 2 or shape[-1] != self.d or shape[-2] == 0:
            raise ValueError(f"theta must have shape (..., k, d) = (..., k, {self.d}) with k >= 1, got {shape}")
        k, leads, ends = shape[-2], [tuple(self.w.shape[:-2])], []
        for name, x in given.items():
            end = (k, self.d) if "theta" in name else (k,)
            if tuple(x.shape[-len(end):]) != end:
                raise ValueError(f"{name} must have shape (..., {'k, d' if len(end) == 2 else 'k'}) = "
                                 f"(..., {', '.join(map(str, end))}) as theta has k = {k} rows, got {tuple(x.shape)}")
            leads.append(tuple(x.shape[:x.ndim - len(end)]))
            ends.append(end)
        try:
            return [np.broadcast_shapes(*leads), *ends]
        except ValueError:
            raise ValueError("the axes of the instances must be the same, got " + ", ".join(
                f"{lead} for {name}" for name, lead in zip(["w", *given], leads, strict=True))) from None

    def _mapped(self, function: Callable[..., Any], lead: tuple[int, ...], *arrays: Array) -> Any:
        """The function of as many instances at a time as are quick together."""
        if not lead:
            return function(*arrays)
        xp, every = self._xp, math.prod(lead)
        flat = [xp.reshape(x, (every, *x.shape[len(lead):])) for x in arrays]
        one = sum(x.shape[1] for x in flat if x.ndim == 3) * size(self.potential, flat[-1][0, ...])
        step = max(1, block(flat[-1]) // max(one, 1))
        found = [function(*(x[i:min(i + step, every), ...] for x in flat)) for i in range(0, max(every, 1), step)]
        if isinstance(found[0], tuple):
            return tuple(self._joined(some, lead) for some in zip(*found, strict=True))
        return self._joined(found, lead)

    def _joined(self, some: Any, lead: tuple[int, ...]) -> Array:
        whole = some[0] if len(some) == 1 else self._xp.concatenate(some, axis=0)
        return self._xp.reshape(whole, (*lead, *whole.shape[1:]))


def _solved(K: Array, F: Array, xp: Any) -> Array:
    """K^{-1} F for K (..., k, k), F (..., k); the solution of least norm where one of the K is singular to rounding."""
    finite = xp.all(xp.all(xp.isfinite(K), axis=-1), axis=-1)
    k, smallest = K.shape[-1], K.shape[-1] * float(xp.finfo(K.dtype).eps)
    one = xp.eye(k, dtype=K.dtype, **_place(K))
    K = xp.where(finite[..., None, None], K, one)
    try:
        pivots = xp.sum(xp.linalg.cholesky(K) * one, axis=-1) ** 2
        regular = bool(xp.all(xp.amin(pivots, axis=-1) > smallest * xp.amax(pivots, axis=-1)))
    except (np.linalg.LinAlgError, RuntimeError):  # torch's is a RuntimeError
        regular = False
    if regular:
        x = xp.linalg.solve(K, F[..., None])[..., 0]
    else:
        values, vectors = xp.linalg.eigh(K)
        kept = values > smallest * values[..., -1:]
        inverse = xp.where(kept, 1 / xp.where(kept, values, xp.ones_like(values)), xp.zeros_like(values))
        along = xp.matmul(xp.moveaxis(vectors, -1, -2), F[..., None])
        x = xp.matmul(vectors, inverse[..., None] * along)[..., 0]
    return xp.where(finite[..., None], x, xp.full_like(x, math.nan))


def _place(x: Array) -> dict[str, Any]:
    """Where new arrays go."""
    return {} if namespace(x) is np else {"device": x.device}


def _alike(**given: Any) -> list[Array]:
    """All as arrays of one library, one type of floats, one device."""
    arrays, first = [], next(iter(given))
    for name, x in given.items():
        xp = namespace(x)
        if xp is np:
            x = np.asarray(x)
            if x.dtype.kind in "iub" or x.dtype == np.float16:
                x = x.astype(np.float64)
        if x.dtype not in (xp.float64, xp.float32):
            raise TypeError(f"{name} must hold real floats of 64 or 32 bits, got {x.dtype}")
        if xp is not np and xp.name == "torch":
            x = x.detach()
        if arrays:
            for what, ours, its, error in (
                    ("comes from", _library(arrays[0]), _library(x), TypeError),
                    ("holds", str(arrays[0].dtype), str(x.dtype), TypeError),
                    ("is on the device", *(str(getattr(y, "device", "cpu")) for y in (arrays[0], x)), ValueError)):
                if ours != its:
                    raise error(f"{name} {what} {its} and {first} {ours}: give both alike")
        arrays.append(x)
    return arrays


def _library(x: Array) -> str:
    xp = namespace(x)
    return "numpy" if xp is np else xp.name
