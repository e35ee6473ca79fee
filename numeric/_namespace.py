"""The array library that arrays come from: NumPy, PyTorch, or any that keeps to the array-API standard.

What is computed from an array stays in its library and on its device. NumPy is used as it is; the names in which
others differ from it are few, and `Other` has them. (array-api-compat has them all, at the price of a dependency.)
"""

import sys
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any

import numpy as np

_NAMES = {"concatenate": "concat", "arctan2": "atan2", "arccos": "acos"}  # NumPy's for the standard's


def namespace(array: Any) -> Any:
    """NumPy for its arrays and for whatever is no array; else the array's own library, by NumPy's names.

    >>> namespace([1.0]) is np
    True
    """
    if isinstance(array, (np.ndarray, np.generic)):
        return np
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(array, torch.Tensor):
        return _other(torch)
    return _other(array.__array_namespace__()) if hasattr(array, "__array_namespace__") else np


@lru_cache
def _other(library: Any) -> "Other":
    return Other(library)


class Other:
    """A library's functions by NumPy's names, and the few that are not all the same."""

    def __init__(self, library: Any) -> None:
        self._library = library
        self.name: str = library.__name__.partition(".")[0]

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._library, _NAMES.get(name, name))
        setattr(self, name, found)  # the next time it is there
        return found

    def minimum(self, x: Any, bound: float) -> Any:
        """With a number, where the standard and torch want two arrays."""
        return self._library.clip(x, None, bound)

    def maximum(self, x: Any, bound: float) -> Any:
        """The same from below."""
        return self._library.clip(x, bound, None)

    def amin(self, x: Any, axis: int) -> Any:
        """torch's `min` gives the places too."""
        return self._library.amin(x, axis) if self.name == "torch" else self._library.min(x, axis=axis)

    def amax(self, x: Any, axis: int) -> Any:
        """The same from above."""
        return self._library.amax(x, axis) if self.name == "torch" else self._library.max(x, axis=axis)

    def errstate(self, **_: str) -> AbstractContextManager[None]:
        """The others do not warn."""
        return nullcontext()


def floats(x: Any) -> Any:
    """x as floats: those of 32 and 64 bits as they are, whatever else in 64 bits of NumPy.

    >>> floats([1, 2]).dtype, floats(np.ones(2, np.float32)).dtype
    (dtype('float64'), dtype('float32'))
    """
    if isinstance(x, np.ndarray):
        return x if x.dtype in (np.float64, np.float32) else x.astype(np.float64)
    if namespace(x) is not np:
        return x
    return np.asarray(x, dtype=np.float64)


def same_library(x: Any, xp: Any, potential: Any) -> None:
    """Raises TypeError where x, which this potential gave for an array of xp, comes from another library."""
    if namespace(x) is not xp:
        name = getattr(xp, "name", "numpy")
        raise TypeError(f"{potential!r} is given arrays of {name} and gives another library's: let it compute with the "
                        "functions of the library that its argument comes from")


def own(table: Any, first: int, value: float, xp: Any) -> Any:
    """The table (..., r, m) with this value at (i, first + i): NumPy's is changed in place."""
    rows, columns = table.shape[-2:]
    if xp is np:  # what is reshaped is a view, as it is contiguous
        if table.ndim == 2:
            table.reshape(-1)[first::columns + 1] = value
        else:
            table.reshape(*table.shape[:-2], -1)[..., first::columns + 1] = value
        return table
    column, row = (xp.arange(*ends, device=table.device) for ends in ((0, columns), (first, first + rows)))
    at = column[None, :] == row[:, None]
    return xp.where(at, xp.full_like(table, value), table)


def coordinates_first(x: Any, xp: Any) -> Any:
    """Points (..., m, d) as (..., d, m), in that order in memory: the long axis becomes the inner one."""
    if xp is np:
        return np.ascontiguousarray(x.swapaxes(-1, -2))
    turned = xp.moveaxis(x, -1, -2)
    return turned.contiguous() if xp.name == "torch" else turned


def squares(apart: Any, xp: Any) -> Any:
    """Of differences (..., d, r, m) the squared lengths (..., r, m)."""
    return products(apart, apart, xp)


def products(x: Any, y: Any, xp: Any) -> Any:
    """The sums over the coordinates, the third axis from behind: (..., d, r, m) with as much, or with one row."""
    if xp is np:
        return np.einsum("xip,xip->ip" if x.ndim == 3 else "...xip,...xip->...ip", x, y)
    total = x[..., 0, :, :] * y[..., 0, :, :]
    for c in range(1, x.shape[-3]):
        total += x[..., c, :, :] * y[..., c, :, :]
    return total


def drawn(apart: Any, weights: Any, xp: Any) -> Any:
    """(..., r, d): the sums over p of the differences (..., d, r, m) by weights (..., r, m)."""
    if xp is np:
        if apart.ndim == 3:
            return np.matmul(apart.transpose(1, 0, 2), weights[:, :, None])[:, :, 0]
        return np.einsum("...xip,...ip->...ix", apart, weights)
    return xp.stack([xp.sum(apart[..., c, :, :] * weights, axis=-1) for c in range(apart.shape[-3])], axis=-1)


def row_products(x: Any, y: Any, xp: Any) -> Any:
    """(..., r): the sums over the last axis of the products of two tables (..., r, m)."""
    return np.einsum("...ip,...ip->...i", x, y) if xp is np else xp.sum(x * y, axis=-1)


def at_front(table: Any, more: Any, xp: Any) -> Any:
    """The table (..., m) with more (..., k) added to its first k columns: NumPy's is changed in place."""
    k = more.shape[-1]
    if xp is np:
        table[..., :k] += more
        return table
    return xp.concat([table[..., :k] + more, table[..., k:]], axis=-1)
