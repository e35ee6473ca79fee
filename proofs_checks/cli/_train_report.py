"""What `train` prints and draws: errors by depth and width, beside the numbers of the paper's Table 2."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from numeric.nets import TABLE_2, Cell, GridRun, Reading
from verify.report import counted, open_console, show

_KINDS = (("training", "train_error"), ("test", "test_error"), ("guess of 0", "guess_error"))


def show_run(done: GridRun, readings: Sequence[Reading], depths: Sequence[int], widths: Sequence[int]) -> None:
    """A table for each reading, each with a one-line summary."""
    console = open_console()
    for reading in readings:
        cells = [cell for cell in done.cells if cell.reading == reading.name]
        show(console, f"{reading.name}: {reading.sentence}")
        if cells:
            show(console, _lengths(cells, reading), _table(cells, reading, depths, widths), _summary(cells, reading))
    if done.resumed:
        show(console, f"  {done.resumed} of them were in the file already")
    for sentence in done.failed:
        show(console, f"  failed: {sentence}")


def _lengths(cells: Sequence[Cell], reading: Reading) -> str:
    seeds = len({cell.seed for cell in cells})
    medians = f", {seeds} seeds (medians)" if seeds > 1 else f", seed {cells[0].seed}"
    if reading.space != "samples":
        return f"  errors over all inputs, exactly{medians}"
    cell = cells[0]
    part = cell.flow / reading.flow
    far = "as far as" if abs(part - 1) < 1e-9 else f"{part:.3g} times as far as"
    lengths = f"  {cell.steps} steps of {cell.step:g} of the mean loss, {far} the printed million goes{medians}"
    if cell.step > 0.1 and max(cell.depth for cell in cells) > 2:
        lengths += ("\n  steps longer than 0.1 leave the path of the printed ones where nets are deep and wide: "
                    "a first look, not their errors")
    return lengths


def _table(cells: Sequence[Cell], reading: Reading, depths: Sequence[int], widths: Sequence[int]) -> str:
    kinds = _KINDS if reading.space == "samples" else (("error", "test_error"), ("guess of 0", "guess_error"))
    lines = ["  " + " " * 22 + "".join(f"{f'width {width}':>11}" for width in widths)]
    for depth in dict.fromkeys(depths):
        rows = [] if not any((depth, width) in TABLE_2 for width in widths) else [
            ("Table 2", [f"{TABLE_2[depth, width]:.4f}" if (depth, width) in TABLE_2 else "" for width in widths])]
        for words, field in kinds:
            errors = [_median(cells, depth, width, field) for width in widths]
            if any(error is not None for error in errors):
                rows.append((words, ["" if error is None else _shown(error) for error in errors]))
        if len(rows) > 1 or (rows and rows[0][0] != "Table 2"):
            for i, (words, texts) in enumerate(rows):
                head = f"depth {depth}" if i == 0 else ""
                lines.append(f"  {head:10}{words:12}" + "".join(f"{text:>11}" for text in texts))
    return "\n".join(line.rstrip() for line in lines)


def _summary(cells: Sequence[Cell], reading: Reading) -> str:
    """How many cells are near the printed ones, for both kinds of error."""
    seconds = sum(cell.seconds for cell in cells)
    shared = [place for place in TABLE_2 if any((cell.depth, cell.width) == place for cell in cells)]
    if reading.space != "samples" or not shared:
        return f"  {counted(len(cells), 'net')} in {seconds:.1f} s of work."
    near = {words: sum(0.5 <= (_median(cells, *place, field) or 0) / TABLE_2[place] <= 2 for place in shared)
            for words, field in _KINDS[:2]}
    return (f"  Within a factor 2 of Table 2: {near['training']} of {len(shared)} as training error, {near['test']} as "
            f"test error; {counted(len(cells), 'net')} in {seconds:.1f} s of work.")


def picture(cells: Sequence[Cell], reading: Reading, path: str) -> bytes:
    """Figures 1 and 2 with these cells, in the kind that the path's ending says."""
    from numeric.plots import rendered
    from numeric.plots_experiments import experiments

    return rendered(experiments(cells, title=f"{reading.name}: {reading.sentence}"), path)


def _median(cells: Sequence[Cell], depth: int, width: int, field: str) -> float | None:
    errors: list[Any] = [getattr(cell, field) for cell in cells if (cell.depth, cell.width) == (depth, width)]
    return median(errors) if errors else None


def _shown(error: float) -> str:
    return f"{error:.4f}" if error >= 5e-5 else f"{error:.1e}" if error else "0"
