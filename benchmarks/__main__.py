"""Run the benchmarks, print each row as it is known, and write the table where one is asked for."""

import argparse
import datetime
import sys
from importlib import import_module
from pathlib import Path

from verify import files
from verify.threads import one_thread

from ._table import grows, line, markdown, series
from ._timing import Row, machine

NAMES = ("derivatives", "large_dimension", "bounds", "transform", "activations", "potentials", "loss", "large_loss",
         "descent", "circle", "nets", "startup", "verification")


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all. The exit status: 0, or 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}; all when none is given")
    parser.add_argument("--table", metavar="FILE", help="write what was measured as a Markdown table")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        return _misused(f"there is no {unknown[0]!r}; there are {', '.join(NAMES)}: name some of them, or none")
    target = options.table and Path(options.table)
    try:
        if target:
            files.check_folder(target)
        measured = _run(options.names or NAMES)
        if target:
            files.write_whole(target, markdown(measured, machine(), datetime.date.today().isoformat()).encode())
    except OSError as error:
        return _misused(f"{options.table} could not be written ({error.strerror or error}); name another file")
    return 0


def _run(names: tuple[str, ...]) -> list[tuple[str, str, list[Row]]]:
    one_thread()  # processor time: a thread that waits for another would count twice
    print(machine(), flush=True)
    measured = []
    for name in names:
        module = import_module(f"{__package__}.{name}")
        purpose = (module.__doc__ or "").splitlines()[0]
        print(f"\n{name}: {purpose}", flush=True)
        rows = []
        for row in module.rows():
            rows.append(row)
            print(line(row), flush=True)
        for what, some in series(rows).items():
            print(f"  {what}: grows as {grows(some)}", flush=True)
        measured.append((name, purpose, rows))
    return measured


def _misused(sentence: str) -> int:
    print(f"benchmarks: {sentence}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
