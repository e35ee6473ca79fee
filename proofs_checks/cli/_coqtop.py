"""Lemmas put to Coq in a process of its own, one after the other: which it accepts."""

import os
import queue
import resource
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

MEMORY = 4 << 30
"""Bytes that the process may take: a bound that does not hold is bisected until something gives way."""
_START = 60.0  # seconds in which the libraries must be there


class CoqError(Exception):
    """Coq cannot be used; the message says what it said."""


def found() -> str | None:
    """The path of Coq's interactive program, which goes on after a lemma that fails; None where there is none."""
    return shutil.which("coqtop")


def accepted(preamble: str, lemmas: Sequence[tuple[str, str]], seconds: float,
             tell: Callable[[int], None] = lambda done: None) -> list[bool]:
    """For each (name, lemma), whether Coq takes it to its Qed, each command in at most `seconds`.

    A process that dies or hangs loses the lemma that it was at, and another goes on behind it. `tell` hears how many
    are done. Raises CoqError where the preamble itself is not taken.
    """
    answers: list[bool] = []
    while len(answers) < len(lemmas):
        rest = lemmas[len(answers):]
        with _running(_script(preamble, rest, seconds)) as lines:
            heard = 0
            if _wait(lines, "earnshaw_begins", _START + 2 * seconds) is not True:
                raise CoqError("Coq does not take the preamble; are its libraries installed "
                               "(on Debian coq and libcoq-interval)?")
            for name, _ in rest:
                answer = _wait(lines, name, 4 * seconds + 20)
                if answer is None:
                    break
                answers.append(answer)
                heard += 1
                tell(len(answers))
        if heard < len(rest):
            answers.append(False)
            tell(len(answers))
    return answers


def _script(preamble: str, lemmas: Sequence[tuple[str, str]], seconds: float) -> str:
    asked = "\n".join(f"{lemma}\nAbort All.\nLocate {name}." for name, lemma in lemmas)
    return (f"{preamble}\nLemma earnshaw_begins : True.\nProof. exact I. Qed.\nLocate earnshaw_begins.\n"
            f"Set Default Timeout {max(1, round(seconds))}.\n{asked}\nQuit.\n")


@contextmanager
def _running(script: str) -> Iterator["queue.Queue[str | None]"]:
    """A process that reads the script; its lines, None at its end. It is killed when the block is left."""
    process = subprocess.Popen([found() or "coqtop", "-q", "-quiet", "-w", "none"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
                               preexec_fn=_limited)
    lines: queue.Queue[str | None] = queue.Queue()

    def write() -> None:
        with suppress(OSError, ValueError), process.stdin:  # type: ignore[union-attr]  # they are pipes
            process.stdin.write(script)  # type: ignore[union-attr]

    def read() -> None:
        with suppress(OSError, ValueError):
            for line in process.stdout:  # type: ignore[union-attr]
                lines.put(line)
        lines.put(None)

    threads = [threading.Thread(target=work, daemon=True) for work in (write, read)]
    for thread in threads:
        thread.start()
    try:
        yield lines
    finally:
        process.kill()
        process.wait()
        for thread in threads:
            thread.join(5)
        process.stdout.close()  # type: ignore[union-attr]


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.setsid()  # a Ctrl-C is for us: what is finished is still told


def _wait(lines: "queue.Queue[str | None]", name: str, seconds: float) -> bool | None:
    """Whether Coq has an object of that name; None when it ended, or said nothing for so long."""
    while True:
        try:
            line = lines.get(timeout=seconds)
        except queue.Empty:
            return None
        if line is None:
            return None
        words = line.split()
        if words[:1] == ["Constant"] and words[1].split(".")[-1] == name:
            return True
        if words[:5] == ["No", "object", "of", "basename", name]:
            return False
