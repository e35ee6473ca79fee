"""Steps compiled by numba, where it is installed: a block of samples goes through all layers and back.

What a block needs stays in the processor's nearest memory, and the loops along a block become vector instructions.
"""

from importlib.util import find_spec

import numpy as np

from ._net import Array

WIDEST = 128  # above, the matrices are large enough for BLAS


def wins(width: int, dtype: str) -> bool:
    """Whether the compiled steps are there and quicker than NumPy's."""
    return width <= WIDEST and dtype == "float32" and find_spec("numba") is not None


class Batch:
    """The same as `_net.Batch`, in float32 alone."""

    def __init__(self, weights: list[Array], x: Array, y: Array, scale: float) -> None:
        from ._kernel import BLOCK

        self.weights, self._n = weights, len(y)
        d, blocks = len(x), -(-len(y) // BLOCK)
        # inputs of 0 fill the last block: no node has a bias, so the values are 0 and so are error and slope
        filled = np.zeros((d, blocks * BLOCK), np.float32)
        filled[:, :len(y)] = x
        self._x = np.ascontiguousarray(filled.reshape(d, blocks, BLOCK).transpose(1, 0, 2))
        self._y = np.zeros((blocks, BLOCK), np.float32)
        self._y.reshape(-1)[:len(y)] = y
        self._scale = np.float32(scale)
        self._sizes = np.array([weight.shape for weight in weights])
        layers, most, wide = len(weights), int(self._sizes[:, 0].max()), int(self._sizes.max())
        self._w = np.zeros((layers, most, wide), np.float32)  # with nothing where a layer is smaller
        self._room = (*np.zeros((2, layers, most, BLOCK), np.float32), np.zeros_like(self._w),
                      np.zeros((layers, wide, most), np.float32), np.zeros_like(self._w))

    def descend(self, steps: int, length: float) -> None:
        """So many steps of gradient descent (Algorithm 4), the weights changed in place."""
        from ._kernel import descend

        parts = [self._w[layer, :outs, :ins] for layer, (outs, ins) in enumerate(self._sizes)]
        for part, weight in zip(parts, self.weights, strict=True):
            part[:] = weight
        factor = np.float32(length) * np.float32(2 * self._scale / self._n)
        descend(self._w, self._sizes, self._x, self._y, *self._room, self._scale, factor, steps)
        for part, weight in zip(parts, self.weights, strict=True):
            weight[:] = part
