"""A program of its own: it reads queries, one JSON line each, and answers each by cvc5's word. Nothing of ours in it.

A query is [its number, SMT-LIB text, options, seconds of processor time]; the answer repeats the number. The first line
that it writes says which cvc5 it is.
A signal that no C code can hold back ends it when the seconds are over; whoever asks ends it later, by the clock.
"""

import json
import signal
import sys
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from typing import Any

_MOST_BYTES = 4 << 30  # of memory


def main() -> None:
    """Answer until there is no more to read."""
    try:
        cvc5 = import_module("cvc5")
        say({"version": version("cvc5")})
    except Exception as error:  # absent, or broken in any way
        say({"missing": f"{type(error).__name__}: {error}"})
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    for line in sys.stdin:
        number, text, options, seconds = json.loads(line)
        limit(seconds)
        try:
            said = answer(cvc5, text, options)
        except Exception as error:  # whatever it does not take
            said = f"error: {error}"
        limit(0)
        say({"number": number, "answer": said})


def limit(seconds: float) -> None:
    """End this process after so much processor time; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def answer(cvc5: Any, text: str, options: dict[str, str]) -> str:
    """The words that cvc5 prints for a script."""
    solver = cvc5.Solver(cvc5.TermManager())
    for name, value in options.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "query")
    symbols, said = parser.getSymbolManager(), []
    while not (command := parser.nextCommand()).isNull():
        said.append(str(command.invoke(solver, symbols)))
    return "".join(said).strip()


def say(message: dict[str, Any]) -> None:
    """A line for whoever asks."""
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    main()
