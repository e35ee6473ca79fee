"""How times and memory are taken, and what a benchmark reports."""

import ctypes
import gc
import os
import platform
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter, process_time

PACKAGES = ("sympy", "python-flint", "mpmath", "numpy", "scipy", "numba", "z3-solver", "jax", "torch")


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, the best time, and the peer's where there is one.

    Rows that say the same and differ in `size` are a series: the table adds how it grows.
    """

    what: str
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None
    size: int | None = None
    """The number that the cost grows with: a dimension d, or k d."""
    memory: int | None = None
    """Bytes beyond what was held before, at the most."""
    peer_memory: int | None = None


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


def best_in_turn(calls: Sequence[Callable[[], object]], repetitions: int) -> list[float]:
    """The same for several, taken in turn: what else the machine does meets all of them."""
    rounds = [[once_outside(call) for call in calls] for _ in range(repetitions)]
    return [min(times) for times in zip(*rounds, strict=True)]


def once_outside(call: Callable[[], object]) -> float:
    """One run by the clock on the wall, for what takes too long to be repeated."""
    return best_outside(call, 1)


def peak_memory(call: Callable[[], object]) -> int | None:
    """The most memory that a call holds beyond what was held before it, in bytes, whatever library allocates it.

    None where the system cannot be asked for it (Linux can, by resetting the peak of the resident set).
    """
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # what the allocator keeps for reuse would hide what is asked for
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
        before = _status("VmRSS")
        call()
        return max(0, _status("VmHWM") - before)
    except OSError:
        return None


def _status(name: str) -> int:
    with open("/proc/self/status", encoding="ascii") as file:
        return next(1024 * int(line.split()[1]) for line in file if line.startswith(name))


def machine() -> str:
    """The processor, the system and the versions that the times depend on."""
    name = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            name = next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass  # not Linux, or no such line: the platform's word will do
    packages = ", ".join(filter(None, map(_versioned, PACKAGES)))
    return (f"{name}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; "
            f"Python {platform.python_version()}, {packages}")


def _versioned(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def shown(seconds: float) -> str:
    """A time in a unit that leaves one to three digits before the point.

    >>> shown(0.00123), shown(12.5), shown(4e-6)
    ('1.23 ms', '12.5 s', '4 µs')
    """
    unit, factor = next((u, f) for u, f in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)) if seconds * f >= 1 or u == "µs")
    return f"{seconds * factor:.3g} {unit}"


def shown_memory(count: int | None) -> str:
    """A number of bytes in MB, or nothing.

    >>> shown_memory(80 << 20), shown_memory(100_000), shown_memory(None)
    ('80 MB', '< 1 MB', '')
    """
    if count is None:
        return ""
    return f"{count >> 20:,} MB" if count >> 20 else "< 1 MB"
