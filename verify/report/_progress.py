"""Progress of a run, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ._clean import clean

Progress = Callable[[int, int, tuple[str, ...]], None]


@contextmanager
def progress_shown() -> Iterator[Progress | None]:
    """A function that shows how far a run is, on standard error; None where that is no terminal.

    Nothing is drawn by a thread: the workers are forked from this process.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    parts = (BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[now]}", markup=False))
    with Progress(*parts, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None, now="")

        def tell(done: int, total: int, running: tuple[str, ...]) -> None:
            bar.update(task, completed=done, total=total)
            if running:
                bar.update(task, now=clean(", ".join(running), 60))
            bar.refresh()

        yield tell
