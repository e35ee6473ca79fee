"""A net of tanh nodes without biases, its weights, its error, and gradient steps in place."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_ROWS = 4096  # of a sample that is looked at together: the test sample of a wide net would fill the memory

MOST_DEPTH, MOST_WIDTH = 1000, 10_000


def shapes(depth: int, width: int, d: int) -> list[tuple[int, int]]:
    """The (outputs, inputs) of each layer.

    Raises ValueError for a depth or width that is no whole number from 1 on, or beyond what is sensible.

    >>> shapes(2, 5, 10), shapes(1, 5, 10)
    ([(5, 10), (1, 5)], [(1, 10)])
    """
    for what, number, most in (("depth", depth, MOST_DEPTH), ("width", width, MOST_WIDTH)):
        if type(number) is not int or not 1 <= number <= most:
            raise ValueError(f"the {what} is {number!r}; give a whole number from 1 to {most}")
    nodes = [d, *[width] * (depth - 1), 1]
    return list(zip(nodes[1:], nodes[:-1], strict=True))


def draw(rng: np.random.Generator, sizes: list[tuple[int, int]], deviation: float, dtype: str) -> list[Array]:
    """Weights N(0, deviation^2), one matrix a layer."""
    return [(deviation * rng.standard_normal(size)).astype(dtype) for size in sizes]


def output(weights: list[Array], x: Array, scale: float) -> Array:
    """The net's values (n,) on inputs x (d, n).

    >>> output([np.array([[2.0]])], np.array([[3.0]]), 0.5).round(12).tolist()  # tanh(3)
    [0.995054753687]
    """
    values = np.empty(x.shape[1], x.dtype)
    scaled = [weight * weight.dtype.type(scale) for weight in weights]
    for first in range(0, len(values), _ROWS):
        h = x[:, first:first + _ROWS]
        for weight in scaled:
            h = weight @ h
            np.tanh(h, out=h)
        values[first:first + _ROWS] = h[0]
    return values


def error(weights: list[Array], x: Array, y: Array, scale: float) -> float:
    """The mean of the squared difference to y (n,), summed in float64."""
    return float(np.mean(np.square(output(weights, x, scale) - y, dtype=np.float64)))


class Batch:
    """Full-batch steps on inputs x (d, n) and values y (n,); every array that they need is made once."""

    def __init__(self, weights: list[Array], x: Array, y: Array, scale: float) -> None:
        self.weights, self._x, self._y, self._scale = weights, np.ascontiguousarray(x), y, x.dtype.type(scale)
        n, dtype = x.shape[1], x.dtype
        self._h = [np.empty((len(weight), n), dtype) for weight in weights]
        most = max(map(len, weights))
        self._delta = [np.empty((most, n), dtype), np.empty((most, n), dtype)]
        self._slope = np.empty((most, n), dtype)
        self._scaled = [np.empty_like(weight) for weight in weights]
        self.gradients = [np.empty_like(weight) for weight in weights]

    def gradient(self) -> list[Array]:
        """The gradient of the mean squared error, by layers; the arrays are used again at the next call."""
        h = self._x
        for weight, scaled, out in zip(self.weights, self._scaled, self._h, strict=True):
            np.multiply(weight, self._scale, out=scaled)
            h = np.matmul(scaled, h, out=out)
            np.tanh(h, out=h)
        # with z = s W h below and tanh' = 1 - tanh^2: delta is the derivative by z, times n s / 2 of it is left out
        now, below = self._delta
        delta, slope = now[:1], self._slope
        np.subtract(self._h[-1], self._y, out=delta)
        for layer in range(len(self.weights) - 1, -1, -1):
            h, rest = self._h[layer], slope[:len(delta)]
            np.multiply(h, h, out=rest)
            np.subtract(1, rest, out=rest)
            delta *= rest
            np.matmul(delta, (self._h[layer - 1] if layer else self._x).T, out=self.gradients[layer])
            self.gradients[layer] *= self._x.dtype.type(2 * self._scale / self._x.shape[1])
            if layer:
                scaled = self._scaled[layer]
                delta = np.matmul(scaled.T, delta, out=below[:scaled.shape[1]])
                now, below = below, now
        return self.gradients

    def descend(self, steps: int, length: float) -> None:
        """So many steps of gradient descent (Algorithm 4), the weights changed in place."""
        for _ in range(steps):
            for weight, slope in zip(self.weights, self.gradient(), strict=True):
                slope *= weight.dtype.type(length)
                weight -= slope


def memory(depth: int, width: int, d: int, n: int, tests: int, dtype: str) -> int:
    """The bytes that learning needs, about.

    >>> memory(2, 5, 10, 1000, 10_000, "float32") < 2_000_000
    True
    """
    sizes = shapes(depth, width, d)
    nodes = sum(out for out, _ in sizes) + 3 * max(out for out, _ in sizes)
    samples = (n + tests) * (d + 2) * 3 + n * nodes + min(max(n, tests), _ROWS) * 2 * max(width, d)
    return np.dtype(dtype).itemsize * (samples + 5 * sum(out * into for out, into in sizes))
