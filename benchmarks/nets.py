"""A step of full-batch gradient descent on Table 2's nets, one core: ours beside torch, where it is installed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec

from numeric.nets import DEPTHS, WIDTHS
from verify.threads import BLAS

from ._timing import Row

ROUNDS = 3
WORK = 100_000  # of a round, in nodes: 1000 steps of 20 layers of 5


def rows() -> Iterator[Row]:
    """Sums over the cells of a width; each side is a process of its own, and they are asked in turn."""
    sides = ["ours", "torch"] if find_spec("torch") else ["ours", "numpy"]
    names = {"torch": "torch, eager", "numpy": "NumPy, in place (no torch here)"}
    with ExitStack() as stack:
        asked = [stack.enter_context(_start(side)) for side in sides]
        times = {(depth, width): _cell(asked, depth, width) for width in WIDTHS for depth in DEPTHS}
        for process in asked:
            process.stdin.close()
    for depth, width in times:
        mine, other = times[depth, width]
        yield Row(f"depth {depth}, width {width}", mine, names[sides[1]], other)
    for words, most in (("widths up to 20", 20), ("all 20 cells", max(WIDTHS))):
        mine, other = (sum(pair[i] for (_, width), pair in times.items() if width <= most) for i in (0, 1))
        yield Row(f"{words}, in sum", mine, names[sides[1]], other)


def _start(side: str) -> "subprocess.Popen[str]":
    alone = dict.fromkeys(BLAS, "1")
    return subprocess.Popen([sys.executable, "-m", "benchmarks._nets_side", side], env={**os.environ, **alone},
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _cell(asked: "list[subprocess.Popen[str]]", depth: int, width: int) -> tuple[float, ...]:
    """The best of some rounds, for each side."""
    best = [float("inf")] * len(asked)
    for _ in range(ROUNDS):
        for i, process in enumerate(asked):
            process.stdin.write(f"{depth} {width} {max(20, WORK // (depth * width * 10))}\n")
            process.stdin.flush()
            best[i] = min(best[i], float(process.stdout.readline()))
    return tuple(best)
