"""earnshaw list: the statements."""

import argparse

from ._statements import add_ledger, add_statements, load, read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add_ledger(parser, "none are shown")
    add_statements(parser)


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    ledger = read(options.ledger) if options.ledger else None
    registry = load(options.statements)
    from verify.report import show_list

    show_list(registry, ledger)
    return 0
