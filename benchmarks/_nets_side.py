"""One side of the benchmark of the nets, a process of its own: seconds a step, for cells asked on standard input."""

import sys
from collections.abc import Callable
from importlib import import_module
from time import process_time

import numpy as np

from numeric.nets._net import Batch, draw, output, shapes

D, N, LENGTH = 10, 1000, 0.1


def cell(depth: int, width: int) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """The first weights, inputs (d, n) and values (n,) of a cell, in float32."""
    rng = np.random.default_rng([1, depth, width])
    sizes = shapes(depth, width, D)
    x = rng.standard_normal((D, N)).astype("float32")
    return draw(rng, sizes, 1.0, "float32"), x, output(draw(rng, sizes, 1.0, "float32"), x, 0.5)


def ours(depth: int, width: int, fast: bool = True) -> Callable[[int], object]:
    """Steps as `earnshaw train` takes them."""
    from numeric.nets import _compiled

    batch = (_compiled.Batch if fast and _compiled.wins(width, "float32") else Batch)(*cell(depth, width), 0.5)
    return lambda steps: batch.descend(steps, LENGTH)


def torch(depth: int, width: int) -> Callable[[int], object]:
    """The same steps by torch, eager: linear layers, tanh, mse_loss, SGD."""
    torch = import_module("torch")
    torch.set_num_threads(1)
    weights, x, y = cell(depth, width)
    weights = [torch.tensor(weight, requires_grad=True) for weight in weights]
    x, y = torch.tensor(np.ascontiguousarray(x.T)), torch.tensor(y)
    descent = torch.optim.SGD(weights, lr=LENGTH)

    def steps(count: int) -> None:
        for _ in range(count):
            h = x
            for weight in weights:
                h = torch.tanh(torch.nn.functional.linear(h, 0.5 * weight))  # the half where it costs least
            descent.zero_grad()
            torch.nn.functional.mse_loss(h[:, 0], y).backward()
            descent.step()

    return steps


SIDES = {"ours": ours, "numpy": lambda depth, width: ours(depth, width, fast=False), "torch": torch}


def main(side: str) -> None:
    """Answer a line for each "depth width steps" that is asked."""
    for line in sys.stdin:
        depth, width, count = map(int, line.split())
        steps = SIDES[side](depth, width)
        steps(3)  # compiled, or read from its cache
        start = process_time()
        steps(count)
        print((process_time() - start) / count, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
