"""What several commands share: the statements named on the command line, and a ledger about them."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from ._misuse import DEFAULT, MisuseError, processors
from ._spread import cluster_misuse

if TYPE_CHECKING:
    from verify.claims import Registry, Statement
    from verify.run import Cache, Journal, Ledger


def add_statements(parser: argparse.ArgumentParser) -> None:
    """The option --statements."""
    parser.add_argument("--statements", metavar="FILE_OR_PACKAGE", default=DEFAULT,
                        help="where the statements are registered (default: the paper's)")


def add_ledger(parser: argparse.ArgumentParser, otherwise: str) -> None:
    """The option --ledger."""
    parser.add_argument("--ledger", metavar="FILE", help=f"take the statuses from this ledger (without: {otherwise})")


def add_cache(parser: argparse.ArgumentParser) -> None:
    """The options --cache and --no-cache."""
    parser.add_argument("--cache", metavar="DIR",
                        help="keep findings in this folder (default: EARNSHAW_CACHE, or earnshaw in the user's "
                             "folder for caches)")
    parser.add_argument("--no-cache", action="store_true", help="settle everything anew, and keep nothing")


@contextmanager
def cache_of(options: argparse.Namespace) -> "Iterator[Cache | None]":
    """The open cache that the options ask for, None for none; MisuseError for a folder that cannot be one.

    The usual folder is nobody's wish: where it cannot be used a remark says so, and nothing is kept.
    """
    from verify.run import Cache, CacheError

    if options.cache is not None and options.no_cache:
        raise MisuseError("--cache and --no-cache contradict each other; leave one of them out")
    if options.cache == "":
        raise MisuseError("--cache: the name of the folder is empty; name one, or say --no-cache")
    if options.no_cache:
        yield None
        return
    with ExitStack() as stack:
        try:
            cache: Cache | None = stack.enter_context(Cache(options.cache, remark))
        except CacheError as error:
            if options.cache is not None:
                raise MisuseError(str(error)) from error
            remark(str(error))
            cache = None
        yield cache


def remark(sentence: str) -> None:
    """Say a sentence on standard error; nobody may be listening."""
    from verify.report import clean

    with suppress(OSError):
        print(f"earnshaw: {clean(sentence, 600)}", file=sys.stderr, flush=True)


def load(source: str) -> "Registry":
    """The registry of a file or package; MisuseError when there is none."""
    from verify.claims import StatementsError, load_statements

    folder = os.getcwd()
    if folder not in sys.path:
        sys.path.append(folder)  # a package beside the user is importable, as with `python -m`
    try:
        return load_statements(source)
    except (StatementsError, OSError, ValueError) as error:
        raise MisuseError(str(error)) from error


def find(registry: "Registry", spelling: str) -> "Statement":
    """The statement of a label in any spelling; MisuseError with the nearest ones when there is none."""
    try:
        return registry[spelling]
    except KeyError as error:
        raise MisuseError(error.args[0]) from error


def read(path: str) -> "Ledger":
    """The ledger in a file; MisuseError when it is none."""
    from verify.run import LedgerError, read_ledger

    try:
        return read_ledger(path)
    except LedgerError as error:
        raise MisuseError(str(error)) from error


def settle(registry: "Registry", labels: list[str] | None = None, *, jobs: int | None = None,
           timeout: float | None = None, memory: int | None = None, observed: bool = True,
           scheduler: str | None = None, journal: "Journal | None" = None, cache: "Cache | None" = None,
           second: bool = False) -> "Ledger":
    """Run the claims of these statements, here or on a cluster, with progress on a terminal.

    `second` asks for second opinions after that, here.
    """
    from verify.report import progress_shown
    from verify.run import TIMEOUT, run

    with cluster_misuse(), progress_shown() as progress:
        ledger = run(registry, labels, jobs=jobs or processors(), timeout=timeout or TIMEOUT, memory=memory,
                     observed=observed, scheduler=scheduler, journal=journal, cache=cache, progress=progress)
    return with_opinions(ledger, jobs, memory) if second and ledger.complete else ledger


def with_opinions(ledger: "Ledger", jobs: int | None = None, memory: int | None = None) -> "Ledger":
    """The ledger with second opinions, with progress on a terminal."""
    from verify.report import progress_shown
    from verify.run.opinions import second_opinions

    with progress_shown() as progress:
        return second_opinions(ledger, jobs=jobs or processors(), memory=memory, progress=progress)
