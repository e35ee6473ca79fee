"""A grid of cells over processes: resumable, in an order that does not matter."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from numeric.trials import TrialsError, run_trials

from ._cell import Cell, check, check_seed, train_cell
from ._readings import Reading

Progress = Callable[[int, int, tuple[str, ...]], None]
DEPTHS, WIDTHS = (2, 3, 5, 9, 17), (5, 10, 20, 40)
"""The rows and columns of the paper's Table 2."""

TABLE_2 = dict(zip(((depth, width) for depth in DEPTHS for width in WIDTHS), (
    0.0015, 0.0017, 0.0018, 0.0019,
    0.0033, 0.0264, 0.1503, 0.2362,
    0.0036, 0.0579, 0.2400, 0.4397,
    0.0085, 0.1662, 0.4171, 0.6071,
    0.0845, 0.3862, 0.4934, 0.5777), strict=True))
"""The paper's Table 2, by (depth, width)."""

MOST_NETS = 100_000

VERSION = 2
"""Of `trial`, for files that are taken up again; raised whenever its results change."""


@dataclass(frozen=True)
class GridRun:
    """The cells that were learned, by reading, depth, width and seed in the order they were asked for."""

    cells: tuple[Cell, ...]
    asked: int
    resumed: int
    """How many were taken from a file."""
    failed: tuple[str, ...] = ()
    """A sentence for each cell whose process died or raised."""
    stopped: str = ""
    """Why there are fewer, where that was no Ctrl-C."""

    @property
    def complete(self) -> bool:
        """Whether every cell was learned."""
        return len(self.cells) == self.asked

    def errors(self, reading: str, depth: int, width: int, kind: Literal["train", "test"]) -> tuple[float, ...]:
        """The errors of one cell of the table, one a seed."""
        return tuple(getattr(cell, f"{kind}_error") for cell in self.cells
                     if (cell.reading, cell.depth, cell.width) == (reading, depth, width))


def run_grid(readings: Sequence[Reading], depths: Sequence[int] = DEPTHS, widths: Sequence[int] = WIDTHS, *,
             seeds: Iterable[int] = (1,), effort: Literal["quick", "standard", "full"] = "standard",
             steps: int | None = None, step: float | None = None, jobs: int = 1, fast: bool = True,
             scheduler: str | None = None, file: str | os.PathLike[str] | None = None,
             progress: Progress | None = None) -> GridRun:
    """Learn a net for every reading, depth, width and seed, in `jobs` processes of one BLAS thread each.

    With the address of a `scheduler` a Dask cluster does it.

    `steps` and `step` take the place of the reading's own, of which `effort` chooses. In Phi-space only depth 2 is
    learned, whatever other depths are asked for. With `file`, finished cells are kept there, a line of JSON each, and
    not learned again; more seeds may be asked of the same file. Ctrl-C ends the run with what is finished. The errors
    do not depend on `jobs`.

    Raises ValueError for whatever `train_cell` refuses, for nothing to learn, and for the file of another grid;
    ClusterError for a cluster that cannot do it.

    >>> from numeric.nets import READINGS
    >>> run = run_grid([READINGS["verbatim"]], [2], [5], steps=50, step=2.0)
    >>> run.complete, len(run.cells)
    (True, 1)
    """
    grid = [(reading, depth, width) for reading in readings for depth in dict.fromkeys(depths)
            for width in dict.fromkeys(widths) if reading.space == "samples" or depth == 2]
    seeds = tuple(dict.fromkeys(seeds))
    if len({reading.name for reading in readings}) < len(readings):
        raise ValueError("a reading comes twice; give each once")
    if not grid or not seeds:
        raise ValueError("there is nothing to learn; give a reading, a depth, a width and a seed "
                         "(in Phi-space the depth is 2)")
    asked = len(grid) * len(seeds)
    if asked > MOST_NETS:
        raise ValueError(f"these are {asked} nets, the most is {MOST_NETS}; ask for fewer seeds or cells")
    if type(jobs) is not int or jobs < 1:
        raise ValueError(f"jobs is {jobs!r}; give a whole number above 0")
    plans = []
    for reading, depth, width in grid:
        usual = reading.schedule(effort)
        plan = (usual[0] if steps is None else steps, usual[1] if step is None else step)
        for seed in seeds:
            check_seed(seed)
        check(depth, width, reading, *plan, jobs=1 if scheduler else min(jobs, asked))
        plans.append({"reading": reading.to_data(), "depth": depth, "width": width, "steps": plan[0],
                      "step": plan[1]})
    parameters = {"plans": plans, "fast": fast}
    numbers = [seed * len(grid) + place for place in range(len(grid)) for seed in seeds]
    longest = sorted(numbers, key=lambda number: -_work(plans[number % len(grid)]))  # first, so that none ends alone

    def told(done: int, asked: int, running: tuple[str, ...]) -> None:
        if progress is not None:
            progress(done, asked, tuple(_named(plans, int(name.rpartition(" ")[2])) for name in running))

    done = run_trials("numeric.nets._grid:trial", longest, parameters=parameters, version=VERSION, jobs=jobs,
                      scheduler=scheduler, file=file, progress=told if progress is not None else None)
    by_number = {made.seed: made for made in done.trials}
    made = [by_number[number] for number in numbers if number in by_number]
    return GridRun(tuple(_read(one.value, file) for one in made if not one.error), len(numbers), done.resumed,
                   tuple(f"{_named(plans, one.seed)}: {one.error}" for one in made if one.error), done.stopped)


def trial(seed: int, *, plans: Sequence[Mapping[str, Any]], fast: bool) -> dict[str, Any]:
    """The cell of a number, seed * cells + place in the grid, for run_trials."""
    plan = plans[seed % len(plans)]
    return train_cell(plan["depth"], plan["width"], Reading(sentence="", **plan["reading"]), seed // len(plans),
                      steps=plan["steps"], step=plan["step"], fast=fast).to_data()


def _read(value: Any, file: object) -> Cell:
    try:
        return Cell.from_data(value)
    except (TypeError, ValueError, KeyError) as error:
        raise TrialsError(f"{file} holds a line that is no cell of a grid; name another file") from error


def _named(plans: Sequence[Mapping[str, Any]], number: int) -> str:
    plan = plans[number % len(plans)]
    return f"depth {plan['depth']} width {plan['width']} seed {number // len(plans)}"


def _work(plan: Mapping[str, Any]) -> float:
    """About how long a cell takes, in any unit."""
    layers, width, reading = plan["depth"], plan["width"], plan["reading"]
    nodes = width * layers
    return float(plan["steps"] * reading["n"] * (nodes * (width + 20) + width * reading["d"]))


