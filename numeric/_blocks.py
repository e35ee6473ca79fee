"""The sums over pairs that the loss needs: from one table where that is small, else some rows at a time."""

import math
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from numeric.potentials import Potential

from . import _compiled
from ._namespace import namespace
from ._pairs import Pairs, numbers, some_pairs

Array = Any

KEEP = 2**28  # bytes: rows up to here are kept for their theta
_FEW = 2000  # pairs: of so few the table is always made
_AT_ONCE = 2**24  # bytes: a table up to here is small
_BLOCK = 2**22  # bytes of the rows worked at together: they stay in the processor's cache
_BLOCK_AWAY = 2**28  # on another device, which is quick with much at once


class Sums:
    """Sums over the pairs of k moving points with all points (..., m, d), the k first.

    A small table is made once, whole. A larger one is made anew by each sum, rows by rows, which stay in the cache;
    from the third sum on its rows are kept, if they take up to `keep` bytes. Compiled code needs no large table.
    """

    def __init__(self, potential: Potential, points: Array, k: int, *, keep: float = KEEP, fast: bool = False) -> None:
        self._potential, self._points, self._k, self._fast = potential, points, k, fast
        self._small, self._compiled = points.ndim == 2 and k * len(points) <= _FEW, None
        if not self._small:
            self._row = size(potential, points)
            self._small, self._keeps = k * self._row <= min(keep, _AT_ONCE), k * self._row <= keep
        if not self._small:
            self._compiled = _compiled.sums(potential, points, k) if fast else None
            self._uses, self._kept = 0, []

    @cached_property
    def whole(self) -> Pairs:
        """All rows at once."""
        return some_pairs(self._potential, self._points, self._k, 0, self._k, self._fast)

    def _parts(self) -> Iterable[Pairs]:
        if self._kept:
            return self._kept
        self._uses += 1
        rows = max(1, block(self._points) // self._row)
        made = (some_pairs(self._potential, self._points, self._k, first, min(first + rows, self._k))
                for first in range(0, self._k, rows))
        if self._keeps and self._uses > 2:
            self._kept = list(made)
            return self._kept
        return made

    def _over(self, function: Callable[[Pairs], tuple[Array, ...]]) -> tuple[Array, ...]:
        """What the function gives for the parts, one after the other along the rows."""
        if self._small:
            return function(self.whole)
        xp, found = namespace(self._points), [function(part) for part in self._parts()]
        axis = self._points.ndim - 2  # that of the rows, after those that come first
        return tuple(xp.concatenate(some, axis=axis) for some in zip(*found, strict=True))

    def field(self, c: Array) -> Array:
        """sum_p c_p Phi(x_i, p), (..., k), for c (..., m)."""
        if self._small:
            return _field(self.whole, c)
        if self._compiled:
            return self._compiled.field(c)
        return self._over(lambda part: (_field(part, c),))[0]

    def slopes(self, c: Array) -> tuple[Array, Array]:
        """The field and sum_p c_p grad_i Phi(x_i, p), (..., k, d)."""
        if self._small:
            return _field(self.whole, c), self.whole.pull(c[..., None, :])
        if self._compiled:
            return self._compiled.slopes(c)
        return self._over(lambda part: (_field(part, c), part.pull(c[..., None, :])))

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        """As `Pairs.product`, with the field of the charges v (..., k) added to the first."""
        def of(part: Pairs) -> tuple[Array, Array]:
            along, place = part.product(a, c, v, V)
            return along + _field(part, v), place
        if self._compiled:
            return self._compiled.product(a, c, v, V)
        return self._over(of)

    def charges(self, b: Array) -> tuple[Array, Array]:
        """Phi(x_i, x_j), (..., k, k), and the field of the fixed charges b (..., n) alone, (..., k)."""
        k = self._k
        K, F = self._over(lambda part: (part.value[..., :k] if self._small else part.value[..., :k] + 0,  # not the rest
                                        _field_of(part.value[..., k:], b)))
        return K, F


def _field(part: Pairs, c: Array) -> Array:
    """The field of the first so many points."""
    return _field_of(part.value[..., :c.shape[-1]], c)


def _field_of(table: Array, c: Array) -> Array:
    return table @ c if c.ndim == 1 else (table @ c[..., None])[..., 0]


def size(potential: Potential, points: Array) -> int:
    """The bytes that a row takes, in all instances."""
    *lead, m, d = points.shape
    return numbers(potential, d) * math.prod(lead) * m * (8 if points.dtype == namespace(points).float64 else 4)


def block(points: Array) -> int:
    """The bytes to be worked at together where these points live."""
    return _BLOCK if "cpu" in str(getattr(points, "device", "cpu")).lower() else _BLOCK_AWAY
