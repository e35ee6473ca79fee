"""The worker of numeric.trials: it is asked seed after seed on its standard input and answers in JSON lines.

It is started as a program of its own, so that the number of BLAS threads stands in its environment before NumPy is
loaded, and so that a Ctrl-C on the terminal is the parent's affair alone.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, TextIO

from verify.cluster import unlike
from verify.processes import end_with_parent


def find_function(path: str) -> Callable[..., Any]:
    """The function at "package.module:name"; ValueError with one sentence when there is none.

    >>> find_function("math:isqrt")(17)
    4
    """
    module, _, name = path.partition(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"the trial {path!r} cannot be found ({_one_line(error)}); "
                         "give the path of a function, package.module:function") from error
    if not callable(found):
        raise ValueError(f"the trial {path!r} is a {type(found).__name__}; "
                         "give the path of a function, package.module:function")
    return found  # type: ignore[no-any-return]


def serve(asked: TextIO, answers: TextIO) -> None:
    """Answer until nothing more is asked. The first line asked names the function and its parameters."""

    def answer(made: dict[str, Any]) -> None:
        answers.write(json.dumps(made, allow_nan=False) + "\n")
        answers.flush()

    job = json.loads(asked.readline())
    unlikeness = unlike(job.get("code", {}))
    if unlikeness:
        answer({"refused": unlikeness})
        return
    try:
        function = find_function(job["function"])
    except ValueError as error:
        answer({"refused": str(error)})
        return
    answer({"ready": True})
    for line in asked:
        seed = int(line)
        try:
            answer({"seed": seed, "value": function(seed, **job["parameters"])})
        except Exception as error:  # a trial may raise anything; that is a result here
            answer({"seed": seed, "error": _one_line(error)})


def _one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


if __name__ == "__main__":
    end_with_parent(os.getppid(), by_kernel=False)  # a cluster starts us in a thread that ends before
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a trial prints is no answer
    try:
        serve(sys.stdin, out)
    except BrokenPipeError:  # the parent was killed: nobody is left to answer
        os._exit(1)
