"""earnshaw verify: settle the claims."""

import argparse
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ._misuse import MisuseError, positive_seconds
from ._spread import add_spread
from ._statements import add_statements, find, load, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("labels", nargs="*", metavar="LABEL",
                        help='statements, in either numbering and any spelling: lem-B.9, "Lemma B.9" (default: all)')
    parser.add_argument("--fast", action="store_true", help="fewer parameter values; no weaker method")
    add_spread(parser)
    parser.add_argument("--json", metavar="FILE", help="write the ledger to this file")
    parser.add_argument("--timeout", type=positive_seconds, default=120, metavar="S",
                        help="seconds for a claim with its controls (default: %(default)s); over it: undecided")
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
    from verify.report import show_run
    from verify.run import LedgerError, check_writable, write_ledger

    registry = load(options.statements)
    labels = [find(registry, spelling).label for spelling in options.labels] or None
    try:
        if options.json is not None:
            check_writable(options.json)
            if os.path.exists(options.json) and os.path.realpath(options.json) == os.path.realpath(options.statements):
                raise MisuseError(f"{options.json} is the statements file itself; name another file for the ledger")
        start = time.monotonic()
        ledger = settle(registry, labels, fast=options.fast, jobs=options.jobs, timeout=options.timeout,
                        scheduler=options.scheduler)
        seconds = time.monotonic() - start
        if options.json is not None:
            with _deaf():
                write_ledger(ledger, options.json)
    except LedgerError as error:
        raise MisuseError(str(error)) from error
    show_run(ledger, seconds)
    if not ledger.complete:
        kept = f"what is finished is in {options.json}" if options.json else "--json FILE would keep what is finished"
        raise MisuseError(f"{ledger.stopped or 'interrupted before the end'}; {kept}; run it again for the rest")
    return 0 if ledger.success else 1
