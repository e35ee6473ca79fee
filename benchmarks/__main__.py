"""Run the benchmarks and print a table."""

import os
import sys
from importlib import import_module

from ._timing import machine, shown

NAMES = ("derivatives", "large_dimension", "bounds", "transform", "activations", "potentials", "loss", "descent",
         "circle", "nets", "startup", "verification")


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all. The exit status: 0, or 2 for an unknown name."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"benchmarks: there is no {unknown[0]!r}; there are {', '.join(NAMES)}: name some of them, or none",
              file=sys.stderr)
        return 2
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # processor time: a thread that waits for another would count twice
    print(machine(), flush=True)
    for name in names or NAMES:
        module = import_module(f"{__package__}.{name}")
        print(f"\n{name}: {module.__doc__.splitlines()[0]}", flush=True)
        for row in module.rows():
            peer = ""
            if row.peer_seconds is not None:
                peer = f"   {row.peer}: {shown(row.peer_seconds)}, {row.peer_seconds / row.seconds:,.3g} times ours"
            print(f"  {row.what:66} {shown(row.seconds):>8}{peer}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
