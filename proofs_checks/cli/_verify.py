"""earnshaw verify: settle the claims."""

import argparse
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ._misuse import MisuseError, positive_int, positive_seconds
from ._spread import add_spread
from ._statements import add_cache, add_statements, cache_of, find, load, remark, settle

if TYPE_CHECKING:
    from verify.run import Journal, Ledger


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("labels", nargs="*", metavar="LABEL",
                        help='statements, in either numbering and any spelling: lem-B.9, "Lemma B.9" (default: all)')
    parser.add_argument("--all", action="store_true", help="report each claim that is false or only partly known")
    parser.add_argument("--without", choices=["observed"], metavar="observed",
                        help="leave out what only seeded trials can settle")
    parser.add_argument("--second", action="store_true",
                        help="ask another engine or route on everything settled, and record who agrees")
    add_spread(parser)
    parser.add_argument("--json", metavar="FILE",
                        help="the ledger goes into this file; what an interrupted run finished is taken from FILE.part")
    parser.add_argument("--timeout", type=positive_seconds, default=120, metavar="S",
                        help="seconds for a claim with its controls (default: %(default)s); over it: undecided")
    parser.add_argument("--memory", type=positive_int, metavar="MB",
                        help="MiB that a claim may take beyond what is loaded (default: 2048, or a quarter of a small "
                             "machine); over it: undecided; on Linux only")
    add_cache(parser)
    add_statements(parser)


@contextmanager
def _deaf() -> Iterator[None]:
    """A second Ctrl-C shall not lose what the first one kept."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def run(options: argparse.Namespace) -> int:
    """Settle, write the ledger, report; 0 when everything is as expected."""
    from verify.report import show_run, show_screen
    from verify.run import Journal, LedgerError, check_writable

    registry = load(options.statements)
    labels = [find(registry, spelling).label for spelling in options.labels] or None
    limits = {"observed": options.without is None, "jobs": options.jobs, "timeout": options.timeout,
              "memory": options.memory, "scheduler": options.scheduler, "second": options.second}
    start = time.monotonic()
    try:
        if options.json is None:
            with cache_of(options) as cache:
                ledger = settle(registry, labels, **limits, cache=cache)
            kept = "--json FILE would keep what is finished" if cache is None else "what is finished is kept"
            seconds = time.monotonic() - start
        else:
            check_writable(options.json)
            if os.path.exists(options.json) and os.path.realpath(options.json) == os.path.realpath(options.statements):
                raise MisuseError(f"{options.json} is the statements file itself; name another file for the ledger")
            with cache_of(options) as cache, Journal(options.json, remark) as journal:
                ledger = settle(registry, labels, **limits, journal=journal, cache=cache)
                seconds = time.monotonic() - start
                with _deaf():
                    kept = _keep(ledger, options.json, journal, cached=cache is not None)
    except LedgerError as error:
        raise MisuseError(str(error)) from error
    (show_run if options.all else show_screen)(ledger, seconds)
    if not ledger.complete:
        raise MisuseError(f"{ledger.stopped or 'interrupted before the end'}; {kept}; run it again for the rest")
    return 0 if ledger.success else 1


def _keep(ledger: "Ledger", path: str, journal: "Journal", *, cached: bool) -> str:
    """Write the ledger, unless it is incomplete and a complete one stands there; where what is finished is."""
    from verify.run import write_ledger

    if not ledger.complete and _is_complete(path):
        return f"what is finished is {'kept' if cached else f'in {path}.part'}, and {path} is as it was"
    write_ledger(ledger, path)
    if ledger.complete:
        journal.discard()
    return f"what is finished is in {path}"


def _is_complete(path: str) -> bool:
    from verify.run import LedgerError, read_ledger

    try:
        return read_ledger(path).complete
    except LedgerError:
        return False
