"""Beside a worker of a cluster: a program that settles the claims it is asked for, each in a guarded process.

The first line asked is the job: where the statements are, what the machine that asks knows of the code, and the limits.
Then every line is a name, and the answer is its outcome.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from importlib import import_module
from typing import Any, TextIO

from verify.claims import StatementsError, load_statements
from verify.cluster import unlike

from ._environment import environment
from ._plain import long_integers
from ._pool import settle_claims


def serve(asked: TextIO, answers: TextIO) -> None:
    """Answer until nothing more is asked, or nobody is there to ask."""

    def say(made: dict[str, Any]) -> None:
        with long_integers():
            answers.write(json.dumps(made) + "\n")
        answers.flush()

    def names() -> Iterator[str]:
        for line in asked:
            yield json.loads(line)

    def look(_: tuple[str, ...]) -> None:
        if os.getppid() != parent:  # it was killed, and would have ended us
            raise SystemExit

    parent = os.getppid()
    job = json.loads(asked.readline())
    if os.path.isdir(job["folder"]):
        sys.path.append(job["folder"])  # as for the machine that asks
    refusal = unlike(job["code"])
    if not refusal:
        environment()  # imports SymPy before the processes fork, so that they inherit it
        try:
            registry = load_statements(job["source"])
        except (StatementsError, OSError, ValueError) as error:
            refusal = str(error)
    if refusal:
        say({"refused": refusal})
        return
    module, _, name = job["task"].partition(":")
    task = getattr(import_module(module), name)
    say({"ready": True})
    with closing(settle_claims(registry, names(), jobs=1, tick=look, task=task, **job["limits"])) as outcomes:
        for outcome in outcomes:
            say(asdict(outcome))


def _end(*_: object) -> None:
    raise SystemExit


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what statements print is no answer
    serve(sys.stdin, out)
