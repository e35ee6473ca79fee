"""A second opinion on a decision: cvc5, in a process of its own that is ended when it does not answer in time."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from verify.claims import JSON

from ._smt import scripts

SECONDS = 3
"""Of processor time for a query, after which the solver is ended; by the clock after `_PATIENCE` times as many."""
_PATIENCE = 6
_STARTING = 60
TIME, DIED, OUT_OF_STEP = ENDED = "time", "the solver died", "an answer to another query"
COVERINGS = {"nl-ext": "none", "nl-cov": "true"}
"""Cylindrical coverings alone: they decide what cvc5's own choice leaves open, and are quick. For reals only."""


class SolverMissingError(Exception):
    """There is no cvc5, or it does not start; the message says which."""


class Solver:
    """A long-lived child that answers one query after the other; after one that takes too long a new child is made.

    `command` starts another program of the same manners, for tests.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        self._command = tuple(command) or (sys.executable, str(Path(__file__).with_name("_solver.py")))
        self._process: subprocess.Popen[str] | None = None
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._missing = ""
        self._asked = 0
        self.version = ""

    def _start(self) -> subprocess.Popen[str]:
        if self._missing:  # once is enough: there may be thousands of queries
            raise SolverMissingError(self._missing)
        try:
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        except OSError as error:
            self._missing = f"the solver does not start ({error.strerror or error})"
            raise SolverMissingError(self._missing) from error
        self._process, self._lines = process, SimpleQueue()
        threading.Thread(target=_read, args=(process, self._lines), daemon=True).start()
        told = self._heard(_STARTING)
        if told is None or "version" not in told:
            self.close()
            self._missing = "cvc5 is not installed" if told else "the solver does not start"
            raise SolverMissingError(self._missing)
        self.version = str(told["version"])
        return process

    def ask(self, text: str, options: Mapping[str, str], seconds: float = SECONDS) -> str:
        """What cvc5 says to a script: "unsat", "sat", "unknown (...)"; one of `ENDED` when it had to be ended.

        Raises SolverMissingError.
        """
        process = self._process or self._start()
        self._asked += 1
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps([self._asked, text, dict(options), seconds]) + "\n")
            process.stdin.flush()
        except OSError:
            self.close()
            return DIED
        told = self._heard(seconds * _PATIENCE)
        if told is None:
            ended = self._ended()
            return TIME if ended in (None, -getattr(signal, "SIGPROF", 0)) else DIED
        if told.get("number") != self._asked:  # left over from a query whose asking was broken off
            self.close()
            return OUT_OF_STEP
        return str(told.get("answer", ""))

    def _heard(self, seconds: float) -> dict[str, JSON] | None:
        try:
            line = self._lines.get(timeout=seconds)
            told = json.loads(line) if line else None
        except (Empty, ValueError):
            return None
        return told if isinstance(told, dict) else None

    def close(self) -> None:
        """End the child, whatever it does."""
        self._ended()

    def _ended(self) -> int | None:
        """How the child came to its end; None when it had not and was ended here."""
        process, self._process = self._process, None
        if process is None:
            return None
        code = None
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(0.1)  # one that died is gone by then
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return code


def _read(process: subprocess.Popen[str], lines: "SimpleQueue[str | None]") -> None:
    assert process.stdout is not None
    with suppress(OSError, ValueError):  # closed meanwhile
        for line in process.stdout:
            lines.put(line)
    lines.put(None)


def decided(claim: Mapping[str, JSON], solver: Solver, seconds: float = SECONDS) -> str:
    """What cvc5 says of a `ForAll`: "unsat" when it holds, "sat" when it does not, else why it says neither.

    Integers are relaxed to reals first, as a proof for these is one; only over the integers "sat" counts against it.
    """
    answer = ""
    integers = any(v["integer"] for v in claim["domain"])
    for integral in (False, True) if integers else (False,):
        answer = _all_unsat(scripts(claim, integral=integral), solver, seconds, coverings=not integral)
        if answer == "unsat":
            return answer
    return answer


def _all_unsat(texts: Sequence[str], solver: Solver, seconds: float, *, coverings: bool) -> str:
    for text in texts:
        answer = solver.ask(text, COVERINGS, seconds) if coverings else ""
        if answer not in ("unsat", "sat"):
            answer = solver.ask(text, {}, seconds)
        if answer != "unsat":
            return answer
    return "unsat"
