"""Commands as a user starts them: whole processes, by the clock on the wall."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from ._timing import best_in_turn, once_outside

ROOT = Path(__file__).parent.parent
SYMPY = "python -c 'import sympy'"
"""The peer of what answers at once: whatever computes with SymPy has to import it."""


def python(code: str) -> list[str]:
    """The command that runs some code."""
    return [sys.executable, "-c", code]


def earnshaw(*arguments: str) -> list[str]:
    """A command of ours, by this interpreter."""
    return [sys.executable, "-m", "proofs_checks", *arguments]


def run(command: list[str], folder: Path = ROOT) -> str:
    """What a command prints, with the packages that lie in a folder; CalledProcessError where it fails."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", cwd=folder,
                          env=os.environ | {"PYTHONPATH": str(folder)}).stdout


def seconds(command: list[str], folder: Path = ROOT) -> float:
    """How long it takes, once."""
    return once_outside(lambda: run(command, folder))


def in_turn(*commands: list[str], repetitions: int) -> list[float]:
    """The shortest time of each of some commands, taken in turn: what else the machine does then meets all of them."""
    return best_in_turn([partial(run, command) for command in commands], repetitions)
