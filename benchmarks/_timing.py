"""How a time is taken, and what a benchmark reports."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from time import perf_counter, process_time


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, the best time, and the peer's where there is one."""

    what: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None


def best(call: Callable[[], object], repetitions: int, clock: Callable[[], float] = process_time) -> float:
    """The shortest of some runs, in seconds of this process: what else the machine does is not counted."""
    times = []
    for _ in range(repetitions):
        start = clock()
        call()
        times.append(clock() - start)
    return min(times)


def best_outside(call: Callable[[], object], repetitions: int) -> float:
    """The same by the clock on the wall, for what runs in a process of its own."""
    return best(call, repetitions, perf_counter)


def machine() -> str:
    """The processor, the system and the versions that the times depend on."""
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass  # not Linux, or no such line: the platform's word will do
    packages = ", ".join(f"{package} {version(package)}" for package in ("sympy", "python-flint", "numpy", "mpmath"))
    return (f"{name}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; "
            f"Python {platform.python_version()}, {packages}")


def shown(seconds: float) -> str:
    """A time in a unit that leaves one to three digits before the point.

    >>> shown(0.00123), shown(12.5), shown(4e-6)
    ('1.23 ms', '12.5 s', '4 µs')
    """
    unit, factor = next((u, f) for u, f in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)) if seconds * f >= 1 or u == "µs")
    return f"{seconds * factor:.3g} {unit}"
