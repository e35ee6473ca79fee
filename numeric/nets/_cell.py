"""One cell of the table: a random target, a net of the same shape, and what it learns of it."""

import os
from dataclasses import asdict, dataclass
from functools import cached_property
from time import perf_counter
from typing import Any

import numpy as np

from . import _compiled
from ._net import Array, Batch, draw, error, memory, output, shapes
from ._readings import Reading

MARKS = 40
"""At so many moments of a run the errors are noted."""

MOST_STEP = 1000  # what moves farther at once leaves the range of float32
MOST_CHARGES = 400


@dataclass(frozen=True)
class Cell:
    """What came of one net and one seed; errors are means of squared differences."""

    reading: str
    depth: int
    width: int
    seed: int
    steps: int
    step: float
    """The length of a step, of the mean loss."""
    start_error: float
    """The training error before the first step: that of a random net of the same shape."""
    train_error: float
    test_error: float
    guess_error: float
    """The training error of a guess of zero."""
    test_guess_error: float
    trace: tuple[tuple[int, float, float], ...]
    """The steps done, and training and test error there, from 0 on."""
    compiled: bool
    """Whether the compiled steps were taken; they round otherwise than NumPy's."""
    seconds: float

    @property
    def flow(self) -> float:
        """How far the descent went: steps times their length."""
        return self.steps * self.step

    def to_data(self) -> dict[str, Any]:
        """The cell as plain data."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Cell":
        """The cell that `to_data` made."""
        trace = tuple((int(at), float(train), float(test)) for at, train, test in data["trace"])
        return cls(**{**data, "trace": trace})


def train_cell(depth: int, width: int, reading: Reading, seed: int, *, steps: int | None = None,
               step: float | None = None, fast: bool = True) -> Cell:
    """Learn a random net of this depth and width by a net of the same shape, from this seed.

    Without `steps` and `step` those of `reading.schedule()` are taken; `step` is of the mean loss. `fast` allows the
    compiled steps, where numba is installed and they are quicker. The same arguments give the same errors on the same
    machine and libraries.

    Raises ValueError for a depth or width below 1, a seed that is no whole number from 0 on, steps below 1, a step
    that is not above 0, memory that is not there, and in Phi-space depths other than 2; FloatingPointError when the
    weights leave the range of numbers.

    >>> from numeric.nets import READINGS, train_cell
    >>> cell = train_cell(2, 5, READINGS["verbatim"], seed=1, steps=200, step=2.0)
    >>> cell.train_error < cell.guess_error / 2
    True
    """
    usual = reading.schedule()
    steps, step = usual[0] if steps is None else steps, usual[1] if step is None else step
    check_seed(seed)
    check(depth, width, reading, steps, step)
    if reading.space != "samples":
        from ._phi_space import phi_cell

        return phi_cell(width, reading, seed)
    began = perf_counter()
    training = Training(depth, width, reading, seed, step=step, fast=fast)
    trace = []
    for mark in sorted({steps * i // MARKS for i in range(MARKS + 1)}):
        training.descend(mark - training.done)
        with np.errstate(all="ignore"):  # what is no number is found here
            trace.append((mark, training.train_error(), training.test_error()))
        if not np.isfinite(trace[-1][1:]).all():
            raise FloatingPointError(f"the weights left the range of {reading.dtype} within {mark} steps; "
                                     "take a shorter step")
    return Cell(reading.name, depth, width, seed, steps, step, trace[0][1], *trace[-1][1:], training.guess_error(),
                training.test_guess_error(), tuple(trace), training.compiled, perf_counter() - began)


class Training:
    """The net that learns a cell on samples, on its way: the steps of `train_cell`, as many at a time as one likes.

    `weights` may be exchanged between steps, in place; nothing else is kept from one step to the next.
    """

    def __init__(self, depth: int, width: int, reading: Reading, seed: int, *, step: float, fast: bool = True) -> None:
        sizes = shapes(depth, width, reading.d)
        rng = np.random.default_rng([seed, depth, width])
        self._target = draw(rng, sizes, 1.0, reading.dtype)
        self._x, self._more = (rng.standard_normal((reading.d, count)).astype(reading.dtype)
                               for count in (reading.n, reading.tests))
        self.weights = draw(rng, sizes, 1.0 if reading.start == "unit" else width**-0.5, reading.dtype)
        self._scale, self._step, self.done = reading.scale, step, 0
        self.compiled = fast and _compiled.wins(width, reading.dtype)

    @cached_property
    def _y(self) -> Array:
        return output(self._target, self._x, self._scale)

    @cached_property
    def _y_more(self) -> Array:
        return output(self._target, self._more, self._scale)

    @cached_property
    def _batch(self) -> Any:
        return (_compiled.Batch if self.compiled else Batch)(self.weights, self._x, self._y, self._scale)

    def descend(self, steps: int) -> None:
        """So many steps more; weights that leave the range of numbers show in the errors."""
        with np.errstate(all="ignore"):
            self._batch.descend(steps, self._step)
        self.done += steps

    def train_error(self) -> float:
        """The training error here."""
        return error(self.weights, self._x, self._y, self._scale)

    def test_error(self) -> float:
        """The test error here."""
        return error(self.weights, self._more, self._y_more, self._scale)

    def guess_error(self) -> float:
        """The training error of a guess of zero."""
        return _square(self._y)

    def test_guess_error(self) -> float:
        """The test error of a guess of zero."""
        return _square(self._y_more)


def check_seed(seed: int) -> None:
    """Refuse a seed that is none."""
    if type(seed) is not int or seed < 0:
        raise ValueError(f"the seed {seed!r} is no whole number from 0 on; give one such as 1")


def check(depth: int, width: int, reading: Reading, steps: int, step: float, jobs: int = 1) -> None:
    """Refuse what cannot be learned, with one sentence, before any work. `jobs` cells share the memory."""
    shapes(depth, width, reading.d)
    if type(steps) is not int or steps < 1:
        raise ValueError(f"steps is {steps!r}; give a whole number above 0")
    if not (isinstance(step, float | int) and 0 < step <= MOST_STEP):
        raise ValueError(f"the step is {step!r}; give a number above 0, at most {MOST_STEP}")
    if reading.space != "samples":
        if depth != 2:
            raise ValueError(f"in Phi-space there is one hidden layer, depth 2, and depth {depth} was asked; "
                             "ask for depth 2, or take a reading with samples")
        if width > MOST_CHARGES:
            raise ValueError(f"in Phi-space a width of at most {MOST_CHARGES} is learned in minutes, and {width} was "
                             "asked; ask for less")
        return
    needed = jobs * memory(depth, width, reading.d, reading.n, reading.tests, reading.dtype)
    free = available()
    if free is not None and needed > free:
        raise ValueError(f"depth {depth} and width {width} on {reading.n} samples need {_bytes(needed)} of memory"
                         f"{f' in {jobs} processes' if jobs > 1 else ''}, and {_bytes(free)} are free; take a "
                         "smaller net, fewer samples or fewer processes")


def available() -> int | None:
    """The bytes of memory that are free, where the system tells."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            found = next((line.split()[1] for line in file if line.startswith("MemAvailable:")), None)
        if found is not None:
            return int(found) * 1024
    except (OSError, ValueError, IndexError):
        pass  # not Linux: the next way may do
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None


def _bytes(count: int) -> str:
    return f"{count / 2**30:,.1f} GiB" if count >= 2**30 else f"{count / 2**20:,.0f} MiB"


def _square(y: Array) -> float:
    return float(np.mean(np.square(y, dtype=np.float64)))
