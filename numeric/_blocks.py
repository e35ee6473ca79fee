"""The sums over pairs that the loss needs: from one table where that is small, else some rows at a time."""

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

from numeric.potentials import Potential

from . import _compiled
from ._namespace import namespace
from ._pairs import Pairs, numbers, some_pairs

Array = Any

KEEP = 2**28  # bytes: a table up to here is kept for its theta
_FEW = 2000  # pairs: of so few the table is always made
_AT_ONCE = 2**24  # bytes: a table up to here is made at its first use, a larger one at its third
_BLOCK = 2**22  # bytes of the rows worked at together: they stay in the processor's cache
_BLOCK_AWAY = 2**28  # on another device, which is quick with much at once


class Sums:
    """Sums over the pairs of k moving points with all points (..., m, d), the k first.

    A table of up to `keep` bytes is made once and kept; a larger one is made anew by each sum, rows by rows. So is one
    that is not small, the first two times: rows in the cache are quicker than a new table, where it is not used again.
    """

    def __init__(self, potential: Potential, points: Array, k: int, *, keep: float = KEEP, fast: bool = False) -> None:
        self._potential, self._points, self._k, self._fast = potential, points, k, fast
        if points.ndim == 2 and k * len(points) <= _FEW:
            self.whole = some_pairs(potential, points, k, 0, k, fast)
            return
        self._row = size(potential, points)
        self._compiled = _compiled.sums(potential, points, k) if fast else None
        self._keeps, self._uses = k * self._row <= keep, 2 if k * self._row <= _AT_ONCE else 0

    @cached_property
    def whole(self) -> Pairs:
        """All rows at once."""
        return some_pairs(self._potential, self._points, self._k, 0, self._k, self._fast)

    def _loose(self) -> _compiled.Compiled | None:
        """The compiled code, while there is no table."""
        if "whole" in self.__dict__ or self._compiled is None or (self._keeps and self._uses >= 2):
            return None
        self._uses += 1
        return self._compiled

    def _over(self, function: Callable[[Pairs], tuple[Array, ...]]) -> tuple[Array, ...]:
        """What the function gives for the parts, one after the other along the rows."""
        if "whole" in self.__dict__ or (self._keeps and self._uses >= 2):
            return function(self.whole)
        self._uses += 1
        xp, rows = namespace(self._points), max(1, block(self._points) // self._row)
        found = [function(some_pairs(self._potential, self._points, self._k, first, min(first + rows, self._k)))
                 for first in range(0, self._k, rows)]
        axis = self._points.ndim - 2  # that of the rows, after those that come first
        return tuple(xp.concatenate(some, axis=axis) for some in zip(*found, strict=True))

    def field(self, c: Array) -> Array:
        """sum_p c_p Phi(x_i, p), (..., k), for c (..., m)."""
        if "whole" in self.__dict__:
            return _field(self.whole, c)
        if compiled := self._loose():
            return compiled.field(c)
        return self._over(lambda part: (_field(part, c),))[0]

    def slopes(self, c: Array) -> tuple[Array, Array]:
        """The field and sum_p c_p grad_i Phi(x_i, p), (..., k, d)."""
        if "whole" in self.__dict__:
            return _field(self.whole, c), self.whole.pull(c[..., None, :])
        if compiled := self._loose():
            return compiled.slopes(c)
        return self._over(lambda part: (_field(part, c), part.pull(c[..., None, :])))

    def product(self, a: Array, c: Array, v: Array, V: Array) -> tuple[Array, Array]:
        """As `Pairs.product`, with the field of the charges v (..., k) added to the first."""
        def of(part: Pairs) -> tuple[Array, Array]:
            along, place = part.product(a, c, v, V)
            return along + _field(part, v), place
        if compiled := self._loose():
            return compiled.product(a, c, v, V)
        return self._over(of)

    def square(self) -> Array:
        """Phi(x_i, x_j), (..., k, k)."""
        return self._over(lambda part: (part.value[..., :self._k],))[0]


def _field(part: Pairs, c: Array) -> Array:
    """The field of the first so many points."""
    table = part.value[..., :c.shape[-1]]
    return table @ c if c.ndim == 1 else (table @ c[..., None])[..., 0]


def size(potential: Potential, points: Array) -> int:
    """The bytes that a row takes, in all instances."""
    *lead, m, d = points.shape
    return numbers(potential, d) * math.prod(lead) * m * (8 if points.dtype == namespace(points).float64 else 4)


def block(points: Array) -> int:
    """The bytes to be worked at together where these points live."""
    return _BLOCK if "cpu" in str(getattr(points, "device", "cpu")).lower() else _BLOCK_AWAY
