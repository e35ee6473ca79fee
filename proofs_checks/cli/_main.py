"""The entry point: it finds the command and imports nothing but that."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import NoReturn

from verify.threads import one_thread

from ._misuse import MisuseError, Parser, shown

COMMANDS = {
    "verify": "settle the claims, and say what holds, what does not, and how it is known",
    "list": "the statements with their labels in both numberings",
    "explain": "one statement: its derivation with the computed algebra, and its claims",
    "errata": "what is printed and false, with witness, correction and consequences",
    "derive": "formulas for a given or symbolic dimension",
    "formulas": "the derived formulas as text, compared with those that are kept",
    "recheck": "check the evidence in a ledger again, without search",
    "mutants": "every formula changed at every place: what its check says, and where inequalities give way",
    "sweep": "the claims of a statement over a grid of d, eps and lambda, point by point",
    "export": "claims as goals for another prover (Coq), which settles them by its own means",
    "graph": "what rests on what",
    "simulate": "charges that move by their forces: which of the fixed ones they find",
    "descend": "charges that look for others, by the paper's algorithms and by better ones",
    "train": "nets that learn nets of their own shape: Table 2 and its figures, by several readings",
    "book": "a ledger as pages to read and to teach from",
    "cache": "where findings are kept from run to run, and how many; or forget them",
    "doctor": "versions, precision, what is missing and how to get it",
}
_BROKEN_PIPE = 128 + 13  # what a shell reports of a program ended by SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status: 0 as expected, 1 some claim is not, 2 wrong use.

    >>> main(["--version"])  # doctest: +ELLIPSIS
    earnshaw ...
    0
    """
    os.environ.setdefault("SYMPY_GROUND_TYPES", "flint")  # before anything imports SymPy
    one_thread()  # before anything imports NumPy
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of few letters is no reason to fail
    try:
        try:
            with _termination_interrupts():
                status = _run(sys.argv[1:] if arguments is None else list(arguments))
        except SystemExit as leave:  # argparse, after --help
            status = leave.code if isinstance(leave.code, int) else 0
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except MisuseError as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return _say("interrupted; nothing was written; run it again")
    except BrokenPipeError:
        _drop_output()
        return _BROKEN_PIPE
    except OSError as error:
        _drop_output()
        return _say(f"the output could not be written or a file not read ({error.strerror or error}); "
                    "see to that and run it again")
    except Exception as error:
        if os.environ.get("EARNSHAW_TRACEBACK"):
            raise
        return _say(f"something broke inside ({type(error).__name__}: {error}); "
                    "set EARNSHAW_TRACEBACK=1 to see where, and report it")


def _run(arguments: list[str]) -> int:
    parser = Parser(prog="earnshaw", description="Checks a mathematics paper by machine, statement by statement.",
                    epilog="Exit status: 0 as expected, 1 some claim is not, 2 wrong use or interrupted.")
    parser.add_argument("--version", action="store_true", help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    module, chosen = None, parser
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        if name == asked:
            module = import_module(f"{__package__}._{name}")
            module.add_arguments(command)
            chosen = command
    if asked is not None and asked not in COMMANDS:
        _unknown(asked)
    options, stray = parser.parse_known_args(arguments)
    if stray:
        chosen.error(f"unrecognized arguments: {' '.join(map(shown, stray))}")
    if options.version:
        from importlib.metadata import version

        print(f"earnshaw {version('earnshaw')}")
        return 0
    if module is None:
        raise MisuseError(f"no command was given; there are {', '.join(COMMANDS)}; start with `earnshaw verify`")
    gc.set_threshold(100_000, 50, 50)  # what is loaded here stays: looking for garbage in it takes a tenth of the time
    status: int = module.run(options)
    return status


def _unknown(name: str) -> NoReturn:
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
    advice = f"did you mean `earnshaw {near[0]}`?" if near else "`earnshaw --help` tells what each does"
    raise MisuseError(f"there is no command {shown(name)}; there are {', '.join(COMMANDS)}; {advice}")


@contextmanager
def _termination_interrupts() -> Iterator[None]:
    """Being told to end is as a Ctrl-C: workers are stopped, and what is finished is kept."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield  # whoever runs us in a thread has their own way
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(sentence: str) -> int:
    from verify.report import clean

    with suppress(OSError):  # nobody listens
        print(f"earnshaw: {clean(sentence, 600)}", file=sys.stderr)
    return 2


def _drop_output() -> None:
    """Keep Python from writing again, at its exit, what could not be written."""
    with suppress(OSError, ValueError, AttributeError):  # standard output may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
