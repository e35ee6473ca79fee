"""earnshaw errata: what is printed and false."""

import argparse

from ._statements import add_ledger, add_statements, load, read, settle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_ledger(parser, "the claims are settled now, with --fast")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the errata; that there are some is no failure."""
    ledger = read(options.ledger) if options.ledger else settle(load(options.statements), fast=True)
    from verify.report import show_errata

    show_errata(ledger)
    if not ledger.complete and not options.ledger:
        raise KeyboardInterrupt
    return 0
