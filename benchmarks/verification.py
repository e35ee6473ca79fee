"""The whole check of the paper, as the command line runs it with two jobs.

There is no peer: no other program checks these statements.
"""

import subprocess
import sys
from collections.abc import Iterator

from ._timing import Row, best_outside


def rows() -> Iterator[Row]:
    """Whole processes, start and report included."""
    for what, option in (("earnshaw verify --jobs 2", []), ("earnshaw verify --fast --jobs 2", ["--fast"])):
        command = [sys.executable, "-m", "proofs_checks", "verify", "--jobs", "2", *option]
        yield Row(what, best_outside(
            lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), 1))
